// What the table of the fence (fence.test.mjs) does not show: when a document looks, timers, races,
// fingerprints, pages from the history, and the script that never comes.

import assert from "node:assert/strict";
import {
  app, boot, both, docs, home, id, marker, marketing, page, seedMarker, seedSession, session, www,
} from "./support/cases.mjs";

const docsHome = "https://docs.acme.com/";
const store = { cookieStore: true };
const live = (world, number, left = 9999) =>
  seedMarker(world, `1.${Math.floor(world.now / 1000) + left}.live.${number}`);
const state = (world) => world.jar.value(marker)?.split(".")[2];
const json = { ...page, identity: { json: "#u" } };
const held = (person) => ({ elements: { "#u": `{"id":"${person}"}` } });

both("F5: a logout is acted on at once where the cookie store tells of it, in every document",
  async ({ open, world, jar }) => {
  const it = open(page, home, store).loaded();
  it.run(`callbox.identify({ id: "A" })`);
  seedSession(world);
  const reader = open(docs, docsHome, store).loaded();
  const hidden = open(marketing, www, { ...store, hidden: true }).loaded();
  await world.pass(1);
  assert.deepEqual([reader.methods, hidden.methods], [["boot"], ["boot"]]);
  it.run("callbox.logout()");
  await world.pass(1);
  assert.deepEqual(reader.methods, ["boot", "shutdown", "boot"]);
  assert.deepEqual(hidden.methods, ["boot", "shutdown"]);
  assert.equal(jar.value(session), undefined);
  hidden.show();
  assert.deepEqual(hidden.methods, ["boot", "shutdown", "boot"]);
  assert.equal(state(world), "visitor");
});

both("F3, F5: what the cookie store answers to a question from before the own act is not acted on",
  async ({ open, world }) => {
  const it = open(page, home, store).loaded();
  it.run(`callbox.identify({ id: "A" })`);
  await world.pass(1);
  seedSession(world);
  const own = world.stores.find((each) => each.page === it).store;
  const all = own.getAll;
  const answers = [];
  own.getAll = () => {
    const list = world.jar.visible(it.url).map(({ name, value }) => ({ name, value }));
    return new Promise((resolve) => answers.push(() => resolve(list)));
  };
  live(world, world.jar.value(marker).split(".")[3]); // as another tab extends it
  await world.pass(1);
  assert.ok(answers.length > 0);
  own.getAll = all;
  it.run("callbox.logout({ reboot: true })");
  const did = [...it.methods];
  for (const answer of answers) answer();
  await world.pass(1);
  assert.deepEqual(it.methods, did);
  assert.equal(state(world), "visitor");
});

// Found by the model at seven events: told in a hidden document that had not looked, the second one's
// session was ended by it, and taken up again there after they had signed out.
both("F5, F7: a hidden document that is told who has come leaves their session, and doesn't revive it",
  ({ open, world, jar }) => {
  const first = open(page, home).loaded();
  first.run(`callbox.identify({ id: "A" })`);
  first.hide();
  const second = open(page, home).loaded();
  second.run(`callbox.identify({ id: "B" })`);
  seedSession(world, "of-b");
  const [begun, did] = [jar.value(marker), second.methods.length];
  first.run(`callbox.identify({ id: "B" })`);
  assert.deepEqual([jar.value(marker), jar.value(session)], [begun, "of-b"]);
  second.fire("focus");
  assert.equal(second.methods.length, did);
  second.run("callbox.identify(null)");
  second.hide();
  const before = first.calls.length;
  first.show();
  assert.notEqual(state(world), "live");
  assert.equal(first.calls[before][0], "shutdown");
  assert.ok(!first.calls.slice(before).some(([, settings]) => settings?.user_id === "B"));
  assert.equal(jar.value(session), undefined);
});

