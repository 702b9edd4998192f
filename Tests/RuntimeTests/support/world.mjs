// A small honest browser for the runtime parts: several hosts, one cookie jar, storage per origin,
// a clock that only tests move, and pages in contexts of their own.

import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { root } from "./compose.mjs";

const standIn = readFileSync(
  new URL("Sources/CallboxPreview/Resources/messenger-stand-in.js", root), "utf8");
const publicSuffixes = new Set(["com", "org", "co.uk", "github.io", "localhost", "test"]);

/** Cookies by RFC 6265, as far as the glue and the stand-in can see them. */
export class Jar {
  constructor(world) {
    this.world = world;
    this.cookies = [];
    this.writes = [];
  }

  set(url, text) {
    const [pair, ...attributes] = text.split(";").map((each) => each.trim());
    const at = pair.indexOf("=");
    const cookie = { name: pair.slice(0, at), value: pair.slice(at + 1), domain: url.hostname };
    Object.assign(cookie, { hostOnly: true, path: "/", secure: false, expires: Infinity });
    for (const attribute of attributes) {
      const [key, value = ""] = attribute.split("=");
      if (/^domain$/i.test(key) && value) {
        const domain = value.replace(/^\./, "");
        const within = url.hostname === domain || url.hostname.endsWith("." + domain);
        if (!within || (publicSuffixes.has(domain) && domain !== url.hostname)) return;
        Object.assign(cookie, { domain, hostOnly: publicSuffixes.has(domain) });
      }
      if (/^path$/i.test(key)) cookie.path = value;
      if (/^max-age$/i.test(key)) cookie.expires = this.world.now + Number(value) * 1000;
      if (/^secure$/i.test(key)) cookie.secure = true;
      if (/^samesite$/i.test(key)) cookie.sameSite = value;
    }
    const same = (other) =>
      ["name", "domain", "hostOnly", "path"].every((key) => other[key] === cookie[key]);
    const old = this.cookies.find(same);
    // An insecure page can't touch a secure cookie.
    if (url.protocol !== "https:" && (cookie.secure || old?.secure)) return;
    this.writes.push({ time: this.world.now, host: url.hostname, text });
    this.cookies = this.cookies.filter((other) => !same(other));
    const isThere = cookie.expires > this.world.now;
    if (isThere) this.cookies.push(cookie);
    if (isThere ? old?.value !== cookie.value : old) this.world.tell(cookie, isThere);
  }

  visible(url) {
    this.cookies = this.cookies.filter(({ expires }) => expires > this.world.now);
    return this.cookies.filter(
      ({ domain, hostOnly, path, secure }) =>
        (url.hostname === domain || (!hostOnly && url.hostname.endsWith("." + domain))) &&
        url.pathname.startsWith(path) &&
        (!secure || url.protocol === "https:"),
    );
  }

  get(url) {
    return this.visible(url).map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  value(name) {
    return this.cookies.find((each) => each.name === name && each.expires > this.world.now)?.value;
  }
}

export class Target {
  constructor() {
    this.listeners = [];
  }

  addEventListener(type, listener, options) {
    const same = (each) => each.type === type && each.listener === listener;
    if (!this.listeners.some(same)) this.listeners.push({ type, listener, once: options?.once });
  }

  removeEventListener(type, listener) {
    this.listeners = this.listeners.filter((l) => l.type !== type || l.listener !== listener);
  }

  dispatchEvent(event) {
    for (const each of this.listeners.filter(({ type }) => type === event.type)) {
      if (each.once) this.removeEventListener(each.type, each.listener);
      each.listener.call(this, event);
    }
    return true;
  }
}

export class World {
  constructor() {
    this.now = Date.UTC(2026, 10, 23, 9);
    this.jar = new Jar(this);
    this.storage = new Map();
    this.timers = [];
    this.errors = [];
    this.stores = [];
  }

  /** Change events of the cookie stores that pages have, one task later. */
  tell(cookie, isThere) {
    for (const { page, store } of this.stores) {
      const run = () => {
        if (page.closed || page.frozen) return;
        const list = [{ name: cookie.name, value: cookie.value }];
        store.dispatchEvent({
          type: "change", changed: isThere ? list : [], deleted: isThere ? [] : list,
        });
      };
      this.timers.push({ at: this.now, run, page });
    }
  }

