// Events: a route's own, once, and those that the page sends. Before a boot they wait; a session's
// end drops them (U4).

/** @type {any[][]} */
const events = [];
const told = new Set();

arrived = () => {
  if (!told.has(route)) {
    told.add(route);
    for (const { name, metadata } of route.track || []) events.push([name, metadata]);
  }
  for (const [name, metadata] of events.splice(0)) {
    metadata ? call("trackEvent", name, metadata) : call("trackEvent", name);
  }
};

leaving.push(() => {
  events.splice(0);
  told.clear();
});

offer("track", (name, metadata) => {
  if (typeof name !== "string" || !name || rests) return;
  events.push([name, metadata]);
  if (booted) arrived();
});
