// The parts as files: sizes, types, the minified forms, the table.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { app, marketing, page } from "./support/cases.mjs";
import { block, compose, featuresOf, gzipped, partsFor, root, table } from "./support/compose.mjs";

const path = (name) => fileURLToPath(new URL(name, root));

/** A single-page app with everything that can be in one snippet. */
const everything = {
  ...app,
  identity: { fetch: "/api/me" },
  attributes: [
    ...app.attributes,
    ["created_at", "createdAt", "date"],
    ["company", "company", "company"],
    ["jwt", "intercomToken", "token"],
  ],
  routes: app.routes.map((route, index) =>
    index === 4 ? { ...route, track: [{ name: "opened" }] } : route,
  ),
};

const intercomsOwn = 352;

/** By how much a block is smaller without each of its parts. */
const shares = (text, config, options) =>
  partsFor(featuresOf(config, options)).slice(1).map((name) => {
    const rest = text.replace(readFileSync(path(`Templates/minified/${name}.min.js`), "utf8"), "");
    assert.notEqual(rest, text, name);
    return `${name} ${gzipped(text) - gzipped(rest)}`;
  }).join(", ");

test("sizes: the visitor block is at most 2,060 bytes gzipped", () => {
  const size = gzipped(block(marketing));
  console.log(`# visitor block: ${block(marketing).length} bytes, ${size} gzipped (Intercom's own: ${intercomsOwn})`);
  console.log(`# its parts, gzipped: ${shares(block(marketing), marketing)}`);
  assert.ok(size <= 2060, String(size));
});

test("sizes: a user's blocks", () => {
  const options = { load: "interaction", consent: true };
  const sizes = {
    "one user page": block({ ...page, identity: { json: "#user" } }),
    "single-page app": block(app),
    "everything": block(everything, options),
  };
  for (const [name, text] of Object.entries(sizes)) {
    console.log(`# ${name}: ${text.length} bytes, ${gzipped(text)} gzipped`);
  }
  console.log(`# its parts, gzipped: ${shares(sizes.everything, everything, options)}`);
  // Keeps it from growing unseen.
  assert.ok(gzipped(sizes.everything) <= 8330);
});

test("sizes: a route more costs a table's block little", () => {
  const size = (count) => gzipped(block({
    ...app,
    routes: Array.from({ length: count }, (_, index) => ({
      path: `/area-${index}/**`, boot: "user", otherwise: "visitor", update: ["navigation", "data"],
    })),
  }));
  const [one, ten, hundred] = [1, 10, 100].map(size);
  console.log(`# table of routes: 1: ${one}, 10: ${ten}, 100: ${hundred} gzipped`);
  assert.ok((hundred - one) / 99 < 20, `${(hundred - one) / 99} bytes a route`);
});

for (const [what, file] of [["runtime", "tsconfig"], ["workbench", "tsconfig.workbench"]]) {
  test(`types: tsc finds nothing in the ${what}`, () => {
    execFileSync("tsc", ["-p", path(`Tests/RuntimeTests/${file}.json`)], { encoding: "utf8" });
  });
}

test("minified: the committed files are what the sources give", () => {
  const { status, stderr } = spawnSync("sh", [path("Templates/runtime/minify.sh"), "--check"], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
});

test("O1: the parts are ASCII, hold no tag and no comment of HTML, and take any configuration", () => {
  for (const { name } of table) {
    const text = readFileSync(path(`Templates/minified/${name}.min.js`), "utf8");
    // eslint-disable-next-line no-control-regex
    assert.match(text, /^[\x00-\x7f]*$/, name);
    assert.doesNotMatch(text, /<!--|-->|<\/?script/i, name);
  }
  const hostile = "</script><!--<script>\u2028\u2029`${1}\\\"'$&$1";
  const config = { ...marketing, boot: { ...marketing.boot, custom_launcher_selector: hostile } };
  for (const form of ["readable", "minified"]) {
    const text = compose(config, {}, form);
    assert.doesNotMatch(text, /<\/script|<!--|[\u2028\u2029]/);
    new vm.Script(text);
  }
});

test("the table and the folder agree; each part is below 10 kB and valid on its own", () => {
  const names = table.map(({ name }) => name).sort();
  const files = (folder, end) =>
    readdirSync(path(folder)).filter((each) => each.endsWith(end)).map((each) => each.slice(0, -end.length)).sort();
  assert.deepEqual(files("Templates/runtime", ".js"), names);
  assert.deepEqual(files("Templates/minified", ".min.js"), names);
  for (const name of names) {
    const file = path(`Templates/runtime/${name}.js`);
    assert.ok(statSync(file).size < 10000, name);
    new vm.Script(readFileSync(file, "utf8"));
  }
});

test("parts: whatever the features, a snippet has every name that it uses", () => {
  const identities = [undefined, { json: "#u" }, { global: "u" }, { fetch: "/u" }];
  const token = ["jwt", "jwt", "token"];
  let count = 0;
  for (const load of [undefined, "now", "idle", "interaction"])
    for (const consent of [false, true, "material", "cookiebot", "onetrust", "klaro", "vanilla"])
      for (const routes of [undefined, [{ path: "/**", boot: "visitor" }], [{ path: "/**", boot: "user" }]])
        for (const route of [{ boot: "visitor", shutdown: 1 }, { boot: "user" }, { boot: "user", update: ["data"] }, { boot: "visitor", track: [{ name: "x" }] }])
          for (const identity of identities)
            for (const attributes of [[], [token]]) {
              const config = { ...marketing, ...(routes ? { routes } : { route }), identity, attributes };
              const names = new Set(partsFor(featuresOf(config, { load, consent })));
              const declared = new Set();
              const used = new Map();
              for (const name of names) {
                const { own, all } = namesOf(name);
                own.forEach((each) => declared.add(each));
                all.forEach((each) => used.set(each, name));
              }
              for (const [each, name] of used) {
                assert.ok(!owners.has(each) || declared.has(each), `${each} in ${name}: ${[...names]}`);
              }
              count += 1;
            }
  console.log(`# ${count} combinations`);
});

/** Top-level names of a part, and all words in its code. */
const cache = new Map();
function namesOf(name) {
  if (!cache.has(name)) {
    const text = readFileSync(path(`Templates/runtime/${name}.js`), "utf8")
      .replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "")
      .replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
    const own = [...text.matchAll(/^(?:const|let) (?:\{ )?(\w+)/gm)].map((match) => match[1]);
    const all = [...text.matchAll(/(?<![.\w])[a-zA-Z]\w*(?!\w*:)/g)].map((match) => match[0]);
    cache.set(name, { own, all });
  }
  return cache.get(name);
}
const owners = new Set(table.flatMap(({ name }) => namesOf(name).own));
