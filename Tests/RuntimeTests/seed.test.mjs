// Each call of Intercom's article "Integrate Intercom in a single page app".

import assert from "node:assert/strict";
import { app, boot, both, home } from "./support/cases.mjs";

const widget = { widget: { activator: "#IntercomDefaultWidget" } };
const person = { email: "john.doe@example.com", user_id: "abc123", created_at: 1234567890 };
const seed = {
  ...app,
  boot: { ...boot, ...widget },
  attributes: [
    ["user_id", "id", "string", "required"],
    ["email", "email", "email"],
    ["created_at", "created", "date"],
    ["user_hash", "hash", "user_hash"],
    ["apples", "apples", "integer"],
  ],
};
const user = (more = "") =>
  `callbox.identify({ id: "abc123", email: "john.doe@example.com", created: 1234567890 ${more} })`;
const duration = { session_duration: 43200000 };

both("B1, U1, U2, S1, S4: the calls of Intercom's own article", async ({ open, world }) => {
  const it = open(seed, home + "login").loaded();
  it.run(user(", apples: 1"));
  it.navigate("/");
  it.run(`callbox.update({ apples: 2 })`);
  await world.pass(2);
  it.navigate("/page");
  await world.pass(2);
  it.run(`callbox.logout({ reboot: true })`);
  assert.deepEqual(it.calls, [
    ["boot", { ...boot, ...widget }],
    ["boot", { ...boot, ...widget, ...person, apples: 1, ...duration }],
    ["update", { user_id: "abc123", email: "john.doe@example.com", apples: 2 }],
    ["update"],
    ["shutdown"],
    ["boot", { ...boot, ...widget }],
  ]);
  assert.equal(it.scripts.length, 1);
});

both("B4: user_hash for secure mode", ({ open }) => {
  const it = open(seed, home);
  it.run(user(`, hash: "deadbeef"`));
  assert.deepEqual(it.calls, [
    ["boot", { ...boot, ...widget, ...person, user_hash: "deadbeef", ...duration }],
  ]);
});
