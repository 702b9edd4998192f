import { announce, byId, make } from "./dom.js";
import { isCause, rowOf, textOf, wordOf } from "./rows.js";
import { act, ask, empty, isExport } from "./source.js";

// The timeline: all calls of all documents, in the order in which they happened.

/** @type {any[]} */
let records = [];
let fallen = 0;
/** Whether it follows what comes. */
let isFollowing = true;
let unseen = 0;
/** @type {number | undefined} */
let drawing;
/** @type {string[]} */
let news = [];

const filterField = make("input", { type: "search", id: "timeline-filter", "aria-label": "Filter calls", placeholder: "site:docs call:boot -trace:", autocomplete: "off", spellcheck: "false" });
const counts = make("span", { id: "counts" });
const follow = make("button", { type: "button", id: "follow", "aria-pressed": "true" }, "Live");

/** @param {any} record */
const matchesFilter = (record) =>
  filterField.value.toLowerCase().split(/\s+/).filter(Boolean).every((/** @type {string} */ word) =>
    word.startsWith("-") && word.length > 1 ? !textOf(record).includes(word.slice(1)) : textOf(record).includes(word));

/** Which documents are open, by what they have told. */
const openDocuments = () => {
  const open = new Set();
  for (const { kind, document: name, event } of records) {
    if (kind !== "document") continue;
    if (event === "closed") open.delete(name);
    else open.add(name);
  }
  return open.size;
};

const callRows = make("tbody");
const callTable = make("table", {},
  make("colgroup", {}, ...["after", "site-column", "call-column", ""].map((name) => make("col", { class: name }))),
  make("thead", { class: "unseen" }, make("tr", {}, ...["After", "Site", "Call", "What"].map((name) => make("th", { scope: "col" }, name)))),
  callRows);

/**
 * Of each record its row, and since when that counts: one that stays is never drawn anew, for it may
 * be open, or have the focus.
 * @type {WeakMap<any, { since: number, row: Element }>}
 */
const drawnCalls = new WeakMap();

/**
 * @param {any} record
 * @param {number} since
 */
const rowFor = (record, since) => {
  const before = drawnCalls.get(record);
  if (before?.since === since) {
    // Only once: it may go with a filter, and come back.
    before.row.classList.remove("new");
    return before.row;
  }
  const row = rowOf(record, since, record.isNew && !before);
  drawnCalls.set(record, { since, row });
  return row;
};

/**
 * Makes these the rows, in their order, and moves none that is there already.
 * @param {Element[]} rows
 */
const showCalls = (rows) => {
  const kept = new Set(rows);
  for (const row of [...callRows.children]) if (!kept.has(row)) row.remove();
  rows.forEach((row, index) => {
    if (callRows.children[index] !== row) callRows.insertBefore(row, callRows.children[index] ?? null);
  });
};

const drawTimeline = () => {
  drawing = undefined;
  const calls = records.filter(({ kind }) => kind === "call");
  const dropped = calls.filter((record) => record.dropped).length;
  const count = (/** @type {number} */ number, /** @type {string} */ word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  counts.textContent = [count(calls.length, "call"), `${dropped} dropped`, count(openDocuments(), "document")].join(", ");
  follow.textContent = isFollowing || !unseen ? "Live" : `Live, ${unseen} new`;
  if (!isFollowing) return;
  const box = byId("rows");
  const all = records.filter((record) => isCause(record) || matchesFilter(record));
  // A cause that led to nothing shown says nothing where one filters.
  const found = filterField.value ? all.filter((record, index) => !isCause(record) || (all[index + 1] && !isCause(all[index + 1]))) : all;
  if (!found.length) {
    box.replaceChildren(empty(isExport ? "An export holds no timeline." : filterField.value
      ? `No call matches '${filterField.value}'.`
      : "No calls yet. Choose a route whose pages boot somebody, or sign in; the first call comes after a page's load event."));
    return;
  }
  // As many as anybody reads; the filter searches all of them.
  const shown = found.slice(-400);
  let since = found.slice(0, found.length - shown.length).reverse().find(isCause)?.at ?? 0;
  const rows = shown.map((record) => {
    if (isCause(record)) since = record.at;
    return rowFor(record, since);
  });
  const older = found.length - shown.length + fallen;
  if (older) rows.unshift(make("tr", {}, make("td", { colspan: 4, class: "muted" }, `${older} older ones are not shown`)));
  showCalls(rows);
  if (!callTable.isConnected) box.replaceChildren(callTable);
  box.scrollTop = box.scrollHeight;
};

const drawSoon = () => {
  drawing ??= setTimeout(drawTimeline, 50);
};

/**
 * Adds a record where its time has it.
 * @param {any} record
 */
export const addRecord = (record) => {
  record.isNew = true;
  let index = records.length;
  while (index > 0 && records[index - 1].at > record.at) index -= 1;
  records.splice(index, 0, record);
  if (records.length > 5000) fallen += records.splice(0, records.length - 5000).length;
  if (!isFollowing) unseen += 1;
  if (record.kind === "call") {
    news.push(`${record.site}: ${wordOf(record)}`);
    announce(news.slice(-4).join("; "));
    setTimeout(() => news.shift(), 1000);
  }
  drawSoon();
};

/** Forgets what is shown. */
export const clearRecords = () => {
  records = [];
  fallen = unseen = 0;
  drawSoon();
};

/** @param {boolean} isOn */
const setFollowing = (isOn) => {
  isFollowing = isOn;
  if (isOn) unseen = 0;
  follow.setAttribute("aria-pressed", String(isOn));
  drawSoon();
};

/** Whether new calls are shown, the other way round. */
export const toggleFollowing = () => setFollowing(!isFollowing);

const download = async () => {
  const text = JSON.stringify(await ask("timeline.json"), null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: address, download: "timeline.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

/** Fills the bar, and shows what happened before the workbench was opened. */
export const startTimeline = async () => {
  follow.addEventListener("click", toggleFollowing);
  filterField.addEventListener("input", () => setFollowing(true));
  byId("timeline-bar").append(counts, filterField, follow,
    make("button", { type: "button", id: "clear", onclick: () => act("clear") }, "Clear"),
    make("button", { type: "button", id: "save", onclick: download }, "Export JSON"));
  drawTimeline();
  if (isExport) return;
  const history = await ask("timeline.json");
  fallen = history?.dropped ?? 0;
  const known = new Set(records.map(({ number }) => number));
  records = [...(history?.records ?? []).filter((/** @type {any} */ each) => !known.has(each.number)), ...records]
    .sort((one, other) => one.at - other.at);
  drawTimeline();
};
