import { clock, make } from "./dom.js";

// Rows of the timeline: the cause heads the group, what it led to stands below.

const methods = ["boot", "update", "shutdown"];

/** @param {string} text */
const parsed = (text) => new Map((text || "").split("; ").filter(Boolean).map((pair) => {
  const at = pair.indexOf("=");
  return [pair.slice(0, at), pair.slice(at + 1)];
}));

/**
 * What differs between two lists of cookies: `+name  ~name  −name`.
 * @param {string} before
 * @param {string} after
 */
export const cookieChanges = (before, after) => {
  const [was, is] = [parsed(before), parsed(after)];
  return [
    ...[...is.keys()].filter((name) => !was.has(name)).map((name) => `+${name}`),
    ...[...is.keys()].filter((name) => was.has(name) && was.get(name) !== is.get(name)).map((name) => `~${name}`),
    ...[...was.keys()].filter((name) => !is.has(name)).map((name) => `−${name}`),
  ];
};

/** @param {any} record */
const summary = (record) => {
  const [first] = record.args ?? [];
  if (!first || typeof first !== "object") return (record.args ?? []).map(String).join(", ");
  const names = Object.keys(first).filter((name) => !["app_id", "api_base", "session_duration"].includes(name));
  if (!names.length) return record.method === "boot" ? "visitor" : "";
  return names.map((name) => `${name}: ${typeof first[name] === "object" ? "{…}" : first[name]}`).join(", ");
};

/** @param {any} record */
const details = (record) => make("details", {},
  make("summary", {}, record.kind === "call" ? summary(record) || "no arguments" : record.text,
    record.dropped && ` (dropped: ${record.outcome})`,
    ...cookieChanges(record.before, record.after).map((change) => make("code", {}, ` ${change}`))),
  make("pre", { class: "wrapped" }, make("code", {}, JSON.stringify(
    { path: record.path, outcome: record.outcome, arguments: record.args, before: record.before, after: record.after }, null, 2))));

/**
 * What a record is called in the table.
 * @param {any} record
 */
export const wordOf = (record) =>
  record.kind === "call" ? record.method : record.kind === "trace" ? record.rule : record.event;

/**
 * All of a record that the filter looks at.
 * @param {any} record
 */
export const textOf = (record) => {
  const fields = [`site:${record.site ?? ""}`, `${record.kind}:${wordOf(record) ?? ""}`, record.path, record.text, JSON.stringify(record.args)];
  return fields.join(" ").toLowerCase();
};

/**
 * Whether a record heads a group.
 * @param {any} record
 */
export const isCause = (record) => record.kind === "action" || record.kind === "plan";

/**
 * A row.
 * @param {any} record
 * @param {number} since when the group's cause was, in milliseconds since 1970
 * @param {boolean} isNew
 */
export const rowOf = (record, since, isNew) => {
  if (isCause(record)) {
    return make("tr", { class: "cause" }, make("th", { colspan: 4, scope: "rowgroup" }, record.text,
      make("span", { class: "muted" }, ` ${clock(record.at)}`)));
  }
  const word = wordOf(record);
  const kind = record.kind === "call" && methods.includes(word) && !record.dropped ? word : "other";
  const isQuiet = record.kind !== "call" || record.dropped;
  const after = Math.round(record.at - since);
  return make("tr", { class: [isQuiet && "quiet", isNew && "new"].filter(Boolean).join(" ") },
    make("td", { class: "number after" }, since ? `+${after > 999 ? `${(after / 1000).toFixed(1)} s` : `${after} ms`}` : clock(record.at)),
    make("td", { class: "site-column" }, make("span", { class: "letter", "aria-hidden": "true" }, (record.site || "?")[0].toUpperCase()), make("span", { class: "site-name" }, record.site)),
    make("td", { class: "call-column" }, make("span", { class: `word ${kind}` }, word)),
    make("td", {}, record.kind === "document" ? `${record.path}${record.framed ? ", in the frame" : ""}` : details(record)));
};
