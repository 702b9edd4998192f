import { make } from "./dom.js";

// Colours for code: enough to read by, of JavaScript, JSON and configuration files alike.

const pieces =
  /(\/\*[\s\S]*?\*\/|\/\/[^\n]*|(?<=^|\n)\s*#[^\n]*)|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\b(const|let|var|return|if|else|for|of|in|new|typeof|function|await|async|try|catch|true|false|null|undefined|export|import|type|interface|declare|while|add_header|location)\b|\b(\d[\d.e]*)\b/g;

/**
 * A `pre` with the code; above 200 kB without colours.
 * @param {string} code
 * @param {boolean} [isWrapped]
 */
export const codeBlock = (code, isWrapped) => {
  const block = make("pre", { class: isWrapped ? "wrapped" : "", tabindex: 0, role: "region", "aria-label": "Code" });
  const inner = make("code");
  block.append(inner);
  if (code.length > 200000) {
    inner.append(code);
    return block;
  }
  let end = 0;
  for (const match of code.matchAll(pieces)) {
    inner.append(code.slice(end, match.index));
    const [text, comment, string, keyword] = match;
    const kind = comment ? "comment" : string ? "string" : keyword ? "keyword" : "number-literal";
    inner.append(make("span", { class: kind }, text));
    end = Number(match.index) + text.length;
  }
  inner.append(code.slice(end));
  return block;
};
