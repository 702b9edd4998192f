// C3: consent managers and Global Privacy Control. What stands in for a manager here is written
// from the same documentation and source as the part, which cites it.

import assert from "node:assert/strict";
import {
  both, id, marker, marketing, page, seedMarker, seedSession, www,
} from "./support/cases.mjs";

const key = "/docs/.__consent";

/** Klaro's manager as far as a watcher can see it. */
const klaro = `globalThis.klaro = (() => {
  const watchers = new Set();
  const notify = (name) => watchers.forEach((each) => each.update(manager, name, {}));
  let confirmed = false;
  const manager = {
    consents: {}, states: {}, asked: 0,
    watch: (watcher) => watchers.add(watcher),
    tick(name, yes) { manager.consents[name] = yes; notify("consents"); },
    apply() {
      for (const name of ["intercom", "other"]) {
        manager.states[name] = !!manager.consents[name] && confirmed;
      }
      notify("applyConsents");
    },
    save() { confirmed = true; notify("saveConsents"); manager.apply(); },
    reset() { manager.consents = {}; confirmed = false; manager.apply(); notify("consents"); },
  };
  manager.apply();
  return { manager, getManager: () => ((manager.asked += 1), manager) };
})();`;

/** `say(it, categories)` has the manager take that answer; `there` puts it into the page. */
const managers = {
  material: {
    category: "intercom",
    there: `__md_get = (key) => JSON.parse(localStorage.getItem("/docs/." + key));`,
    say(it, categories) {
      it.run(this.before(categories));
      it.fire(categories.length ? "submit" : "reset");
    },
    before: (categories) => `localStorage.setItem("${key}", JSON.stringify(
      Object.fromEntries(${JSON.stringify(categories)}.map((each) => [each, true]))));`,
  },
  cookiebot: {
    category: "preferences",
    there: `Cookiebot = { consent: { necessary: true, preferences: false, other: false } };`,
    say(it, categories) {
      it.run(this.before(categories));
      it.fire("CookiebotOnConsentReady");
      it.fire(categories.length ? "CookiebotOnAccept" : "CookiebotOnDecline");
    },
    before: (categories) => `for (const each of ["preferences", "other"]) {
      Cookiebot.consent[each] = ${JSON.stringify(categories)}.includes(each);
    }`,
  },
  onetrust: {
    category: "C0003",
    there: `OnetrustActiveGroups = ",C0001,"; OptanonWrapper = () => "the page's";`,
    say(it, categories) {
      it.run(this.before(categories));
      it.fire("OneTrustGroupsUpdated");
    },
    before: (categories) => `OnetrustActiveGroups = ",C0001,${categories.join()},"`,
  },
  klaro: {
    category: "intercom",
    there: klaro,
    say: (it, categories) => it.run(managers.klaro.before(categories)),
    before: (categories) => `for (const each of ["intercom", "other"]) {
      klaro.manager.tick(each, ${JSON.stringify(categories)}.includes(each));
    }
    klaro.manager.save();`,
  },
  vanilla: {
    category: "functionality",
    there: `answered = undefined; CookieConsent = {
      validConsent: () => !!answered,
      acceptedCategory: (name) => (answered || ["functionality", "other"]).includes(name),
    };`,
    say(it, categories) {
      it.run(this.before(categories));
      const detail = { cookie: { categories: ["necessary", ...categories] } };
      it.fire(it.changed ? "cc:onChange" : "cc:onConsent", it.window, { detail });
      it.changed = true;
    },
    before: (categories) => `answered = ${JSON.stringify(categories)}`,
  },
};

/** For each manager; `start(pageOptions, more configuration)` opens a page of it. */
const each = (name, body, config = marketing) =>
  both(name, async (context) => {
    for (const [consent, manager] of Object.entries(managers)) {
      const start = (options, more) =>
        context.open({ ...config, ...more }, `https://${config.host}/`, options, { consent });
      await body({ ...context, manager, start, consent });
      context.jar.cookies = [];
      context.jar.writes = [];
      context.world.storage.clear();
    }
  });

