import assert from "node:assert/strict";
import {
  app, attributes, boot, both, home, id, marker, marketing, page, seedMarker, seedSession,
  session, www,
} from "./support/cases.mjs";

const user = `{ id: "1", email: "a@acme.com", name: "A", account: { plan: "pro", seats: 3 } }`;
const person = { user_id: "1", email: "a@acme.com", name: "A", plan: "pro", seats: 3 };
const duration = { session_duration: 43200000 };

both("B1: a boot carries app_id, api_base and the route's settings; a visitor's no more",
  ({ open }) => {
  assert.deepEqual(open(marketing, www).calls, [["boot", boot]]);
  const settings = { ...boot, alignment: "left", widget: { activator: "#IntercomDefaultWidget" } };
  assert.deepEqual(open({ ...marketing, boot: settings }, www).calls, [["boot", settings]]);
  assert.deepEqual(open(app, home + "login").calls, [["boot", boot]]);
  const wide = open(app, home + "wide/x");
  wide.run(`callbox.identify(${user})`);
  assert.deepEqual(wide.calls, [["boot", { ...boot, alignment: "left", ...person, ...duration }]]);
});

both("B1: a visitor's boot in a table of routes carries the route's settings", ({ open }) => {
  const messenger = { alignment: "left" };
  const it = open({ ...app, routes: [{ path: "/**", boot: "visitor", messenger }] }, home);
  assert.deepEqual(it.calls, [["boot", { ...boot, ...messenger }]]);
});

both("B2: a visitor's page carries on the live session of the app", ({ open, world, jar }) => {
  const it = open(page, home).loaded();
  it.run(`callbox.identify(${user})`);
  it.library();
  const held = jar.value(session);
  open(marketing, www).loaded().library();
  assert.equal(jar.value(session), held);
  assert.match(jar.value(marker), /^1\.\d+\.live\./);
});

both("B3: nothing is booted until the identity is known", ({ open }) => {
  const it = open(page, home).loaded();
  assert.deepEqual(it.calls, []);
  assert.equal(it.scripts.length, 0);
  it.run(`callbox.identify(${user})`);
  assert.deepEqual(it.calls, [["boot", { ...boot, ...person, ...duration }]]);
});

both("B3: identity from JSON, a global, a fetch", async ({ open, world }) => {
  const json = open({ ...page, identity: { json: "#u" } }, home, { elements: { "#u": `{"id":"1"}` } });
  assert.deepEqual(json.calls, []);
  assert.equal(json.ready().calls[0][1].user_id, "1");

  const global = open({ ...page, identity: { global: "acme.user" } }, home);
  global.run(`var acme = { user: { id: "2" } }`);
  assert.equal(global.ready().calls.at(-1)[1].user_id, "2");

  const fetched = open({ ...page, identity: { fetch: "/api/me" } }, home, {
    fetch: () => ({ status: 200, json: async () => ({ id: "3" }) }),
  });
  await world.pass(0);
  assert.equal(fetched.calls.at(-1)[1].user_id, "3");
  const { request, address } = fetched.fetches[0];
  assert.deepEqual([address, request.cache, request.redirect], ["/api/me", "no-store", "manual"]);
});

both("B3: nobody ends a live session, then a visitor boots or none",
  async ({ open, world, jar }) => {
  for (const status of [204, 401, 403]) {
    seedMarker(world, `1.${Math.floor(world.now / 1000) + 99}.live.n${status}`);
    seedSession(world);
    const it = open({ ...page, identity: { fetch: "/me" } }, home, { fetch: () => ({ status }) });
    await world.pass(0);
    assert.deepEqual(it.methods, ["shutdown", "boot"]);
    assert.equal(jar.value(session), undefined);
  }
  const none = open({ ...page, route: { boot: "user" } }, home);
  none.run("callbox.identify(null)");
  assert.deepEqual(none.calls, []);
});

