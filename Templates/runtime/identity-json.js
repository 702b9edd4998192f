// B3: the identity is the JSON of a script element. What it said of a session that has ended since
// does not count again in this document.

/** @type {string | undefined} */
let spent;

const identityText = () =>
  attempt(() => document.querySelector(String(config.identity?.json))?.textContent) || "";

ask = () => {
  const mine = question();
  const look = () => {
    const text = identityText();
    attempt(() => {
      const value = attempt(() => JSON.parse(text));
      answer((value && text === spent) || isPast(text, value) ? undefined : value, mine);
    });
  };
  document.readyState === "loading"
    ? document.addEventListener("DOMContentLoaded", look, { once: true })
    : look();
};

const spend = () => {
  spent = identityText();
};

leaving.push(() => {
  spend();
  // S5: what is parsed after the end is of that session, too.
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", spend, { once: true });
  }
});

withdrawals.push(() => {
  spent = undefined;
});
