// L2: while the script waits for the first sign of life, a button stands where the Messenger's own
// launcher will be. It is gone as soon as that is there, or can't come.

const launcherStyle =
  ".callbox-launcher{all:initial;position:fixed;box-sizing:border-box;width:48px;height:48px;" +
  "padding:12px;border-radius:50%;color:#fff;cursor:pointer;transition:transform .2s;" +
  "box-shadow:0 1px 6px #0003,0 2px 32px #0003;-webkit-tap-highlight-color:transparent}" +
  ".callbox-launcher:hover{transform:scale(1.1)}" +
  ".callbox-launcher:focus-visible{outline:3px solid Highlight;outline-offset:3px}" +
  ".callbox-launcher svg{display:block;fill:currentcolor}" +
  "@media(prefers-reduced-motion){.callbox-launcher{transition:none;transform:none!important}}" +
  "@media(prefers-color-scheme:dark){.callbox-launcher{border:1px solid #fff6}}" +
  "@media print{.callbox-launcher{display:none}}";

/** The settings of the boot that waits in the stub's queue, for the place and the colour; or none. */
const waitingSettings = () =>
  Intercom.q.filter((/** @type {any} */ [name]) => name === "boot").pop()?.[1];

/** Takes the button away. */
let leaveLauncher = () => {};

const drawLauncher = () => {
  leaveLauncher();
  const settings = waitingSettings();
  if (!settings || settings.hide_default_launcher) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyle);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const button = document.createElement("button");
  button.type = "button";
  button.className = "callbox-launcher";
  button.setAttribute("aria-label", "Open Intercom Messenger");
  // No 20 pixels less, as Intercom has it; its sides are those of the screen, in any language.
  const side = settings.alignment === "left" ? "left" : "right";
  button.style[side] = (settings.horizontal_padding || 20) + "px";
  button.style.bottom = (settings.vertical_padding || 20) + "px";
  button.style.zIndex = settings.z_index || 2147483001;
  button.style.background = "#0057ff";
  button.style.background = settings.action_color || "#0057ff";

  const [svg, shape] = ["svg", "path"].map((name) =>
    document.createElementNS("http://www.w3.org/2000/svg", name),
  );
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  shape.setAttribute("d", "M4 2h16a2 2 0 0 1 2 2v18l-4-3H4a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2z");
  svg.append(shape);
  button.append(svg);
  document.body.append(button);

  const isThere = () =>
    document.querySelector(".intercom-lightweight-app,.intercom-launcher-frame,#intercom-container");
  const observer = new MutationObserver(() => {
    if (isThere()) leaveLauncher();
  });
  observer.observe(document.body, { childList: true });
  leaveLauncher = () => {
    button.remove();
    observer.disconnect();
  };
};

addEventListener("callbox:unavailable", () => leaveLauncher());

const wantedBare = whenWanted;
whenWanted = (load) => {
  wantedBare(load);
  const draw = () => attempt(drawLauncher);
  document.readyState === "loading"
    ? document.addEventListener("DOMContentLoaded", draw, { once: true })
    : setTimeout(draw);
};
