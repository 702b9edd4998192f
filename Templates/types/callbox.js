// What a page says to the glue, as an ES module; its types are in callbox.d.ts beside it.
// Calls may come before the glue is there, and on a server they do nothing.

const say = (command, args) => {
  if (typeof window === "undefined") return;
  // An element of that id is no queue.
  if (typeof window.callbox?.push !== "function") window.callbox = [];
  window.callbox.push([command, ...args]);
};

export const identify = (user) => say("identify", [user]);
export const update = (changes) => say("update", [changes]);
export const logout = (options) => say("logout", options ? [options] : []);
export const track = (name, metadata) => say("track", metadata ? [name, metadata] : [name]);
export const consent = (given) => say("consent", [given]);
export const on = (event, run) => say("on", [event, run]);
export const ready = (run) => say("ready", [run]);
export const show = () => say("show", []);
export const hide = () => say("hide", []);
