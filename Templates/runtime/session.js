// Ending a session (S1 to S3), and the fence that every boot passes (F3, F4).

/** @param {...any} args */
const call = (...args) => attempt(() => Intercom(...args));

/** S2: Intercom picks the cookie's domain itself, so it is expired at each that may hold it. */
const erase = () => {
  config.domains.map(domain => put(session + "=", 0, domain));
};

const end = () => {
  const number = read()[3];
  write("0.over." + number);
  call("shutdown");
  erase();
  attempt(() => {
    localStorage.removeItem("intercom.intercom-state-" + app_id);
    // F3: whatever another document writes later, this number stays ended here; `0` is none.
    if (number > "0") localStorage[marker] = number;
  });
  window.intercomSettings = undefined;
};

/**
 * F4: a session that is over, or past its time, ends here, once. Twice `max_age` is impossibly far
 * ahead: clocks change, and sites of one manifest are deployed at different times.
 * @returns {boolean} whether a visitor may boot: not where a marker of another version, or one that
 *   an http page can't see, leaves open whose session the visible cookie is (F8)
 */
const fence = () => {
  const [, expiry, state, number] = read();
  const left = expiry - Date.now() / 1000; // below zero when over
  if (
    (state === "over" || state === "live") &&
    !(left > 0 && left < 2 * config.max_age && number !== attempt(() => localStorage[marker]))
  ) {
    end();
    write("0.visitor." + number);
  }
  return (
    (state && (number !== "0" || location.protocol > "http:")) || !document.cookie.includes(session)
  );
};
