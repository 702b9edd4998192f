// The marker: one cookie by which the sites agree whether a signed-in session lives (F1).
//
//     callbox-APP_ID = 1.EXPIRY.STATE.NUMBER
//
// EXPIRY is in Unix seconds, `0` unless live; STATE is `live`, `over` or `visitor`; NUMBER names
// one signed-in session and means nothing else (`0`: none was known). Nothing looser is read.

const { app_id } = config.boot;
const marker = "callbox-" + app_id;
const session = "intercom-session-" + app_id;

/** What Intercom keeps in an origin's storage (S3). */
const stateKey = "intercom.intercom-state-" + app_id;

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
 * @param {string} domain empty: host-only
 */
const put = (pair, life, domain) => {
  document.cookie = `${pair};Path=/;SameSite=Lax;Max-Age=${life};Domain=${domain}${
    location.protocol > "http:" ? ";Secure" : ""
  }`;
};

/**
 * The marker as `[, expiry, state, number]`, the first in this grammar of those that sorting puts
 * in order: `over` before any other. Absent it reads as a visitor's, for it says nothing; where all
 * are of another version there is no state.
 * @param {string} [text] as `document.cookie`
 * @returns {any[]}
 */
const read = (text = document.cookie) =>
  /^[^=]*=1\.(\d+)\.(live|over|visitor)\.([0-9a-z]+)$/m.exec(
    text
      .split("; ")
      .filter((pair) => pair.startsWith(marker + "="))
      .sort()
      .join("\n") || "=1.0.visitor.0",
  ) || [];

/**
 * The cookie's own life is the longest that browsers grant (400 days), so that it outlives
 * Intercom's session cookie; the session's end is in the value.
 * @param {string} value
 */
const write = (value) => {
  // One without a domain, from before there was one, would stand beside it for ever (F4).
  if (config.cookie_domain) put(marker + "=", 0, "");
  put(marker + "=1." + value, 34560000, config.cookie_domain || "");
};
