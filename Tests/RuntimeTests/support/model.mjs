// The fence against every order of events: documents of two sites with the real runtime parts, one
// cookie jar, and a Messenger that shows whose session it has. States are explored breadth first by
// replaying their events; two orders that come to the same state are followed once.

import { compose } from "./compose.mjs";
import { docs, home, marker, page, session } from "./cases.mjs";
import { printOf } from "./fence.mjs";
import { Jar, Target } from "./world.mjs";

const sites = [
  { config: page, address: home, events: ["load", "blocked", "A", "B", "nobody", "logout", "show", "hide"] },
  { config: page, address: home, events: ["load", "blocked", "A", "B", "nobody", "logout", "show", "hide"] },
  { config: docs, address: "https://docs.acme.com/", events: ["load", "blocked", "loaded", "show", "hide"] },
];

/**
 * Every event that can happen: a document's (`loaded` is its load event, where that comes late),
 * `expiry`, a night with the laptop closed, or `logouts`, where the app logs out in both its
 * documents at once.
 */
export const events = [
  ...sites.flatMap(({ events: own }, document) => own.map((name) => ({ document, name }))),
  { name: "expiry" }, { name: "logouts" },
];

/** What the parts know, read from within their block. */
const peek = {
  page: "[was,held,booted,rests,user&&user.id,current&&whose,later,toldUnder,overtaken]",
  docs: "[was,held,booted,rests]",
};
const snippetOf = ({ config }, load) => {
  const text = compose({ ...config, load }, { load }, "readable");
  const inside = config === page ? peek.page : peek.docs;
  // `with`: a page's globals without a context of their own, some thousand times as fast.
  const peeking = text.replace("if (isHere) arrive();", (last) => `peek=()=>${inside};${last}`);
  return new Function("window", `with (window) ${peeking}`);
};
const snippets = sites.map((site) => snippetOf(site, "now"));
/** Of the documentation, acting at its load event. */
const lateSnippet = snippetOf(sites[2]);

class World {
  constructor({ hasStore, isQuick, isLate }) {
    this.hasStore = hasStore;
    /** Whether the documentation's load event is an event of its own. */
    this.isLate = isLate;
    /** Whether the store answers other documents what it held at the change, not what it holds now. */
    this.isQuick = isQuick;
    this.now = Date.UTC(2026, 10, 23, 9);
    this.jar = new Jar(this);
    this.storage = { app: new Map(), docs: new Map() };
    this.timers = [];
    this.pages = [];
    this.number = 0;
    /** Who sits at the computer, signed in on the app. */
    this.person = null;
    this.calls = 0;
  }

  tell(cookie, isThere) {
    if (!this.hasStore) return;
    for (const page of this.pages) {
      if (!page) continue;
      const all = this.isQuick && page !== this.writer ? this.jar.visible(page.url) : null;
      this.timers.push({ at: this.now, page, isTold: true, run: () => page.told(cookie, isThere, all) });
    }
  }

  /** Runs what is due. Tasks without end are a failure of their own. */
  async settle() {
    for (let count = 0; ; count += 1) {
      await null;
      await null;
      await null;
      const next = this.timers.filter(({ at }) => at <= this.now).sort((a, b) => a.at - b.at)[0];
      if (!next) return;
      if (count > 200) throw new Error("loops");
      // What a document is told of one task of another it has asked about before any answer is there.
      const isNext = (each) =>
        each === next || (this.isQuick && next.isTold && each.isTold && each.page === next.page);
      const due = this.timers.filter(isNext);
      this.timers = this.timers.filter((each) => !isNext(each));
      for (const each of due) if (this.pages.includes(each.page)) each.run();
    }
  }
}

