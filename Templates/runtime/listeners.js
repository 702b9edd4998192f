// What a page hears of the Messenger and of the session. The Messenger forgets its listeners at a
// shutdown, so each boot registers them again (B8).

/** Each by the Messenger's own method. */
const heardByMessenger = ["show", "hide", "unreadCountChange", "userEmailSupplied"];

/**
 * Tells the Messenger of a listener. It may still have the one of an earlier boot: only the last is
 * heard.
 * @param {any[]} listener
 */
const tellOf = (listener) => {
  const [method, run] = listener;
  /** @param {any[]} args */
  const latest = (...args) => {
    if (listener[2] === latest) run(...args);
  };
  listener[2] = latest;
  call(method, latest);
};

/** @param {any[]} listener */
const register = (listener) => {
  listeners.push(listener);
  if (booted) tellOf(listener);
};

offer("on", (event, run) => {
  if (typeof run !== "function") return;
  if (heardByMessenger.includes(event)) {
    register(["on" + event[0].toUpperCase() + event.slice(1), run]);
  } else {
    addEventListener("callbox:" + event, run);
  }
});

offer("ready", (run) => {
  if (typeof run === "function") register(["ready", run]);
});

for (const method of ["show", "hide"]) {
  offer(method, () => {
    if (booted) call(method);
  });
}

register(["ready", () => dispatchEvent(new Event("callbox:ready"))]);

const bootUnheard = boot;
boot = (person) => {
  bootUnheard(person);
  listeners.forEach(tellOf);
};

let isUser = () => false;
Object.defineProperty(glue, "state", {
  get: () => (booted ? (isUser() ? "user" : "visitor") : "none"),
});
