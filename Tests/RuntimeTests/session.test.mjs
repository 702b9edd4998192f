import assert from "node:assert/strict";
import {
  app, boot, both, docs, home, id, marker, marketing, page, seedMarker, seedSession, session,
  state, www,
} from "./support/cases.mjs";

const value = ({ jar }) => jar.value(marker);
const parts = (world) => value(world).split(".");
const live = (world, number = "a1", ahead = 3600) =>
  seedMarker(world, `1.${Math.floor(world.now / 1000) + ahead}.live.${number}`);

both("U1: a navigation is an update without data, once URL and title have settled",
  async ({ open, world }) => {
  const it = open(app, home);
  it.run(`callbox.identify({ id: "1" })`);
  for (const [path, how] of [["/a", "pushState"], ["/b", "replaceState"], ["/b?q", "pushState"], ["/b?q#/x", "pushState"], ["/b?q#!y", "pushState"], ["/b?q#!z", "pushState"]]) {
    const before = it.calls.length;
    it.navigate(path, how);
    await world.pass(0.5);
    assert.equal(it.calls.length, before, "settles first");
    await world.pass(2);
    assert.deepEqual(it.calls.slice(before), [["update"]], path);
  }
  for (const type of ["popstate", "hashchange"]) {
    it.url = new URL("/back/" + type, it.url);
    it.fire(type);
    await world.pass(2);
  }
  const before = it.calls.length;
  assert.equal(before, 9);
  it.navigate("/back/hashchange");
  it.navigate("/back/hashchange#part");
  it.fire("hashchange");
  await world.pass(2);
  assert.equal(it.calls.length, before);
});

both("U1: where the Messenger's settings differ, the update carries them and the person",
  async ({ open, world }) => {
  const it = open(app, home);
  it.run(`callbox.identify({ id: "1", email: "a@b.c", name: "A" })`);
  it.navigate("/wide/x");
  await world.pass(2);
  it.navigate("/wide/y");
  await world.pass(2);
  assert.deepEqual(it.calls.slice(1), [
    ["update", { user_id: "1", email: "a@b.c", alignment: "left" }],
    ["update"],
  ]);
});

both("U2: only what changed is sent, with the person; nothing changed: no call",
  async ({ open, world }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "1", email: "a@b.c", name: "A", account: { seats: 1 } })`);
  it.run(`callbox.update({ account: { seats: 2 } })`);
  await world.pass(2);
  it.run(`callbox.update({ account: { seats: 2 } });
    callbox.identify({ id: "1", email: "a@b.c", name: "A", account: { seats: 2 } })`);
  await world.pass(2);
  it.run(`callbox.identify({ id: "1", email: "new@b.c", name: null })`);
  await world.pass(2);
  assert.deepEqual(it.calls.slice(1), [
    ["update", { user_id: "1", email: "a@b.c", seats: 2 }],
    ["update", { user_id: "1", email: "new@b.c", name: null }],
  ]);
});

both("U2: what update said outlives a navigation, until the identity answers anew",
  async ({ open, world }) => {
  const it = open(app, home);
  it.run(`callbox.identify({ id: "1", name: "A" }); callbox.update({ name: "B" })`);
  await world.pass(2);
  it.navigate("/x");
  await world.pass(2);
  assert.deepEqual(it.calls.slice(1), [["update", { user_id: "1", name: "B" }], ["update"]]);
  it.run(`callbox.identify({ id: "1", name: "C" })`);
  await world.pass(2);
  assert.equal(it.calls.at(-1)[1].name, "C");
});

both("U2: with a token it is the token that names the person", async ({ open, world }) => {
  const jwt = ["e30", Buffer.from(`{"user_id":"1"}`).toString("base64url"), "s"].join(".");
  const config = { ...page, attributes: [["user_id", "id"], ["email"], ["name"], ["jwt", "jwt", "token"]] };
  const it = open(config, home);
  it.run(`callbox.identify({ id: "1", email: "a@b.c", jwt: "${jwt}" }); callbox.update({ name: "B" })`);
  await world.pass(2);
  assert.deepEqual(it.calls[1], ["update", { intercom_user_jwt: jwt, name: "B" }]);
});

both("U3: merged within a second, 20 in 30 minutes, the last two for data",
  async ({ open, world }) => {
  const it = open(app, home);
  it.run(`callbox.identify({ id: "1" })`);
  for (let n = 0; n < 10; n += 1) it.navigate("/merged/" + n);
  await world.pass(2);
  assert.equal(it.calls.length, 2);
  for (let n = 0; n < 30; n += 1) {
    it.navigate("/n/" + n);
    await world.pass(2);
  }
  assert.equal(it.calls.length, 1 + 18);
  for (let n = 0; n < 5; n += 1) {
    it.run(`callbox.update({ account: { seats: ${n} } })`);
    await world.pass(2);
  }
  assert.equal(it.calls.length, 1 + 20);
  await world.pass(1800);
  assert.equal(it.calls.at(-1)[1].seats, 4);
  assert.ok(it.calls.length <= 1 + 22);
});

both("U4: before the boot changes fold into it; after a shutdown nothing is sent",
  async ({ open, world }) => {
  const it = open(page, home);
  it.run(`callbox.update({ name: "B" })`);
  await world.pass(2);
  assert.deepEqual(it.calls, []);
  it.run(`callbox.identify({ id: "1", name: "A" }); callbox.update({ name: "C" }); callbox.logout();
    callbox.update({ name: "D" })`);
  await world.pass(5);
  assert.deepEqual(it.methods, ["boot", "shutdown"]);
  assert.equal(it.calls[0][1].name, "B");

  const table = open(app, home);
  table.run(`callbox.identify({ id: "1" })`);
  table.navigate("/wide/x");
  table.run("callbox.logout()");
  await world.pass(5);
  assert.equal(table.methods.at(-1), "shutdown");
});

both("U5: a changed person is a switch, not an update", async ({ open, world }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "1", name: "A" }); callbox.update({ id: "2" })`);
  await world.pass(2);
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  assert.equal(it.calls[2][1].user_id, "2");
  assert.equal("name" in it.calls[2][1], false);
});