both("F5: without a cookie store a document looks when it is visible, focused or shown again",
  ({ open, world }) => {
  for (const event of ["visibilitychange", "focus", "pageshow"]) {
    live(world, event);
    const it = open(docs, docsHome).loaded();
    it.fire("pageshow");
    seedMarker(world, "1.0.over." + event);
    assert.deepEqual(it.methods, ["boot"]);
    it.fire(event);
    assert.deepEqual(it.methods, ["boot", "shutdown", "boot"], event);
    it.close();
  }
});

both("F7, S6: a server's end of a session, which names none, is acted on where none was known",
  ({ open, world }) => {
  const it = open(docs, docsHome).loaded();
  it.fire("pageshow");
  it.hide();
  seedMarker(world, "1.0.over.0");
  it.show();
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  assert.equal(state(world), "visitor");
});

both("F5: a holder is told once, and what it does about it ends nothing (S5)",
  async ({ open, world, jar }) => {
  const it = open(page, home).loaded();
  it.run(`callbox.identify({ id: "A" });
    addEventListener("callbox:signedout", () => callbox.logout())`);
  live(world, "n2");
  seedSession(world, "of-b");
  const before = jar.value(marker);
  it.fire("focus");
  it.fire("focus");
  assert.deepEqual(it.events.filter((each) => each === "callbox:signedout").length, 1);
  assert.equal(jar.value(marker), before);
  assert.equal(jar.value(session), "of-b");
});

both("F5, B3: a holder that was told says nobody of its own person, not of the next one",
  ({ open, world, jar }) => {
  const it = open(page, home).loaded();
  it.run(`callbox.identify({ id: "A" })`);
  live(world, "n2");
  it.fire("focus");
  const before = jar.value(marker);
  it.run("callbox.identify(null)");
  assert.equal(jar.value(marker), before);
  it.run(`callbox.identify({ id: "C" }); callbox.identify(null)`);
  assert.equal(state(world), "visitor");
});

both("F5: the next person's cookies survive the Messenger that is shut down for them",
  ({ open, world, jar }) => {
  const names = ["intercom-id-" + id, "intercom-device-id-" + id, session];
  const put = (name, value) =>
    jar.set(new URL(home), `${name}=${value};Path=/;Domain=acme.com;Max-Age=604800`);
  live(world, "n1");
  for (const name of names) put(name, "a");
  const it = open(docs, docsHome).loaded();
  it.fire("pageshow");
  it.hide();
  live(world, "n2");
  for (const name of names) put(name, "b");
  // The Messenger's own shutdown takes all of them away.
  it.run(`Intercom.c = ([method]) => { if (method === "shutdown") for (const name of
    ${JSON.stringify(names)}) document.cookie = name + "=;Path=/;Domain=acme.com;Max-Age=0" }`);
  it.show();
  assert.deepEqual(names.map((name) => jar.value(name)), ["b", "b", "b"]);
  const kept = jar.cookies.find(({ name }) => name === session);
  assert.equal(kept.domain, "acme.com");
  put(session, "b");
  assert.equal(jar.cookies.filter(({ name }) => name === session).length, 1, "where Intercom has it");
});

both("F5: who signs in while a document shuts down keeps their session", ({ open, world, jar }) => {
  live(world, "n1");
  seedSession(world, "of-a");
  const it = open(docs, docsHome);
  it.fire("pageshow");
  // As another process does, while this one is busy.
  it.global.signIn = () => (live(world, "n2"), seedSession(world, "of-b"));
  it.run("Intercom.c = ([name]) => name === 'shutdown' && signIn()");
  seedMarker(world, "1.0.over.n1");
  it.fire("focus");
  assert.match(jar.value(marker), /\.live\.n2$/);
});

both("F5: what the ended session's own Messenger writes late is not put back",
  ({ open, world, jar }) => {
  live(world, "n1");
  seedSession(world, "of-a");
  const it = open(docs, docsHome).loaded();
  it.fire("pageshow");
  it.hide();
  seedMarker(world, "1.0.visitor.n1");
  it.show();
  assert.equal(jar.value(session), undefined);
});

