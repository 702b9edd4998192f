// What the page may say, now or before the glue was there (L10).

/**
 * What was said before the document may act (L9, C1).
 * @type {any[]}
 */
const waiting = Array.isArray(earlier) ? [...earlier] : [];
let running = false;

/** @type {Record<string, (...args: any[]) => void>} */
const commands = Object.create(null);

/**
 * Whatever it is given, nothing reaches the page (L8).
 * @param {any} command
 */
const run = (command) =>
  attempt(() => {
    const [name, ...args] = command;
    commands[name](...args);
  });

/**
 * Consent is what everything else waits for (C1).
 * @param {any} command
 */
const isUrgent = (command) => attempt(() => command[0] === "consent");

/**
 * Hears what has to wait.
 * @type {(command: any) => void}
 */
let early = () => {};

/** @param {any[]} list */
const push = (...list) => {
  for (const command of list) {
    if (running || isUrgent(command)) run(command);
    else {
      waiting.push(command);
      early(command);
    }
  }
};

const drain = () => {
  running = true;
  waiting.splice(0).forEach(run);
};

/**
 * @param {string} name
 * @param {(...args: any[]) => void} action
 */
const offer = (name, action) => {
  commands[name] = action;
  Object.assign(glue, {
    /** @param {any[]} args */
    [name]: (...args) => push([name, ...args]),
  });
};

glue.push = push;

/** Whether entering here ends the session (S1). */
let endsHere = () => !!config.route?.shutdown;

/**
 * What a withdrawal takes back.
 * @type {(() => void)[]}
 */
const withdrawals = [];

/**
 * Listeners of the page that every boot registers: the Messenger's method, the listener, and what the
 * Messenger has of it (B8).
 * @type {any[][]}
 */
const listeners = [];

const isKeptAlways = isKept;
isKept = (queued) =>
  isKeptAlways(queued) &&
  !listeners.some((listener) => listener[2] === queued[1]);
