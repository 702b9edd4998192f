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
