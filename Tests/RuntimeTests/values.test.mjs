import assert from "node:assert/strict";
import { boot, both, home, page } from "./support/cases.mjs";

// A zone that is not UTC: text without a zone must not be read in it.
process.env.TZ = "America/New_York";

const types = ["string", "integer", "number", "boolean", "date", "url", "email", ["free", "pro"], "company", "companies", "avatar", "user_hash"];

/** What is booted of `source` (code) under a type. */
const sent = (open, type, source, more = {}) => {
  const attributes = [["user_id", "id"], ["x", "x", type]];
  const it = open({ ...page, attributes, ...more }, home);
  it.run(`callbox.identify({ id: "1", x: ${source} })`);
  const [, settings] = it.calls.at(-1);
  for (const key of ["user_id", "session_duration", ...Object.keys(boot)]) delete settings[key];
  return [settings.x, it.warnings, settings];
};

both("V1: every form of a date is the same whole Unix seconds", ({ open }) => {
  for (const source of [
    "new Date(1700000000123)", "1700000000", "1700000000.9", "1700000000123", `"1700000000"`,
    `"2023-11-14T22:13:20Z"`, `"2023-11-14T22:13:20.999Z"`, `"2023-11-14T22:13:20"`,
    `"2023-11-14 22:13:20"`, `"2023-11-14T23:13:20+01:00"`, `"2023-11-14T23:13:20+0100"`,
    `"2023-11-14T17:13:20-05"`, `"2023-11-14t22:13:20z"`,
  ]) assert.equal(sent(open, "date", source)[0], 1700000000, source);
  assert.equal(sent(open, "date", `"2023-11-14"`)[0], 1699920000);
  assert.equal(sent(open, "date", "99999999999")[0], 99999999999);
  assert.equal(sent(open, "date", "100000000000")[0], 100000000);
  assert.equal(sent(open, "date", "new Date(1000)")[0], 1);
  for (const source of ["NaN", "new Date(NaN)", `"soon"`, `"Mon 3"`, "true", "{}", "[]", `"2023-99-99"`]) {
    assert.equal(sent(open, "date", source)[0], undefined, source);
  }
});

both("V2: what Intercom can't take is left out; false, 0, empty and null are sent", ({ open }) => {
  for (const type of types) {
    for (const source of ["undefined", "NaN", "Infinity", "-Infinity", "() => 1", "[[1]]", "{ a: { b: 1 } }", "Symbol()"]) {
      const value = sent(open, type, source)[0];
      assert.ok(value === undefined || (type === "companies" && value.length === 0), `${type} ${source}`);
    }
  }
  assert.equal(sent(open, "boolean", "false")[0], false);
  assert.equal(sent(open, "integer", "0")[0], 0);
  assert.equal(sent(open, "string", `""`)[0], "");
  for (const type of ["string", "integer", "boolean", "date", "url", ["free"]]) {
    assert.equal(sent(open, type, "null")[0], null);
  }
  assert.equal(sent(open, "integer", "1.5")[0], undefined);
  assert.equal(sent(open, "integer", `"42"`)[0], 42);
  assert.equal(sent(open, "number", "1.5")[0], 1.5);
  assert.equal(sent(open, ["free", "pro"], `"pro"`)[0], "pro");
  assert.equal(sent(open, ["free", "pro"], `"max"`)[0], undefined);
  assert.equal(sent(open, "string", `{ toString: () => "x" }`)[0], undefined);
});

both("V2: an identifier that is no identifier counts as absent", ({ open }) => {
  for (const source of [`""`, `" "`, `"null"`, `"undefined"`, `"NaN"`, `"[object Object]"`, "null", "NaN", "{}"]) {
    const it = open(page, home);
    it.run(`callbox.identify({ id: ${source}, name: "A" })`);
    assert.deepEqual(it.calls, [], source);
  }
  const it = open(page, home);
  it.run(`callbox.identify({ id: 42 })`);
  assert.equal(it.calls[0][1].user_id, "42");
});

