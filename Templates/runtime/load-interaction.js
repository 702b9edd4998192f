// L2: at the first sign of life. A click on the site's own launcher opens the Messenger, the click
// that loads it too.
whenWanted = (load) => {
  const signs = ["pointerdown", "keydown", "touchstart", "scroll"];
  const launchers = [config.boot, ...(config.routes || []).map((each) => each.messenger)]
    .flatMap((/** @type {any} */ settings) => [
      settings?.custom_launcher_selector,
      settings?.widget?.activator,
    ])
    .concat(".callbox-launcher")
    .filter(Boolean)
    .join();

  let wanted = false;
  const first = () => {
    for (const sign of signs) removeEventListener(sign, first, true);
    if (!wanted) load();
    wanted = true;
  };
  for (const sign of signs) addEventListener(sign, first, { capture: true, passive: true });

  /** @param {any} event */
  const click = (event) => {
    if (!attempt(() => event.target.closest(launchers))) return;
    removeEventListener("click", click, true);
    first();
    call("show");
  };
  addEventListener("click", click, true);
};
