import { copyButton, make, size } from "./dom.js";
import { codeBlock } from "./highlight.js";
import { ask, empty, query } from "./source.js";

// The tabs that show code: a route's snippet, and the files of the output folder.

/**
 * A tab's content with a choice between forms of code.
 * @param {string} label
 * @param {[name: string, text: () => string | Promise<string>, isWrapped?: boolean][]} forms
 * @param {any[]} facts
 * @param {any[]} buttons
 */
const codeView = (label, forms, facts, buttons) => {
  const box = make("div");
  /** @param {number} index */
  const show = async (index) => {
    const [, text, isWrapped] = forms[index];
    box.replaceChildren(codeBlock(await text(), isWrapped));
  };
  const picker = make("select", { "aria-label": label },
    ...forms.map(([name], index) => make("option", { value: index }, name)));
  picker.addEventListener("change", () => show(Number(picker.value)));
  show(0);
  return make("div", { class: "panel-scroll" },
    make("div", { class: "buttons" }, picker, ...buttons), ...facts, box);
};

/**
 * The snippet of a route.
 * @param {string} site
 * @param {any} route
 */
export const snippetView = async (site, route) => {
  const found = await ask("snippet.json?" + query({ site, route: route.name }));
  if (!found) {
    return empty("Route ", make("code", {}, route.path),
      " boots nothing, so its pages carry no block: no script, no request, no cookie.");
  }
  return codeView("Form of the snippet", [
    ["Readable", () => found.readable],
    ["Minified, as shipped", () => found.minified, true],
    ["Block in the page", () => found.block, true],
  ], [
    make("p", {}, make("strong", {}, found.mark), ` ${size(found.bytes)}, ${size(found.gzipBytes)} gzipped`),
    make("p", { class: "mono" }, `'${found.policyHash}'`),
    found.asset && make("p", {}, "Loads ", make("code", {}, found.asset)),
  ].filter(Boolean), [
    copyButton("snippet", () => found.block), copyButton("policy hash", () => `'${found.policyHash}'`),
  ]);
};

/**
 * The files that `callbox build` writes for a site and for all.
 * @param {string} site
 * @param {any[]} files
 */
export const filesView = async (site, files) => {
  const own = files.filter((file) => !file.site || file.site === site);
  if (!own.length) return empty("This plan emits no files but snippets and assets.");
  /** @type {Map<string, string>} */
  const texts = new Map();
  /** @param {string} path */
  const text = async (path) => {
    if (!texts.has(path)) texts.set(path, (await ask("file.json?" + query({ path })))?.text ?? "");
    return texts.get(path) ?? "";
  };
  return codeView("File of the output folder",
    own.map((file) => [`${file.path}, ${size(file.bytes)}`, () => text(file.path)]), [
      make("p", { class: "muted" }, "What callbox build writes below the output folder."),
    ], []);
};
