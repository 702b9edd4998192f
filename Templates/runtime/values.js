// From the app's user object to Intercom's attributes (V1 to V4).

/** @type {Set<string>} */
const warned = new Set();

/**
 * Once a name.
 * @param {string} name
 * @param {string} why
 */
const warn = (name, why) => {
  if (!warned.has(name)) console.warn(`callbox: ${name} ${why}`);
  warned.add(name);
};

/** Own properties only; a getter that throws leaves the value out (L8). */
const valueAt = (/** @type {any} */ root, /** @type {string} */ path) =>
  attempt(() =>
    path.split(".").reduce((at, key) => {
      return Object.prototype.hasOwnProperty.call(at, key) ? at[key] : undefined;
    }, root),
  );

/** @param {any} value */
const isPlain = (value) =>
  typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);

/**
 * V3, in characters.
 * @param {string} text
 */
const cut = (text) => (text.length > 255 ? [...text].slice(0, 255).join("") : text);

/**
 * Types with a form of their own, each a part.
 * @type {Record<string, (value: any) => any>}
 */
const shapes = Object.create(null);

/**
 * Says what was left out, in development.
 * @type {(user: any, settings: Record<string, any>) => void}
 */
let inspect = () => {};

/**
 * The value as Intercom takes it, or undefined: left out (V2).
 * @param {any} value
 * @param {Callbox.Type} type
 * @param {boolean} identifies
 */
const convert = (value, type, identifies) => {
  if (value === null) return identifies || type === "token" ? undefined : null;
  if (shapes[String(type)]) return shapes[String(type)](value);
  if (!isPlain(value)) return;
  if (type === "boolean") return typeof value === "boolean" ? value : undefined;
  if (type === "integer" || type === "number") {
    const number = typeof value === "string" && value.trim() ? Number(value) : value;
    return typeof number === "number" && (type === "number" || Number.isInteger(number)) &&
      Number.isFinite(number)
      ? number
      : undefined;
  }
  const text = String(value);
  if (type === "token") return text || undefined;
  if (Array.isArray(type)) return type.includes(text) ? text : undefined;
  if (identifies && /^(\s*|null|undefined|NaN|\[object Object\])$/.test(text)) return;
  if (type === "string" && !identifies) return cut(text);
  return [...text].length > 255 ? undefined : text;
};

/**
 * What Intercom calls an attribute.
 * @param {string} name
 * @param {Callbox.Type} [type]
 */
const keyOf = (name, type) =>
  type === "token" ? "intercom_user_jwt" : type === "user_hash" ? type : name;

/**
 * Whether an attribute of this group is sent where these are.
 * @param {string} [group]
 * @param {string[]} [groups]
 */
const isSent = (group, groups) => !group || !groups || groups.includes(group);

/**
 * The attributes that a user object has.
 * @param {any} user
 */
const collect = (user) => {
  /** @type {Record<string, any>} */
  const settings = {};
  for (const [name, source = name, type = "string"] of config.attributes || []) {
    const value = valueAt(user, source);
    const identifies = name === "user_id" || name === "email" || type === "user_hash";
    const result = attempt(() => convert(value, type, identifies));
    if (result !== undefined) settings[keyOf(name, type)] = result;
  }
  inspect(user, settings);
  return settings;
};

/**
 * Those of them that are sent where these groups are.
 * @param {Record<string, any>} settings
 * @param {string[]} [groups]
 */
const only = (settings, groups) => {
  const result = { ...settings };
  for (const [name, , type, , group] of config.attributes || []) {
    if (!isSent(group, groups)) delete result[keyOf(name, type)];
  }
  return result;
};
