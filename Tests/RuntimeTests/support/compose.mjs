// Composes snippets of the parts, as `Templates/runtime/README.md` says Swift does.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

export const root = new URL("../../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");

export const { parts: table, lazy } = JSON.parse(read("Templates/runtime/parts.json"));

/** The names of the parts for these features, in order. */
export function partsFor(features) {
  const has = new Set(
    table
      .filter(({ when }) => (when ? when.some((each) => features.includes(each)) : true))
      .map(({ name }) => name),
  );
  for (let before = -1; before !== has.size; ) {
    before = has.size;
    for (const { name, needs = [] } of table) if (has.has(name)) needs.forEach((n) => has.add(n));
  }
  return table.map(({ name }) => name).filter((name) => has.has(name));
}

/** The features of a configuration, as the README's table has them; `consent`: true or a manager. */
export function featuresOf(config, { load, commands, consent, development, trace } = {}) {
  const routes = config.routes ?? [config.route ?? { boot: "visitor" }];
  const user = routes.some(({ boot }) => boot === "user");
  const types = (config.attributes ?? []).map(([, , type]) => type);
  return [
    load,
    load === "interaction" && "launcher",
    trace && "trace",
    commands && "commands",
    consent && "consent",
    typeof consent === "string" && "consent-" + consent,
    user && "user",
    user && config.identity && "identity-" + Object.keys(config.identity)[0],
    user && types.includes("token") && "token",
    user && types.includes("date") && "date",
    user && types.some((each) => each === "company" || each === "companies") && "company",
    user && types.includes("avatar") && "avatar",
    user && development && "development",
    config.routes && "navigation",
    routes.some(({ shutdown }) => shutdown) && "shutdown",
    routes.some(({ track }) => track) && "track",
  ].filter(Boolean);
}

const literal = (config) =>
  JSON.stringify(config).replace(
    /[<\u0080-\uffff]/g,
    (each) => "\\u" + each.charCodeAt(0).toString(16).padStart(4, "0"),
  );

/** Whether a snippet of these features acts where it stands; a plain visitor's waits for the load event. */
export const isEager = (features) => features.some((each) => !lazy.includes(each));

/** @param {"readable" | "minified"} form */
export function compose(config, options = {}, form = "minified") {
  const features = options.features ?? featuresOf(config, options);
  const [first, ...rest] = partsFor(features).map((name) =>
    read(
      form === "readable"
        ? `Templates/runtime/${name}.js`
        : `Templates/minified/${name}.min.js`,
    ),
  );
  const last = rest.pop();
  const whole = isEager(features) ? { ...config, eager: 1 } : config;
  const configured = first.replace("CALLBOX_CONFIG", () => literal(whole));
  return `{${configured}const act=function(){${rest.join("")}};${last}}`;
}

export const block = (config, options, name = "all") =>
  `<script data-callbox="${config.site}/${name}">${compose(config, options)}</script>`;

export const gzipped = (text) => gzipSync(text, { level: 9 }).length;
