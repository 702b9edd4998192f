// `update` within Intercom's limit of 20 in 30 minutes, in this document (U1 to U4).

const halfHour = 1800000;

/**
 * When the updates of the last half hour were sent.
 * @type {number[]}
 */
const sent = [];

/**
 * User data that was not sent yet.
 * @type {Record<string, any>}
 */
let changes = {};

/** @type {any} */
let timer;
let due = Infinity;

/** Who is meant: each update of user data names the person (U2). */
let who = () => ({});

/** User data waits, for a token that is about to be renewed (B4). */
let isHeldBack = () => false;

/** Nobody has a Messenger at this route (B7). */
let isBare = () => !route.boot;

const flush = () => {
  due = Infinity;
  if (!booted || isBare()) return;
  const now = Date.now();
  while (sent[0] <= now - halfHour) sent.shift();
  const data = Object.keys(changes).length && route.update?.includes("data") && !isHeldBack();
  const settings = messengerSettings();
  const differs = settings !== shown;
  if (!data && !differs && !moved) return;
  // U3: the last two are for data; the other install's first one counts (L3).
  if (sent.length + Number(foreign) >= (data ? 20 : 18)) {
    schedule(sent[0] + halfHour);
    return;
  }
  sent.push(now);
  if (data || differs) {
    const messenger = differs ? route.messenger : {};
    call("update", { ...who(), ...messenger, ...(data ? changes : {}) });
    shown = differs ? settings : shown;
    if (data) changes = {};
  } else {
    call("update");
  }
  moved = false;
};

/** @param {number} at */
const schedule = (at) => {
  if (at >= due) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(flush, at - Date.now());
};

/** What comes within a second is merged, and URL and title have settled by then (U1, U3). */
const soon = () => schedule(Date.now() + 1000);

leaving.push(() => {
  changes = {};
});
