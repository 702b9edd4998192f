/**
 * V4.
 * @param {any} value
 */
const company = (value) => {
  /** @type {Record<string, any>} */
  const result = {};
  for (const key of Object.keys(value)) {
    const each = valueAt(value, key);
    if (each === null || isPlain(each)) result[key] = typeof each === "string" ? cut(each) : each;
    else if (/_at$/.test(key) && each?.getTime) result[key] = seconds(each);
  }
  return (result.company_id || result.id) && result.name ? result : undefined;
};

shapes.company = company;
shapes.companies = (value) =>
  value.map((/** @type {any} */ each) => attempt(() => company(each))).filter(Boolean);
