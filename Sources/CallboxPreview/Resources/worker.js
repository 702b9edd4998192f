// One connection to the preview for all documents of a host: what they report goes out, what the
// controls ask for comes in.

/** @type {Set<MessagePort>} */
const ports = new Set();
/** What waits for the stream: a document that is listed hears every command. */
/** @type {string[]} */
const early = [];
const stream = new EventSource("/-callbox/commands");

/** @param {string} text */
const send = (text) =>
  fetch("/-callbox/records", { method: "POST", keepalive: true, body: `[${text}]` }).catch(() => {});

stream.addEventListener("open", () => early.splice(0).forEach(send));
stream.addEventListener("command", ({ data }) => {
  const command = JSON.parse(data);
  for (const port of ports) port.postMessage(command);
});

addEventListener("connect", (event) => {
  const [port] = /** @type {MessageEvent} */ (event).ports;
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data.gone) ports.delete(port);
    else if (stream.readyState === EventSource.OPEN || !data.report.includes('"event":"opened"')) {
      send(data.report);
    } else early.push(data.report);
  };
});
