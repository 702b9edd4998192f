// What a hand-written install boots and what the snippet made of it boots, in the small browser of
// the runtime's tests, against the Messenger stand-in: migration.mjs BEFORE AFTER. Ends with 1 where
// they differ in more than what Callbox always says: `api_base`, and for people `session_duration`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { World } from "../RuntimeTests/support/world.mjs";

/** The scripts of a page, or the script that a file is. */
const scripts = (text) =>
  /^\s*</.test(text)
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/gi)].map(([, body]) => body)
    : [text];

const boot = async (file, user) => {
  const world = new World();
  const page = world.open("https://app.example.com/");
  const anchor = { parentNode: { insertBefore: (script) => page.scripts.push(script) } };
  page.document.getElementsByTagName = () => [anchor];
  for (const script of scripts(readFileSync(file, "utf8"))) page.run(script);
  if (user) page.run(`callbox.identify(${JSON.stringify(user)})`);
  page.loaded();
  await world.pass(1);
  page.library();
  await world.pass(1);
  const settings = page.global.intercomSettings;
  const calls = page.calls.filter(([method]) => method === "boot");
  // Settings with a workspace boot by themselves.
  return calls.length ? calls.at(-1)[1] : JSON.parse(JSON.stringify(settings));
};

const [, , before, after] = process.argv;
const old = await boot(before);
const person = old.user_id || old.email ? old : undefined;
const made = await boot(after, person);
if (!("api_base" in old)) {
  assert.equal(made.api_base, "https://api-iam.intercom.io");
  delete made.api_base;
}
if (!("session_duration" in old)) delete made.session_duration;
delete old.installation_type;
assert.deepEqual(made, old);
