import assert from "node:assert/strict";
import { both, home, id, marketing, page, session, www } from "./support/cases.mjs";

both("stand-in: cookies with domain and life, listeners lost, updates throttled, calls kept",
  async ({ open, world, jar }) => {
  const it = open(page, home).loaded();
  it.run(`callbox.identify({ id: "1" })`);
  it.library();
  const life = (name) => {
    const cookie = jar.cookies.find((each) => each.name === name);
    return [cookie.domain, Math.round((cookie.expires - world.now) / 1000)];
  };
  assert.deepEqual(life(session), ["acme.com", 43200]);
  assert.deepEqual(life("intercom-id-" + id), ["acme.com", 23328000]);
  assert.deepEqual(life("intercom-device-id-" + id), ["acme.com", 23328000]);
  it.run(`var shown = 0; Intercom("onShow", () => { shown += 1; }); Intercom("show");
    Intercom("shutdown"); Intercom("boot", { app_id: "${id}" }); Intercom("show")`);
  assert.equal(it.run("shown"), 1);
  for (let n = 0; n < 21; n += 1) it.run(`Intercom("update")`);
  const outcomes = it.run("Intercom.standIn.calls").map(({ outcome }) => outcome);
  assert.equal(outcomes.at(-1), "throttled");
  assert.equal(outcomes.filter((each) => each === "updated").length, 20);
  assert.equal(it.run("Intercom.standIn.calls.at(-1).dropped"), true);
  const [first] = it.run("Intercom.standIn.calls");
  assert.deepEqual([first.before.includes(session), first.after.includes(session)], [false, true]);
  assert.deepEqual(open(marketing, www).loaded().library().methods, ["boot"]);
});
