// The person: who is signed in, as the identity says (B3 to B5, B9), and the live marker (F2).

/**
 * The app's user object; null: nobody; undefined: unknown.
 * @type {any}
 */
let user;

/**
 * What the booted person was given, all of it.
 * @type {Record<string, any> | undefined}
 */
let current;

/**
 * Who that is, also where a route's groups leave the identifier out.
 * @type {string | undefined}
 */
let whose;

/**
 * What `update` has said since the identity last answered; a boot carries it (U4).
 * @type {Record<string, any>}
 */
let folded = {};

/** Which question counts: an answer to an earlier one is dropped (B5, S5). */
let turn = 0;
let asking = false;

/** Which session lived, or was the last, when it was asked. */
let askedUnder = "";

/**
 * The route's `boot` when the identity was last settled.
 * @type {string | undefined}
 */
let cameFrom;

/** The document has loaded, or an identity was settled: what comes now is an event (F2). */
let later = false;

/** Asks the identity, and has it answer. */
let ask = () => {};

/**
 * What a token says, and what goes beside it (B4).
 * @type {(settings: any) => any}
 */
let claims = () => ({});
/** @type {(settings: any, token?: string) => any} */
let beside = (settings) => settings;
let renewing = () => {};

/**
 * @param {any} settings
 * @returns {string | undefined}
 */
const personOf = (settings) => {
  const found = settings.user_id || claims(settings).user_id || settings.email;
  return found && String(found);
};

/** @param {Record<string, any>} settings */
const bootPerson = (settings) => {
  // A token that is renewed extends nothing; a session that was ended elsewhere is not begun again
  // (U4, F7).
  if (current ? (was === "live" && !holds()) || isOver(read()) : !mark()) {
    if (current) see();
    return;
  }
  current = settings;
  changes = {};
  // F2, unless the Messenger settings have one of their own.
  const session_duration = config.max_age * 1000;
  boot({ session_duration, ...config.boot, ...route.messenger, ...beside(settings) });
  renewing();
};

/** @param {Record<string, any>} all whatever the route's groups */
const become = (all) => {
  const given = only(all, route.groups);
  const settings = { ...current, ...given };
  const said = { ...claims(settings), ...settings };
  for (const [name, , type, flags, group] of config.attributes || []) {
    const isRequired = flags?.includes("required") && isSent(group, route.groups);
    if (isRequired && said[keyOf(name, type)] == null) {
      warn(name, "is required: nobody is booted without it"); // B9
      return;
    }
  }
  if (!personOf(settings.intercom_user_jwt ? settings : beside(settings))) {
    warn("identity", "has neither user_id nor email: nobody is booted");
  } else if (!current || settings.intercom_user_jwt !== current.intercom_user_jwt) {
    whose = personOf(all) || whose;
    bootPerson(settings);
  } else {
    // U2: what changed, nothing else.
    for (const name of Object.keys(beside(given, current.intercom_user_jwt))) {
      if (JSON.stringify(given[name]) !== JSON.stringify(current[name])) {
        changes[name] = given[name];
      }
    }
    current = settings;
    if (Object.keys(changes).length) soon();
    arrived();
  }
};

/** Another document has ended the session of this one's person, and this one knows of nobody since. */
let overtaken = false;

/**
 * B3: who was signed in is not any more. What lives after this document was told that its person is
 * signed out is of somebody else.
 */
const nobody = () => {
  if (user) folded = {};
  if (current || (read()[2] === "live" && !overtaken)) leave();
  user = null;
};

settle = (said) => {
  const before = cameFrom;
  cameFrom = route.boot;
  if (route.boot !== "user") {
    if (route.boot) bootVisitor(said);
  } else if (user) {
    become({ ...collect(user), ...folded });
  } else if (user === undefined || before !== "user") {
    // Also where nobody was known: people sign in on routes that boot no user.
    if (!asking) ask();
  } else if (route.otherwise) {
    bootVisitor(said);
  }
};

/** F5: a document that holds a person, and another has ended their session, or begun one. */
lose = (said) => {
  const holder = current;
  forget();
  namedBefore = undefined;
  if (!holder) return;
  // A marker that was deleted says nothing of the person: the identity is asked again.
  if (said[0].startsWith("=")) {
    for (const undo of withdrawals) undo();
    user = undefined;
  } else {
    overtaken = telling = true;
    dispatchEvent(new Event("callbox:signedout"));
    telling = false;
  }
};

const lookAtMarker = look;
look = (text) => {
  const [, , state, number] = read(text);
  // F7, F9: another tab of the same person has begun a session.
  if (current && state === "live" && number !== held && isTheirs(number)) held = number;
  lookAtMarker(text);
};

/**
 * @param {any} value the user object, null for nobody; anything else is unknown: boot nothing, keep
 *   the marker, ask again when online or visible
 * @param {number} [question] the turn that asked; absent: the page itself says so
 */
const answer = (value, question) => {
  if (question && question !== turn) return;
  if (!question) turn += 1;
  asking = false;
  if (question && askedUnder !== sessionNow()) {
    // F2, F5: others have signed in or out since; what was asked before says nothing of them.
    ask();
  } else if (value === null) {
    nobody();
    settle();
  } else if (typeof value === "object" && !Array.isArray(value)) {
    const person = personOf(collect(value));
    // What was said of the last one.
    if (user || (personOf(folded) || person) !== person) folded = {};
    // B5, U5: another person's session ends here first, on a visitor's route all the same; where
    // another document has ended it unseen, and begun the one that is told of, that one stays (F5).
    for (const act of [see, leave]) if (current && person && person !== whose) act();
    overtaken = false;
    user = value;
    toldUnder = sessionNow();
    settle();
  }
  later = true;
};

const question = () => {
  asking = true;
  askedUnder = sessionNow();
  return (turn += 1);
};

/** Asks again what is still unknown, or could not be booted unseen (B3, F2). */
const again = () => {
  if (!document.hidden && running && route.boot === "user" && !current && user !== null) settle();
};

/**
 * Whom the page has named itself in this session, and whom in the one that ended last: where consent
 * is withdrawn and given again, that still holds (C2).
 * @type {any[]}
 */
let [named, namedBefore] = [];

leaving.push(() => {
  current = undefined;
  folded = {};
  user = null;
  turn += 1;
  asking = false;
  [named, namedBefore] = [undefined, named];
});

withdrawals.push(() => {
  if (namedBefore !== undefined) push(["identify", namedBefore]);
});

who = () => {
  const { user_id, email, intercom_user_jwt } = current || {};
  if (intercom_user_jwt) return { intercom_user_jwt };
  return beside({ ...(user_id && { user_id }), ...(email && { email }) });
};

offer("identify", (value) => {
  if (typeof value !== "object" || Array.isArray(value)) return;
  answer(value);
  // Behind it: a switch of account ends a session, and what was said in it.
  named = value;
});

offer("update", (data) => {
  // After an end, what the page still says is of the person who was here (U4).
  if (user === null) return;
  const given = collect(data);
  if (user) {
    const known = { ...collect(user), ...folded };
    // U5: what the former person had is not the next one's.
    if (personOf({ ...known, ...given }) !== (current ? whose : personOf(known))) {
      answer(data);
      return;
    }
  }
  Object.assign(folded, given);
  if (current) become({ ...collect(user), ...folded });
});

extendHere = extend;
isUser = () => !!current;

const enterDocument = enter;
enter = () => {
  if (!running) cameFrom = undefined; // the first time, and after a new consent
  addEventListener("online", again);
  addEventListener("load", () => {
    later = true;
  });
  document.addEventListener("visibilitychange", again);
  enterDocument();
};
