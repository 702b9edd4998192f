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
    const found = page.run(`matches(${JSON.stringify(pattern)}, pageOf(${JSON.stringify(path)}))`);
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

both("paths: the base is compared decoded, and its page may end in .html", ({ open }) => {
  const routes = [{ path: "/**", boot: "visitor" }];
  const methods = (base, path) => open({ ...app, base, routes }, home + path).methods;
  for (const path of ["b%C3%BCro/x", "b\u00fcro", "b%c3%bcro/"]) {
    assert.deepEqual(methods("/b\u00fcro", path), ["boot"], path);
    assert.deepEqual(methods("/b%C3%BCro", path), ["boot"], path);
  }
  for (const path of ["app.html", "app", "app/", "app/index.html"]) {
    assert.deepEqual(methods("/app", path), ["boot"], path);
  }
  for (const path of ["application", "app.htm", ""]) assert.deepEqual(methods("/app", path), [], path);
  // What is decoded once is not decoded again.
  const exact = [{ path: "/50%2525", boot: "visitor" }];
  assert.deepEqual(open({ ...app, base: "/app", routes: exact }, home + "app/50%2525").methods, ["boot"]);
});
