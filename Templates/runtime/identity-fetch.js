// B3: the identity is asked of the server. 204, 401 and 403 are nobody; a redirect (to a sign-in
// page), HTML, any other status, a fault or ten seconds are unknown.

ask = () => {
  const mine = question();
  const abort = new AbortController();
  const limit = setTimeout(() => abort.abort(), 10000);
  fetch(String(config.identity?.fetch), {
    cache: "no-store",
    credentials: "include",
    headers: { Accept: "application/json" },
    redirect: "manual",
    signal: abort.signal,
  })
    .then((response) => {
      if ([204, 401, 403].includes(response.status)) return null;
      return response.status === 200 ? response.json() : undefined;
    })
    .catch(() => undefined)
    .then((value) => {
      clearTimeout(limit);
      attempt(() => answer(value, mine));
    });
};
