// U3 over two hours, as a lively single-page app would have them.

import assert from "node:assert/strict";
import { app, both, home } from "./support/cases.mjs";
import { plain } from "./support/world.mjs";

/** A small generator of the seed's own: the same order on every machine. */
const random = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

both("U3: 200 navigations and 40 changes in two hours: within the budget, no change lost",
  async ({ open, world }) => {
  const it = open(app, home).loaded();
  it.run(`callbox.identify({ id: "1", account: { seats: 0 } })`);
  it.library();
  const next = random(7);
  const start = world.now;
  const what = [...Array(200).fill("navigation"), ...Array(40).fill("change")]
    .map((kind) => ({ kind, at: next() * 7200 }))
    .sort((one, other) => one.at - other.at);
  let [seats, page] = [0, 0];
  for (const { kind, at } of what) {
    await world.pass(Math.max(0, at - (world.now - start) / 1000));
    if (kind === "navigation") it.navigate(`/page/${(page += 1)}`);
    else it.run(`callbox.update({ account: { seats: ${(seats += 1)} } })`);
  }
  await world.pass(7200);

  const calls = plain(it.global.Intercom.standIn.calls).filter(({ method }) => method === "update");
  const times = calls.map(({ time }) => time);
  for (const [index, time] of times.entries()) {
    const within = times.filter((each) => each > time - 1800000 && each <= time).length;
    assert.ok(within <= 20, `${within} updates in the half hour before call ${index}`);
  }
  assert.ok(calls.every(({ dropped }) => dropped === false), "none was throttled");
  const sent = calls.map(({ args: [data] }) => data?.seats).filter((each) => each !== undefined);
  assert.deepEqual(sent.at(-1), 40, "the last state is sent");
  assert.deepEqual(sent, [...sent].sort((one, other) => one - other));
  console.log(`# budget: ${calls.length} updates, ${sent.length} of them with data`);
});
