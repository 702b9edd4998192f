// Making elements; text goes in as text, so nothing from an input becomes markup.

/**
 * An element with properties, `data-` and `aria-` attributes, listeners (`onclick`) and children.
 * @param {string} tag
 * @param {Record<string, any>} [facts]
 * @param {...(Node | string | number | null | undefined | false)} children
 * @returns {any}
 */
export const make = (tag, facts = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((each) => each || each === 0).map((each) =>
    each instanceof Node ? each : String(each)));
  return element;
};

/**
 * The element of an id, which is in the page.
 * @param {string} id
 * @returns {any}
 */
export const byId = (id) => document.getElementById(id);

/**
 * A number of bytes for people: `1.9 kB`.
 * @param {number} bytes
 */
export const size = (bytes) => (bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`);

/**
 * A time of day.
 * @param {number} milliseconds since 1970
 */
export const clock = (milliseconds) => new Date(milliseconds).toTimeString().slice(0, 8);

/** Says something to whoever doesn't see the screen, at most once a second, the last word only. */
export const announce = (() => {
  /** @type {any} */
  let timer;
  let text = "";
  return (/** @type {string} */ said) => {
    text = said;
    timer ??= setTimeout(() => {
      byId("status").textContent = text;
      timer = undefined;
    }, 1000);
  };
})();

/**
 * A button that copies a text.
 * @param {string} what
 * @param {() => string} text
 */
export const copyButton = (what, text) => {
  const button = make("button", { type: "button" }, `Copy ${what}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      announce(`Copied ${what}`);
      button.textContent = `Copied ${what}`;
    } catch {
      button.textContent = "Copying is not allowed";
    }
    setTimeout(() => (button.textContent = `Copy ${what}`), 1500);
  });
  return button;
};
