// What can be made to go wrong, and what is going wrong now.

import { ask, make } from "./ask.js";

const STORM = { code: 429, description: "Too Many Requests: retry after 3", retry_after: 3 };
// What a button says, what it does in a sentence, and what it asks for.
const KINDS = [
  ["Slow: 2 s", "Every answer comes two seconds later, for a minute.", "faults", { kind: "latency", ms: 2000, times: null, seconds: 60 }],
  ["Error 500", "The next message is refused with an error of the server.", "faults", { kind: "error", method: "send*" }],
  ["Break before", "The next message's connection breaks before it arrives.", "faults", { kind: "drop", method: "send*", when: "before" }],
  ["Break after", "The next message arrives, and its connection breaks before the answer.", "faults", { kind: "drop", method: "send*", when: "after" }],
  ["429 for 10 s", "For ten seconds everything is refused: too many requests.", "faults", { kind: "error", times: null, seconds: 10, ...STORM }],
  ["Outage 10 s", "For ten seconds every connection breaks.", "faults", { kind: "outage", seconds: 10 }],
  ["Hold a message", "The next message is received, and answered only when you say so.", "faults", { kind: "hold", method: "send*" }],
  ["Update again", "The bot gets the newest update a second time.", "updates", { repeat: true }],
  ["Poison update", "The bot gets an update that no library can read.", "updates", { update: { message: { message_id: 1 } } }],
  ["Ids from 1", "The next update's id is lower than all before.", "updates", { next_id: 1 }],
];
const TOUCHED = { "*": "everything", "send*": "messages" };

const kinds = document.querySelector("#fault-kinds");
const list = document.querySelector("#faults");
const said = document.querySelector("#fault-said");
const rows = new Map();

async function tell(doing, done) {
  try {
    await doing;
    said.textContent = done;
    said.classList.remove("wrong");
  } catch (refused) {
    said.textContent = `Not done: ${refused.message}.`;
    said.classList.add("wrong");
  }
}

function what({ kind, method, code, ms, when }) {
  if (kind === "outage") return "outage · everything";
  const how = {
    error: `error ${code}`, latency: `${ms / 1000} s late`, hold: "hold",
    drop: `connection breaks before ${when === "before" ? "it arrives" : "the answer"}`,
  };
  return `${how[kind]} · ${TOUCHED[method] ?? method}`;
}

function until({ left, times }) {
  if (left !== null) return `${Math.ceil(left)} s left`;
  if (!times) return "until taken away";
  return times === 1 ? "once" : `${times} times`;
}

const spent = ({ times, matched, nth, left }) => left === null && times !== null && matched >= nth + times - 1;

function row(name, buttons) {
  return make("li", {}, make("span"), ...buttons.map(([label, done, act]) => {
    const button = make("button", { type: "button", ariaLabel: `${label}: ${name}` }, label);
    button.addEventListener("click", () => tell(act(), done));
    return button;
  }));
}

const release = ({ id }, then) => ask(`holds/${id}/release`, { then });

// Each as its id, its name, its whole line, and its buttons with what is said once they have done their work.
function wanted(faults, held) {
  return [
    ...held.map((call) => [call.id, call.method, `held: ${call.method}`, [
      ["Answer", "The held message was answered.", () => release(call, "answer")],
      ["Break", "The held message's connection was broken.", () => release(call, "drop")],
    ]]),
    ...faults.filter((one) => !spent(one)).map((one) => [one.id, what(one), `${what(one)} · ${until(one)}`, [
      ["Take away", "Taken away.", () => ask(`faults/${one.id}`, undefined, "DELETE")],
    ]]),
  ];
}

// A row under a finger or the keyboard stays what it is while its seconds run; one that goes hands the focus on.
function drop(id) {
  const gone = rows.get(id);
  const focused = gone.contains(document.activeElement);
  const beside = gone.nextElementSibling ?? gone.previousElementSibling ?? kinds;
  gone.remove();
  rows.delete(id);
  if (focused) beside.querySelector("button").focus();
}

/** Take in the faults there are, and the calls that are held. */
export function hear(faults, held) {
  const lines = wanted(faults, held);
  for (const [id, name, words, buttons] of lines) {
    if (!rows.has(id)) {
      rows.set(id, row(name, buttons));
      list.append(rows.get(id));
    }
    rows.get(id).firstChild.textContent = words;
  }
  for (const id of [...rows.keys()].filter((known) => !lines.some(([one]) => one === known))) drop(id);
}

for (const [label, does, path, body] of KINDS) {
  const button = make("button", { type: "button", title: does }, label);
  button.addEventListener("click", () => tell(ask(path, body), does));
  kinds.append(button);
}
