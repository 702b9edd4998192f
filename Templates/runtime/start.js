// The only part that acts when the script runs; all others declare.

/** L9: not before the page is shown, and never in Turbo's cached preview of it. */
const arrive = () => {
  const event = document.prerendering
    ? "prerenderingchange"
    : "turboPreview" in document.documentElement.dataset && "turbo:load";
  event ? document.addEventListener(event, arrive, { once: true }) : attempt(enter);
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
  if (location.host === config.host && (top === window || config.frames)) {
    foreign = typeof window.Intercom === "function";
    if (!foreign) {
      /** @type {any} */
      const stub = (window.Intercom = function () {
        stub.c(arguments);
      });
      stub.q = [];
      stub.c = keep;
    }
    arrive();
  }
}
