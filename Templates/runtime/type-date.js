// V1.

/**
 * V1: whole Unix seconds.
 * @param {any} value
 */
const seconds = (value) => {
  if (typeof value?.getTime === "function") return Math.floor(value.getTime() / 1000);
  if (typeof value === "string" && !/^-?\d+$/.test(value)) {
    const parts =
      /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|([+-]\d\d):?(\d\d)?)?)?$/i.exec(
        value.trim(),
      );
    if (!parts) return;
    const zone = parts[3] ? `${parts[3]}:${parts[4] || "00"}` : "Z";
    return Math.floor(Date.parse(`${parts[1]}T${parts[2] || "00:00"}${zone}`) / 1000);
  }
  if (typeof value === "string") value = Number(value);
  if (typeof value === "number") return Math.floor(Math.abs(value) >= 1e11 ? value / 1000 : value);
};

shapes.date = (value) => {
  const result = seconds(value);
  return Number.isFinite(result) ? result : undefined;
};
