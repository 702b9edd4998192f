import assert from "node:assert/strict";
import {
  boot, both, docs, home, id, marketing, page, seedSession, session, www,
} from "./support/cases.mjs";

both("L1: the stub queues each call as its arguments, and the library replays them", ({ open }) => {
  const it = open(marketing, www, { readyState: "loading" });
  it.run("Intercom('show'); Intercom('showNewMessage', 'hello')");
  assert.equal(it.run("Array.isArray(Intercom.q) && typeof Intercom.c"), "function");
  assert.equal(
    it.run("Intercom.q.map((each) => Object.prototype.toString.call(each)).join()"),
    "[object Arguments],[object Arguments]",
  );
  it.loaded();
  assert.deepEqual(it.scripts.map(({ src }) => src), ["https://widget.intercom.io/widget/" + id]);
  it.library();
  // The boot comes first, though the page has spoken before it.
  assert.deepEqual(it.handled, [["boot", boot], ["show"], ["showNewMessage", "hello"]]);
});

both("L1: what a library that came by another way has taken is not said again", ({ open }) => {
  const it = open(marketing, www, { readyState: "loading" });
  it.run("Intercom('show'); taken = []; Intercom.c = ([name]) => taken.push(name)");
  it.loaded();
  assert.equal(it.run("taken.join()"), "boot");
});

both("L2: the script comes at the load event, or at once where that is past", ({ open }) => {
  const it = open(marketing, www, { readyState: "loading", cookieStore: true }).ready();
  const listens = () => it.global.cookieStore.listeners.length > 0;
  assert.deepEqual([it.scripts.length, it.calls.length, listens()], [0, 0, false]);
  it.loaded();
  assert.deepEqual([it.scripts.length, it.calls.length, listens()], [1, 1, true]);
  assert.equal(open(marketing, www, { readyState: "complete" }).scripts.length, 1);
  // A page that says who is there acts at once; its script waits all the same.
  const app = open(page, home);
  app.run(`callbox.identify({ id: "1" })`);
  assert.deepEqual([app.scripts.length, app.methods], [0, ["boot"]]);
  assert.equal(app.loaded().scripts.length, 1);
});

both("L2: load now", ({ open }) => {
  assert.equal(open(marketing, www, {}, { load: "now" }).scripts.length, 1);
});

both("L2: load idle", ({ open }) => {
  const it = open(marketing, www, { idle: true }, { load: "idle" }).loaded();
  assert.equal(it.scripts.length, 0);
  it.idle();
  assert.equal(it.scripts.length, 1);
});

both("L2: load interaction, once; the click on the site's launcher opens", ({ open }) => {
  for (const sign of ["pointerdown", "keydown", "touchstart", "scroll"]) {
    const it = open(marketing, www, {}, { load: "interaction" }).loaded();
    assert.equal(it.scripts.length, 0);
    it.fire(sign);
    it.fire(sign);
    assert.equal(it.scripts.length, 1, sign);
  }
  const config = { ...marketing, boot: { ...boot, custom_launcher_selector: "#help" } };
  const it = open(config, www, {}, { load: "interaction" }).loaded();
  it.fire("click", it.window, { target: { closest: () => null } });
  assert.deepEqual(it.methods, ["boot"]);
  it.fire("pointerdown");
  it.fire("click", it.window, { target: { closest: (selector) => selector.split(",").includes("#help") } });
  assert.deepEqual(it.methods, ["boot", "show"]);
  assert.equal(it.scripts.length, 1);
});

both("L3, F4, B6: beside another install no script, but its own update after the fence",
  ({ open, world }) => {
  const before = `Intercom = function () { Intercom.q.push(arguments); }; Intercom.q = [];
    intercomSettings = { app_id: "${id}" };`;
  const it = open(marketing, www, { before }).loaded();
  assert.equal(it.scripts.length, 0);
  assert.deepEqual(it.calls, [["update", { app_id: id }]]);

  seedSession(world);
  world.jar.set(new URL(home), `callbox-${id}=1.0.over.a;Path=/;Domain=acme.com;Max-Age=99;Secure`);
  // At once: what is there may show the session already.
  const after = open(marketing, www, { before, readyState: "loading" });
  assert.deepEqual(after.methods, ["shutdown", "update", "boot"]);
  assert.equal(world.jar.value(session), undefined);
});

both("L4: an own snippet again is harmless", ({ open }) => {
  for (const config of [marketing, page]) {
    const it = open(config, `https://${config.host}/`).loaded();
    const calls = it.calls.length;
    it.snippet();
    assert.equal(it.calls.length, calls);
    it.fire("load"); // as scripts of pages say it, too
    assert.equal(it.calls.length, calls);
    assert.ok(it.scripts.length < 2);
    assert.deepEqual(it.warnings, []);
  }
});

both("L4: of several sites' snippets the first wins, with one warning", ({ open }) => {
  const it = open(marketing, www).loaded();
  const other = open({ ...docs, host: "www.acme.com" }, www);
  assert.equal(other.calls.length, 1);
  other.close();
  it.run(`callbox.site = "elsewhere"`);
  it.snippet();
  it.snippet();
  assert.equal(it.calls.length, 1);
  assert.equal(it.warnings.length, 1);
  assert.match(it.warnings[0], /elsewhere/);
});

both("L5: the only globals are Intercom and callbox", async ({ open, world }) => {
  for (const config of [marketing, page]) {
    const it = open(config, `https://${config.host}/`).loaded();
    if (config === page) it.run(`callbox.identify({ id: "1" })`);
    await world.pass(5);
    assert.deepEqual(it.newGlobals.sort(), ["Intercom", "callbox"]);
  }
});

