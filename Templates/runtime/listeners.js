// What a page hears of the Messenger and of the session. The Messenger forgets its listeners at a
// shutdown, so each boot registers them again (B8).

/** Each by the Messenger's own method. */
const heardByMessenger = ["show", "hide", "unreadCountChange", "userEmailSupplied"];

/** @param {any[]} listener */
const register = (listener) => {
  listeners.push(listener);
  if (booted) call(...listener);
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
  for (const listener of listeners) call(...listener);
};

let isUser = () => false;
Object.defineProperty(glue, "state", {
  get: () => (booted ? (isUser() ? "user" : "visitor") : "none"),
});
