// A document that may boot and end more than once.

/**
 * Where the document is.
 * @type {Callbox.Route}
 */
let route = config.route || { boot: "visitor" };

/** Somebody has booted since the last end. */
let booted = false;

/** This document has ended a session, and nobody has booted since. */
let ended = false;

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

/** F4, but what this document has ended it does not end again. */
const pass = () => {
  const [, , state, number] = read();
  if (ended && state === "over") write("0.visitor." + number);
  return fence();
};

const bootVisitor = () => {
  if (booted) arrived();
  else if (pass()) boot();
};

/** S1 to S3, and S2 once more for what the library may have written until the page goes. */
const leave = () => {
  for (const forget of leaving) forget();
  if (!ended) addEventListener("pagehide", () => ended && attempt(erase), { once: true });
  booted = moved = false;
  ended = true;
  end();
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
  if (options?.reboot) bootVisitor(); // S4
});
