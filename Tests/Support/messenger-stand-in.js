/*
 * NOT INTERCOM. A stand-in for https://widget.intercom.io/widget/APP_ID, for previews and tests.
 *
 * It behaves as Intercom documents: drains the stub's queue and takes it over; boot, update and
 * shutdown; its three cookies with their domain and life; listeners are lost on shutdown; 20 updates
 * in 30 minutes; state in localStorage. It talks to nobody. Every call is kept in `window.__calls`
 * with its time, what became of it, and the cookies before and after.
 */
(() => {
  "use strict";
  const MONTHS = 9 * 30 * 24 * 3600;
  const WEEK = 7 * 24 * 3600;
  const HALF_HOUR = 30 * 60 * 1000;

  const calls = (window.__calls = window.__calls || []);
  const stub = window.Intercom;
  const queue = (stub && stub.q) || [];

  /** What was booted; null: shut down. */
  let settings = null;
  let updates = [];
  let listeners = {};
  let panelOpen = false;

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
  const domain = widest();
  const random = () => Math.random().toString(36).slice(2);

  const storageKey = () => "intercom.intercom-state-" + settings.app_id;
  const isUser = (given) => given.user_id || given.email || given.intercom_user_jwt;

  /** A ping: cookies are set or refreshed. */
  const ping = (given) => {
    const id = settings.app_id;
    write("intercom-id-" + id, cookie("intercom-id-" + id) || random(), MONTHS, domain);
    write("intercom-device-id-" + id, cookie("intercom-device-id-" + id) || random(), MONTHS, domain);
    const life = settings.session_duration ? Math.floor(settings.session_duration / 1000) : WEEK;
    const person = isUser(given) && String(isUser(given)).replace(/[^\w.@-]/g, "_").slice(-40);
    const session = person ? "session-of-" + person : cookie("intercom-session-" + id);
    if (session) write("intercom-session-" + id, session, life, domain);
    try {
      localStorage.setItem(storageKey(), JSON.stringify({ session: session || null }));
    } catch {}
  };

  const draw = () => {
    const old = document.getElementById("intercom-container");
    if (old) old.remove();
    if (!settings || settings.hide_default_launcher || !document.body) return;
    const container = document.createElement("div");
    container.id = "intercom-container";
    const session = cookie("intercom-session-" + settings.app_id);
    container.textContent =
      "Stand-in, not Intercom: " +
      (session ? "conversations of " + session.replace("session-of-", "") : "visitor") +
      (panelOpen ? " (open)" : "");
    container.setAttribute(
      "style",
      "position:fixed;bottom:20px;" +
        (settings.alignment === "left" ? "left" : "right") +
        ":20px;padding:12px;background:#333;color:#fff;font:14px sans-serif;z-index:2147483001",
    );
    document.body.appendChild(container);
  };

  const tell = (event, value) => (listeners[event] || []).forEach((each) => each(value));

  const methods = {
    boot(given) {
      if (!given || !given.app_id) return "no app_id: no Messenger";
      settings = Object.assign({}, given);
      ping(given);
      draw();
      tell("ready");
      return "booted " + (isUser(given) ? "user" : "visitor");
    },
    update(given) {
      if (!settings) return "not booted";
      const now = Date.now();
      updates = updates.filter((time) => time > now - HALF_HOUR);
      if (updates.length >= 20) return "throttled";
      updates.push(now);
      Object.assign(settings, given);
      ping(given || {});
      draw();
      return "updated";
    },
    shutdown() {
      if (!settings) return "not booted";
      write("intercom-session-" + settings.app_id, "", 0, domain);
      settings = null;
      listeners = {};
      panelOpen = false;
      draw();
      return "shut down";
    },
    show() {
      panelOpen = !!settings;
      draw();
      tell("onShow");
    },
    hide() {
      panelOpen = false;
      draw();
      tell("onHide");
    },
    trackEvent() {
      return settings ? "tracked" : "not booted";
    },
    reattach_activator() {},
  };
  for (const event of ["onShow", "onHide", "onUnreadCountChange", "onUserEmailSupplied", "ready"]) {
    methods[event] = (listener) => {
      (listeners[event] = listeners[event] || []).push(listener);
      if (event === "onUnreadCountChange") listener(0);
      if (event === "ready" && settings) listener();
    };
  }

  const handle = (args) => {
    const [method, ...rest] = args;
    const call = { time: Date.now(), method, args: rest, before: document.cookie };
    const known = Object.prototype.hasOwnProperty.call(methods, method);
    call.outcome = known ? methods[method](...rest) : "unknown method";
    call.after = document.cookie;
    calls.push(call);
  };

  const intercom = function () {
    handle(arguments);
  };
  intercom.booted = false;
  intercom.standIn = true;
  window.Intercom = intercom;
  // References to the stub that were handed out go on working.
  if (stub) stub.c = handle;
  queue.splice(0).forEach(handle);

  // Settings with an app_id boot by themselves, whatever was booted before.
  if (window.intercomSettings && window.intercomSettings.app_id) {
    handle(["boot", window.intercomSettings]);
  }
})();
