// The script and the boot. What starts with `let` is a slot: a part that changes what the
// core does assigns to it.

/** The stub is there, and no library yet. */
const isWaiting = () => window.Intercom?.c === keep;

/**
 * L2: when the script is added.
 * @type {(load: () => void) => void}
 */
let whenWanted = (load) => {
  document.readyState === "complete" ? load() : addEventListener("load", load);
};

/** L6: the script is not there, or has left the stub as it was, some time after it was loaded. */
const check = () => {
  if (isWaiting()) dispatchEvent(new Event("callbox:unavailable"));
};

const load = () => {
  // B6: settings that stand further down in the page would boot once more.
  if (isWaiting() && window.intercomSettings?.app_id && Intercom.q.some((/** @type {any} */ [name]) => name === "boot")) {
    window.intercomSettings = undefined;
  }
  const script = document.createElement("script");
  const url = "https://widget.intercom.io/widget/" + app_id;
  script.onerror = check;
  script.onload = () => setTimeout(check, 5000);
  try {
    // L7: a policy may ask for a trusted URL, and refuse to make one.
    script.src =
      window.trustedTypes
        ?.createPolicy("callbox", { createScriptURL: () => url })
        .createScriptURL("") ?? url;
    document.head.append(script);
  } catch {
    check();
  }
};

/** The script, once; or where another install was first, its settings (L3). */
let summon = () => {
  summon = () => {};
  foreign ? call("update", window.intercomSettings) : whenWanted(load);
};

/**
 * B6: a page's settings with an `app_id` boot by themselves. Another install's are left to it; where
 * there is none, they go.
 * @param {object} settings
 * @param {unknown} [wins]
 */
const sayBoot = (settings, wins = !foreign) => {
  const byItself = window.intercomSettings?.app_id;
  if (byItself && !wins) return;
  if (byItself) window.intercomSettings = undefined;
  call("boot", settings);
};

/**
 * Boots a visitor.
 * @type {(person?: object) => void}
 */
let boot = () => {
  booted = true;
  rests = false;
  summon();
  sayBoot(config.boot);
};

/**
 * Boots whom the route is for.
 * @type {(said?: any[]) => void} given the marker
 */
let settle = (said) => {
  if (fence(said)) boot();
};

/** What the document does at its route. */
let enter = () => {
  listen();
  settle();
};