both("S1: logout writes the marker over, then shuts down", ({ open, world, jar }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "1" })`);
  let seen;
  it.global.Intercom.c = (args) => (seen = [args[0], value(world)]);
  it.run("callbox.logout()");
  assert.equal(seen[0], "shutdown");
  assert.match(seen[1], /^1\.0\.over\.[0-9a-z]+$/);

  const route = open({ ...marketing, route: { shutdown: 1 } }, www);
  assert.deepEqual(route.methods, ["shutdown"]);
  assert.deepEqual(route.scripts, []);
  const table = open(app, home);
  table.run(`callbox.identify({ id: "1" })`);
  table.navigate("/logout");
  assert.deepEqual(table.calls.slice(-2), [["shutdown"], ["boot", boot]]);
});

both("S2: the session cookie goes at once, at every domain, the Messenger loaded or not",
  ({ open, world, jar }) => {
  const it = open(page, home);
  const url = new URL(home);
  for (const domain of ["", ";Domain=app.acme.com", ";Domain=acme.com"]) {
    jar.set(url, `${session}=x;Path=/${domain};Max-Age=999`);
  }
  assert.equal(jar.visible(url).length, 3);
  it.run("callbox.logout()");
  assert.deepEqual(jar.visible(url).map(({ name }) => name), [marker]);
});

both("S2: once more as the page goes, unless somebody has booted", ({ open, world, jar }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "1" }); callbox.logout()`);
  seedSession(world, "written-late");
  it.close();
  assert.equal(jar.value(session), undefined);

  const other = open(page, home);
  other.run(`callbox.logout({ reboot: true })`);
  seedSession(world, "somebody");
  other.close();
  assert.equal(jar.value(session), "somebody");
});

both("S3: stored state and settings go", ({ open }) => {
  const it = open(page, home, { before: "intercomSettings = { email: 'a@b.c' }" });
  it.stored.set(state, "{}");
  it.run("callbox.logout()");
  assert.equal(it.stored.has(state), false);
  assert.equal(it.run("'intercomSettings' in window && intercomSettings"), undefined);
});

both("S4: one fresh visitor boot, where the call or the route asks", ({ open, world }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "1" }); callbox.logout({ reboot: true })`);
  assert.deepEqual(it.calls.slice(1), [["shutdown"], ["boot", boot]]);
  assert.equal(parts(world)[2], "visitor");
  const route = open({ ...marketing, route: { shutdown: 1, boot: "visitor" } }, www);
  assert.deepEqual(route.calls, [["shutdown"], ["boot", boot]]);
});

both("S5: twice, before a boot, while loading, with an identity on its way",
  async ({ open, world }) => {
  let release;
  const it = open({ ...page, identity: { fetch: "/me" } }, home, {
    fetch: () => new Promise((resolve) => (release = resolve)),
  });
  await world.pass(1);
  it.run("callbox.logout(); callbox.logout()");
  release({ status: 200, json: async () => ({ id: "A" }) });
  await world.pass(1);
  it.loaded();
  it.hide();
  it.show();
  assert.deepEqual(it.methods, ["shutdown", "shutdown"]);
  assert.equal(parts(world)[2], "over");
  assert.equal(it.fetches.length, 1);
});

both("S5: what a page said of its last person does not count after a logout", ({ open }) => {
  const it = open({ ...app, identity: { json: "#u" } }, home, { elements: { "#u": `{"id":"A"}` } });
  it.ready();
  it.navigate("/logout");
  it.navigate("/again");
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  it.run(`callbox.identify({ id: "A" })`);
  assert.equal(it.calls.at(-1)[1].user_id, "A");
});

both("F1: the marker's domain, path, SameSite, Secure, life and grammar",
  ({ open, world, jar }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "secret-7", email: "ada@acme.com" })`);
  const cookie = jar.cookies.find(({ name }) => name === marker);
  assert.deepEqual(
    [cookie.domain, cookie.hostOnly, cookie.path, cookie.sameSite, cookie.secure],
    ["acme.com", false, "/", "Lax", true],
  );
  assert.ok(cookie.expires - world.now > 604800000, "outlives Intercom's session cookie");
  const [version, expiry, live, number, more] = parts(world);
  assert.deepEqual([version, live, more], ["1", "live", undefined]);
  assert.equal(Number(expiry), Math.floor(world.now / 1000) + 43200);
  assert.match(number, /^[0-9a-z]{10,}$/);
  assert.doesNotMatch(cookie.value, /secret|ada/);

  const http = open(page, "http://app.acme.com/");
  http.run(`callbox.identify({ id: "1" })`);
  const alone = { ...page, host: "acme.github.io", domains: ["", "acme.github.io"] };
  delete alone.cookie_domain;
  const single = open(alone, "https://acme.github.io/");
  single.run(`callbox.identify({ id: "1" })`);
  assert.equal(jar.visible(new URL("https://acme.github.io/"))[0].hostOnly, true);
});

both("F1: of several of that name over wins; a looser one is no marker", ({ open, world, jar }) => {
  live(world);
  jar.set(new URL(www), `${marker}=1.0.over.b2;Path=/;Max-Age=999;Secure`);
  assert.deepEqual(open(marketing, www).methods, ["shutdown", "boot"]);
});

both("F1: of another version or grammar, nothing is read out of it (F8)",
  ({ open, world, jar }) => {
  for (const text of ["2.0.over.a", "1.0.over", "1.0.over.a.b", "1.x.live.a", "1.0.OVER.a", "x=1.0.over.a", ""]) {
    seedMarker(world, text);
    const it = open(marketing, www);
    assert.deepEqual(it.methods, ["boot"], text);
    seedSession(world);
    assert.deepEqual(open(marketing, www).calls, [], text);
    assert.equal(jar.value(session), "of-a");
    seedSession(world, "");
    jar.cookies = [];
  }
});

