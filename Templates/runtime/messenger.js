// The stub, the script and the boot. What starts with `let` is a slot: a part that changes what the
// core does assigns to it.

/** What the page sees. Without commands there is nothing to say to it, and `push` drains (L10). */
const glue = { site: config.site, push() {} };

/** Another install was here first (L3). */
let foreign = false;

/**
 * L2: when the script is added.
 * @type {(load: () => void) => void}
 */
let whenWanted = (load) => {
  document.readyState === "complete" ? load() : addEventListener("load", load);
};

const load = () => {
  const script = document.createElement("script");
  script.src = "https://widget.intercom.io/widget/" + app_id;
  document.head.append(script);
};

/** The script, or where another install was first, its settings (L3). */
const summon = () => {
  if (foreign) {
    call("update", window.intercomSettings);
  } else {
    whenWanted(load);
  }
};

/** What the document does at its route. */
let enter = () => {
  if (fence()) {
    summon();
    // B6: settings with an `app_id` boot by themselves.
    if (!window.intercomSettings?.app_id) call("boot", config.boot);
  }
};
