// What `act` does once everything is declared.

/** L9: not before the page is shown, and never in Turbo's cached preview of it. */
const arrive = () => {
  const event = document.prerendering
    ? "prerenderingchange"
    : "turboPreview" in document.documentElement.dataset && "turbo:load";
  event ? document.addEventListener(event, arrive, { once: true }) : attempt(enter);
};

if (isHere) arrive();
