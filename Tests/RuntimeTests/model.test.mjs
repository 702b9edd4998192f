// Every order of events over three documents of two sites: `support/model.mjs`. Full depth with
// CALLBOX_PROOF=1 (some minutes).

import assert from "node:assert/strict";
import { test } from "node:test";
import { explore } from "./support/model.mjs";

const depth = process.env.CALLBOX_PROOF ? 7 : 5;

for (const [how, browser] of Object.entries({
  "windows with cookie events": { hasStore: true },
  "windows with cookie events that show each step": { hasStore: true, isQuick: true },
  "windows with cookie events, one page still loading": { hasStore: true, isLate: true },
  "tabs of one window without cookie events": { hasStore: false },
  "tabs without cookie events, one page still loading": { hasStore: false, isLate: true },
})) {
  test("F2, F4, F5, F6, F7, F9: no order of events shows anybody another's session: " + how,
    async () => {
      const { states, orders, failures } = await explore(depth, browser);
      console.log(`# model, ${how}: ${states} states visited, ${orders} transitions, depth ${depth}`);
      assert.deepEqual(failures, []);
      assert.ok(states > 200, "the model must go somewhere");
    });
}
