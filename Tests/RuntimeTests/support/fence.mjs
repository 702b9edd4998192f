// The situations of an open document, as the page Fence.md has them, and what the real parts do there.

import { docs, home, marker, page, seedSession, session } from "./cases.mjs";

const docsHome = "https://docs.acme.com/";
const now = (world) => Math.floor(world.now / 1000);

/** Brings a document into a state; the marker's number of its session is `n1`, of a visitor `n0`. */
export const documents = {
  visitor: (given) => (given.mark("1.0.visitor.n0"), given.open(docs, docsHome)),
  guest: (given) => (given.mark(given.live("n1")), given.open(docs, docsHome)),
  holder(given) {
    given.mark(given.live("n1"));
    const it = given.open({ ...page, shared: 1, identity: { json: "#u" } }, home, {
      elements: { "#u": `{"id":"A"}` },
    });
    return it.ready();
  },
  gone(given) {
    given.mark(given.live("n1"));
    const it = given.open(docs, docsHome);
    it.fire("pageshow");
    it.hide();
    seedSession(given.world, "of-c");
    given.mark("1.0.visitor.n1");
    it.fire("focus");
    return it;
  },
  resting(given) {
    const it = documents.holder(given);
    it.run("callbox.logout()");
    return it;
  },
};

/** What the marker says when the document looks. */
export const markers = {
  same: () => {},
  deleted: (given) => given.unmark(),
  visitor: (given) => given.mark("1.0.visitor.n2"),
  live: (given) => given.mark(given.live("n2")),
  "live, cookie changed": (given) => {
    given.mark(given.live("n2"));
    seedSession(given.world, "of-b");
  },
  "live, same person": (given, it) => {
    given.mark(given.live("n2"));
    // The same person's fingerprint under n2, as another tab of this origin would have written it.
    it.stored.set(marker + "-person", printOf("n2", "A"));
  },
  expired: (given) => given.mark(`1.${now(given.world) - 1}.live.n1`),
  over: (given) => given.mark("1.0.over.n1"),
  "over again": (given) => given.mark("1.0.over.n0"),
  "another version": (given) => given.mark("2.whatever"),
};

/** FNV-1a, as `person.js` has it. */
export const printOf = (number, person) => {
  let hash = 2166136261;
  for (const each of number + person) hash = Math.imul(hash ^ each.codePointAt(0), 16777619);
  return number + "." + (hash >>> 0).toString(36);
};

/** What the real parts do: `[calls, becomes, marker]`, each as the page writes it. */
export function outcome({ world, open }, document, marked, isVisible) {
  const url = new URL(home);
  const given = {
    world,
    open,
    live: (number) => `1.${now(world) + 9999}.live.${number}`,
    mark: (text) =>
      world.jar.set(url, `${marker}=${text};Path=/;Domain=acme.com;Max-Age=99999;Secure`),
    unmark: () => world.jar.set(url, `${marker}=;Path=/;Domain=acme.com;Max-Age=0`),
  };
  seedSession(world, "of-a");
  const it = documents[document](given);
  it.fire("pageshow");
  if (!isVisible && !it.document.hidden) it.hide();
  markers[marked](given, it);
  const [before, cookie] = [world.jar.value(marker), world.jar.value(session)];
  const [calls, events] = [it.calls.length, it.events.length];
  isVisible ? it.show() : it.fire("focus");
  const after = world.jar.value(marker);
  const told = it.events.slice(events).filter((each) => each === "callbox:signedout");
  const did = [
    ...it.calls.slice(calls).map(([method, settings]) =>
      method === "boot" && (settings.user_id ?? settings.email) ? "boot A" : method,
    ),
    ...told.map(() => "signedout"),
  ];
  return {
    calls: did.join(", ") || "nothing",
    marker: after === before ? "stays" : (after ?? "deleted").replace(/^1\.\d+\./, "").replace(/\.[^.]*$/, ""),
    session: world.jar.value(session) === cookie ? "stays" : "gone",
  };
}
