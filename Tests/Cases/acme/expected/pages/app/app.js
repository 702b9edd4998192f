// A small single-page app: it signs people in and out, and moves between views without loading.
// A real one would have its server put the person's JSON into #current-user; here it is always null,
// so a reload signs the person out.
const person = document.getElementById("current-user");
const main = document.querySelector("main");

const views = {
  "/login": '<h1>Sign in</h1><button data-action="login">Sign in as Ann</button>',
  "/logout": '<h1>Signed out</h1><a href="/login">Sign in again</a>',
};

const show = () => {
  document.title = `Acme app ${location.pathname}`;
  main.innerHTML =
    views[location.pathname] ??
    `<h1>${document.title}</h1><a href="/settings">Settings</a> <a href="/logout">Sign out</a>`;
};

const go = (path) => {
  history.pushState(null, "", path);
  show();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='/']");
  if (link) {
    event.preventDefault();
    go(link.getAttribute("href"));
  }
  if (event.target.dataset.action === "login") {
    const user = {
      id: "9f2c",
      email: "ann@acme.com",
      profile: { name: "Ann Vil" },
      createdAt: "2024-03-01",
      account: { plan: "pro", seats: 3, company: { company_id: "c1", name: "Anvil Works" } },
    };
    person.textContent = JSON.stringify(user);
    go("/");
    (window.callbox ||= []).push(["identify", user]);
  }
});
addEventListener("popstate", show);
show();
