// C3: Cookiebot. Written from its documentation, not tried with the real one:
// https://www.cookiebot.com/en/developer/

occasions.push("CookiebotOnConsentReady", "CookiebotOnAccept", "CookiebotOnDecline");

granted = (category = "preferences") => Cookiebot.consent[category] === true;