both("F2: marker before boot; a live number is kept, an absent one drawn",
  ({ open, world, jar }) => {
  const it = open(page, home);
  let seen;
  it.global.Intercom.c = (args) => (seen = value(world));
  it.run(`callbox.identify({ id: "1" })`);
  assert.match(seen, /live/);
  const number = parts(world)[3];
  const second = open(page, home);
  second.run(`callbox.identify({ id: "1" })`);
  assert.equal(parts(world)[3], number);
  assert.equal(second.calls[0][1].session_duration, 43200000);
});

both("F2: a session_duration of the Messenger settings wins, the route's over the site's",
  ({ open }) => {
  const own = (config) => {
    const it = open(config, home);
    it.run(`callbox.identify({ id: "1" })`);
    return it.calls.at(-1)[1].session_duration;
  };
  assert.equal(own({ ...page, max_age: 600 }), 600000);
  const site = { ...boot, session_duration: 900000 };
  assert.equal(own({ ...page, boot: site }), 900000);
  const [messenger, route] = [{ session_duration: 700000 }, app.routes.at(-1)];
  assert.equal(own({ ...app, boot: site, routes: [{ ...route, messenger }] }), 700000);
  assert.equal(own({ ...app, routes: [{ ...route, messenger }] }), 700000);
});

both("F2: an identify in a hidden document draws no number", async ({ open, world }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "1" })`);
  open(page, home).run("callbox.logout()");
  const over = value(world);
  it.run("callbox.logout()");
  it.hide();
  it.run(`callbox.identify({ id: "1" })`);
  assert.notEqual(parts(world)[2], "live");
  assert.equal(it.methods.at(-1), "shutdown");
  it.show();
  assert.equal(it.methods.at(-1), "boot");
  assert.ok(over);
});

both("F2: only holders extend, by navigation or input, reading again first",
  async ({ open, world }) => {
  const it = open(app, home);
  it.run(`callbox.identify({ id: "1" })`);
  const reader = open(docs, "https://docs.acme.com/");
  const first = value(world);
  await world.pass(3600);
  reader.fire("pointerdown");
  assert.equal(value(world), first);
  it.fire("keydown");
  assert.equal(Number(parts(world)[1]), Math.floor(world.now / 1000) + 43200);
  await world.pass(3600);
  it.navigate("/x");
  assert.equal(Number(parts(world)[1]), Math.floor(world.now / 1000) + 43200);
  await world.pass(3600);
  open(page, home).run("callbox.logout()");
  const over = value(world);
  it.fire("keydown");
  assert.equal(value(world), over);
});

both("F3: a number that this origin saw ended stays ended", ({ open, world, jar }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "1" })`);
  const number = parts(world)[3];
  it.run("callbox.logout()");
  live(world, number, 40000);
  seedSession(world);
  const next = open({ ...marketing, host: "app.acme.com" }, home);
  assert.deepEqual(next.methods, ["shutdown", "boot"]);
  assert.equal(jar.value(session), undefined);
});

both("F4: over, expired or impossibly far ahead: ended once, then a visitor boots",
  ({ open, world, jar }) => {
  const soon = Math.floor(world.now / 1000);
  for (const text of ["1.0.over.a1", `1.${soon - 1}.live.a2`, `1.${soon + 90000}.live.a3`]) {
    seedMarker(world, text);
    seedSession(world);
    const it = open(marketing, www).loaded();
    assert.deepEqual(it.methods, ["shutdown", "boot"], text);
    assert.equal(jar.value(session), undefined);
    assert.equal(value(world), "1.0.visitor." + text.split(".")[3]);
    assert.deepEqual(open(docs, "https://docs.acme.com/").methods, ["boot"], "once");
  }
});

both("F4: a live session in time, a visitor's and no marker are left alone",
  ({ open, world, jar }) => {
  for (const text of [`1.${Math.floor(world.now / 1000) + 40000}.live.a1`, "1.0.visitor.a1", undefined]) {
    jar.cookies = [];
    if (text) seedMarker(world, text);
    seedSession(world);
    const writes = jar.writes.length;
    assert.deepEqual(open(marketing, www).methods, ["boot"]);
    assert.equal(jar.value(session), "of-a");
    assert.equal(value(world), text);
    assert.equal(jar.writes.length, writes);
  }
});

both("F4: after a closed laptop the next person sees nothing, on every site",
  async ({ open, world, jar }) => {
  const it = open(page, home).loaded();
  it.run(`callbox.identify({ id: "A" })`);
  it.library();
  assert.match(jar.value(session), /of-A/);
  await world.pass(43100);
  assert.deepEqual(open(docs, "https://docs.acme.com/").loaded().library().methods, ["boot"]);
  seedSession(world, "session-of-A");
  await world.pass(200);
  open(docs, "https://docs.acme.com/").loaded().library();
  assert.equal(jar.value(session), undefined);
  const app = open(page, home);
  app.run(`callbox.identify({ id: "B" })`);
  assert.deepEqual(app.methods, ["boot"]);
});

both("F4: a user's page ends what is over before it boots", ({ open, world }) => {
  seedMarker(world, "1.0.over.a1");
  seedSession(world);
  const it = open(page, home);
  it.run(`callbox.identify({ id: "B" })`);
  assert.deepEqual(it.methods, ["shutdown", "boot"]);
  assert.notEqual(parts(world)[3], "a1");
});

both("F8: with cookies or storage denied a page behaves as it would alone", ({ open }) => {
  for (const options of [{ cookiesBlocked: true }, { storageDenied: true }]) {
    assert.deepEqual(open(marketing, www, options).methods, ["boot"]);
    const it = open(page, home, options);
    it.run(`callbox.identify({ id: "1" }); callbox.logout({ reboot: true })`);
    assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  }
});

both("C1: nothing before consent", async ({ open, world, jar }) => {
  for (const config of [marketing, page]) {
    const it = open(config, `https://${config.host}/`, {}, { consent: true }).loaded();
    it.run(`callbox.push(["identify", { id: "1" }])`);
    await world.pass(2);
    assert.deepEqual([it.calls, it.scripts, jar.writes, it.stored.size], [[], [], [], 0]);
  }
});