both("B3: unknown boots nothing, keeps the marker, and asks again",
  async ({ open, world, jar }) => {
  const value = `1.${Math.floor(world.now / 1000) + 9999}.live.n1`;
  const answers = [
    { status: 0, type: "opaqueredirect" },
    { status: 200, json: async () => JSON.parse("<html>") },
    { status: 500, json: async () => ({ id: "1" }) },
    { status: 404 },
    "network",
  ];
  for (const answer of answers) {
    seedMarker(world, value);
    let now = answer;
    const it = open({ ...page, shared: 1, identity: { fetch: "/me" } }, home, { fetch: async () => {
        if (now === "network") throw new Error(now);
        return now;
      },
    });
    await world.pass(1);
    assert.deepEqual(it.calls, []);
    assert.equal(jar.value(marker), value);
    now = { status: 200, json: async () => ({ id: "1" }) };
    it.hide();
    await world.pass(1);
    assert.deepEqual(it.calls, []);
    it.show();
    await world.pass(1);
    assert.equal(it.methods.join(), "boot");
    it.close();
  }
  const missing = open({ ...page, identity: { json: "#u" } }, home).loaded();
  assert.deepEqual(missing.calls, []);
  missing.options.elements = { "#u": `{"id":"1"}` };
  missing.fire("online");
  assert.equal(missing.methods.join(), "boot");
});

both("B3: ten seconds are unknown", async ({ open, world }) => {
  const it = open({ ...page, identity: { fetch: "/me" } }, home, {
    fetch: (_, { signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("late")))),
  });
  await world.pass(9);
  assert.equal(it.fetches[0].request.signal.aborted, false);
  await world.pass(2);
  assert.equal(it.fetches[0].request.signal.aborted, true);
  it.fire("online");
  assert.equal(it.fetches.length, 2);
});

const token = (claims) =>
  ["e30", Buffer.from(JSON.stringify(claims)).toString("base64url"), "sig"].join(".");
const signed = {
  ...page,
  attributes: [
    ["user_id", "id", "string", "signed"],
    ["email"],
    ["plan", "plan", "string", "signed"],
    ["user_hash", "hash", "user_hash"],
    ["jwt", "jwt", "token"],
  ],
};

both("B4: a token goes alone, without hash, user_id and signed attributes", ({ open }) => {
  const jwt = token({ user_id: "1" });
  const it = open(signed, home);
  it.run(`callbox.identify({ id: "1", email: "a@b.c", plan: "pro", hash: "ff", jwt: "${jwt}" })`);
  assert.deepEqual(it.calls, [
    ["boot", { ...boot, email: "a@b.c", intercom_user_jwt: jwt, ...duration }],
  ]);
  const unsigned = { ...signed, attributes: [["user_id", "id"], ["jwt", "jwt", "token"]] };
  const plain = open(unsigned, home);
  plain.run(`callbox.identify({ id: "1", jwt: "${jwt}" })`);
  assert.deepEqual(plain.calls, [["boot", { ...boot, intercom_user_jwt: jwt, ...duration }]]);
  const hashed = open(signed, home);
  hashed.run(`callbox.identify({ id: "1", hash: "ff" })`);
  assert.deepEqual(hashed.calls, [["boot", { ...boot, user_id: "1", user_hash: "ff", ...duration }]]);
});

both("B4: the person is user_id, else the token's, else the e-mail address", ({ open, world }) => {
  const it = open(signed, home);
  it.run(`callbox.identify({ email: "a@b.c", jwt: "${token({ user_id: "1" })}" })`);
  it.run(`callbox.identify({ email: "new@b.c", jwt: "${token({ user_id: "1", n: 2 })}" })`);
  assert.deepEqual(it.methods, ["boot", "boot"]);
  it.run(`callbox.identify({ email: "new@b.c", jwt: "${token({ user_id: "2" })}" })`);
  assert.deepEqual(it.methods, ["boot", "boot", "shutdown", "boot"]);
});

