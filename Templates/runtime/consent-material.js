// C3: the consent of Material for MkDocs. Written from its source, and tried with the real one
// (`make generators`):
// https://github.com/squidfunk/mkdocs-material, src/templates/partials/javascripts/: in `base.html`
// `__md_get` reads `SCOPE.__consent` of localStorage, in `consent.html` the form stores what is
// ticked there and reloads the page.
// https://squidfunk.github.io/mkdocs-material/setup/ensuring-data-privacy/#cookie-consent

// The form's own listener comes first, so its choice is stored by then; a withdrawal is carried out
// before the page reloads, in other tabs as the storage changes.
occasions.push("DOMContentLoaded", "submit", "reset", "storage");

granted = (category = "intercom") => {
  const consent = __md_get("__consent");
  return consent ? consent[category] === true : undefined;
};
