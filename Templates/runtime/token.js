// B4: a signed token. What it signs stays out of the plain settings, and it is renewed in time.

/** Asked anew this many seconds before its end, for the answer has to travel. */
const lead = 60;

/** @type {any} */
let renewal;
let tries = 0;

claims = (settings) =>
  attempt(() => {
    const body = settings.intercom_user_jwt.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    return JSON.parse(atob(body));
  }) || {};

beside = (settings, token = settings.intercom_user_jwt) => {
  const rest = { ...settings };
  // Without a token, too; but the person has to be said.
  for (const [name, , , flags] of config.attributes || []) {
    if (flags?.includes("signed") && name !== "user_id") delete rest[name];
  }
  if (token) {
    delete rest.user_hash;
    delete rest.user_id;
  }
  return rest;
};

const remaining = () => {
  const { exp } = claims(current || {});
  return exp ? exp - Date.now() / 1000 : Infinity;
};

isHeldBack = () => remaining() < lead;

const renew = () => {
  if (!current) return;
  // A server that goes on giving the old one is left alone after half an hour.
  if (document.hidden || tries > 5) {
    tries = 0;
    document.addEventListener("visibilitychange", renew, { once: true });
  } else {
    if (!asking) ask();
    renewal = setTimeout(renew, 30000 * 2 ** tries);
    tries += 1;
  }
};

renewing = () => {
  clearTimeout(renewal);
  document.removeEventListener("visibilitychange", renew);
  tries = 0;
  const left = remaining();
  // A day at most: longer timers overflow, and clocks change.
  if (left < Infinity) {
    const wait = Math.max(30, left - lead);
    renewal = setTimeout(wait > 86400 ? renewing : renew, Math.min(wait, 86400) * 1000);
  }
};