both("C2: given, it starts on the same page; withdrawn, nothing is left; and again",
  ({ open, world, jar }) => {
  for (const config of [marketing, page]) {
    const it = open(config, `https://${config.host}/`, {}, { consent: true }).loaded();
    if (config === page) it.run(`callbox.identify({ id: "1" })`);
    it.run("callbox.consent(true)");
    assert.deepEqual([it.methods, it.scripts.length], [["boot"], 1]);
    it.library();
    assert.ok(jar.cookies.length >= 2);
    it.run("callbox.consent(false)");
    assert.equal(it.methods.at(-1), "shutdown");
    assert.deepEqual(jar.cookies, []);
    assert.equal(it.stored.size, 0);
    it.run("callbox.consent(true)");
    if (config === page) it.run(`callbox.identify({ id: "1" })`);
    assert.deepEqual([it.methods.at(-1), it.scripts.length], ["boot", 1]);
    jar.cookies = [];
  }
  const early = open(marketing, www, { before: `callbox = [["consent", true]]` }, { consent: true });
  assert.deepEqual(early.methods, ["boot"]);
  assert.ok(boot.app_id === id);
});

both("S2: a closing tab leaves the next person's session alone", ({ open, jar }) => {
  const it = open(page, home).loaded();
  it.run(`callbox.identify({ id: "A" }); callbox.logout()`);
  const other = open(page, home).loaded();
  other.run(`callbox.identify({ id: "B" })`);
  other.library();
  it.close();
  assert.match(jar.value(session), /of-B/);
});

both("S2, S4: a document that somebody booted again erases nothing as it goes",
  ({ open, world, jar }) => {
  const it = open(page, home);
  it.run(`callbox.logout(); callbox.logout({ reboot: true })`);
  seedSession(world, "somebody");
  it.close();
  assert.equal(jar.value(session), "somebody");
});

both("S5: a session's end while loading leaves nothing in the queue for the next person",
  ({ open, jar }) => {
  for (const end of ["callbox.logout()", "callbox.identify(null)"]) {
    const route = { ...page.route, otherwise: undefined, track: [{ name: "opened" }] };
    const it = open({ ...page, route }, home, {}, { load: "interaction" }).loaded();
    it.run(`callbox.identify({ id: "A" }); Intercom("onShow", () => {}); ${end}`);
    const other = open(page, home).loaded();
    other.run(`callbox.identify({ id: "B" })`);
    other.library();
    it.fire("scroll");
    it.library();
    assert.deepEqual(it.handled.map(([method]) => method), ["onShow"]);
    assert.match(jar.value(session), /of-B/);
    other.run("callbox.logout()");
  }
  const before = "Intercom = function () { Intercom.q.push(arguments); }; Intercom.q = [];";
  const foreign = open(page, home, { before }).loaded();
  foreign.run(`callbox.identify({ id: "A" }); callbox.logout()`);
  assert.equal(foreign.run("Intercom.q.length"), foreign.allCalls.length, "not our queue");
});

both("S5: what is parsed after a shutdown route's snippet is of the session that it ended",
  async ({ open, world }) => {
  for (const [identity, given] of [
    [{ json: "#u" }, { elements: { "#u": `{"id":"A"}` } }],
    [{ global: "acme.user" }, {}],
  ]) {
    const it = open({ ...app, identity }, home + "logout", given);
    it.run(`var acme = { user: { id: "A" } }`);
    it.loaded().navigate("/");
    await world.pass(2);
    assert.ok(it.calls.every(([, settings]) => !settings?.user_id));
  }
});

both("S5: a global that was cleared or changed counts again after a logout", ({ open }) => {
  const it = open({ ...app, identity: { global: "acme" } }, home);
  it.run(`var acme = { id: "A" }`);
  it.loaded();
  it.navigate("/logout");
  it.navigate("/again");
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  it.run(`acme = { id: "B" }`);
  it.navigate("/login");
  it.navigate("/again");
  assert.equal(it.calls.at(-1)[1].user_id, "B");
  it.run("callbox.logout(); var kept = acme; acme = undefined");
  it.navigate("/login");
  it.navigate("/again");
  it.run("acme = kept");
  it.navigate("/login");
  it.navigate("/again");
  assert.equal(it.calls.at(-1)[1].user_id, "B");
});

both("F2: a token renewed by timer extends nothing; over, nothing is asked any more (F7)",
  async ({ open, world, jar }) => {
  const token = (claims) =>
    ["e30", Buffer.from(JSON.stringify(claims)).toString("base64url"), "s"].join(".");
  const given = () => ({ id: "1", jwt: token({ user_id: "1", exp: world.now / 1000 + 300 }) });
  const attributes = [["user_id", "id"], ["name"], ["jwt", "jwt", "token"]];
  const config = { ...page, max_age: 600, identity: { fetch: "/me" }, attributes };
  const fetch = () => ({ status: 200, json: async () => given() });
  const it = open(config, home, { fetch }).loaded();
  await world.pass(1);
  const first = value(world);
  await world.pass(550);
  assert.equal(value(world), first);
  assert.deepEqual(it.methods, ["boot", "boot", "boot"]);
  open(docs, "https://docs.acme.com/").run(`document.cookie =
    "${marker}=1.0.over.x;Path=/;Domain=acme.com;Max-Age=99;Secure"`);
  await world.pass(7200);
  assert.equal(parts(world)[2], "visitor");
  assert.deepEqual(it.methods, ["boot", "boot", "boot", "shutdown", "boot"]);
  assert.equal(it.calls.at(-1)[1].intercom_user_jwt, undefined);
});