const nothing = (it, jar, name) =>
  assert.deepEqual(
    [it.calls, it.scripts, jar.writes, [...it.stored.keys()].filter((each) => each !== key)],
    [[], [], [], []],
    name,
  );

each("C1, C3: a manager that never loads, or has not been answered, is no consent",
  async ({ start, world, jar, manager, consent }) => {
  for (const before of [undefined, manager.there]) {
    const it = start({ before }).loaded();
    await world.pass(60);
    nothing(it, jar, consent);
  }
});

for (const config of [marketing, page]) {
  each(`C3: given before the ${config.site} glue, it starts at once`,
    ({ start, manager, consent }) => {
    const it = start({ before: manager.there + manager.before([manager.category]) }).loaded();
    if (config === page) it.run(`callbox.identify({ id: "1" })`);
    assert.deepEqual([it.methods, it.scripts.length], [["boot"], 1], consent);
  }, config);

  each(`C2, C3: given after the ${config.site} glue, withdrawn, given again`,
    ({ start, manager, jar, consent }) => {
    const it = start({ before: manager.there }).loaded();
    if (config === page) it.run(`callbox.identify({ id: "1" })`);
    nothing(it, jar, consent);
    manager.say(it, [manager.category, "other"]);
    assert.deepEqual([it.methods, it.scripts.length], [["boot"], 1], consent);
    it.library();
    assert.ok(jar.cookies.length >= 2);
    manager.say(it, ["other"]);
    assert.deepEqual(it.methods, ["boot", "shutdown"], consent);
    assert.deepEqual(jar.cookies, [], consent);
    assert.deepEqual([...it.stored.keys()].filter((each) => each !== key), [], consent);
    manager.say(it, [manager.category]);
    if (config === page) it.run(`callbox.identify({ id: "1" })`);
    assert.deepEqual([it.methods, it.scripts.length], [["boot", "shutdown", "boot"], 1], consent);
  }, config);
}

each("C3: the category is the manifest's, where it says one",
  ({ start, manager, jar, consent }) => {
  const config = { consent: { category: "other" } };
  const it = start({ before: manager.there }, config).loaded();
  manager.say(it, [manager.category]);
  nothing(it, jar, consent);
  manager.say(it, [manager.category, "other"]);
  assert.deepEqual(it.methods, ["boot"], consent);
});

each("C3: a manager may load after the glue", ({ start, manager, consent }) => {
  const it = start({ before: "" });
  it.run(manager.there + manager.before([manager.category]));
  it.loaded();
  if (!["material", "klaro"].includes(consent)) manager.say(it, [manager.category]);
  assert.deepEqual([it.methods, it.scripts.length], [["boot"], 1], consent);
});

each("C3: callbox.consent counts too: the last word, and a manager's only when it changes",
  ({ start, manager, consent }) => {
  const it = start({ before: manager.there }).loaded();
  manager.say(it, ["other"]);
  it.run("callbox.consent(true)");
  assert.deepEqual(it.methods, ["boot"], consent);
  manager.say(it, []);
  assert.deepEqual(it.methods, ["boot"], consent);
  manager.say(it, [manager.category]);
  it.run("callbox.consent(false)");
  manager.say(it, [manager.category, "other"]);
  assert.deepEqual(it.methods, ["boot", "shutdown"], consent);
  manager.say(it, []);
  manager.say(it, [manager.category]);
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"], consent);
});

