// B3: the identity is asked of the server. 204, 401 and 403 are nobody; a redirect (to a sign-in
// page), HTML, any other status, a fault or ten seconds are unknown.

/** The session's time is up, and the answer decides whether it goes on (F5). */
let confirming = false;

ask = () => {
  const mine = question();
  const abort = new AbortController();
  const limit = setTimeout(() => abort.abort(), 10000);
  new Promise((go) =>
    // The page may have put another in its place, which throws.
    go(
      fetch(String(config.identity?.fetch), {
        cache: "no-store",
        credentials: "include",
        headers: { Accept: "application/json" },
        redirect: "manual",
        signal: abort.signal,
      }),
    ),
  )
    .then((response) => {
      if ([204, 401, 403].includes(response.status)) return null;
      return response.status === 200 ? response.json() : undefined;
    })
    .catch(() => undefined)
    .then((value) => {
      clearTimeout(limit);
      attempt(() => answer(value, mine));
      if (!confirming) return;
      confirming = false;
      if (value && current && holds()) writeLive();
      else attempt(() => lookAtTime(document.cookie));
    });
};

const lookAtTime = look;
look = (text) => {
  const [, expiry, state, number] = read(text);
  const isDue = state === "live" && number === held && expiry <= Date.now() / 1000;
  if (!current || !isDue || document.hidden) return lookAtTime(text);
  if (!asking) ask();
  confirming = true;
};