both("U4, F7: after another tab's logout a renewal sends and asks nothing more",
  async ({ open, world }) => {
  const jwt = () => ["e30", Buffer.from(
    JSON.stringify({ user_id: "1", exp: world.now / 1000 + 300 }),
  ).toString("base64url"), "s"].join(".");
  const attributes = [["user_id", "id"], ["name"], ["jwt", "jwt", "token"]];
  const fetch = () => ({ status: 200, json: async () => ({ id: "1", jwt: jwt() }) });
  const it = open({ ...app, identity: { fetch: "/me" }, attributes }, home, { fetch }).loaded();
  await world.pass(5);
  open(page, home).run("callbox.logout()");
  await world.pass(3600);
  // The visitor's boot is what `otherwise` asks for.
  assert.deepEqual([it.fetches.length, it.methods], [2, ["boot", "shutdown", "boot"]]);
  it.run(`callbox.update({ name: "Z" })`);
  await world.pass(2);
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
});

both("F7: a server that repeats an old token is not asked for ever; seen again, it is",
  async ({ open, world }) => {
  const jwt = ["e30", Buffer.from(
    JSON.stringify({ user_id: "1", exp: world.now / 1000 + 100 }),
  ).toString("base64url"), "s"].join(".");
  const attributes = [["user_id", "id"], ["jwt", "jwt", "token"]];
  const fetch = () => ({ status: 200, json: async () => ({ id: "1", jwt }) });
  const it = open({ ...page, identity: { fetch: "/me" }, attributes }, home, { fetch }).loaded();
  await world.pass(120);
  assert.ok(it.fetches.length > 2);
  await world.pass(36000);
  const asked = it.fetches.length;
  assert.ok(asked < 10, String(asked));
  it.hide();
  it.show();
  assert.equal(it.fetches.length, asked + 1);
});

both("U5: an update that names somebody else stays a switch on the next page",
  async ({ open, world }) => {
  for (const [one, other] of [[`{ id: "1" }`, `{ id: "2" }`], [`{ email: "a@b.c" }`, `{ email: "b@b.c" }`]]) {
    const it = open(app, home);
    it.run(`callbox.identify(${one}); callbox.update(${other})`);
    it.navigate("/wide/x");
    await world.pass(2);
    assert.deepEqual(it.methods.slice(-4), ["boot", "shutdown", "boot", "update"]);
    const [, { user_id, email }] = it.calls.at(-1);
    assert.ok((user_id || email).startsWith(user_id ? "2" : "b"));
  }
});

both("U5, U4: what was said of one person is not booted for the next", ({ open }) => {
  for (const between of ["callbox.identify(null);", ""]) {
    const it = open(app, home + "login");
    it.run(`callbox.identify({ id: "A" }); callbox.update({ name: "Ann" });
      ${between} callbox.identify({ id: "B" })`);
    it.navigate("/");
    assert.deepEqual(it.calls.at(-1)[1], { ...boot, user_id: "B", session_duration: 43200000 });
  }
});

const grouped = (routes) => ({
  ...app,
  attributes: [
    ["user_id", "id", "string", "", "identity"],
    ["email", "email", "email", "", "contact"],
    ["seats", "seats", "integer", "", "account"],
  ],
  routes: routes.map(([path, ...groups]) => ({ path, boot: "user", update: ["data"], groups })),
});

both("U5: a route whose groups leave user_id out changes nobody; other groups are not sent",
  async ({ open, world }) => {
  const config = grouped([["/a", "contact"], ["/b", "identity", "contact"]]);
  const it = open(config, home + "a");
  const user = `{ id: "1", email: "a@b.c", seats: 3 }`;
  it.run(`callbox.identify(${user}); callbox.identify(${user}); callbox.update({ email: "b@b.c" })`);
  it.navigate("/b");
  it.navigate("/a");
  await world.pass(2);
  it.run(`callbox.update({ email: "new@b.c" })`);
  await world.pass(2);
  assert.deepEqual(it.methods.slice(0, 1), ["boot"]);
  assert.equal(it.methods.includes("shutdown"), false);
  assert.equal("user_id" in it.calls[0][1], false);
  assert.ok(it.calls.every(([, settings]) => !("seats" in settings)));
  it.run(`callbox.identify({ id: "2", email: "new@b.c" })`);
  assert.deepEqual(it.methods.slice(-2), ["shutdown", "boot"]);
});

both("U2: what a route's groups leave out of an update is sent where they take it in",
  async ({ open, world }) => {
  const it = open(grouped([["/a", "identity"], ["/b", "identity", "account"]]), home + "a");
  it.run(`callbox.identify({ id: "1", seats: 1 }); callbox.update({ seats: 2 })`);
  await world.pass(2);
  assert.deepEqual(it.methods, ["boot"]);
  it.navigate("/b");
  await world.pass(2);
  assert.deepEqual(it.calls.at(-1), ["update", { user_id: "1", seats: 2 }]);
});

both("U2: a route without update: data sends none", async ({ open, world }) => {
  const it = open({ ...page, route: { boot: "user" } }, home);
  it.run(`callbox.identify({ id: "1" }); callbox.update({ name: "B" })`);
  await world.pass(2);
  assert.deepEqual(it.methods, ["boot"]);
});

both("U3: beside another install its own first update counts", async ({ open, world }) => {
  const before = "Intercom = function () { Intercom.q.push(arguments); }; Intercom.q = [];";
  const it = open(app, home, { before });
  it.run(`callbox.identify({ id: "1" })`);
  for (let n = 0; n < 30; n += 1) {
    it.navigate("/n/" + n);
    await world.pass(2);
  }
  assert.equal(it.methods.filter((method) => method === "update").length, 18);
});

both("U4: a session's end drops the events that wait, and the next has its own", ({ open }) => {
  const it = open({ ...page, route: { ...page.route, track: [{ name: "opened" }] } }, home);
  it.run(`callbox.track("clicked"); callbox.logout(); callbox.identify({ id: "A" })`);
  assert.deepEqual(it.calls.filter(([method]) => method === "trackEvent"), [["trackEvent", "opened"]]);
  it.run(`callbox.identify({ id: "B" })`);
  assert.deepEqual(it.methods.slice(-3), ["shutdown", "boot", "trackEvent"]);
});

