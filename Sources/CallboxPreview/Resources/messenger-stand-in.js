/*
 * NOT INTERCOM. A stand-in for https://widget.intercom.io/widget/APP_ID, for previews and tests.
 *
 * It behaves as Intercom documents: drains the stub's queue and takes it over; boot, update and
 * shutdown; three cookies with their domain and life; listeners are lost on shutdown; 20 updates
 * in 30 minutes; state in localStorage. It talks to nobody.
 *
 * Each call is a record:
 *
 *     { time, document, url, method, args, before, after, outcome, dropped }
 *
 * `time` is in milliseconds of Unix time, `document` names the page load, `before` and `after` are
 * the page's cookies, `outcome` says what became of the call, and `dropped` that it was nothing.
 * Records are kept in `Intercom.standIn.calls`, and each is the `detail` of an event
 * `messenger-stand-in:call` on `window`.
 */
(() => {
  "use strict";
  const MONTHS = 9 * 30 * 24 * 3600;
  const WEEK = 7 * 24 * 3600;
  const HALF_HOUR = 30 * 60 * 1000;

  const stub = window.Intercom;
  // Two scripts in a page: the second one does nothing.
  if (stub && stub.standIn) return;
  const queue = (stub && stub.q) || [];
  const calls = [];
  const random = () => Math.random().toString(36).slice(2);
  /** This page load's name. */
  const page = random();

  /** What was booted; null: shut down. */
  let settings = null;
  let updates = [];
  let listeners = {};
  let panelOpen = false;
  /** Whether the call at hand comes to nothing. */
  let dropped = false;

  const cookie = (name) =>
    document.cookie
      .split("; ")
      .map((pair) => pair.split("="))
      .filter((pair) => pair[0] === name)
      .map((pair) => pair[1])[0];

  const write = (name, value, life, domain) => {
    document.cookie =
      name + "=" + value + ";Path=/;SameSite=Lax;Max-Age=" + life +
      (domain ? ";Domain=" + domain : "");
  };

  /** The widest domain that the browser grants a cookie for, as Intercom finds it. */
  const widest = () => {
    const labels = location.hostname.split(".");
    for (let count = 1; count <= labels.length; count += 1) {
      const domain = labels.slice(-count).join(".");
      write("intercom-probe", "1", 60, domain);
      const granted = cookie("intercom-probe") === "1";
      write("intercom-probe", "", 0, domain);
      if (granted) return domain;
    }
  };
  let domain;

  const storageKey = () => "intercom.intercom-state-" + settings.app_id;
  const isUser = (given) => given.user_id || given.email || given.intercom_user_jwt;

  /** A ping: cookies are set or refreshed. */
  const ping = (given) => {
    domain = domain || widest();
    const id = settings.app_id;
    for (const name of ["intercom-id-" + id, "intercom-device-id-" + id]) {
      write(name, cookie(name) || random(), MONTHS, domain);
    }
    const life = settings.session_duration ? Math.floor(settings.session_duration / 1000) : WEEK;
    const person = isUser(given) && String(isUser(given)).replace(/[^\w.@-]/g, "_").slice(-40);
    const session = person ? "session-of-" + person : cookie("intercom-session-" + id);
    if (session) write("intercom-session-" + id, session, life, domain);
    try {
      localStorage.setItem(storageKey(), JSON.stringify({ session: session || null }));
    } catch {}
  };

  const whose = () => {
    const session = cookie("intercom-session-" + settings.app_id);
    return session ? "conversations of " + session.replace("session-of-", "") : "visitor";
  };

  /** Launcher and panel, where Intercom has its own. */
  const draw = () => {
    const old = document.getElementById("intercom-container");
    if (old) old.remove();
    if (!settings || !document.body) return;
    const side = settings.alignment === "left" ? "left" : "right";
    const across = settings.horizontal_padding || 20;
    const up = settings.vertical_padding || 20;
    const add = (tag, bottom, text, style) => {
      const element = document.createElement(tag);
      element.style.cssText =
        "position:fixed;z-index:2147483001;" + side + ":" + across + "px;bottom:" + bottom + "px;" +
        "padding:12px;border:2px dashed #fff;border-radius:8px;background:#333;color:#fff;" +
        "font:14px sans-serif;" + style;
      element.textContent = text;
      container.append(element);
      return element;
    };
    const container = document.createElement("div");
    container.id = "intercom-container";
    if (panelOpen) {
      const panel = add("div", up + 60, "Stand-in, not Intercom: nobody reads this.",
        "width:320px;height:320px");
      panel.setAttribute("role", "dialog");
      panel.setAttribute("aria-label", "Messenger stand-in");
    }
    if (!settings.hide_default_launcher) {
      const text = "Stand-in, not Intercom: " + whose() + (panelOpen ? " (open)" : "");
      const launcher = add("button", up, text, "cursor:pointer");
      launcher.className = "intercom-launcher";
      launcher.onclick = () => handle([panelOpen ? "hide" : "show"]);
    }
    document.body.append(container);
  };

  const tell = (event, value) => (listeners[event] || []).forEach((each) => each(value));

  const drop = (why) => {
    dropped = true;
    return why;
  };

  const turn = (isOpen) => {
    if (!settings) return drop("not booted");
    const changes = panelOpen !== isOpen;
    panelOpen = isOpen;
    draw();
    if (changes) tell(isOpen ? "onShow" : "onHide");
    return isOpen ? "open" : "closed";
  };

  const methods = {
    boot(given) {
      if (!given || !given.app_id) return drop("no app_id: no Messenger");
      settings = Object.assign({}, given);
      ping(given);
      draw();
      // `ready` runs once.
      const waiting = listeners.ready || [];
      delete listeners.ready;
      waiting.forEach((each) => each());
      return "booted " + (isUser(given) ? "user" : "visitor");
    },
    update(given) {
      if (!settings) return drop("not booted");
      const now = Date.now();
      updates = updates.filter((time) => time > now - HALF_HOUR);
      if (updates.length >= 20) return drop("throttled");
      updates.push(now);
      Object.assign(settings, given);
      ping(given || {});
      draw();
      return "updated";
    },
    shutdown() {
      if (!settings) return drop("not booted");
      write("intercom-session-" + settings.app_id, "", 0, domain);
      settings = null;
      listeners = {};
      panelOpen = false;
      draw();
      return "shut down";
    },
    show: () => turn(true),
    hide: () => turn(false),
    trackEvent: () => (settings ? "tracked" : drop("not booted")),
    getVisitorId: () => (settings ? cookie("intercom-id-" + settings.app_id) : drop("not booted")),
    hideNotifications: () => "noted",
    setAuthTokens: () => "noted",
    reattach_activator: () => drop("obsolete"),
  };
  const opening = "showSpace showMessages showNewMessage showArticle showNews showTicket " +
    "showConversation startConversation startTour startSurvey startChecklist";
  for (const name of opening.split(" ")) methods[name] = methods.show;
  for (const event of ["onShow", "onHide", "onUnreadCountChange", "onUserEmailSupplied", "ready"]) {
    methods[event] = (listener) => {
      if (typeof listener !== "function") return drop("no function");
      if (event === "ready" && settings) listener();
      else (listeners[event] = listeners[event] || []).push(listener);
      if (event === "onUnreadCountChange") listener(0);
      return "listening";
    };
  }

  const handle = (given) => {
    const [method, ...args] = given;
    const record = {
      time: Date.now(), document: page, url: location.href, method, args,
      before: document.cookie,
    };
    const outer = dropped; // a listener may call, too
    dropped = false;
    const known = Object.prototype.hasOwnProperty.call(methods, method);
    calls.push(record);
    record.outcome = known ? methods[method](...args) : drop("unknown method");
    record.dropped = dropped;
    dropped = outer;
    record.after = document.cookie;
    dispatchEvent(new CustomEvent("messenger-stand-in:call", { detail: record }));
    return method === "getVisitorId" && !record.dropped ? record.outcome : undefined;
  };

  const intercom = function () {
    return handle(arguments);
  };
  intercom.standIn = { calls };
  window.Intercom = intercom;
  // References to the stub that were handed out go on working.
  if (stub) stub.c = handle;
  queue.splice(0).forEach(handle);

  // Settings with an app_id boot by themselves, whatever was booted before.
  if (window.intercomSettings && window.intercomSettings.app_id) {
    handle(["boot", window.intercomSettings]);
  }

  // Intercom opens at a click on the page's own launcher, wherever in it that is.
  document.addEventListener("click", (event) => {
    const selector = settings && settings.custom_launcher_selector;
    try {
      if (selector && event.target.closest(selector)) handle(["show"]);
    } catch {}
  });
})();