both("B4: near its end a token is asked anew and booted; data waits", async ({ open, world }) => {
  let given = 0;
  const fetch = () => ({
    status: 200,
    json: async () => ({
      email: "a@b.c",
      jwt: token({ user_id: "1", exp: world.now / 1000 + 300, given: (given += 1) }),
    }),
  });
  const it = open({ ...signed, identity: { fetch: "/me" } }, home, { fetch });
  await world.pass(230);
  assert.deepEqual(it.methods, ["boot"]);
  await world.pass(11);
  assert.deepEqual(it.methods, ["boot", "boot"]);
  assert.notEqual(it.calls[0][1].intercom_user_jwt, it.calls[1][1].intercom_user_jwt);

  const called = open(signed, home);
  called.run(`callbox.identify({ email: "a@b.c",
    jwt: "${token({ user_id: "1", exp: world.now / 1000 + 65 })}" })`);
  await world.pass(10);
  called.run(`callbox.update({ email: "z@b.c" })`);
  await world.pass(10);
  assert.deepEqual(called.methods, ["boot"]);
});

both("B5: visitor to user is a boot alone; A to B ends A's session first",
  ({ open, world, jar }) => {
  const it = open(app, home + "login");
  it.run(`callbox.identify({ id: "A" })`);
  assert.deepEqual(it.methods, ["boot"]);
  it.navigate("/");
  assert.deepEqual(it.methods, ["boot", "boot"]);
  const first = jar.value(marker).split(".")[3];
  it.run(`callbox.identify({ id: "B" })`);
  assert.deepEqual(it.methods, ["boot", "boot", "shutdown", "boot"]);
  assert.equal(it.calls[3][1].user_id, "B");
  assert.notEqual(jar.value(marker).split(".")[3], first);
});

both("B5, F3, F9: another person's page puts their marker in the place of the last one's, and then ends that",
  ({ open, world, jar }) => {
  const json = { ...page, identity: { json: "#u" } };
  const held = (person) => ({ elements: { "#u": `{"id":"${person}"}` } });
  open(json, home, held("A")).ready();
  seedSession(world, "of-a");
  const first = jar.value(marker).split(".")[3];
  const before = jar.writes.length;
  const it = open(json, home, held("B"));
  // What another document would see at each write.
  const stored = [];
  const { set } = jar;
  jar.set = (url, text) => {
    stored.push(it.stored.get(marker));
    return set.call(jar, url, text);
  };
  it.ready();
  jar.set = set;
  const texts = jar.writes.slice(before).map(({ text }) => text);
  assert.ok(!texts.some((text) => text.includes(".over.")), texts.join("\n"));
  const erased = texts.findLastIndex((text) => text.startsWith(session + "=;"));
  const live = texts.findIndex((text) => text.includes(".live."));
  assert.ok(erased >= 0 && erased < live);
  assert.deepEqual([...new Set(stored)], [undefined]);
  assert.equal(it.stored.get(marker), first);
  // A renewal of it that was on its way comes too late.
  seedMarker(world, `1.${Math.floor(world.now / 1000) + 9999}.live.${first}`);
  assert.equal(open({ ...marketing, host: "app.acme.com" }, home).methods.at(-1), "boot");
  assert.notEqual(jar.value(marker).split(".")[2], "live");
});

both("B5: an answer for A that arrives after B is dropped", async ({ open, world }) => {
  let release;
  const it = open({ ...page, identity: { fetch: "/me" } }, home, {
    fetch: () => new Promise((resolve) => (release = resolve)),
  });
  await world.pass(1);
  it.run(`callbox.identify({ id: "B" })`);
  release({ status: 200, json: async () => ({ id: "A" }) });
  await world.pass(1);
  assert.deepEqual(it.calls.map(([, settings]) => settings.user_id), ["B"]);
});

both("B6: one boot a session, and no app_id left in the settings", async ({ open, world }) => {
  const it = open(page, home, { before: `intercomSettings = { app_id: "${id}" }` }).loaded();
  it.run(`callbox.identify({ id: "1" }); callbox.identify({ id: "1" })`);
  assert.deepEqual(it.methods, ["boot"]);
  assert.equal(it.run("intercomSettings"), undefined);
  it.library();
  assert.deepEqual(it.methods, ["boot"]);
  const spa = open(app, home + "login");
  spa.navigate("/login?again");
  await world.pass(2);
  assert.deepEqual(spa.methods, ["boot"]);
});