both("F1: on http the marker is not Secure, and is read", ({ open, jar }) => {
  const it = open(page, "http://app.acme.com/");
  it.run(`callbox.identify({ id: "1" })`);
  assert.equal(jar.cookies.find(({ name }) => name === marker).secure, false);
  assert.match(jar.value(marker), /live/);
});

both("F8: an http page beside https boots nobody while it sees a session and no marker",
  ({ open, world, jar }) => {
  seedMarker(world, "1.0.over.a1");
  assert.deepEqual(open(marketing, "http://www.acme.com/").methods, ["boot"]);
  seedSession(world);
  assert.deepEqual(open(marketing, "http://www.acme.com/").calls, []);
  jar.cookies = jar.cookies.filter(({ name }) => name !== marker);
  assert.deepEqual(open(marketing, www).methods, ["boot"], "on https none is none");
  assert.equal(jar.value(session), "of-a");
});

both("F4: a marker without a domain, from before there was one, ends its session once",
  ({ open, jar, world }) => {
  jar.set(new URL(home), `${marker}=1.0.over.b2;Path=/;Max-Age=9999;Secure`);
  const boots = [["shutdown", "boot"], ["boot"], ["boot"]];
  for (const expected of boots) {
    const it = open(page, home).loaded();
    it.run(`callbox.identify({ id: "A" })`);
    assert.deepEqual(it.methods, expected);
    const markers = jar.cookies.filter(({ name }) => name === marker);
    assert.deepEqual(markers.map(({ domain }) => domain), ["acme.com"]);
  }
  const alone = { ...page };
  delete alone.cookie_domain;
  jar.cookies = [];
  open(alone, home).run(`callbox.identify({ id: "A" })`);
  assert.match(jar.value(marker), /live/);
});

both("F1: a malformed marker hides no valid one", ({ open, world, jar }) => {
  for (const text of ["", "2.0.over.x", "1.0"]) {
    jar.cookies = [];
    jar.set(new URL(www), `${marker}=${text};Path=/;Max-Age=999;Secure`);
    seedMarker(world, "1.0.over.a1");
    seedSession(world);
    assert.deepEqual(open(marketing, www).methods, ["shutdown", "boot"], text);
    assert.equal(jar.value(session), undefined);
  }
});

both("F4: at one and a half times max_age a live session is left alone", ({ open, world, jar }) => {
  live(world, "a1", 43200 * 1.5);
  seedSession(world);
  assert.deepEqual(open(marketing, www).methods, ["boot"]);
  assert.equal(jar.value(session), "of-a");
});

both("F2: what has expired is not extended", async ({ open, world }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "1" })`);
  await world.pass(43300);
  it.fire("keydown");
  assert.equal(parts(world)[2], "visitor");
});

both("F2: what has expired is not extended before the timer, which sleep holds up, has told of it",
  ({ open, world }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "1" })`);
  const first = value(world);
  world.now += 43300 * 1000;
  it.fire("keydown");
  assert.equal(value(world), first);
});

both("F2: who was named unseen, before others signed in, is not booted when looked at",
  ({ open, world, jar }) => {
  const it = open(page, home);
  it.run("callbox.identify(null)");
  it.hide();
  it.run(`callbox.identify({ id: "B" })`);
  const other = open(page, home);
  other.run(`callbox.identify({ id: "C" })`);
  seedSession(world, "of-c");
  const first = value(world);
  it.show();
  assert.ok(!it.calls.some(([, settings]) => settings?.user_id === "B"), it.methods.join());
  assert.deepEqual([value(world), jar.value(session)], [first, "of-c"]);
});

both("F2: under another's live number a renewed token takes nothing over",
  ({ open, world }) => {
  const jwt = (n) => ["e30", Buffer.from(`{"user_id":"1","n":${n}}`).toString("base64url"), "s"].join(".");
  const config = { ...page, attributes: [["user_id", "id"], ["jwt", "jwt", "token"]] };
  const it = open(config, home);
  it.run(`callbox.identify({ id: "1", jwt: "${jwt(1)}" })`);
  live(world, "n2");
  const other = value(world);
  it.run(`callbox.identify({ id: "1", jwt: "${jwt(2)}" })`);
  assert.deepEqual([value(world), it.methods], [other, ["boot", "shutdown"]]);
});

both("F4: an over of another session is not taken for the own one", ({ open, world, jar }) => {
  const it = open(page, home);
  it.run(`callbox.identify({ id: "A" }); callbox.logout()`);
  seedMarker(world, "1.0.over.n2");
  seedSession(world);
  it.run(`callbox.identify({ id: "C" })`);
  assert.deepEqual(it.methods, ["boot", "shutdown", "shutdown", "boot"]);
  assert.equal(jar.value(session), undefined);
});

both("F3: a server's over without a number ends the one that this document holds",
  ({ open, world, jar }) => {
  for (const how of ["callbox.logout()", `callbox.identify({ id: "B" })`]) {
    const it = open(page, home);
    it.run(`callbox.identify({ id: "A" })`);
    const number = parts(world)[3];
    seedMarker(world, "1.0.over.0");
    it.run(how);
    assert.equal(it.stored.get(marker), number);
    seedMarker(world, "1.0.over.0");
    open({ ...marketing, host: "app.acme.com" }, home);
    assert.equal(it.stored.get(marker), number, "0 is none");
    jar.cookies = [];
  }
});

both("F3: a renewal under a server's over without a number, too", ({ open, world }) => {
  const jwt = (n) => ["e30", Buffer.from(`{"user_id":"1","n":${n}}`).toString("base64url"), "s"].join(".");
  const it = open({ ...page, attributes: [["user_id", "id"], ["jwt", "jwt", "token"]] }, home);
  it.run(`callbox.identify({ id: "1", jwt: "${jwt(1)}" })`);
  const number = parts(world)[3];
  seedMarker(world, "1.0.over.0");
  it.run(`callbox.identify({ id: "1", jwt: "${jwt(2)}" })`);
  assert.deepEqual([it.stored.get(marker), it.methods], [number, ["boot", "shutdown", "boot"]]);
});