both("F5, F7: one timer, to the expiry, while visible; none while hidden",
  async ({ open, world }) => {
  live(world, "n1", 3600);
  const it = open(docs, docsHome).loaded();
  const timers = () => world.timers.filter((each) => each.page === it).length;
  it.fire("pageshow");
  assert.equal(timers(), 1);
  it.hide();
  assert.equal(timers(), 0);
  it.show();
  it.fire("focus");
  assert.equal(timers(), 1);
  await world.pass(3599);
  assert.deepEqual(it.methods, ["boot"]);
  await world.pass(2);
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  assert.equal(state(world), "visitor");
  await world.pass(86400);
  assert.equal(timers(), 0);
  assert.equal(it.methods.length, 3);
});

both("F5: a session that its holder has extended is not ended by another document's timer",
  async ({ open, world }) => {
  live(world, "n1", 3600);
  const it = open(docs, docsHome).loaded();
  it.fire("pageshow");
  await world.pass(3000);
  live(world, "n1", 7200);
  await world.pass(3000);
  assert.deepEqual(it.methods, ["boot"]);
});

both("F5: at the expiry a fetch identity is asked first", async ({ open, world }) => {
  const config = { ...page, max_age: 3600, identity: { fetch: "/me" } };
  for (const [answer, methods, isLive] of [
    [{ status: 200, json: async () => ({ id: "A" }) }, [], true],
    [{ status: 401 }, ["shutdown", "boot"], false],
    [{ status: 500 }, ["shutdown", "boot"], false],
  ]) {
    world.jar.cookies = [];
    let now = { status: 200, json: async () => ({ id: "A" }) };
    const it = open(config, home, { fetch: async () => now }).loaded();
    await world.pass(3000);
    now = answer;
    assert.equal(it.fetches.length, 1);
    await world.pass(700);
    assert.equal(it.fetches.length, 2);
    assert.deepEqual(it.methods, ["boot", ...methods]);
    assert.equal(state(world) === "live", isLive);
    it.close();
  }
});

both("F5: a marker that was deleted: the identity is asked again, nobody is told",
  async ({ open, world, jar }) => {
  const it = open(json, home, { ...held("A"), ...store }).ready();
  await world.pass(1);
  const first = jar.value(marker);
  jar.set(new URL(home), `${marker}=;Path=/;Domain=acme.com;Max-Age=0`);
  await world.pass(1);
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  assert.equal(it.calls.at(-1)[1].user_id, "A");
  assert.notEqual(jar.value(marker), first);
  assert.ok(!it.events.includes("callbox:signedout"));
});

both("F6: other pages wait for the signed-in Messenger's cookie, then boot alone",
  async ({ open, world, jar }) => {
  seedSession(world, "of-visitor");
  const reader = open(docs, docsHome, store).loaded();
  reader.fire("pageshow");
  const it = open(page, home, store).loaded();
  it.run(`callbox.identify({ id: "A" })`);
  await world.pass(60);
  assert.deepEqual(reader.methods, ["boot"]);
  const writes = jar.writes.length;
  seedSession(world, "of-a");
  await world.pass(1);
  assert.deepEqual(reader.methods, ["boot", "boot"]);
  assert.equal(jar.writes.length, writes + 1, "no cookie written");
  seedSession(world, "of-a, refreshed");
  await world.pass(1);
  assert.deepEqual(reader.methods, ["boot", "boot"]);
});

both("F7: two tabs of one person never see each other as a change", async ({ open, world }) => {
  const tabs = [1, 2].map(() => open(json, home, { ...held("A"), ...store }).ready());
  for (const [round, tab] of [...tabs, ...tabs, ...tabs].entries()) {
    await world.pass(100);
    tab.fire("keydown");
    tab.hide();
    tab.show();
    if (round === 3) world.jar.set(new URL(home), `${marker}=;Path=/;Domain=acme.com;Max-Age=0`);
  }
  await world.pass(1);
  for (const tab of tabs) {
    assert.ok(tab.methods.filter((each) => each === "shutdown").length <= 1, tab.methods.join());
    assert.ok(!tab.events.includes("callbox:signedout"));
    assert.equal(tab.calls.at(-1)[1].user_id, "A");
  }
});

