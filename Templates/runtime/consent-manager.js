// C3: what the parts for consent managers share. Nothing is heard before the document may act (L9),
// and a manager that never loads says nothing: no consent (C1).

/**
 * The manager's word on the category, undefined while it has none; what throws has none either.
 * @type {(category: string | undefined, event?: any) => boolean | undefined}
 */
let granted = () => undefined;

/**
 * Events of the window that may change it.
 * @type {string[]}
 */
const occasions = [];

/**
 * The last that was heard.
 * @type {boolean | undefined}
 */
let heard;

/**
 * Passes on what is new: a manager repeats itself, and the page may have said something since. A
 * word that is gone is withdrawn.
 * @param {any} [event]
 */
const hear = (event) => {
  const before = heard;
  heard = attempt(() => granted(config.consent?.category, event));
  if (heard !== before) attempt(() => decide(heard));
};

const enterUnheard = enter;
enter = () => {
  for (const occasion of occasions) addEventListener(occasion, hear);
  hear();
  enterUnheard();
};
