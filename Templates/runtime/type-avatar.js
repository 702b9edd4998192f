// Intercom takes an avatar by https only.
shapes.avatar = (value) => {
  const url = typeof value === "string" ? value : valueAt(value, "image_url");
  return typeof url === "string" && /^https:/.test(url) && url.length < 256 ? { type: "avatar", image_url: url } : undefined;
};
