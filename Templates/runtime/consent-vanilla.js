// C3: vanilla-cookieconsent 3. Written from its documentation and source, not tried with the real
// one: https://cookieconsent.orestbida.com/advanced/callbacks-events.html
// https://cookieconsent.orestbida.com/reference/api-reference.html

occasions.push("cc:onConsent", "cc:onChange");

// The events say it themselves, for imported as a module there is no global. What its opt-out mode
// enables before anybody has answered is no consent (C1).
granted = (category = "functionality", event) =>
  event
    ? event.detail.cookie.categories.includes(category)
    : CookieConsent.validConsent() && CookieConsent.acceptedCategory(category);
