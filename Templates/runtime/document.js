// A document that may boot and end more than once.

/**
 * Where the document is.
 * @type {Callbox.Route}
 */
let route = config.route || { boot: "visitor" };

/** Somebody has booted since the last end. */
let booted = false;

/** The session of this document is over, and nobody has booted since. */
let ended = false;

/** The number that this document has ended last. */
let endedNumber = "";

/** The number of the session that this document holds. */
let sessionNumber = "";

/** The script was asked for. */
let asked = false;

/** A navigation that no boot or update has told of. */
let moved = false;

/** The Messenger settings that it has, to tell whether another route's differ (U1). */
let shown = "";

/** Runs at a route where somebody is booted. */
let arrived = () => {};

/** A holder's navigation extends the session (F2). */
let extendHere = () => {};

/**
 * Forgets who was here.
 * @type {(() => void)[]}
 */
const leaving = [];

const messengerSettings = () => JSON.stringify(route.messenger || {});

/** @param {object} [person] what identifies a user; a visitor has nothing (B1) */
const boot = (person) => {
  if (!asked) {
    asked = true;
    // L6: a script that fails says so where it can be heard.
    addEventListener(
      "error",
      (/** @type {any} */ event) => {
        if (String(event.target?.src).endsWith("/widget/" + app_id)) {
          dispatchEvent(new Event("callbox:unavailable"));
        }
      },
      true,
    );
    summon();
  }
  booted = true;
  ended = moved = false;
  shown = messengerSettings();
  // B6: settings with an `app_id` boot by themselves.
  const byItself = window.intercomSettings?.app_id;
  if (!byItself || !foreign || person) {
    if (byItself) window.intercomSettings = undefined;
    call("boot", { ...config.boot, ...route.messenger, ...person });
  }
  arrived();
};

/** S6: a server that has logged out knew no number, and F3 needs one. */
const recall = () => {
  const [, , state, number] = read();
  if (!ended && state === "over" && number === "0" && sessionNumber) {
    write("0.over." + sessionNumber);
  }
};

/** F4, but what this document has ended it does not end again. */
const pass = () => {
  recall();
  const [, , state, number] = read();
  if (ended && state === "over" && number === endedNumber) write("0.visitor." + number);
  return fence();
};

const bootVisitor = () => {
  if (booted) arrived();
  else if (pass()) boot();
};

/**
 * Nobody is here any more, whoever ended the session. S2: erased once more, for what the library
 * may have written until the page goes, unless somebody has booted since, here or in another tab.
 */
const lose = () => {
  for (const forget of leaving) forget();
  if (!ended) {
    addEventListener("pagehide", () => ended && read()[2] !== "live" && attempt(erase), {
      once: true,
    });
  }
  booted = moved = false;
  ended = true;
};

const leave = () => {
  recall();
  lose();
  finish();
  endedNumber = read()[3];
};

/** Boots whom the route is for. */
let settle = () => {
  if (route.boot) bootVisitor();
};

enter = () => {
  if (route.shutdown) leave();
  settle();
  drain();
};

offer("logout", (options) => {
  leave();
  if (options?.reboot && route.boot) bootVisitor(); // S4, B7
});