both("F7: a page listens to nothing that keeps it from the back/forward cache", ({ open }) => {
  for (const config of [marketing, page, app]) {
    const it = open(config, `https://${config.host}/`, store).loaded();
    const types = new Set(it.window.listeners.map(({ type }) => type));
    for (const bad of ["unload", "beforeunload"]) assert.ok(!types.has(bad), bad);
  }
});

both("F8: cookies blocked, a document acts alone and nothing loops", async ({ open, world }) => {
  const it = open(page, home, { cookiesBlocked: true }).loaded();
  it.run(`callbox.identify({ id: "A" })`);
  for (let i = 0; i < 5; i += 1) it.fire("focus");
  await world.pass(86400);
  assert.ok(it.calls.filter(([, settings]) => settings?.user_id === "A").length >= 1);
  assert.ok(it.methods.length < 20, it.methods.join());
});

both("F9: another person under a live session is a switch on the next page, too",
  ({ open, world, jar }) => {
  open(json, home, held("A")).ready();
  const first = jar.value(marker);
  const same = open(json, home, held("A")).ready();
  assert.deepEqual(same.methods, ["boot"]);
  assert.equal(jar.value(marker), first);
  seedSession(world, "of-a");
  const other = open(json, home, held("B")).ready();
  assert.deepEqual(other.methods, ["shutdown", "boot"]);
  assert.equal(other.calls[1][1].user_id, "B");
  assert.notEqual(jar.value(marker), first);
  assert.equal(jar.value(session), undefined);
  assert.ok(!/[AB]/.test(other.stored.get(marker + "-person").split(".")[1] ?? ""));
});

both("F9: the fingerprint is there before the marker, the marker before the boot", ({ open }) => {
  const order = [];
  const it = open(page, home, {
    before: `addEventListener("order", () => {})`,
  });
  it.stored.set = function (key, value) {
    if (key === marker + "-person" && value) order.push("fingerprint");
    return Map.prototype.set.call(this, key, value);
  };
  const set = it.world.jar.set;
  it.world.jar.set = function (url, text) {
    if (text.startsWith(marker) && text.includes(".live.")) order.push("marker");
    return set.call(this, url, text);
  };
  it.run(`Intercom.c = ([method]) => dispatchEvent(new Event("call:" + method))`);
  const dispatch = it.window.dispatchEvent;
  it.window.dispatchEvent = function (event) {
    if (event.type === "call:boot") order.push("boot");
    return dispatch.call(this, event);
  };
  it.run(`callbox.identify({ id: "A" })`);
  assert.deepEqual(order.slice(-3), ["fingerprint", "marker", "boot"]);
});

both("F9: storage denied: without the rule, booting all the same", ({ open, world }) => {
  live(world, "n1");
  const it = open(json, home, { ...held("A"), storageDenied: true }).ready();
  assert.deepEqual(it.methods, ["boot"]);
  const full = open(json, home, held("A"));
  full.stored.set = () => { throw new Error("QuotaExceededError"); };
  assert.deepEqual(full.ready().methods, ["boot"]);
});

both("F9: an unknown fingerprint is another person's, save where sites share accounts",
  ({ open, world, jar }) => {
  live(world, "n1");
  assert.deepEqual(open({ ...json, shared: 1 }, home, held("A")).ready().methods, ["boot"]);
  jar.cookies = [];
  world.storage.clear();
  live(world, "n1");
  assert.deepEqual(open(json, home, held("A")).ready().methods, ["shutdown", "boot"]);
});

