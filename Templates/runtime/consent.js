// C1, C2: nothing before consent, everything on the same page after it, and nothing left once it is
// withdrawn.

const enterAllowed = enter;
const wantedAllowed = whenWanted;
let mayEnter = false;
let permitted = false;
let consented = false;

/**
 * The script, until it is loaded: once, and not after a withdrawal.
 * @type {(() => void)[]}
 */
const scripts = [];

/** The moment that it is wanted at is waited for. */
let isAwaited = false;

const awaitIt = () => {
  if (isAwaited) return;
  isAwaited = true;
  wantedAllowed(() => {
    isAwaited = false;
    if (permitted) scripts.splice(0).forEach((load) => load());
  });
};

whenWanted = (load) => {
  scripts.push(load);
  awaitIt();
};

const begin = () => {
  consented = true;
  attempt(enterAllowed);
  if (scripts.length) awaitIt();
};

/** S1, S2: a page that logs out may redirect before consent is known. Expiring is not storing. */
const endUnasked = () => {
  if (mayEnter && !consented && document.cookie.includes(app_id)) end();
};

early = (command) => {
  if (commands.logout && attempt(() => command[0] === "logout")) endUnasked();
};

enter = () => {
  mayEnter = true;
  for (const yes of word) decide(yes);
  if (permitted && !consented) begin();
  if (endsHere()) endUnasked();
  waiting.forEach(early);
};

const withdraw = () => {
  consented = false;
  commands.logout ? commands.logout() : end();
  rests = true;
  if (isWaiting()) Intercom.q = [];
  document.querySelector(".callbox-launcher")?.remove();
  running = false;
  for (const undo of withdrawals) undo();
  for (const pair of document.cookie.split("; ")) {
    const [name] = pair.split("=");
    if (name === marker || (name.startsWith("intercom-") && name.endsWith("-" + app_id))) {
      for (const domain of [...config.domains, config.cookie_domain || ""]) {
        put(name + "=", 0, domain);
      }
    }
  }
  attempt(() => {
    for (const key of [marker, marker + "-person", stateKey]) localStorage.removeItem(key);
  });
};

/**
 * Says yes or no, for the page or for its consent manager; the last word counts. C3: where Global
 * Privacy Control is respected, it is a refusal whoever says yes.
 * @param {unknown} yes
 */
const decide = (yes) => {
  permitted = yes === true && !(config.respect_gpc && navigator.globalPrivacyControl);
  if (permitted && mayEnter && !consented) begin();
  if (!permitted && consented) withdraw();
};

/**
 * The page's own last word before the document may act: a manager's first comes before it.
 * @type {unknown[]}
 */
let word = [];

offer("consent", (yes) => {
  if (!mayEnter) word = [yes];
  decide(yes);
});

// Taken out of the queue: replayed later, it would come behind what the page has said since.
push(...waiting.splice(0));
