// A document that may boot and end more than once.

/**
 * Where the document is.
 * @type {Callbox.Route}
 */
let route = config.route || { boot: "visitor" };

/** The page is being told that its person is signed out: what it does about it ends nothing (S5). */
let telling = false;

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

// B1: a visitor's boot has nothing that identifies a person.
boot = (person) => {
  summon();
  booted = true;
  rests = moved = false;
  shown = messengerSettings();
  sayBoot({ ...config.boot, ...route.messenger, ...person }, !foreign || person);
  arrived();
};

/** @param {any[]} [said] the marker */
const bootVisitor = (said) => {
  if (booted) arrived();
  // F5, S5: what another document has ended is begun again in view only, and when the page knows;
  // `look` comes to it then.
  else if (!telling && (rests || !was || !document.hidden) && fence(said)) boot();
};

const forget = () => {
  moved = false;
  for (const each of leaving) each();
};

lose = forget;

/**
 * The page itself ends the session. S2: erased once more, for what the library may have written
 * until the page goes, unless somebody has booted since, here or in another tab.
 */
const leave = () => {
  if (telling) return;
  forget();
  if (!rests) {
    addEventListener("pagehide", () => rests && read()[2] !== "live" && attempt(erase), {
      once: true,
    });
  }
  end();
  rests = true;
};

settle = (said) => {
  if (route.boot) bootVisitor(said);
};

enter = () => {
  listen();
  if (route.shutdown) leave();
  settle();
  drain();
};

offer("logout", (options) => {
  leave();
  if (options?.reboot && route.boot) bootVisitor(); // S4, B7
});
