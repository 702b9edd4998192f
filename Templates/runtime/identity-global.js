// B3: the identity is a global. What it said of a session that has ended since does not count again
// in this document, unless it was cleared or changed.

/** @type {string | undefined} */
let spentGlobal;

const identityGlobal = () => valueAt(window, String(config.identity?.global));

ask = () => {
  const mine = question();
  const look = () => {
    attempt(() => {
      const value = identityGlobal();
      if (!value) spentGlobal = undefined;
      answer(value && JSON.stringify(value) === spentGlobal ? undefined : value, mine);
    });
  };
  document.readyState === "loading"
    ? document.addEventListener("DOMContentLoaded", look, { once: true })
    : look();
};

leaving.push(() => {
  spentGlobal = attempt(() => JSON.stringify(identityGlobal()));
});