both("L5: elements named Intercom and callbox break nothing", ({ open }) => {
  const before = `var element = Object.freeze({ nodeType: 1, id: "x" });
    Object.setPrototypeOf(globalThis, { Intercom: element, callbox: element });`;
  const it = open(marketing, www, { before }).loaded().library();
  assert.deepEqual(it.calls, [["boot", boot]]);
});

both("L6: a script that fails says so once, and logging out still clears",
  ({ open, world, jar }) => {
  const it = open(page, home).loaded();
  it.run(`callbox.identify({ id: "1" })`);
  seedSession(world);
  it.scripts[0].onerror();
  assert.deepEqual(it.events, ["callbox:unavailable"]);
  it.run("callbox.logout()");
  assert.equal(jar.value(session), undefined);
});

both("L8: no entry point throws, whatever it is given", async ({ open, world }) => {
  const odd = `[undefined, null, 0, "", "x", NaN, Symbol("s"), 1n, [], [[]], {}, () => 1, new Date(NaN),
    Object.create(null), new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 },
    has() { throw 3 }, getOwnPropertyDescriptor() { throw 4 } }),
    { get id() { throw 5 }, email: "a@b.c" }, { id: { toString() { throw 6 } } }]`;
  for (const config of [marketing, page]) {
    const it = open(config, `https://${config.host}/`, {}, { consent: config === page }).loaded();
    it.run(`for (const value of ${odd}) {
      callbox.push(value); callbox.push(["identify", value]); callbox.push([value, value]);
      for (const name of Object.keys(callbox)) {
        if (typeof callbox[name] === "function") { callbox[name](value); callbox[name](value, value); }
      }
    }`);
    await world.pass(10);
    assert.equal(it.run("typeof callbox.push"), "function");
  }
  // Nor where the stub is gone by the load event, or somebody else's.
  for (const spoilt of ["delete window.Intercom", "Intercom = null", "Intercom = {}"]) {
    const page = open(marketing, www, { readyState: "loading" });
    page.run(spoilt);
    page.loaded();
    assert.equal(page.scripts.length, 1, spoilt);
  }
  // Nor where the Messenger itself throws.
  const it = open(page, home, { before: "Intercom = () => { throw new Error('theirs') }" }).loaded();
  seedSession(world);
  it.run(`callbox.identify({ id: "1" }); callbox.track("x"); callbox.logout({ reboot: true })`);
  assert.equal(world.jar.value(session), undefined);
});

both("L9: nothing while prerendered, in a frame, on another host, in Turbo's preview",
  ({ open, world }) => {
  const prerendered = open(marketing, www, { prerendering: true, readyState: "loading" });
  prerendered.run("Intercom('show')");
  prerendered.loaded();
  assert.deepEqual([prerendered.methods, prerendered.scripts.length], [["show"], 0]);
  prerendered.document.prerendering = false;
  prerendered.fire("prerenderingchange", prerendered.document);
  assert.equal(prerendered.scripts.length, 1);
  assert.equal(prerendered.run("Intercom.q.map(([name]) => name).join()"), "boot,show");

  const preview = open(marketing, www, { turboPreview: true }).loaded();
  assert.equal(preview.calls.length + preview.scripts.length, 0);
  delete preview.document.documentElement.dataset.turboPreview;
  preview.fire("turbo:load", preview.document);
  assert.equal(preview.calls.length, 1);

  for (const [address, options] of [
    [www, { framed: true }],
    ["https://www-acme-com.translate.goog/", {}],
    ["https://www.acme.com:8443/", {}],
    ["file:///www/index.html", {}],
  ]) {
    const it = open(marketing, address, options).loaded();
    assert.equal(it.calls.length + it.scripts.length, 0, address);
    it.run(`callbox.push(["identify", null])`);
  }
  assert.equal(open({ ...marketing, frames: 1 }, www, { framed: true }).calls.length, 1);
  assert.deepEqual(world.jar.writes, []);
});

both("L10: what was pushed before is done in order, later pushes at once", ({ open }) => {
  const before = `(window.callbox ||= []).push(["update", { name: "B" }], ["nonsense"],
    ["identify", { id: "1", name: "A" }])`;
  const it = open(page, home, { before });
  assert.equal(it.calls[0][1].name, "B");
  it.run(`callbox.push(["logout"], ["identify", { id: "2" }])`);
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  const quiet = open(marketing, www, { before });
  quiet.run(`callbox.push(["identify", { id: "1" }])`);
  assert.deepEqual(quiet.calls, [["boot", boot]]);
});

both("L2: the click on a legacy widget's activator opens, too", ({ open }) => {
  for (const config of [
    { ...marketing, boot: { ...boot, widget: { activator: "#help" } } },
    { ...marketing, routes: [{ path: "/**", boot: "visitor", messenger: { widget: { activator: "#help" } } }] },
  ]) {
    const it = open(config, www, {}, { load: "interaction" }).loaded();
    it.fire("click", it.window, { target: { closest: (selector) => selector.split(",").includes("#help") } });
    assert.deepEqual([it.methods, it.scripts.length], [["boot", "show"], 1]);
  }
});

both("L4: three sites' snippets make one warning", ({ open }) => {
  const it = open(marketing, www).loaded();
  it.run(`callbox.site = "elsewhere"`);
  it.snippet();
  it.run(`callbox.site &&= "again"`);
  it.snippet();
  assert.deepEqual(it.warnings, ["callbox: elsewhere"]);
});