/** One document: what a snippet needs of a page, and the Messenger in it. */
class Document {
  constructor(world, index, { isBlocked, isHidden }) {
    const { config, address } = sites[index];
    const url = new URL(address);
    const stored = world.storage[config === page ? "app" : "docs"];
    const target = new Target();
    const document = new Target();
    const self = this;
    const isLate = world.isLate && config === docs;
    Object.assign(this, { world, index, url, target, document, isLate, shows: null });
    this.store = new Target();
    Object.defineProperty(document, "cookie", {
      get: () => world.jar.get(url),
      set: (text) => {
        world.writer = self;
        world.jar.set(url, text);
      },
    });
    Object.assign(document, {
      readyState: this.isLate ? "loading" : "complete",
      hidden: isHidden,
      documentElement: { dataset: {} },
      head: {
        append(script) {
          if (isBlocked) script.onerror();
          else self.library();
        },
      },
      createElement: () => ({}),
      querySelector: () => null,
    });
    const window = {
      document,
      location: url,
      localStorage: new Proxy({}, {
        get: (_, key) => (key === "removeItem" ? (name) => stored.delete(name) : stored.get(key)),
        set: (_, key, value) => (stored.set(key, String(value)), true),
      }),
      crypto: { getRandomValues: () => [(world.number += 1), 0, 0] },
      performance: { getEntriesByType: () => [] },
      Event: class {
        constructor(type) {
          this.type = type;
        }
      },
      Date: { now: () => world.now },
      console: { warn() {} },
      setTimeout: (run, wait = 0) => {
        const timer = { at: world.now + Math.max(0, wait), run, page: self };
        world.timers.push(timer);
        return timer;
      },
      clearTimeout: (timer) => {
        world.timers = world.timers.filter((each) => each !== timer);
      },
      addEventListener: (...args) => target.addEventListener(...args),
      removeEventListener: (...args) => target.removeEventListener(...args),
      dispatchEvent: (event) => target.dispatchEvent(event),
      Intercom: undefined,
      callbox: undefined,
      intercomSettings: undefined,
      peek: undefined,
      trustedTypes: undefined,
      cookieStore: undefined,
    };
    if (world.hasStore) {
      this.store.getAll = async () => this.answer ?? world.jar.visible(url);
      window.cookieStore = this.store;
    }
    window.window = window.top = window;
    this.window = window;
  }

  start() {
    // One that was told speaks of its own person when it says nobody.
    this.target.addEventListener("callbox:signedout", () => {
      this.wasTold = true;
    });
    (this.isLate ? lateSnippet : snippets[this.index])(this.window);
    if (!this.isLate) this.fire("pageshow");
  }

  /** @returns {boolean} whether it was loading still */
  finish() {
    if (this.document.readyState === "complete") return false;
    this.document.readyState = "complete";
    this.fire("load");
    this.fire("pageshow");
    return true;
  }

  fire(type) {
    this.target.dispatchEvent({ type });
  }

  told({ name, value }, isThere, all) {
    this.answer = all;
    const list = [{ name, value }];
    const [changed, deleted] = isThere ? [list, []] : [[], list];
    this.store.dispatchEvent({ type: "change", changed, deleted });
    this.answer = null;
  }

  turn(isHidden) {
    this.document.hidden = isHidden;
    this.document.dispatchEvent({ type: "visibilitychange" });
    this.fire("visibilitychange");
  }

  /** Intercom's library as it is documented: the session cookie says whose conversation it is. */
  library() {
    const { world, url } = this;
    const handle = ([method, settings]) => {
      world.calls += 1;
      world.writer = this;
      if (method === "boot") {
        const person = settings.user_id;
        if (person) {
          world.jar.set(url, `${session}=${person};Path=/;Domain=acme.com;Max-Age=604800`);
        }
        this.shows = person ?? world.jar.value(session) ?? "visitor";
      } else if (method === "shutdown" && this.shows) {
        this.shows = null;
        world.jar.set(url, `${session}=;Path=/;Domain=acme.com;Max-Age=0`);
      }
    };
    const { Intercom } = this.window;
    const queue = Intercom.q.splice(0);
    Intercom.c = handle;
    queue.forEach(handle);
  }
}

/** Something that must never be. */
const wrong = (world) => {
  const owner = world.jar.value(session);
  const [, expiry = 0, state] = world.jar.value(marker)?.split(".") ?? [];
  // A session that is past its time is ended by the next document that would boot (F4).
  const isPast = state === "live" && expiry * 1000 <= world.now;
  if (owner && owner !== world.person && !isPast) return `the session cookie is ${owner}'s`;
  for (const page of world.pages) {
    if (!page || page.document.hidden || !page.shows || page.shows === "visitor") continue;
    if (page.isBlind) continue;
    if (page.shows !== world.person) return `document ${page.index} shows ${page.shows}`;
  }
  return null;
};

/**
 * One event.
 * @returns {Promise<boolean>} whether it can happen here
 */