both("B7: a route without boot asks for nothing, and hides what is there", ({ open, world }) => {
  const it = open(app, home + "print/1").loaded();
  assert.deepEqual([it.calls, it.scripts, world.jar.writes], [[], [], []]);
  it.navigate("/login");
  it.navigate("/print/2");
  assert.deepEqual(it.methods, ["boot", "hide"]);
  assert.equal(it.document.adoptedStyleSheets.length, 1);
  assert.match(it.document.adoptedStyleSheets[0].text, /display:none/);
  it.navigate("/login");
  assert.equal(it.document.adoptedStyleSheets.length, 0);
  assert.deepEqual(it.methods, ["boot", "hide"]);
});

both("B3, B7: a visitor who comes to a route that is for people alone is hidden until there is one",
  async ({ open, world }) => {
  const user = { boot: "user", update: ["navigation", "data"] };
  const config = {
    ...app,
    routes: [
      { path: "/help", boot: "visitor" },
      { path: "/open", ...user, otherwise: "visitor" },
      { path: "/wide", ...user, messenger: { alignment: "left" } },
      { path: "/**", ...user },
    ],
  };
  const it = open(config, home + "help").loaded();
  const hidden = () => it.document.adoptedStyleSheets.length;
  it.run("callbox.identify(null)");
  for (const [path, count] of [["/home", 1], ["/more", 1], ["/open", 0], ["/home", 1], ["/help", 0]]) {
    it.navigate(path);
    await world.pass(2);
    assert.equal(hidden(), count, path);
  }
  assert.deepEqual(it.methods.filter((method) => method !== "update"), ["boot", "hide", "hide"]);
  // Where nothing shows, nothing is told of either.
  const told = it.methods.length;
  it.navigate("/open");
  it.navigate("/wide");
  await world.pass(2);
  assert.deepEqual(it.methods.slice(told), ["hide"]);
  it.run(`callbox.identify({ id: "A" })`);
  assert.equal(hidden(), 0);
  assert.equal(it.calls.at(-1)[1].user_id, "A");
  it.navigate("/more");
  assert.equal(hidden(), 0);
  // What the page asks for is shown.
  it.run("callbox.logout({ reboot: true })");
  assert.equal(it.methods.at(-1), "boot");
  assert.equal(hidden(), 0);
});

both("B9: a missing required attribute: no boot, one warning that names it", ({ open }) => {
  const config = { ...page, attributes: [...attributes, ["team", "team", "string", "required"]] };
  const it = open(config, home);
  it.run(`callbox.identify({ id: "1" }); callbox.identify({ id: "1" })`);
  assert.deepEqual(it.calls, []);
  assert.equal(it.warnings.length, 1);
  assert.match(it.warnings[0], /team/);
  it.run(`callbox.identify({ id: "1", team: "x" })`);
  assert.deepEqual(it.methods, ["boot"]);
});

both("track: a route's events go once, after the boot; the page's wait for it",
  async ({ open, world }) => {
  const track = [{ name: "opened", metadata: { place: "app" } }];
  const it = open({ ...page, route: { ...page.route, track } }, home);
  it.run(`callbox.track("clicked", { n: 1 })`);
  assert.deepEqual(it.calls, []);
  it.run(`callbox.identify({ id: "1" }); callbox.identify({ id: "1" }); callbox.track("later")`);
  assert.deepEqual(it.calls.slice(1), [
    ["trackEvent", "clicked", { n: 1 }],
    ["trackEvent", "opened", { place: "app" }],
    ["trackEvent", "later"],
  ]);
  const visitor = open({ ...marketing, route: { boot: "visitor", track } }, www);
  assert.deepEqual(visitor.methods, ["boot", "trackEvent"]);
});

