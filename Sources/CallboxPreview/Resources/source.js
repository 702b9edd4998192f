import { byId, make } from "./dom.js";

// Where the workbench's data comes from: the server, or in an export the page itself.

const embedded = byId("export");

/** The documents of an export, by address; null where there is a server. */
const documents = embedded && JSON.parse(embedded.textContent);

/** Whether this is an export. */
export const isExport = !!documents;

/**
 * A JSON document of the preview; undefined where there is none.
 * @param {string} address
 * @returns {Promise<any>}
 */
export const ask = async (address) => {
  if (documents) return documents[address];
  const response = await fetch("/" + address);
  return response.ok ? response.json() : undefined;
};

/**
 * Does what a control asks for.
 * @param {string} action
 * @param {object} [facts]
 * @returns {Promise<{ problems?: Record<string, string> }>}
 */
export const act = async (action, facts = {}) => {
  try {
    const response = await fetch("/act", { method: "POST", body: JSON.stringify({ action, ...facts }) });
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
};

/**
 * Listens to the server.
 * @param {{ state: () => void, record: (record: any) => void, clear: () => void,
 *   link: (isOpen: boolean) => void }} on
 */
export const listen = (on) => {
  if (documents) return;
  const stream = new EventSource("/events");
  stream.addEventListener("open", () => on.link(true));
  stream.addEventListener("error", () => on.link(false));
  stream.addEventListener("state", () => on.state());
  stream.addEventListener("clear", () => on.clear());
  stream.addEventListener("record", ({ data }) => on.record(JSON.parse(data)));
};

/**
 * `site=app&route=app`, as the documents' addresses have it.
 * @param {Record<string, string>} facts
 */
export const query = (facts) =>
  Object.entries(facts).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");

/** What is chosen and how it is shown, kept in the address's hash; only what differs. */
export const place = {
  /** @returns {Record<string, string>} */
  read: () => Object.fromEntries(new URLSearchParams(location.hash.slice(1))),
  /** @param {Record<string, string | undefined>} facts */
  write: (facts) => {
    const all = { ...place.read(), ...facts };
    const kept = Object.entries(all).filter(([, value]) => value);
    history.replaceState(null, "", "#" + new URLSearchParams(/** @type {any} */ (kept)));
  },
};

/**
 * A row that names what isn't there, why, and what next.
 * @param {...any} text
 */
export const empty = (...text) => make("p", { class: "empty" }, ...text);