both("B7, S4: a logout with reboot boots nobody where the route boots nobody", ({ open }) => {
  const it = open(app, home + "print/1").loaded();
  it.run("callbox.logout({ reboot: true })");
  assert.deepEqual([it.methods, it.scripts], [["shutdown"], []]);
});

both("C2: withdrawn while the script is on its way, nothing comes with it", ({ open, jar }) => {
  for (const config of [marketing, { ...page, route: { boot: "visitor", shutdown: 1 } }]) {
    const it = open(config, `https://${config.host}/`, {}, { consent: true }).loaded();
    it.run("callbox.consent(true); Intercom('show'); callbox.consent(false)");
    it.library();
    assert.deepEqual([it.handled, jar.cookies, it.stored.size], [[], [], 0]);
  }
});

both("C1: what waits for consent loads no script before it is given", ({ open }) => {
  const it = open(marketing, www, {}, { consent: true, load: "interaction" }).loaded();
  it.run("callbox.consent(true); callbox.consent(false)");
  it.fire("scroll");
  assert.equal(it.scripts.length, 0);
});

both("C2: given, withdrawn and given again before a first touch, that touch loads and opens once",
  ({ open }) => {
  const it = open(marketing, www, {}, { load: "interaction", consent: true }).loaded();
  it.run("callbox.consent(true); callbox.consent(false); callbox.consent(true)");
  it.fire("click", it.window, { target: { closest: () => true } });
  assert.equal(it.scripts.length, 1);
  assert.deepEqual(it.methods.filter((method) => method === "show"), ["show"]);
  const late = open(marketing, www, {}, { load: "interaction", consent: true }).loaded();
  late.run("callbox.consent(true); callbox.consent(false)");
  late.fire("pointerdown");
  assert.equal(late.scripts.length, 0);
  late.run("callbox.consent(true)");
  late.fire("pointerdown");
  assert.equal(late.scripts.length, 1);
});

both("C2: withdrawn, nobody boots by what the document then sees", ({ open, jar }) => {
  const it = open(marketing, www, {}, { consent: true }).loaded();
  it.run("callbox.consent(true)");
  it.fire("pageshow");
  it.run("callbox.consent(false)");
  const did = [...it.methods];
  for (const event of ["focus", "pageshow"]) it.fire(event);
  it.hide();
  it.show();
  assert.deepEqual([it.methods, jar.value(marker)], [did, undefined]);
});

both("C2: withdrawn, the marker goes from its own domain, too", ({ open, jar }) => {
  const config = { ...page, domains: ["", "app.acme.com"] };
  const it = open(config, home, {}, { consent: true }).loaded();
  it.run(`callbox.consent(true); callbox.identify({ id: "1" }); callbox.consent(false)`);
  assert.deepEqual(jar.cookies, []);
});

both("C2: withdrawn and given again, the page's own identity counts again", ({ open }) => {
  for (const [identity, given] of [
    [{ json: "#u" }, { elements: { "#u": `{"id":"A"}` } }],
    [{ global: "acme" }, { before: `var acme = { id: "A" }` }],
  ]) {
    const it = open({ ...page, identity }, home, given, { consent: true }).loaded();
    it.run("callbox.consent(true); callbox.consent(false); callbox.consent(true)");
    assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  }
});

both("S1, S2, C1: a logout or shutdown route before consent is known ends what was consented to",
  ({ open, world, jar }) => {
  const consent = { consent: "cookiebot" };
  const yes = { before: "Cookiebot = { consent: { preferences: true } }" };
  const shutdown = { ...marketing, route: { shutdown: 1, boot: "visitor" } };
  for (const leave of [
    () => open(page, home, {}, consent).run("callbox.logout()"),
    () => open(page, home, { before: "callbox = [['logout']]" }, consent),
    () => open(shutdown, www, {}, consent),
    () => open(app, home + "logout", {}, consent),
  ]) {
    const it = open(page, home, yes, consent).loaded();
    it.run(`callbox.identify({ id: "A" })`);
    it.library();
    assert.match(jar.value(session), /of-A/);
    leave();
    assert.equal(jar.value(session), undefined);
    assert.equal(parts(world)[2], "over");
    const next = open(docs, "https://docs.acme.com/", yes, consent).loaded().library();
    assert.deepEqual([next.methods, jar.value(session)], [["shutdown", "boot"], undefined]);
    jar.cookies = [];
  }
  // Where nothing is, nothing comes; and not before the page is shown (L9).
  jar.writes = [];
  for (const options of [{}, { prerendering: true }]) {
    if (options.prerendering) seedSession(world);
    jar.writes = [];
    open(page, home, options, consent).run("callbox.logout()");
    open(app, home + "logout", options, consent);
    open(app, home, options, consent);
    assert.deepEqual(jar.writes, []);
  }
});

both("S5, C2: a logout that was said before consent holds after it", ({ open }) => {
  const it = open(page, home, {}, { consent: true });
  it.run(`callbox.identify({ id: "A" }); callbox.logout(); callbox.consent(true)`);
  it.loaded().library();
  assert.deepEqual(it.handled, []);
});

both("U4, U5: what a page says after an end is not the next person's", ({ open }) => {
  const it = open(page, home).loaded();
  it.run(`callbox.identify({ id: "A" }); callbox.logout();
    callbox.update({ name: "Ann", account: { plan: "pro" } }); callbox.track("left");
    callbox.identify({ id: "B" })`);
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  const { name, plan } = it.calls.at(-1)[1];
  assert.deepEqual([name, plan], [undefined, undefined]);
  const other = open(page, home).loaded();
  other.run(`callbox.update({ id: "A", email: "a@b.c" }); callbox.identify({ id: "B" })`);
  assert.equal(other.calls.at(-1)[1].user_id, "B");
  assert.equal(other.calls.at(-1)[1].email, undefined);
});

