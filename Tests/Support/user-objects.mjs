// Makes user objects for the example's dictionary, each with whether the runtime sends all of it:
// node user-objects.mjs OUTPUT COUNT > objects.json
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [output, count] = process.argv.slice(2);
const runtime = new URL("../../Templates/runtime/", import.meta.url);
const snippet = readFileSync(`${output}/app/snippets/routes.html`, "utf8");
const attributes = JSON.parse(/"attributes":(\[\[.*?\]\])(?=,")/.exec(snippet)[1]);

const names = ["values", "type-date", "type-company", "type-avatar"];
const parts = names.map((name) => readFileSync(new URL(`${name}.js`, runtime), "utf8"));
const collect = vm.runInNewContext(
  `const config = { attributes: ${JSON.stringify(attributes)} };
  const attempt = (run) => { try { return run(); } catch {} };
  ${parts.join("\n")}
  collect`,
  { console },
);

// A small generator with a fixed seed (mulberry32).
let seed = 7;
const random = () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const pick = (list) => list[Math.floor(random() * list.length)];

const odd = [
  null, true, false, 0, 1, -3, 2.5, "", " ", "null", "undefined", "NaN", "[object Object]", "42",
  "1.5", "\u00e9", "x".repeat(255), "x".repeat(256), "\u{1F600}".repeat(255), [], {}, ["a"],
  "2026-13-01", "2026-02-03T25:00", "gold", { name: "A" }, { company_id: "1", name: "" },
];
const fitting = {
  user_id: ["9f2c", "7", 7],
  email: ["ann@acme.com"],
  name: ["Ann", "Ann Vil"],
  created_at: ["2026-11-22", "2026-11-22T09:30:00Z", "2026-11-22 09:30+01:00", 1764000000, "1764000000"],
  plan: ["free", "pro", "enterprise"],
  trial_at: ["2026-12-01T10:00:00.5Z", 1764000000000],
  seats: [3, "3", 0],
  company: [{ company_id: 7, name: "Acme" }, { id: "a", name: "Acme", size: 3, x: [] }],
};

const at = (user, path) => path.split(".").reduce((value, key) => value?.[key], user);

const objects = Array.from({ length: Number(count) }, () => {
  const user = {};
  for (const [name, source = name] of attributes) {
    const chance = random();
    if (chance < 0.15) continue;
    const keys = source.split(".");
    let object = user;
    for (const key of keys.slice(0, -1)) object = object[key] ??= {};
    object[keys.at(-1)] = chance < 0.3 ? pick(odd) : pick(fitting[name]);
  }
  const sent = collect(user);
  const isWhole = attributes.every(([name, source = name, , flags]) => {
    const given = at(user, source);
    if (given === undefined) return !flags?.includes("required");
    if (!(name in sent) || (flags?.includes("required") && sent[name] === null)) return false;
    return typeof given !== "string" || typeof sent[name] !== "string" || given === sent[name];
  });
  return { user, isWhole };
});
console.log(JSON.stringify(objects));
