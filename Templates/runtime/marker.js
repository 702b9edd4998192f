// The marker: one cookie by which the sites agree whether a signed-in session lives (F1).
//
//     callbox-APP_ID = 1.EXPIRY.STATE.NUMBER
//
// EXPIRY is in Unix seconds, `0` unless live; STATE is `live`, `over` or `visitor`; NUMBER names
// one signed-in session and means nothing else (`0`: none was known). Nothing looser is read.

const { app_id } = config.boot;
const marker = "callbox-" + app_id;
const session = "intercom-session-" + app_id;

/**
 * Runs what a browser, the page or the Messenger may refuse; the page never notices (L8).
 * @template T
 * @param {() => T} action
 */
const attempt = (action) => {
  try {
    return action();
  } catch {}
};

/**
 * @param {string} pair `name=value`
 * @param {number} life seconds; 0 expires the cookie
 * @param {string} [domain] host-only without
 */
const put = (pair, life, domain) => {
  document.cookie =
    `${pair};Path=/;SameSite=Lax;Max-Age=${life}` +
    (domain ? ";Domain=" + domain : "") +
    (location.protocol === "https:" ? ";Secure" : "");
};

/**
 * The marker as `[, expiry, state, number]`. Absent it reads as a visitor's, for it says nothing;
 * one of another version has no state. Sorted, `over` comes before any other of its name.
 * @returns {any[]}
 */
const read = () =>
  /^[^=]*=1\.(\d+)\.(live|over|visitor)\.([0-9a-z]+)$/.exec(
    document.cookie
      .split("; ")
      .sort()
      .find((pair) => pair.startsWith(marker + "=")) || "=1.0.visitor.0",
  ) || [];

/**
 * The cookie's own life is the longest that browsers grant (400 days), so that it outlives
 * Intercom's session cookie; the session's end is in the value.
 * @param {string} value
 */
const write = (value) => put(marker + "=1." + value, 34560000, config.cookie_domain);
