// What runs at once: it takes the page's two globals and says when `act` runs, which holds all other
// parts.

/** What the page sees. Without commands there is nothing to say to it, and `push` drains (L10). */
const glue = { site: config.site, push() {} };

/** Another install was here first (L3). */
let foreign = false;

/** What the stub does with a call. */
const keep = (/** @type {any} */ args) => Intercom.q.push(args);

/**
 * L9: on the manifest's host alone, and in a frame only where the manifest says so. `origin` would be
 * there sooner, but a page's own variable may have taken its place.
 */
const isHere = location.host === config.host && (top === window || !!config.frames);

/**
 * What a visitor's page has told the stub before its glue acts: it stays behind the boot.
 * @type {any[]}
 */
let said = [];

const actLate = () => {
  if (window.Intercom?.c === keep) said = Intercom.q.splice(0);
  act();
};

const earlier = window.callbox;
// L4, L5: ours has a `site` of text; a queue or an element of that id has not.
if (typeof earlier?.site === "string") {
  if (earlier.site && earlier.site !== config.site) {
    // The one that was first; its name is gone with the one warning.
    console.warn("callbox: " + earlier.site);
    earlier.site = "";
  }
} else {
  window.callbox = glue;
  foreign = typeof window.Intercom === "function";
  if (isHere && !foreign) {
    /** @type {any} */
    const stub = (window.Intercom = function () {
      stub.c(arguments);
    });
    stub.q = [];
    stub.c = keep;
  }
  // What another install shows is fenced at once (F4).
  if (config.eager || foreign || document.readyState === "complete") act();
  else addEventListener("load", actLate, { once: true });
}