both("B4: a signed attribute never goes plainly, in an update or without a token",
  async ({ open, world }) => {
  const it = open(signed, home);
  const jwt = token({ user_id: "1" });
  it.run(`callbox.identify({ id: "1", plan: "pro", hash: "aa", email: "a@b.c", jwt: "${jwt}" });
    callbox.update({ plan: "free", hash: "bb", email: "z@b.c" })`);
  await world.pass(2);
  assert.deepEqual(it.calls[1], ["update", { intercom_user_jwt: jwt, email: "z@b.c" }]);
  it.run(`callbox.identify({ id: "1", plan: "max", hash: "cc", email: "y@b.c" })`);
  await world.pass(2);
  assert.deepEqual(it.calls[2], ["update", { intercom_user_jwt: jwt, email: "y@b.c" }]);
  const none = open(signed, home);
  none.run(`callbox.identify({ id: "1", plan: "pro" })`);
  assert.deepEqual(none.calls, [["boot", { ...boot, user_id: "1", ...duration }]]);
  const mail = { ...page, attributes: [["email", "email", "email", "signed"], ["name"], ["jwt", "jwt", "token"]] };
  const only = open(mail, home);
  only.run(`callbox.identify({ email: "a@b.c", name: "A" })`);
  assert.deepEqual(only.calls, []);
});

both("B4: an update's who names no signed e-mail address", async ({ open, world }) => {
  const attributes = [["user_id", "id"], ["email", "email", "email", "signed"], ["name"], ["jwt", "jwt", "token"]];
  const it = open({ ...page, attributes }, home);
  it.run(`callbox.identify({ id: "1", email: "a@b.c" }); callbox.update({ name: "B" })`);
  await world.pass(2);
  assert.deepEqual(it.calls[1], ["update", { user_id: "1", name: "B" }]);
});

both("B4: a token's number and the text of it are one person", ({ open }) => {
  const it = open({ ...page, attributes: [["user_id", "id"], ["jwt", "jwt", "token"]] }, home);
  it.run(`callbox.identify({ id: 1, jwt: "${token({ user_id: 1 })}" });
    callbox.identify({ jwt: "${token({ user_id: 1, n: 2 })}" })`);
  assert.deepEqual(it.methods, ["boot", "boot"]);
});

both("B1, B6: a page's own settings with an app_id go where there is no other install",
  ({ open }) => {
  const before = `intercomSettings = { app_id: "${id}", email: "ann@acme.com" }`;
  const it = open(marketing, www, { before }).loaded().library();
  assert.deepEqual(it.handled, [["boot", boot]]);
});

both("B9: null is no value for a required attribute", ({ open }) => {
  const config = { ...page, attributes: [...attributes, ["team", "team", "string", "required"]] };
  const it = open(config, home);
  it.run(`callbox.identify({ id: "1", team: null })`);
  assert.deepEqual(it.calls, []);
  assert.match(it.warnings[0], /team/);
});

both("B9: a required attribute of a group that the route leaves out is not asked for",
  ({ open }) => {
  const team = ["team", "team", "string", "required", "account"];
  const routes = [{ path: "/**", boot: "user", groups: ["identity"] }];
  const config = { ...app, attributes: [["user_id", "id", "string", "", "identity"], team], routes };
  const it = open(config, home);
  it.run(`callbox.identify({ id: "1" })`);
  assert.deepEqual(it.methods, ["boot"]);
});

both("B3: a fetch carries the credentials", async ({ open, world }) => {
  const it = open({ ...page, identity: { fetch: "/me" } }, home, { fetch: () => ({ status: 404 }) });
  await world.pass(0);
  assert.equal(it.fetches[0].request.credentials, "include");
});

both("B6: settings that the page has after the snippet boot nobody a second time", ({ open }) => {
  for (const [config, load] of [[marketing], [marketing, "idle"], [page]]) {
    const options = { readyState: "loading", idle: true };
    const it = open(config, `https://${config.host}/`, options, { load });
    if (load) it.loaded();
    it.run(`intercomSettings = { app_id: "${id}" }`);
    if (config === page) it.run(`callbox.identify({ id: "1" })`);
    it.loaded();
    if (load) it.idle();
    it.library();
    if (config === marketing) assert.deepEqual(it.handled, [["boot", boot]]);
    assert.equal(it.handled.filter(([method]) => method === "boot").length, 1);
  }
});
