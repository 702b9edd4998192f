import { byId, make } from "./dom.js";
import { act } from "./source.js";

// The form of a person, made from the dictionary; a wrong value may be sent all the same, to see
// what the glue leaves out.

/**
 * @param {any} field
 * @param {number} index
 */
const fieldRow = (field, index) => {
  const id = `field-${index}`;
  const facts = { id, name: field.name, "aria-describedby": `${id}-note ${id}-wrong`, "data-type": field.type };
  const input = field.choices
    ? make("select", facts, make("option", { value: "" }, "(left out)"),
      ...[...new Set([...field.choices, field.text])].filter(Boolean).map((each) =>
        make("option", { value: each, selected: each === field.text }, each)))
    : make("input", { ...facts, value: field.text, autocomplete: "off", spellcheck: "false" });
  const notes = [field.type, field.isRequired && "required", field.isSigned && "in the token only",
    field.sensitivity !== "none" && field.sensitivity, `from ${field.source}`].filter(Boolean).join(", ");
  return make("div", { class: "field" }, make("label", { for: id, class: "mono" }, field.name), input,
    make("small", { id: `${id}-note` }, notes, field.summary && `. ${field.summary.split("\n")[0]}`),
    make("span", { class: "wrong", id: `${id}-wrong` }));
};

/**
 * Opens the form.
 * @param {any} session
 * @param {string} how how the person reaches the pages
 * @param {() => void} done once somebody is signed in
 */
export const openPerson = (session, how, done) => {
  const dialog = byId("dialog");
  const groups = [...new Set(session.fields.map((/** @type {any} */ field) => field.group))];
  /** @param {boolean} anyway */
  const submit = async (anyway) => {
    const inputs = [...form.querySelectorAll("[name]")];
    const texts = Object.fromEntries(inputs.map((input) => [input.name, input.value]));
    const { problems = {} } = await act("sign-in", { texts, anyway });
    for (const input of inputs) {
      const problem = problems[input.name];
      input.toggleAttribute("aria-invalid", false);
      if (problem) input.setAttribute("aria-invalid", "true");
      byId(input.id + "-wrong").textContent = problem ?? "";
    }
    const wrong = inputs.find((input) => problems[input.name]);
    byId("send-anyway").hidden = !wrong;
    if (wrong) wrong.focus();
    else {
      dialog.close();
      done();
    }
  };
  const form = make("form", { method: "dialog", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    submit(false);
  } },
  make("h2", { id: "dialog-title" }, session.title ? "Change the person" : "Sign in as an example person"),
  make("p", { class: "muted" }, `How the pages learn of it: ${how}.`),
  ...groups.map((group) => make("fieldset", {}, make("legend", {}, group),
    ...session.fields.map(fieldRow).filter((/** @type {any} */ _, /** @type {number} */ index) =>
      session.fields[index].group === group))),
  make("div", { class: "buttons" },
    make("button", { class: "primary", id: "send" }, session.title ? "Change" : "Sign in"),
    make("button", { type: "button", id: "send-anyway", hidden: true, onclick: () => submit(true) }, "Send anyway"),
    make("button", { type: "button", onclick: () => dialog.close() }, "Cancel")));
  dialog.replaceChildren(form);
  dialog.showModal();
};
