// The table of the page Fence.md against the real parts: every transition, and none missing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { both } from "./support/cases.mjs";
import { root } from "./support/compose.mjs";
import { documents, markers, outcome } from "./support/fence.mjs";

const page = readFileSync(
  new URL("Sources/CallboxCLI/Documentation.docc/Fence.md", root), "utf8");
const rows = page
  .split("\n")
  .filter((line) => /^\| (?!Document|---)/.test(line))
  .map((line) => line.slice(1, -1).split("|").map((cell) => cell.trim()))
  .flatMap(([document, marker, visible, ...rest]) =>
    (visible === "either" ? ["yes", "no"] : [visible]).map((each) => [document, marker, each, ...rest]),
  );

test("fence: the table has every situation once", () => {
  const wanted = Object.keys(documents).flatMap((document) =>
    Object.keys(markers).flatMap((marker) => ["yes", "no"].map((each) => [document, marker, each].join(" | "))),
  );
  assert.deepEqual(rows.map((row) => row.slice(0, 3).join(" | ")), wanted);
});

for (const [document, marked, visible, calls, marker, session, rule] of rows) {
  both(`${rule}: a ${document} document, the marker ${marked}, visible: ${visible}`, ({ world, open }) => {
    assert.deepEqual(outcome({ world, open }, document, marked, visible === "yes"), {
      calls, marker, session,
    });
  });
}
