// What an open document does once another one has ended the session, or begun one (F5 to F7). The
// table of all cases is the page Fence.

/**
 * Intercom's session cookie as it was last seen under the marker that this document has acted on.
 * @type {string | undefined}
 */
let mine;

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
 * F5: shuts down this document's Messenger. Those of Intercom's cookies that are of whoever came
 * after are put back where the Messenger keeps them, for as long as it does; its own session's goes.
 * @param {string} text
 */
let release = (text) => {
  shut();
  for (const pair of text.split("; ")) {
    if (pair === mine) erase();
    else if (/^intercom-.*?-/.test(pair) && pair.includes(app_id + "=")) {
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
 * @param {any[]} said a marker that this document has not acted on
 */
const isNews = ([, , state, number]) => state !== was || number !== held;

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
  if (!isNews(said)) mine = cookie;
  // F6: somebody is signing in, and their Messenger is not done before its cookie has come.
  const isEarly = state === "live" && !over && (!cookie || cookie === mine);
  if (booted && (over ? !isEnded(said) : isNews(said))) {
    if (state === "live" && was === "visitor" && !over) {
      booted = document.hidden || isEarly;
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
  booted || document.hidden || rests || isEarly || settle(now);
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
    // What `document.cookie` has, where that is news: the store may have answered between two steps
    // of another document.
    before === was + held + booted
      ? look(
          isNews(read())
            ? document.cookie
            : all.map((/** @type {any} */ { name, value }) => name + "=" + value).join("; "),
        )
      : changed(event);
  } catch {}
};

const listen = () => {
  for (const event of ["visibilitychange", "focus", "pageshow"]) addEventListener(event, see);
  window.cookieStore?.addEventListener("change", changed);
};
