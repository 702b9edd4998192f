// In development: says what the fence decides, and by which rule, as `callbox:trace` on the window.

/**
 * @param {string} rule
 * @param {string} text
 */
const trace = (rule, text) =>
  dispatchEvent(new CustomEvent("callbox:trace", { detail: { rule, text } }));

const endUntraced = end;
end = (...said) => {
  trace("S1", "ends the session");
  endUntraced(...said);
};

const fenceUntraced = fence;
fence = (said = read()) => {
  const [, , state] = said;
  const isOpen = fenceUntraced(said);
  if (isOver(said)) trace("F4", `found a session that is over (${state}): a visitor may boot`);
  else trace(isOpen ? "F4" : "F8", `the marker is ${state || "of another version"}: ${
    isOpen ? "may boot" : "nobody boots"}`);
  return isOpen;
};

const releaseUntraced = release;
release = (text) => {
  trace("F5", "another document has ended the session or begun one: shuts down its own Messenger");
  releaseUntraced(text);
};

const lookUntraced = look;
look = (text) => {
  const before = was;
  const [, , state] = read(text);
  lookUntraced(text);
  if (before === "visitor" && state === "live") {
    trace("F6", was === "live" ? "boots under the new session" : "waits for the new session");
  }
};

// U3: a preview's control uses the budget up; a snippet that sends no updates has none.
addEventListener("callbox:spend", () => {
  if (typeof sent === "undefined") return;
  while (sent.length < 20) sent.push(Date.now());
  trace("U3", "the budget is used up: updates are kept until it opens, half an hour from now");
});