both("F10: a page from the history boots only whose session still lives",
  async ({ open, world, jar }) => {
  for (const [config, before] of [
    [json, ""], [{ ...page, identity: { global: "acme" } }, `var acme = { id: "A" }`],
  ]) {
    jar.cookies = [];
    world.storage.clear();
    const from = (arrival) => open(config, home, { ...held("A"), arrival, before }).ready();
    from("navigate");
    assert.deepEqual(from("back_forward").methods, ["boot"], "the same session");
    open(page, home).run("callbox.logout()");
    const back = from("back_forward");
    assert.deepEqual(back.calls.filter(([, settings]) => settings?.user_id), []);
    back.fire("focus");
    assert.deepEqual(back.calls.filter(([, settings]) => settings?.user_id), []);
    back.run(`callbox.identify({ id: "A" })`);
    assert.equal(back.calls.at(-1)[1].user_id, "A", "an identify counts always");
    back.run("callbox.logout()");
    const fresh = open(page, home);
    fresh.run(`callbox.identify({ id: "B" })`);
    const value = jar.value(marker);
    from("back_forward");
    assert.equal(jar.value(marker), value, "B's session is left alone");
  }
});

both("F10: a fetch counts always", async ({ open, world }) => {
  const it = open({ ...page, identity: { fetch: "/me" } }, home, {
    arrival: "back_forward", fetch: () => ({ status: 200, json: async () => ({ id: "A" }) }),
  });
  await world.pass(1);
  assert.equal(it.calls.at(-1)[1].user_id, "A");
});

both("F3: what comes from the cookie store late does not undo what the document has done since",
  async ({ open, world, jar }) => {
  const it = open(page, home, store).loaded();
  it.run(`callbox.identify({ id: "A" })`);
  await world.pass(1);
  live(world, "n2"); // its event is on its way
  it.run("callbox.logout()");
  await world.pass(1);
  assert.equal(state(world), "over");
  assert.deepEqual(it.methods, ["boot", "shutdown"]);
});

both("C1, C2: without consent a document looks at nothing, and after a withdrawal",
  async ({ open, world, jar }) => {
  const it = open(marketing, www, store, { consent: true }).loaded();
  live(world, "n1");
  it.fire("focus");
  await world.pass(1);
  assert.deepEqual(it.calls, []);
  it.run("callbox.consent(true)");
  it.run("callbox.consent(false)");
  const calls = it.calls.length;
  live(world, "n2");
  it.fire("focus");
  await world.pass(1);
  assert.equal(it.calls.length, calls);
});

both("B8: listeners are registered again after every boot, and none twice", ({ open }) => {
  const it = open(page, home).loaded();
  it.run(`callbox.on("show", () => 1); callbox.on("unreadCountChange", () => 2);
    callbox.ready(() => 3); callbox.on("show"); callbox.on(7, 8)`);
  const heard = () =>
    it.allCalls.map(([method]) => method).filter((method) => /^(on|ready)/.test(method));
  assert.deepEqual(heard(), []);
  it.run(`callbox.identify({ id: "A" })`);
  const each = ["ready", "onShow", "onUnreadCountChange", "ready"];
  assert.deepEqual(heard(), each);
  it.run(`callbox.on("hide", () => 4)`);
  assert.deepEqual(heard(), [...each, "onHide"]);
  it.run("callbox.logout({ reboot: true })");
  assert.deepEqual(heard(), [...each, "onHide", ...each, "onHide"]);
  // Before the library: what the stub would replay is there once.
  assert.equal(it.run(`Intercom.q.filter(([name]) => name === "onShow").length`), 1);
});

both("B8: callbox:ready once the Messenger is, show and hide, and the state", ({ open }) => {
  const it = open(page, home).loaded();
  it.run("callbox.show()");
  assert.equal(it.run("callbox.state"), "none");
  it.run(`callbox.identify({ id: "A" }); callbox.show(); callbox.hide()`);
  assert.equal(it.run("callbox.state"), "user");
  assert.deepEqual(it.methods, ["boot", "show", "hide"]);
  it.run(`Intercom.q.filter(([name]) => name === "ready").forEach(([, run]) => run())`);
  assert.deepEqual(it.events, ["callbox:ready"]);
  it.run("callbox.logout({ reboot: true })");
  assert.equal(it.run("callbox.state"), "visitor");
});

