// The configurations that the tests run, and how: each test in the readable and the minified form.

import { test } from "node:test";
import { compose, featuresOf, isEager } from "./compose.mjs";
import { World } from "./world.mjs";

export const id = "abc12345";
export const marker = "callbox-" + id;
export const session = "intercom-session-" + id;
export const state = "intercom.intercom-state-" + id;
export const boot = { app_id: id, api_base: "https://api-iam.intercom.io" };

const site = (name, host) => ({
  site: name,
  host: host + ".acme.com",
  domains: ["", host + ".acme.com", "acme.com"],
  boot,
  cookie_domain: "acme.com",
  max_age: 43200,
});

export const marketing = site("marketing", "www");
export const docs = site("docs", "docs");

const user = { boot: "user", otherwise: "visitor", update: ["navigation", "data"] };
export const attributes = [
  ["user_id", "id"],
  ["email", "email", "email"],
  ["name"],
  ["plan", "account.plan", ["free", "pro"]],
  ["seats", "account.seats", "integer"],
  ["trial_at", "trial", "date"],
];
const bare = site("app", "app");

/** One page of an app that calls `identify`. */
export const page = { ...bare, attributes, route: user };

/** A single-page app. */
export const app = {
  ...bare,
  attributes,
  routes: [
    { path: "/login", boot: "visitor" },
    { path: "/logout", boot: "visitor", shutdown: 1 },
    { path: "/print/**" },
    { path: "/wide/**", ...user, messenger: { alignment: "left" } },
    { path: "/**", ...user },
  ],
};

/**
 * Runs a test on both forms; `open(config, address, page options, snippet options)`. A page whose
 * glue waits for the load event is loaded, unless its `readyState` says otherwise.
 */
export function both(name, body) {
  for (const form of process.env.FORMS?.split(",") ?? ["readable", "minified"]) {
    test(`${name} (${form})`, async () => {
      const world = new World();
      const open = (config, address, pageOptions = {}, snippetOptions = {}) => {
        const opened = world.open(address, pageOptions);
        if (pageOptions.before) opened.run(pageOptions.before);
        opened.run(compose(config, snippetOptions, form));
        if (!pageOptions.readyState && !isEager(featuresOf(config, snippetOptions))) opened.loaded();
        opened.snippet = () => opened.run(compose(config, snippetOptions, form));
        return opened;
      };
      await body({ world, open, form, jar: world.jar });
    });
  }
}

export const www = "https://www.acme.com/";
export const home = "https://app.acme.com/";

/** A session cookie as Intercom sets it, for whoever was here before. */
export const seedSession = (world, value = "of-a") =>
  world.jar.set(new URL(home), `${session}=${value};Path=/;Domain=acme.com;Max-Age=604800`);

export const seedMarker = (world, text) =>
  world.jar.set(
    new URL(home),
    `${marker}=${text};Path=/;Domain=acme.com;Max-Age=34560000;Secure;SameSite=Lax`,
  );
