// The session of a signed-in person, as this document holds it: the live marker (F2), and whose it is
// (F9, F10).

/** When the expiry was last put off, in Unix seconds. */
let extended = 0;

/** Which session lived, or was the last, when the identity last answered. */
let toldUnder = "";

/** Writes the live marker: this document holds the session for `max_age` from now. */
const writeLive = () => {
  extended = Date.now() / 1000;
  const expiry = Math.floor(extended) + config.max_age;
  was = "live";
  write(`${expiry}.live.${held}`);
  wait(expiry);
  // F8: what can't be written is as if it had never been there.
  if (read()[3] === "0") [was, held] = ["visitor", "0"];
};

/** The marker that this document holds is still the one that counts. */
const holds = () => {
  const [, , state, number] = read();
  return state === "live" && number === held;
};

/** F2: only holders extend, what they still hold, reading again before they write. */
const extend = () => {
  const now = Date.now() / 1000;
  if (current && now >= extended + 60 && holds() && read()[1] > now) writeLive();
};

/** F9: where this origin keeps who its last session is of, salted with the session's number. */
const printKey = marker + "-person";

/**
 * F9: the fingerprint (FNV-1a): it tells two persons apart, and says nothing of either.
 * @param {string} number
 */
const printOf = (number, person = whose) => {
  let hash = 2166136261;
  for (const each of number + person) hash = Math.imul(hash ^ Number(each.codePointAt(0)), 16777619);
  return number + "." + (hash >>> 0).toString(36);
};

/**
 * F9: the session of this number is known to be that person's.
 * @param {string} number
 * @param {string} [person]
 */
const isTheirs = (number, person) =>
  attempt(() => localStorage[printKey]) === printOf(number, person);

/**
 * F9: the session of this number is somebody else's. Where storage is denied or full nobody can
 * tell, and on sites that share accounts not of a session that another one began.
 * @param {string} number
 */
const isAnothers = (number) =>
  !isTheirs(number) &&
  !!attempt(() => {
    const kept = localStorage[printKey] || "";
    localStorage[printKey] = kept;
    return kept.startsWith(number + ".") || !config.shared;
  });

/**
 * What the page held of a person as it came from the history.
 * @type {string | undefined}
 */
let historic;

/**
 * F10: of a page that was reached by back or forward: whom its HTML names counts only where the live
 * session is theirs, and that it names nobody only where none lives.
 * @param {string | undefined} text the same for the same person
 * @param {any} value
 */
const isPast = (text, value) => {
  const { type } = /** @type {any} */ (performance.getEntriesByType("navigation")[0] || {});
  historic ??= type === "back_forward" ? text : "";
  const [, , state, number] = read();
  const isLive = state === "live";
  return (
    !!text &&
    text === historic &&
    (value ? !(isLive && isTheirs(number, personOf(collect(value)))) : isLive)
  );
};

/** Which session lives, or was the last. */
const sessionNow = () => {
  const said = read();
  return (said[2] === "live" && !isOver(said)) + said[3];
};

/** F2: before the boot. A live number is kept; only a load or a visible document draws one. */
const mark = () => {
  const now = sessionNow();
  if (toldUnder !== now && !(now > "true" && isTheirs(read()[3]))) {
    // Said while nobody could be booted here, and others have signed in or out since.
    user = null;
    return false;
  }
  fence();
  const isNew = was !== "live" || isAnothers(held);
  const former = isNew && was === "live" && held;
  if (isNew) {
    if (later && document.hidden) return false;
    if (former) {
      // B5. The next one's marker takes the place of this one's, and only then this one's number is said
      // to have ended: others that saw the end before it would act on it, and might be done when
      // the next session has begun.
      held = "0";
      end(held, "over");
    }
    held = Array.from(crypto.getRandomValues(new Uint32Array(3)), (each) => each.toString(36)).join(
      "",
    );
  }
  attempt(() => {
    localStorage[printKey] = printOf(held);
  });
  writeLive();
  attempt(() => {
    if (former) localStorage[marker] = former;
  });
  for (const input of ["pointerdown", "keydown"]) addEventListener(input, extend, true);
  return true;
};