both("L6: a script that leaves the stub as it was is not there, one that takes it over is",
  async ({ open, world }) => {
  for (const takes of [false, true]) {
    const it = open(marketing, www).loaded();
    if (takes) it.run("Intercom.c = () => {}");
    it.scripts[0].onload();
    await world.pass(10);
    assert.deepEqual(it.events, takes ? [] : ["callbox:unavailable"]);
  }
});

both("L7, L6: the script's URL is a trusted one; a refused policy is a script that never came",
  ({ open }) => {
  const names = [];
  const policy = {
    createPolicy(name, rules) {
      names.push(name);
      return { createScriptURL: (text) => ({ trusted: rules.createScriptURL(text) }) };
    },
  };
  const it = open(marketing, www, { trustedTypes: policy }).loaded();
  assert.deepEqual(names, ["callbox"]);
  assert.equal(it.scripts[0].src.trusted, "https://widget.intercom.io/widget/" + id);
  const refusing = { createPolicy() { throw new TypeError(); } };
  const refused = open(marketing, www, { trustedTypes: refusing }).loaded();
  assert.deepEqual([refused.scripts.length, refused.events], [0, ["callbox:unavailable"]]);
  assert.deepEqual(refused.calls, [["boot", boot]]);
});

both("S1, B8: with commands a visitor's page can log out, hear and show", ({ open, world, jar }) => {
  live(world, "n1");
  seedSession(world);
  const it = open(marketing, www, {}, { commands: true }).loaded();
  it.run(`callbox.on("show", () => 1); callbox.show(); callbox.logout()`);
  assert.deepEqual(it.methods, ["boot", "show", "shutdown"]);
  assert.equal(state(world), "over");
  assert.equal(jar.value(session), undefined);
});

both("S5, F5: before the library a session's end elsewhere leaves nothing to replay",
  ({ open, world, jar }) => {
  for (const change of ["1.0.over.n1", "1.0.visitor.n1"]) {
    world.storage.clear();
    live(world, "n1");
    const it = open(docs, docsHome, {}, { load: "interaction" }).loaded();
    it.fire("pageshow");
    it.run(`Intercom("showNewMessage", "hello")`);
    seedMarker(world, change);
    it.fire("focus");
    live(world, "n2");
    seedSession(world, "of-b");
    it.fire("focus");
    it.fire("scroll");
    it.library();
    assert.ok(!it.handled.some(([method]) => method === "shutdown"), "nobody was booted");
    assert.equal(it.handled.filter(([method]) => method === "showNewMessage").length, 1);
    assert.equal(jar.value(session), "of-b");
    it.close();
    jar.cookies = [];
  }
});

both("F8: what can't be written changes nothing: one boot, whatever is looked at",
  async ({ open, world }) => {
  const fetched = { fetch: () => ({ status: 200, json: async () => ({ id: "A" }) }) };
  for (const [config, options] of [
    [page, {}], [json, held("A")], [{ ...page, identity: { fetch: "/me" } }, fetched],
  ]) {
    const it = open(config, home, { cookiesBlocked: true, ...options }).loaded();
    it.run(`callbox.identify({ id: "A" })`);
    await world.pass(1);
    it.library();
    for (const event of ["pageshow", "focus", "focus"]) it.fire(event);
    it.hide();
    it.show();
    await world.pass(3600);
    assert.deepEqual(it.methods, ["boot"]);
    assert.equal(it.run("callbox.state"), "user");
  }
  const token = () =>
    `x.${Buffer.from(JSON.stringify({ user_id: "A", exp: Math.floor(world.now / 1000) + 300 }))
      .toString("base64url")}.y`;
  const renewed = open({
    ...page, attributes: [...page.attributes, ["intercom_user_jwt", "jwt", "token"]],
    identity: { fetch: "/me" },
  }, home, {
    cookiesBlocked: true, fetch: () => ({ status: 200, json: async () => ({ jwt: token() }) }),
  }).loaded();
  await world.pass(500);
  assert.deepEqual(renewed.methods, ["boot", "boot", "boot"], "a new token is booted");
  // The secure marker of https pages is none of an http page's.
  world.jar.set(new URL(home), `${marker}=1.0.over.n1;Path=/;Domain=acme.com;Max-Age=9999;Secure`);
  const plain = open(page, "http://app.acme.com/").loaded();
  plain.run(`callbox.identify({ id: "A" })`);
  plain.fire("pageshow");
  assert.deepEqual(plain.methods, ["boot"]);
});

