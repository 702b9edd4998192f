// A single-page app or instant loading: the table of routes, matched as people navigate (U1, B7).

/** What counts as a page: a hash only where it is a route. */
const place = () =>
  location.pathname + location.search + (/^#[!/]/.test(location.hash) ? location.hash : "");

/** @returns {Callbox.Route} outside the site, and where no route matches: none */
const locate = () => {
  const { base = "", routes = [] } = config;
  const root = pageOf(base);
  const page = pageOf(location.pathname);
  if (page !== root && !page.startsWith(root + "/")) return {};
  return routes.find((each) => matches(String(each.path), page.slice(root.length))) || {};
};

endsHere = () => !!locate().shutdown;

/** @type {string | undefined} */
let here;

/** @type {CSSStyleSheet | undefined} */
let veil;

/**
 * B7: panel and launcher, without touching the budget.
 * @param {boolean} wanted
 */
const conceal = (wanted) => {
  if (wanted === !!veil || (wanted && !booted)) return;
  if (wanted) {
    call("hide");
    veil = attempt(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        "#intercom-container,.intercom-lightweight-app,.intercom-launcher-frame,.callbox-launcher" +
          "{display:none!important}",
      );
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      return sheet;
    });
  } else {
    const gone = veil;
    veil = undefined;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== gone);
  }
};

// B3, B7: nor where a person only would have one, and there is none.
isBare = () => !route.boot || ((route.otherwise || route.boot) === "user" && !isUser());

const bootInView = boot;
boot = (person) => {
  bootInView(person);
  conceal(false);
};

const navigate = () => {
  const there = place();
  if (there === here || !running) return;
  here = there;
  const before = route;
  route = locate();
  moved = booted && !!route.update?.includes("navigation");
  extendHere();
  conceal(isBare());
  route === before ? settle() : enterRoute();
  if (booted) soon();
};

const enterRoute = enter;
enter = () => {
  if (here === undefined) {
    for (const name of /** @type {const} */ (["pushState", "replaceState"])) {
      const original = history[name];
      history[name] = function (...args) {
        original.apply(this, args);
        attempt(navigate);
      };
    }
    for (const event of ["popstate", "hashchange"]) {
      addEventListener(event, () => attempt(navigate));
    }
  }
  here = place();
  route = locate();
  enterRoute();
};