each("L8, C3: whatever a manager is, nothing is thrown into the page",
  ({ start, manager, jar, consent }) => {
  const names = ["__md_get", "Cookiebot", "OnetrustActiveGroups", "klaro", "CookieConsent"];
  for (const value of ["null", "1", "{ consent: {}, getManager() {} }", "() => { throw 1; }",
    "{ get consent() { throw 1; }, getManager() { throw 1; }, validConsent() { throw 1; } }"]) {
    const it = start({ before: names.map((name) => `${name} = ${value};`).join("") }).loaded();
    for (const type of ["DOMContentLoaded", "submit", "reset", "storage", "CookiebotOnConsentReady",
      "CookiebotOnAccept", "CookiebotOnDecline", "OneTrustGroupsUpdated", "cc:onConsent"]) {
      it.fire(type);
    }
    nothing(it, jar, consent);
  }
});

each("L9, C3: a manager is not asked while the page is prerendered, or on another host",
  ({ start, manager, open, jar, consent }) => {
  const before = manager.there + manager.before([manager.category]);
  const it = start({ before, prerendering: true }).loaded();
  it.run("callbox.consent(true)");
  nothing(it, jar, consent);
  it.document.prerendering = false;
  it.fire("prerenderingchange", it.document);
  assert.deepEqual(it.methods, ["boot"], consent);

  const other = open(marketing, "https://translated.example/", { before }, { consent }).loaded();
  manager.say(other, [manager.category]);
  other.run("callbox.consent(true)");
  assert.deepEqual([other.calls, other.scripts], [[], []], consent);
});

both("C3: Material's form reloads the page: by then a withdrawal has been carried out",
  ({ open, world, jar }) => {
  const { there, before } = managers.material;
  const say = (it, categories) => managers.material.say(it, categories);
  const options = { before: there + before(["intercom"]) };
  const it = open(marketing, www, options, { consent: "material" }).loaded().library();
  const other = open(marketing, www, { before: there }, { consent: "material" }).loaded().library();
  say(it, []);
  it.close();
  assert.deepEqual(it.methods.at(-1), "shutdown");
  // Another tab of the site hears it as the storage changes.
  other.fire("storage");
  assert.equal(other.methods.at(-1), "shutdown");
  assert.deepEqual(jar.cookies, []);

  say(other, ["intercom"]);
  assert.equal(other.methods.at(-1), "boot");
  other.stored.clear();
  other.fire("storage");
  assert.equal(other.methods.at(-1), "shutdown");
});

both("C3: on a site that was not consented to, a refusal leaves the other sites' session alone",
  ({ open, world, jar }) => {
  seedMarker(world, `1.${Math.floor(world.now / 1000) + 3600}.live.a1`);
  seedSession(world);
  const { there } = managers.cookiebot;
  const it = open(marketing, www, { before: there }, { consent: "cookiebot" }).loaded();
  managers.cookiebot.say(it, []);
  assert.equal(jar.value("intercom-session-" + id), "of-a");
  assert.match(jar.value(marker), /live/);
});

both("C3: each of Cookiebot's events is enough", ({ open }) => {
  for (const type of ["CookiebotOnConsentReady", "CookiebotOnAccept"]) {
    const it = open(marketing, www, {}, { consent: "cookiebot" }).loaded();
    it.run("Cookiebot = { consent: { preferences: true } }");
    it.fire(type);
    assert.deepEqual(it.methods, ["boot"], type);
    it.run("Cookiebot.consent.preferences = false");
    it.fire("CookiebotOnDecline");
    assert.deepEqual(it.methods, ["boot", "shutdown"]);
  }
});

both("C3: OneTrust's OptanonWrapper stays the page's, and a group is no part of another's name",
  ({ open, jar }) => {
  const { there } = managers.onetrust;
  const it = open(marketing, www, { before: there }, { consent: "onetrust" }).loaded();
  managers.onetrust.say(it, ["C00031", "XC0003"]);
  nothing(it, jar);
  assert.equal(it.run("OptanonWrapper()"), "the page's");
});

