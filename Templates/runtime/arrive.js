// What `act` does once everything is declared.

/** L9: not before the page is shown, and never in Turbo's cached preview of it. */
const arrive = () => {
  const event = document.prerendering
    ? "prerenderingchange"
    : "turboPreview" in document.documentElement.dataset && "turbo:load";
  if (event) document.addEventListener(event, arrive, { once: true });
  else {
    attempt(enter);
    for (const args of said.splice(0)) call(...args);
  }
};

if (isHere) arrive();