both("C1, C3: the last word on consent counts, also where the document may not act yet",
  ({ open, jar }) => {
  const early = open(marketing, www, {
    prerendering: true, before: `callbox = [["consent", true]]`,
  }, { consent: true }).loaded();
  early.run("callbox.consent(false)");
  early.document.prerendering = false;
  early.fire("prerenderingchange", early.document);
  assert.deepEqual([early.calls, early.scripts, jar.writes], [[], [], []]);
  const queued = open(page, home, {
    before: `callbox = [["consent", true], ["consent", false], ["identify", { id: "A" }]]`,
  }, { consent: true }).loaded();
  assert.deepEqual([queued.calls, queued.scripts, jar.writes], [[], [], []]);
  assert.equal(queued.stored.size, 0);
});

both("C2: given again, whom the page has named is booted, or its visitor", ({ open }) => {
  const it = open(page, home, {}, { consent: true }).loaded();
  it.run(`callbox.identify({ id: "A" });
    for (const yes of [true, false, true]) callbox.consent(yes)`);
  assert.deepEqual(it.methods, ["boot", "shutdown", "boot"]);
  assert.equal(it.calls.at(-1)[1].user_id, "A");
  it.run(`callbox.logout(); for (const yes of [false, true]) callbox.consent(yes)`);
  assert.deepEqual(it.calls.filter(([, settings]) => settings?.user_id).length, 2, "not after a logout");
});

both("C2: given again, who was switched to is booted, for nobody the visitor",
  ({ open }) => {
  const again = "for (const yes of [false, true]) callbox.consent(yes)";
  const it = open(page, home, {}, { consent: true }).loaded();
  it.run(`callbox.consent(true); callbox.identify({ id: "A" }); callbox.identify({ id: "B" }); ${again}`);
  assert.equal(it.methods.at(-1), "boot");
  assert.equal(it.calls.at(-1)[1].user_id, "B");
  const none = open(page, "https://app.acme.com/none", {}, { consent: true }).loaded();
  none.run(`callbox.consent(true); callbox.logout(); callbox.identify(null); ${again}`);
  assert.deepEqual(none.methods.slice(-2), ["shutdown", "boot"]);
});

both("C2, F5: given again, nobody is booted whose session another document has ended",
  async ({ open, world }) => {
  const it = open(page, home, { cookieStore: true }, { consent: true }).loaded();
  it.run(`callbox.consent(true); callbox.identify({ id: "A" });
    callbox.on("signedout", () => callbox.consent(false))`);
  await world.pass(1);
  seedMarker(world, parts(world).map((each, at) => [each, "0", "over", each][at]).join("."));
  await world.pass(1);
  const before = it.calls.length;
  it.run("callbox.consent(true)");
  assert.deepEqual(it.calls.slice(before).filter(([, settings]) => settings?.user_id), []);
});

both("C2, S3: withdrawn while the page is told of an end, nothing is left in storage either",
  async ({ open, world }) => {
  const it = open(page, home, { cookieStore: true }, { consent: true }).loaded();
  it.run(`callbox.consent(true); callbox.identify({ id: "A" });
    callbox.on("signedout", () => callbox.consent(false))`);
  it.stored.set(state, "x");
  live(world, "n2");
  await world.pass(1);
  assert.equal(it.stored.has(state), false);
});

both("B7, C2: nothing stays hidden once consent is given again on another route", ({ open }) => {
  const it = open(app, home, {}, { consent: true }).loaded();
  it.run(`callbox.consent(true); callbox.identify({ id: "A" })`);
  it.navigate("/print/1");
  assert.equal(it.document.adoptedStyleSheets.length, 1);
  it.run("callbox.consent(false)");
  it.navigate("/home");
  it.run("callbox.consent(true)");
  assert.equal(it.document.adoptedStyleSheets.length, 0);
});

both("B3, L8: an identity that is none drops no answer; a fetch that throws stops nothing",
  async ({ open, world }) => {
  const config = { ...page, identity: { fetch: "/me" } };
  const it = open(config, home, {
    fetch: () => ({ status: 200, json: async () => ({ id: "A" }) }),
  }).loaded();
  it.run("callbox.identify([])");
  await world.pass(1);
  assert.equal(it.calls.at(-1)[1].user_id, "A");
  const bare = open(config, home, { before: "fetch = () => { throw new Error() }" }).loaded();
  bare.run(`callbox.identify({ id: "B" })`);
  await world.pass(1);
  assert.equal(bare.calls.at(-1)[1].user_id, "B");
});

both("B4, F7: a token that the page has brought ends the wait of the one before it",
  async ({ open, world }) => {
  const token = (exp) =>
    `x.${Buffer.from(JSON.stringify({ user_id: "A", exp: Math.floor(world.now / 1000) + exp }))
      .toString("base64url")}.y`;
  const config = {
    ...page, attributes: [...page.attributes, ["intercom_user_jwt", "jwt", "token"]],
    identity: { fetch: "/me" },
  };
  const it = open(config, home, {
    fetch: () => ({ status: 200, json: async () => ({ id: "A", jwt: token(300) }) }),
  }).loaded();
  await world.pass(1);
  it.hide();
  await world.pass(300);
  it.run(`callbox.identify({ id: "A", jwt: "${token(300)}" })`);
  it.show();
  const asked = it.fetches.length;
  await world.pass(1200);
  assert.ok(it.fetches.length - asked <= 6, `${it.fetches.length - asked} questions in 20 minutes`);
});

both("S5: before the library, what a page has told the stub of its person ends with them",
  ({ open }) => {
  const it = open(page, home).loaded();
  it.run(`callbox.identify({ id: "A" }); Intercom("setAuthTokens", { security: "of-a" });
    Intercom("startConversation", "hello"); Intercom("onShow", () => 1); callbox.logout();
    callbox.identify({ id: "B" })`);
  it.library();
  assert.deepEqual(it.handled.map(([method]) => method).filter((method) => method !== "ready"),
    ["onShow", "boot"]);
});
