// What an open document does once another one has ended the session, or begun one (F5 to F7). The
// table of all cases is the page Fence.

/**
 * Intercom's session cookie while nobody was signed in (F6).
 * @type {string | undefined}
 */
let unsigned;

/** @type {any} */
let expiring;

/**
 * F5: one timer, to the session's end, while the document is visible; a day at most, for longer ones
 * overflow, and clocks change.
 * @param {any} expiry in Unix seconds, `0`: none
 */
const wait = (expiry) => {
  clearTimeout(expiring);
  if (expiry > 0 && !document.hidden) {
    expiring = setTimeout(see, Math.min(86400, expiry - Date.now() / 1000) * 1000);
  }
};

/**
 * F5: shuts down this document's Messenger. What of Intercom's cookies is there is of whoever came
 * after, and is put back where the Messenger keeps them, for as long as it does.
 * @param {string} text
 */
let release = (text) => {
  call("shutdown");
  for (const pair of text.split("; ")) {
    if (/^intercom-.*?-/.test(pair) && pair.includes(app_id + "=")) {
      put(pair, pair.startsWith(session) ? 604800 : 23328000, config.domains.slice(-1)[0]);
    }
  }
};

/**
 * Forgets who was here.
 * @type {(said: any[]) => void}
 */
let lose = () => {};

/**
 * @type {(text: string) => void} given all cookies: `document.cookie` may be stale where the cookie
 *   store has just told of a change
 */
let look = (text) => {
  const said = read(text);
  const [, expiry, state, number] = said;
  const cookie = text.split("; ").find((pair) => pair.startsWith(session));
  const over = isOver(said);
  /** @type {any[] | undefined} */
  let now = said;
  if (!state) return;
  if (state !== "live") unsigned = cookie;
  if (booted && (over || state !== was || number !== held)) {
    if (state === "live" && was === "visitor" && !over) {
      // F6: somebody is signing in, and the Messenger there is not done before it has said so.
      booted = document.hidden || cookie === unsigned;
    } else {
      booted = false;
      if (over && !document.hidden) {
        fence(said);
        now = undefined;
      } else {
        release(text);
      }
      lose(said);
    }
  }
  wait(booted && was === "live" && expiry);
  booted || document.hidden || rests || settle(now);
};

const see = () => attempt(() => look(document.cookie));

/**
 * The cookie store has told of a change: it is asked again where the document has acted since.
 * @param {any} event
 */
const changed = async (event) => {
  try {
    if (![...event.changed, ...event.deleted].some(({ name }) => name.endsWith(app_id))) return;
    const before = was + held + booted;
    const all = await cookieStore.getAll();
    before === was + held + booted
      ? look(all.map((/** @type {any} */ { name, value }) => name + "=" + value).join("; "))
      : changed(event);
  } catch {}
};

const listen = () => {
  for (const event of ["visibilitychange", "focus", "pageshow"]) addEventListener(event, see);
  window.cookieStore?.addEventListener("change", changed);
};
