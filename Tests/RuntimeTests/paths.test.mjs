import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { app, both, home } from "./support/cases.mjs";
import { root } from "./support/compose.mjs";
import { World } from "./support/world.mjs";

test("paths: the cases that the Swift matcher passes too", () => {
  const text = (name) => readFileSync(new URL(name, root), "utf8");
  const page = new World().open(home);
  page.run(text("Templates/runtime/paths.js").replace(/^/, "const attempt = (f) => { try { return f(); } catch {} };"));
  const cases = JSON.parse(text("Tests/Cases/path-matching.json"));
  for (const { pattern, path, matches } of cases) {
    const found = page.run(`matches(${JSON.stringify(pattern)}, ${JSON.stringify(path)})`);
    assert.equal(found, matches, `${pattern} ${path}`);
  }
  assert.ok(cases.length > 60);
});

both("paths: the first route that matches, below the site's base", ({ open }) => {
  const config = { ...app, base: "/app" };
  assert.deepEqual(open(config, home + "app/login").methods, ["boot"]);
  assert.deepEqual(open(config, home + "app").methods, []);
  assert.deepEqual(open(config, home + "login").methods, []);
  assert.deepEqual(open(config, home + "apple/login").methods, []);
  const every = { ...config, routes: [{ path: "/**", boot: "visitor" }] };
  assert.deepEqual(open(every, home + "elsewhere").methods, []);
});
