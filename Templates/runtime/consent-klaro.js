// C3: Klaro. Written from its documentation and source, not tried with the real one:
// https://klaro.org/docs/api/js_api
// https://github.com/klaro-org/klaro-js, src/lib.js and src/consent-manager.js

// Klaro has no events of the window: it is there once its script has run.
occasions.push("DOMContentLoaded", "load");

const watcher = { update: hear };
let rendered = false;

granted = (category = "intercom") => {
  if (!rendered) {
    // A hosted configuration comes later than the script. Past events are told at once.
    klaro.addEventListener?.("render", hear);
    rendered = true;
  }
  // Asked earlier, it would apply its consents to half a document.
  if (document.readyState === "loading") return;
  const manager = klaro.getManager();
  manager.watch(watcher);
  // What Klaro has applied; its `consents` also hold what is ticked but not saved.
  return manager.states[category];
};
