/**
 * V1 to V4.
 * @param {any} value
 */
const company = (value) => {
  /** @type {Record<string, any>} */
  const result = {};
  for (const key of Object.keys(value)) {
    const each = valueAt(value, key);
    const type = /_at$/.test(key) ? "date" : "string";
    // A website isn't cut either (V3).
    const identifies = /^(company_id|id|website)$/.test(key);
    // Numbers and booleans stay what they are.
    const isText = typeof each === "string" || type === "date";
    const shaped = isText || !isPlain(each) ? convert(each, type, identifies) : each;
    if (shaped !== undefined) result[key] = shaped;
  }
  return (result.company_id || result.id) && result.name ? result : undefined;
};

shapes.company = company;
shapes.companies = (value) =>
  value.map((/** @type {any} */ each) => attempt(() => company(each))).filter(Boolean);
