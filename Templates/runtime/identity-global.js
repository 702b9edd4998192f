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
      const text = JSON.stringify(value) || "";
      if (!value) spentGlobal = undefined;
      answer((value && text === spentGlobal) || isPast(text, value) ? undefined : value, mine);
    });
  };
  document.readyState === "loading"
    ? document.addEventListener("DOMContentLoaded", look, { once: true })
    : look();
};

const spendGlobal = () => {
  spentGlobal = attempt(() => JSON.stringify(identityGlobal()));
};

leaving.push(() => {
  spendGlobal();
  // S5: what is parsed after the end is of that session, too.
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", spendGlobal, { once: true });
  }
});

withdrawals.push(() => {
  spentGlobal = undefined;
});
