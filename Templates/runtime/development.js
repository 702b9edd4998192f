// V3: in development what is left out, cut or dropped is said once, by name.

inspect = (user, settings) => {
  const known = new Set();
  for (const [name, source = name, type = "string"] of config.attributes || []) {
    known.add(source.split(".")[0]);
    const value = valueAt(user, source);
    const result = settings[keyOf(name, type)];
    if (value === undefined) continue;
    if (result === undefined) warn(name, "is left out: not what its type takes");
    else if (type === "string" && String(value) !== result) warn(name, "is cut at 255 characters");
  }
  for (const key of Object.keys(user)) {
    if (!known.has(key)) warn(key, "is dropped: not in the dictionary");
  }
};
