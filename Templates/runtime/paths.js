// Route patterns: segments are literals, literals with `*` within, `*`, and `**` for any number.
// Tests/Cases/path-matching.json holds the cases that this and the Swift matcher agree on.

/** A `/` inside a segment (`%2F`): what no decoded text can hold. */
const inner = "\ud800";

/**
 * A path as one text: percent-decoded (a segment that is malformed stays as it stands), NFC, empty
 * segments gone; `/a`, `/a/`, `/a.html` and `/a/index.html` are one page.
 * @param {string} path
 */
const pageOf = (path) => {
  const segments = path
    .split("/")
    .filter(Boolean)
    .map((segment) => (attempt(() => decodeURIComponent(segment)) ?? segment).normalize());
  const last = segments.pop();
  if (last !== undefined && last !== "index.html") segments.push(last.replace(/(.)\.html$/s, "$1"));
  return segments.map((segment) => "/" + segment.replace(/\//g, inner)).join("");
};

/**
 * A noncharacter stands for `*` meanwhile: Firefox's `normalize` makes a lone surrogate U+FFFD.
 * @param {string} pattern
 */
const matcherOf = (pattern) =>
  new RegExp(
    `^${pageOf(pattern.replace(/\*/g, "\ufdd0"))
      .replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")
      .replace(/\/\ufdd0\ufdd0(?=\/|$)/g, "(?:/[^/]+)*")
      .replace(/\/\ufdd0(?=\/|$)/g, "/[^/]+")
      .replace(/\ufdd0+/g, "[^/]*")}$`,
  );

/**
 * @param {string} pattern
 * @param {string} page what `pageOf` gives
 */
const matches = (pattern, page) => matcherOf(pattern).test(page);