  /** Moves the clock, running what falls due, and lets promises settle. */
  async pass(seconds) {
    const end = this.now + seconds * 1000;
    for (;;) {
      await settled();
      const next = this.timers
        .filter(({ at, page }) => at <= end && !page.closed)
        .sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers.splice(this.timers.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = end;
    await settled();
  }

  open(address, options = {}) {
    return new Page(this, address, options);
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** One document. */
export class Page {
  constructor(world, address, options) {
    this.world = world;
    this.warnings = [];
    this.scripts = [];
    this.fetches = [];
    this.events = [];
    this.errors = [];
    this.url = new URL(address);
    this.options = options;
    const page = this;

    const window = (this.window = new Target());
    const document = (this.document = new Target());
    const origin = this.url.origin;
    if (!world.storage.has(origin)) world.storage.set(origin, new Map());
    const stored = world.storage.get(origin);

    const head = {
      append(script) {
        page.scripts.push(script);
      },
    };
    Object.defineProperty(document, "cookie", {
      get: () => (options.cookiesBlocked ? "" : world.jar.get(page.url)),
      set: (text) => options.cookiesBlocked || world.jar.set(page.url, text),
    });
    Object.assign(document, {
      readyState: options.readyState ?? "loading",
      prerendering: options.prerendering ?? false,
      hidden: options.hidden ?? false,
      documentElement: { dataset: options.turboPreview ? { turboPreview: "" } : {} },
      adoptedStyleSheets: [],
      head,
      body: null,
      title: "",
      getElementById: () => null,
      createElement: (tag) => ({ tagName: tag.toUpperCase(), setAttribute() {} }),
      querySelector: (selector) => {
        // The snippet stands in the head, the elements further on.
        if (document.readyState === "loading") return null;
        const text = page.options.elements?.[selector];
        return text === undefined ? null : { textContent: text };
      },
    });

    const storage = new Proxy(
      {
        getItem: (key) => stored.get(key) ?? null,
        setItem: (key, value) => void stored.set(key, String(value)),
        removeItem: (key) => void stored.delete(key),
      },
      {
        get: (methods, key) => methods[key] ?? stored.get(key),
        set: (_, key, value) => (stored.set(key, String(value)), true),
      },
    );
    this.stored = stored;

    const go = (_, __, address) => {
      if (address !== undefined) page.url = new URL(address, page.url);
    };
    const sandbox = {
      document,
      location: new Proxy({}, { get: (_, key) => page.url[key] }),
      history: { pushState: go, replaceState: go },
      crypto: webcrypto,
      atob,
      AbortController,
      CSSStyleSheet: class {
        replaceSync(text) {
          this.text = text;
        }
      },
      Event: class {
        constructor(type) {
          this.type = type;
        }
      },
      CustomEvent: class {
        constructor(type, { detail }) {
          Object.assign(this, { type, detail });
        }
      },
      performance: { getEntriesByType: () => [{ type: options.arrival ?? "navigate" }] },
      console: { warn: (...args) => page.warnings.push(args.join(" ")) },
      addEventListener: (...args) => window.addEventListener(...args),
      removeEventListener: (...args) => window.removeEventListener(...args),
      dispatchEvent: (event) => {
        if (!event.type.startsWith("messenger-stand-in:")) page.events.push(event.type);
        return window.dispatchEvent(event);
      },
      setTimeout: (run, wait = 0) => {
        const timer = { at: world.now + Math.max(0, wait), run, page };
        world.timers.push(timer);
        return timer;
      },
      clearTimeout: (timer) => {
        world.timers = world.timers.filter((each) => each !== timer);
      },
      fetch: (address, request) => {
        page.fetches.push({ address, request });
        return Promise.resolve(page.options.fetch(address, request));
      },
      ...options.globals,
    };
    Object.defineProperty(sandbox, "localStorage", {
      configurable: true,
      get: () => {
        if (options.storageDenied) throw new Error("SecurityError");
        return storage;
      },
    });
    if (options.cookieStore) {
      const store = new Target();
      store.getAll = async () =>
        world.jar.visible(page.url).map(({ name, value }) => ({ name, value }));
      world.stores.push({ page, store });
      sandbox.cookieStore = store;
    }
    if (options.trustedTypes) sandbox.trustedTypes = options.trustedTypes;
    if (options.idle) sandbox.requestIdleCallback = (run) => (page.idle = run);
    this.context = vm.createContext(sandbox);
    sandbox.window = sandbox.self = vm.runInContext("this", this.context);
    sandbox.top = options.framed ? {} : sandbox.window;
    vm.runInContext("Date", this.context).now = () => world.now;
    this.global = sandbox;
    this.before = new Set(Object.keys(sandbox));
    this.queued = [];
    sandbox.__queued = (args) => this.queued.push(Array.from(args));
    this.run(`{
      const { push } = Array.prototype;
      Array.prototype.push = function (...items) {
        if (this === window.Intercom?.q) __queued(items[0]);
        return push.apply(this, items);
      };
    }`);
  }

  run(code) {
    return vm.runInContext(code, this.context);
  }

  /** All calls: what ever reached the stub's queue, and once it is there, the stand-in. */
  get allCalls() {
    return plain([...this.queued, ...this.handled.slice(this.replayed)]);
  }

  /** Without the listeners that each boot registers. */
  get calls() {
    return this.allCalls.filter(([method]) => !/^(ready|on[A-Z])/.test(method));
  }

  /** The calls that the stand-in has had, those that it replayed first. */
  get handled() {
    const calls = this.global.Intercom?.standIn?.calls ?? [];
    return plain(calls.map(({ method, args }) => [method, ...args]));
  }

  get methods() {
    return this.calls.map(([method]) => method);
  }

  fire(type, target = this.window, more = {}) {
    target.dispatchEvent({ type, ...more });
  }

  /** The document is parsed, then everything in it has loaded. */
  ready() {
    this.document.readyState = "interactive";
    this.fire("DOMContentLoaded", this.document);
    this.fire("DOMContentLoaded"); // it bubbles
    return this;
  }

  loaded() {
    if (this.document.readyState === "complete") return this;
    if (this.document.readyState === "loading") this.ready();
    this.document.readyState = "complete";
    this.fire("load");
    return this;
  }

  /** The library arrives, where it was asked for. */
  library() {
    if (!this.scripts.length) return this;
    this.replayed = this.global.Intercom.q?.length ?? 0;
    this.run(standIn);
    return this;
  }

  navigate(path, how = "pushState") {
    this.run(`history.${how}(null, "", ${JSON.stringify(path)})`);
  }

  hide() {
    this.turn(true);
  }

  show() {
    this.turn(false);
  }

  turn(hidden) {
    this.document.hidden = hidden;
    this.fire("visibilitychange", this.document);
    this.fire("visibilitychange"); // it bubbles
  }

  close() {
    this.fire("pagehide");
    this.closed = true;
  }

  /** Globals that were not there before. */
  get newGlobals() {
    const ours = ["__queued"];
    return Object.keys(this.global).filter((key) => !this.before.has(key) && !ours.includes(key));
  }
}

/** A copy without the context's own prototypes, for comparisons. */
export const plain = (value) => JSON.parse(JSON.stringify(value));
