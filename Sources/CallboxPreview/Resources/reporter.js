// What the preview adds to each page of the sites, before all else in it: it tells the workbench
// what the Messenger is called with and what the glue decides, and does what the controls ask for.
// It reports by a shared worker: no connection is the page's own, so that a page goes into the
// back/forward cache as in production, and a page's content policy keeps nothing back.
(() => {
  "use strict";
  /**
   * @type {{ site: string, app_id: string, cookie_domain?: string,
   *   identity?: { kind: string, place: string }, person?: object | null, consent?: boolean,
   *   live?: boolean }}
   */
  const state = CALLBOX_PREVIEW;
  const name = Math.random().toString(36).slice(2, 8);
  const port = typeof SharedWorker === "function" ? new SharedWorker("/-callbox/worker.js").port : null;
  // Controls that come from the page's own code must not be looked for on later globals.
  const page = /** @type {any} */ (window);

  /**
   * @param {string} kind
   * @param {object} facts
   * @param {number} [at] in milliseconds since 1970, with fractions: documents are put in order by it
   */
  const report = (kind, facts, at = performance.timeOrigin + performance.now()) => {
    const record = {
      kind, at, document: name, site: state.site, path: location.pathname + location.search, ...facts,
    };
    // What can't be sent as JSON (a function among the arguments) is left out of it.
    const text = JSON.stringify(record);
    if (port) port.postMessage({ report: text });
    else fetch("/-callbox/records", { method: "POST", keepalive: true, body: `[${text}]` });
  };

  /** @param {any} call */
  const reportCall = ({ method, args, before, after, outcome, dropped }) =>
    report("call", { method, args: args.filter((/** @type {any} */ each) => typeof each !== "function"),
      before, after, outcome, dropped });

  addEventListener("messenger-stand-in:call", (event) =>
    reportCall(/** @type {CustomEvent} */ (event).detail));
  addEventListener("callbox:trace", (event) =>
    report("trace", /** @type {CustomEvent} */ (event).detail));
  addEventListener("callbox:unavailable", () =>
    report("trace", { rule: "L6", text: "the Messenger's script is unavailable" }));
  addEventListener("callbox:signedout", () =>
    report("trace", { rule: "F5", text: "tells the app that its person was signed out elsewhere" }));

  if (state.live) {
    // Intercom's own library tells of nothing: each call is seen on its way in.
    let proxy = page.Intercom;
    Object.defineProperty(window, "Intercom", {
      configurable: true,
      get: () => proxy,
      set: (given) => {
        proxy = typeof given !== "function" ? given : new Proxy(given, {
          apply(target, self, args) {
            const before = document.cookie;
            const result = Reflect.apply(target, self, args);
            const [method, ...rest] = args;
            reportCall({ method, args: rest, before, after: document.cookie, outcome: "sent" });
            return result;
          },
        });
      },
    });
  }

  // The document: opened, frozen, back, gone.
  const opened = () => report("document", { event: "opened", framed: top !== window });
  document.addEventListener("DOMContentLoaded", opened, { once: true });
  addEventListener("pagehide", (event) => {
    report("document", { event: event.persisted ? "frozen" : "closed" });
    if (!event.persisted) port?.postMessage({ gone: true });
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) report("document", { event: "returned" });
  });

  // Who is signed in, in the way that the site's identity says.
  const { identity, person } = state;
  const place = () => {
    if (!identity || person === undefined) return;
    if (identity.kind === "json") {
      const element = document.querySelector(identity.place);
      if (element) element.textContent = JSON.stringify(person);
    }
    if (identity.kind === "global") {
      const keys = identity.place.split(".");
      const last = String(keys.pop());
      const owner = keys.reduce((at, key) => (at[key] ??= {}), page);
      owner[last] = person;
    }
  };
  place();
  // Before the page's deferred scripts, which may read it.
  document.addEventListener("readystatechange", place, { once: true });
  /** @param {any[]} command */
  const say = (...command) => (page.callbox ||= []).push(command);
  if (identity?.kind === "call" && person !== undefined) say("identify", person);
  if (state.consent !== undefined) say("consent", state.consent);

  /** Cookies of Intercom and of the glue, wherever they may be. */
  const cookies = () => document.cookie.split("; ").map((pair) => pair.split("=")[0])
    .filter((each) => each.includes(state.app_id));
  const domains = ["", ...(state.cookie_domain ? [`;Domain=${state.cookie_domain}`] : [])];

  /** @type {Record<string, (argument: any) => void>} */
  const commands = {
    identify: (someone) => say("identify", someone),
    "log-out": () => say("logout", { reboot: true }),
    consent: (given) => say("consent", given),
    reload: () => location.reload(),
    expire: () => {
      const marker = `callbox-${state.app_id}`;
      const found = document.cookie.split("; ").find((pair) => pair.startsWith(marker + "="));
      const value = found?.replace(/=1\.\d+\.live\./, `=1.${Math.floor(Date.now() / 1000)}.live.`);
      if (value && value !== found) {
        document.cookie = `${value};Path=/;SameSite=Lax;Max-Age=34560000${domains[domains.length - 1]}`;
      }
    },
    spend: () => dispatchEvent(new Event("callbox:spend")),
    clean: () => {
      for (const each of cookies()) {
        for (const domain of domains) document.cookie = `${each}=;Path=/;Max-Age=0${domain}`;
      }
      localStorage.clear();
      sessionStorage.clear();
      location.reload();
    },
  };
  port?.addEventListener("message", ({ data }) => {
    if (data.sites.includes(state.site)) commands[data.command]?.(data.argument);
  });
  port?.start();
})();