async function happen(world, { document, name }) {
  const before = world.pages[document];
  if (name === "load" || name === "blocked") {
    const page = new Document(world, document, { isBlocked: name === "blocked", isHidden: false });
    if (!world.hasStore) hideOthers(world, document);
    world.pages[document] = page;
    page.start();
  } else if (name === "expiry") {
    world.now += 50000 * 1000;
    world.person = null;
    // A closed laptop: timers fire late, and what is visible gets the focus.
    for (const page of world.pages) {
      if (!page || page.document.hidden) continue;
      page.isBlind = false;
      page.fire("focus");
    }
  } else if (name === "logouts") {
    if (!world.pages[0] || !world.pages[1]) return false;
    world.person = null;
    if (!world.hasStore) blind(world);
    for (const page of world.pages.slice(0, 2)) page.window.callbox.logout({ reboot: true });
  } else if (!before) {
    return false;
  } else if (name === "loaded") {
    if (!before.finish()) return false;
  } else if (name === "show") {
    if (!before.document.hidden) return false;
    if (!world.hasStore) hideOthers(world, document);
    before.isBlind = false;
    before.turn(false);
  } else if (name === "hide") {
    if (before.document.hidden) return false;
    before.turn(true);
  } else {
    // A hidden document says what it was told before: nobody is signing in there.
    if (name === "A" || name === "B") {
      if (!before.document.hidden) world.person = name;
      else if (world.person !== name) return false;
    } else if (name === "logout" || !before.wasTold) world.person = null;
    if (name === "A" || name === "B") before.wasTold = false;
    if (!world.hasStore && before.document.hidden) blind(world);
    before.window.callbox[name === "logout" ? "logout" : "identify"](
      name === "nobody" ? null : name === "logout" ? {} : { id: name },
    );
  }
  await world.settle();
  return true;
}

/** Without cookie events a visible document can't know what a hidden one does, till it looks. */
function blind(world) {
  for (const page of world.pages) if (page && !page.document.hidden) page.isBlind = true;
}

/** Tabs of one window: without cookie events, only what is looked at has looked. */
function hideOthers(world, document) {
  world.pages.forEach((page, index) => {
    if (page && index !== document && !page.document.hidden) page.turn(true);
  });
}

/** A fingerprint (F9) by the person that it is of. */
function whose(value) {
  const [number] = value.split(".");
  return ["A", "B"].reduce((text, each) => (text === printOf(number, each) ? `${number}.${each}` : text), value);
}

/** The state, with the numbers of sessions by their order: which they are says nothing. */
function fingerprint(world) {
  const text = JSON.stringify([
    world.person,
    world.jar.cookies.map(({ name, value, expires }) => [name, value.replace(/^1\.\d+/, "1"), expires === Infinity]).sort(),
    Number(world.jar.value(marker)?.split(".")[1] ?? 0) * 1000 > world.now,
    [...world.storage.app].map(([key, value]) => [key, whose(value)]), [...world.storage.docs],
    world.pages.map((page) => page && [page.window.peek?.(), page.shows, page.document.hidden, !!page.wasTold, !!page.isBlind]),
  ]);
  const names = new Map();
  return text.replace(/\b(?:true|false)?([0-9a-z]+00)\b(?=[."])/g, (text, number) => {
    if (!names.has(number)) names.set(number, "N" + names.size);
    return text.replace(number, names.get(number));
  });
}

/**
 * Explores every order of up to `depth` events, in a browser that tells of cookies as it says.
 * @returns {Promise<{states: number, orders: number, failures: string[]}>} how many states were
 *   reached, in how many steps, and the shortest order to each thing that must never be
 */
export async function explore(depth, browser, report = () => {}) {
  const seen = new Set([""]);
  let frontier = [[]];
  let orders = 0;
  const failures = [];
  for (let length = 1; length <= depth; length += 1) {
    const next = [];
    for (const order of frontier) {
      for (const event of events) {
        const world = new World(browser);
        const all = [...order, event];
        const text = () => all.map(({ document = "", name }) => name + document).join(" ");
        try {
          for (const each of order) await happen(world, each);
          world.calls = 0;
          if (!(await happen(world, event))) continue;
          orders += 1;
          const found = wrong(world);
          if (found) failures.push(`${text()}: ${found}`);
          else if (world.calls > 18) failures.push(`${text()}: ${world.calls} calls`);
        } catch (error) {
          failures.push(`${text()}: ${error.stack}`);
        }
        if (failures.length > 20) return { states: seen.size, orders, failures };
        const state = fingerprint(world);
        if (!seen.has(state)) {
          seen.add(state);
          next.push(all);
        }
      }
    }
    frontier = next;
    report(length, seen.size, orders);
  }
  return { states: seen.size, orders, failures };
}
