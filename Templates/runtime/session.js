// A session of this document: under which marker somebody is booted, how it ends (S1 to S3), and the
// fence that every boot passes (F3, F4).

/** The state and the number of the marker that this document has acted on last. */
let was = "";
let held = "0";

/** The Messenger has somebody. */
let booted = false;

/** The page itself has ended the session: nobody boots here until it says so. */
let rests = false;

/** @param {...any} args */
const call = (...args) => attempt(() => Intercom(...args));

/**
 * What stays in the stub's queue at a session's end: what is of no person.
 * @type {(call: any) => boolean}
 */
let isKept = ([name]) => /^(on[A-Z]|ready$|show|hide)/.test(name);

/**
 * S5: before the library is there, nothing is booted, and what would be is taken out of the stub's
 * queue, the shutdown with it: replayed later, it would cost whoever has come by then their session.
 */
const shut = () => {
  call("shutdown");
  if (isWaiting()) Intercom.q = Intercom.q.filter(isKept);
};

/** S2: Intercom picks the cookie's domain itself, so it is expired at each that may hold it. */
const erase = () => {
  config.domains.map(domain => put(session + "=", 0, domain));
};

/**
 * Says what has become of this document's session, unless somebody has signed in since: shutting
 * down takes its time, and what was read may have been old.
 * @param {string} state
 */
const conclude = (state) => {
  const [, , now, number] = read();
  if (now !== "live" || number === held) write(`0.${state}.${held}`);
};

/**
 * @param {string} [number] a server that logs out without JavaScript (S6) knows none: then it is the
 *   one that this document holds, for F3
 * @param {string} [state] what the marker says: `over` is not said again, or two documents that
 *   each act on it would go on and on (F7)
 */
let end = (number = read()[3], state = "") => {
  held = number > "0" ? number : held;
  was = "over";
  booted = false;
  state === "over" || conclude("over");
  shut();
  erase();
  attempt(() => {
    localStorage.removeItem(stateKey);
    // F3: whatever another document writes later, this number stays ended here; `0` is none.
    if (held > "0") localStorage[marker] = held;
  });
  window.intercomSettings = undefined;
};

/**
 * F4: over, or past its time. Twice `max_age` is impossibly far ahead: clocks change, and sites of
 * one manifest are deployed at different times.
 * @param {any[]} said a marker
 */
const isOver = ([, expiry, state, number]) => {
  const left = expiry - Date.now() / 1000; // below zero when over
  return (
    (state === "over" || state === "live") &&
    !(left > 0 && left < 2 * config.max_age && number !== attempt(() => localStorage[marker]))
  );
};

/**
 * F7: this document has acted on the end of that session; where it has nobody's, another document is
 * just ending it, too. A server's `0` (S6) names none, and may end another one each time.
 * @param {any[]} said a marker that is over
 */
const isEnded = ([, , state, number]) =>
  number === held && (was === "over" || (was === "visitor" && state === "over" && number > "0"));

/**
 * F4: a session that is over ends here, once; what this document has ended it does not end again.
 * @param {any[]} [said] the marker
 * @returns {boolean} whether a visitor may boot: not where a marker of another version, or one that
 *   an http page can't see, leaves open whose session the visible cookie is (F8)
 */
let fence = (said = read()) => {
  const [, expiry, state, number] = said;
  if (isOver(said)) {
    if (!isEnded(said)) end(number, state);
    conclude("visitor");
    was = "visitor";
  } else {
    was = state;
    held = number;
    wait(expiry);
  }
  return (
    (state && (number !== "0" || location.protocol > "http:")) || !document.cookie.includes(session)
  );
};