both("F2, F5, B5: an answer to what was asked before others signed in or out is asked for again",
  async ({ open, world, jar }) => {
  const config = { ...page, identity: { fetch: "/me" } };
  const reply = (who) => (who ? { status: 200, json: async () => ({ id: who }) } : { status: 401 });
  for (const [before, after] of [["A", null], ["A", "B"], [null, "A"]]) {
    jar.cookies = [];
    world.storage.clear();
    let who = before;
    const signIn = async () => {
      const it = open(config, home, { ...store, fetch: () => reply(who) }).loaded();
      await world.pass(1);
      it.library();
      return it;
    };
    let holder = before && (await signIn());
    let arrive;
    const late = new Promise((resolve) => (arrive = resolve));
    const answers = [late.then(() => reply(before)), () => reply(who)];
    const slow = open(config, home, {
      ...store, hidden: true, fetch: async () => {
        const next = answers.shift();
        return typeof next === "function" ? next() : next;
      },
    }).loaded();
    await world.pass(1);
    holder?.run("callbox.logout()");
    await world.pass(1);
    who = after;
    if (after) holder = await signIn();
    await world.pass(1);
    const said = [jar.value(marker), jar.value(session)];
    arrive();
    await world.pass(1);
    slow.library();
    await world.pass(1);
    assert.equal(jar.value(session), said[1], `${before} then ${after}`);
    assert.equal(slow.fetches.length, 2);
    if (!after) assert.equal(state(world), "visitor");
    else {
      assert.equal(jar.value(marker).split(".")[3], said[0].split(".")[3]);
      assert.deepEqual(holder.events.filter((type) => /signedout/.test(type)), []);
    }
  }
});

both("F10: a page from the history that names nobody ends nobody's session", ({ open, jar }) => {
  for (const [config, options] of [
    [json, { elements: { "#u": "null" } }],
    [{ ...page, identity: { global: "acme" } }, { before: "var acme = null" }],
  ]) {
    jar.cookies = [];
    open(page, home).run(`callbox.identify({ id: "A" })`);
    const value = jar.value(marker);
    const back = open(config, home, { ...options, arrival: "back_forward" }).loaded();
    assert.equal(jar.value(marker), value);
    assert.deepEqual(back.methods, []);
    jar.cookies = [];
    const alone = open(config, home, { ...options, arrival: "back_forward" }).loaded();
    assert.deepEqual(alone.methods, ["boot"], "where none lives it counts");
  }
});