both("V3: text is cut at 255 characters, whole ones; others are left out", ({ open }) => {
  assert.equal(sent(open, "string", `"a".repeat(300)`)[0], "a".repeat(255));
  assert.equal(sent(open, "string", `"a".repeat(254) + "\\u{1F600}" + "b"`)[0], "a".repeat(254) + "\u{1F600}");
  assert.equal(sent(open, "string", `"a".repeat(255)`)[0].length, 255);
  for (const type of ["url", "email", "user_hash"]) {
    assert.equal(sent(open, type, `"a".repeat(300)`)[0], undefined);
  }
  const it = open(page, home);
  it.run(`callbox.identify({ id: "a".repeat(256), email: "a@b.c" })`);
  assert.equal("user_id" in it.calls.at(-1)[1], false);
  const jwt = "a".repeat(900);
  assert.equal(sent(open, "token", JSON.stringify(jwt))[2].intercom_user_jwt, jwt);
});

both("V3: what is not in the dictionary is dropped; in development it warns once, by name",
  ({ open }) => {
  const it = open(page, home, {}, { development: true });
  it.run(`const user = { id: "1", shoe: 43, name: "a".repeat(300), account: { seats: "many" } };
    callbox.identify(user); callbox.identify(user)`);
  assert.deepEqual(Object.keys(it.calls[0][1]).sort(), ["api_base", "app_id", "name", "session_duration", "user_id"]);
  assert.equal(it.warnings.length, 3);
  for (const name of ["shoe", "name", "seats"]) assert.ok(it.warnings.some((w) => w.includes(name)), name);
  const quiet = open(page, home);
  quiet.run(`callbox.identify({ id: "1", shoe: 43 })`);
  assert.deepEqual(quiet.warnings, []);
});

both("V3: a company's website is not cut but left out", ({ open }) => {
  const long = "https://a.b/" + "c".repeat(255);
  const source = `{ company_id: "c", name: "C", website: "${long}" }`;
  assert.deepEqual(sent(open, "company", source)[0], { company_id: "c", name: "C" });
});

both("V4: a company needs its id and a name", ({ open }) => {
  const company = (source) => sent(open, "company", source)[0];
  assert.deepEqual(company(`{ company_id: "c", name: "C", plan: "pro", nested: {}, size: 3 }`), { company_id: "c", name: "C", plan: "pro", size: 3 });
  assert.deepEqual(company(`{ id: "c", name: "C" }`), { id: "c", name: "C" });
  for (const source of [`{ name: "C" }`, `{ company_id: "c" }`, `{ company_id: "", name: "C" }`, `"c"`, "3"]) {
    assert.equal(company(source), undefined, source);
  }
  const all = sent(open, "companies", `[{ id: 1, name: "C" }, { id: 2 }, null, 3]`)[0];
  assert.deepEqual(all, [{ id: 1, name: "C" }]);
  assert.deepEqual(sent(open, "avatar", `"https://a.b/c.png"`)[0], { type: "avatar", image_url: "https://a.b/c.png" });
  for (const source of [`"http://a.b/c.png"`, `{ image_url: ["https://a.b/c.png"] }`]) {
    assert.equal(sent(open, "avatar", source)[0], undefined, source);
  }
});

both("L8: a getter that throws leaves its value out; only own properties are read", ({ open }) => {
  const it = open(page, home);
  it.run(`const user = Object.create({ name: "inherited" });
    user.id = "1";
    Object.defineProperty(user, "account", { enumerable: true, get() { throw new Error("no"); } });
    callbox.identify(user)`);
  assert.deepEqual(Object.keys(it.calls[0][1]).sort(), ["api_base", "app_id", "session_duration", "user_id"]);
});

both("V1, V2, V3: a company's dates, identifiers and texts", ({ open }) => {
  const company = (source) => sent(open, "company", source)[0];
  const made = { id: "c", name: "C", created_at: 1700000000 };
  for (const date of ["1700000000123", `"2023-11-14T22:13:20Z"`, "new Date(1700000000123)"]) {
    assert.deepEqual(company(`{ id: "c", name: "C", created_at: ${date} }`), made, date);
  }
  assert.deepEqual(company(`{ id: "c", name: "C", created_at: "soon" }`), { id: "c", name: "C" });
  assert.deepEqual(company(`{ id: "c", name: "C", left_at: null, vip: true }`),
    { id: "c", name: "C", left_at: null, vip: true });
  for (const id of [`"undefined"`, `"null"`, `" "`, `"x".repeat(300)`, "null", "NaN"]) {
    assert.equal(company(`{ id: ${id}, name: "C" }`), undefined, id);
    assert.equal(company(`{ company_id: ${id}, name: "C" }`), undefined, id);
  }
  assert.equal(company(`{ id: 7, name: "n".repeat(300) }`).name.length, 255);
});