both("C3: Klaro is asked only once the document is parsed; what is ticked but not saved is nothing",
  ({ open, jar }) => {
  const it = open(marketing, www, { before: klaro }, { consent: "klaro" });
  assert.equal(it.run("klaro.manager.asked"), 0);
  it.loaded();
  assert.ok(it.run("klaro.manager.asked"));
  it.run(`klaro.manager.tick("intercom", true)`);
  nothing(it, jar);
  it.run("klaro.manager.save()");
  it.run(`klaro.manager.tick("intercom", false)`);
  assert.deepEqual(it.methods, ["boot"]);
  it.run("klaro.manager.reset()");
  assert.deepEqual(it.methods, ["boot", "shutdown"]);
});

both("C3: a hosted Klaro has its configuration later than its script", ({ open, jar }) => {
  const it = open(marketing, www, {}, { consent: "klaro" });
  it.run(`${klaro}
    var getManager = klaro.getManager;
    var listeners = [];
    klaro.getManager = () => { throw new TypeError("no configuration"); };
    klaro.addEventListener = (type, listener) => { type === "render" && listeners.push(listener); };
    klaro.manager.tick("intercom", true);`);
  it.loaded();
  nothing(it, jar);
  it.run(`klaro.getManager = getManager; for (const each of [...listeners]) each({}, {});`);
  nothing(it, jar);
  it.run("klaro.manager.save()");
  assert.deepEqual([it.methods, it.run("listeners.length")], [["boot"], 1]);
});

both("C1, C3: what vanilla-cookieconsent enables by default is no answer; a module is heard",
  ({ open, jar }) => {
  const manager = managers.vanilla;
  const { there } = manager;
  nothing(open(marketing, www, { before: there }, { consent: "vanilla" }).loaded(), jar);
  const it = open(marketing, www, {}, { consent: "vanilla" }).loaded();
  manager.say(it, ["functionality"]);
  assert.deepEqual(it.methods, ["boot"]);
  manager.say(it, []);
  assert.deepEqual(it.methods, ["boot", "shutdown"]);
});

both("C3: with respect_gpc Global Privacy Control is a refusal, whoever says yes",
  ({ open, jar }) => {
  const config = { ...marketing, respect_gpc: 1 };
  const navigator = { globalPrivacyControl: true };
  for (const [consent, manager] of [[true], ...Object.entries(managers)]) {
    const before = "callbox = [['consent', true]];" +
      (manager ? manager.there + manager.before([manager.category]) : "");
    const it = open(config, www, { before, globals: { navigator } }, { consent }).loaded();
    it.run("callbox.consent(true)");
    if (manager) manager.say(it, [manager.category]);
    nothing(it, jar, consent);

    const off = { globalPrivacyControl: false };
    for (const [sites, browser] of [[config, {}], [config, off], [marketing, navigator]]) {
      const free = open(sites, www, { before, globals: { navigator: browser } }, { consent });
      assert.deepEqual(free.methods, ["boot"], consent);
    }
  }
});

both("C3: what the page said before the document may act counts behind a manager's first word",
  ({ open }) => {
  const stored = "Cookiebot = { consent: { preferences: true } };";
  const manager = { consent: "cookiebot" };
  const refused = open(marketing, www, {
    before: stored + `callbox = [["consent", false]]`,
  }, manager).loaded();
  assert.deepEqual([refused.methods, refused.scripts], [[], []]);
  const given = open(marketing, www, {
    before: stored.replace("true", "false") + `callbox = [["consent", true]]`,
  }, manager).loaded();
  assert.deepEqual(given.methods, ["boot"]);
});

both("C2, C3: a yes after Global Privacy Control was switched on is a withdrawal",
  ({ open, jar }) => {
  const globals = { navigator: {} };
  const it = open({ ...marketing, respect_gpc: 1 }, www, { globals }, { consent: true }).loaded();
  it.run("callbox.consent(true)");
  it.library();
  globals.navigator.globalPrivacyControl = true;
  it.run("callbox.consent(true)");
  assert.equal(it.methods.at(-1), "shutdown");
  assert.deepEqual(jar.cookies, []);
});