both("F5, S5: in a hidden document nobody is booted again, whatever its page does about the end",
  async ({ open, world, jar }) => {
  for (const handler of [
    "callbox.identify(null)", "callbox.logout({ reboot: true })",
    `history.pushState(null, "", "/login")`, `history.pushState(null, "", "/logout")`,
  ]) {
    jar.cookies = [];
    world.storage.clear();
    const it = open(app, home, store).loaded();
    it.run(`callbox.identify({ id: "A" }); callbox.on("signedout", () => { ${handler} })`);
    it.library();
    await world.pass(1);
    it.hide();
    live(world, "n2");
    await world.pass(1);
    assert.deepEqual(it.methods.filter((method) => method !== "hide"), ["boot", "shutdown"], handler);
    assert.equal(state(world), "live");
  }
  jar.cookies = [];
  world.storage.clear();
  const seen = open(page, home, store).loaded();
  seen.run(`callbox.identify({ id: "A" });
    callbox.on("signedout", () => callbox.logout({ reboot: true }))`);
  await world.pass(1);
  live(world, "n3");
  await world.pass(1);
  assert.deepEqual(seen.methods, ["boot", "shutdown"], "in view it waits for the next one's cookie");
  seen.close();
  const guest = open({ ...docs, routes: [{ path: "/**", boot: "visitor" }] }, docsHome, store).loaded();
  guest.library();
  guest.hide();
  seedMarker(world, "1.0.over.n2");
  await world.pass(1);
  guest.navigate("/next");
  await world.pass(1);
  assert.deepEqual(guest.methods, ["boot", "shutdown"]);
  assert.equal(state(world), "over");
  guest.show();
  assert.equal(guest.methods.at(-1), "boot");
});

both("S4, F5: the page's own logout boots its visitor unseen, too", ({ open }) => {
  const it = open(page, home, { hidden: true }).loaded();
  it.run(`callbox.identify({ id: "A" }); callbox.logout({ reboot: true })`);
  assert.deepEqual(it.methods.slice(-2), ["shutdown", "boot"]);
  assert.deepEqual(open(app, home + "logout", { hidden: true }).loaded().methods.at(-1), "boot");
});

both("F2, F4: whom the page named where nobody boots is booted only under the session of then",
  async ({ open, world, jar }) => {
  const start = async () => {
    jar.cookies = [];
    world.storage.clear();
    const other = open(page, home).loaded();
    other.run(`callbox.identify({ id: "A" })`);
    const it = open(app, home + "print/1").loaded();
    it.run(`callbox.identify({ id: "A" })`);
    return [it, other];
  };
  const [late, gone] = await start();
  gone.close();
  await world.pass(50000);
  late.navigate("/home");
  await world.pass(2);
  assert.deepEqual(late.calls.filter(([, settings]) => settings?.user_id), [], "a night later");
  const [same, other] = await start();
  other.run("callbox.logout()");
  open(page, home).loaded().run(`callbox.identify({ id: "A" })`);
  same.navigate("/home");
  await world.pass(2);
  assert.equal(same.calls.at(-1)[1].user_id, "A", "the same person has signed in again");
});

both("F2: an hour after the load a hidden document draws no number", async ({ open, world, jar }) => {
  const it = open(page, home, { hidden: true, readyState: "loading" });
  it.loaded();
  await world.pass(3600);
  it.run(`callbox.identify({ id: "A" })`);
  assert.deepEqual(it.methods, []);
  assert.equal(jar.value(marker), undefined);
  it.show();
  assert.equal(it.calls.at(-1)[1].user_id, "A");
});

both("B8: where the Messenger keeps its listeners over a boot, each is called once",
  async ({ open, world }) => {
  const it = open(page, home).loaded();
  it.run(`var shown = 0, counts = []; callbox.identify(null);
    callbox.on("show", () => shown++)`);
  it.library();
  await world.pass(1);
  it.run(`callbox.identify({ id: "A" }); callbox.show()`);
  await world.pass(1);
  assert.deepEqual(it.methods.filter((method) => method === "boot"), ["boot", "boot"]);
  assert.equal(it.run("shown"), 1);
});

both("L8, L6: a library that came another way, with settings that boot, throws nothing",
  async ({ open }) => {
  for (const [options, wake] of [[{ commands: true }, "load"], [{ load: "interaction" }, "scroll"]]) {
    const it = open(marketing, www, { readyState: "loading" }, options);
    it.run(`Intercom.c = () => {}; Intercom = Object.assign(() => {}, {});
      window.intercomSettings = { app_id: "${id}" }`);
    it.loaded();
    if (wake !== "load") it.fire(wake);
    assert.equal(it.scripts.length, 1);
  }
});
