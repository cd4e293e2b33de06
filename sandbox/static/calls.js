// The log of requests, newest first; each opens to the JSON that came and the JSON that went.

import { make } from "./ask.js";
import { clockTime } from "./times.js";

const KEPT = 200;
const list = document.querySelector("#calls");
const polls = document.querySelector("#polls");
const rows = new Map();

const isIdlePoll = ({ method, answer }) => method.toLowerCase() === "getupdates" && !answer?.result?.length && answer?.ok !== false;

function fate({ answer, dropped }) {
  if (dropped) return ["dropped", "broken off"];
  if (!answer) return ["open", "waiting"];
  return answer.ok ? ["fine", "ok"] : ["refused", String(answer.error_code)];
}

function about({ params, answer }) {
  if (answer && !answer.ok) return answer.description;
  const said = params.text ?? params.caption ?? params.data;
  return said ? String(said).split("\n")[0] : "";
}

function json(title, value) {
  return [make("p", { className: "title" }, title), make("pre", { tabIndex: 0 }, JSON.stringify(value, unpacked, 2))];
}

// Bots send nested values as JSON text: shown as what they mean.
function unpacked(_key, value) {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try { return JSON.parse(value); } catch { return value; }
}

function row(call) {
  const [kind, word] = fate(call);
  const head = make("summary", {},
    make("span", { className: `fate ${kind}` }, word),
    make("b", {}, call.method),
    make("span", { className: "said" }, about(call)),
    make("time", { dateTime: call.at }, clockTime(new Date(call.at))));
  const details = make("details", {}, head);
  // The JSON is written when somebody looks: hundreds of rows would be slow otherwise.
  details.addEventListener("toggle", () => {
    if (!details.open || details.querySelector("pre")) return;
    details.append(...json("Request", call.params), ...json("Answer", call.answer));
  });
  return make("li", { className: isIdlePoll(call) ? "idle" : "" }, details);
}

/** Take in calls that are new or have been answered. */
export function hear(calls) {
  for (const call of calls) {
    const element = row(call);
    const old = rows.get(call.number);
    if (old?.firstChild.open) element.firstChild.open = true;
    const focused = old?.contains(document.activeElement);
    if (old) old.replaceWith(element);
    else list.prepend(element);
    if (focused) element.querySelector("summary").focus({ preventScroll: true });
    rows.set(call.number, element);
  }
  for (const number of [...rows.keys()].slice(0, -KEPT)) {
    rows.get(number).remove();
    rows.delete(number);
  }
}

polls.addEventListener("change", () => list.classList.toggle("with-idle", polls.checked));
