// What can be made to go wrong, and what is going wrong now.

import { ask, make } from "./ask.js";

const KINDS = [
  ["Slow: 2 s", "faults", { kind: "latency", ms: 2000, times: null, seconds: 60 }],
  ["Error 500", "faults", { kind: "error", method: "send*" }],
  ["Break before", "faults", { kind: "drop", method: "send*", when: "before" }],
  ["Break after", "faults", { kind: "drop", method: "send*", when: "after" }],
  ["429 for 10 s", "faults", {
    kind: "error", code: 429, description: "Too Many Requests: retry after 3", retry_after: 3, times: null, seconds: 10,
  }],
  ["Outage 10 s", "faults", { kind: "outage", seconds: 10 }],
  ["Hold a message", "faults", { kind: "hold", method: "send*" }],
  ["Update again", "updates", { repeat: true }],
  ["Poison update", "updates", { update: { message: { message_id: 1 } } }],
  ["Ids from 1", "updates", { next_id: 1 }],
];
const TITLES = {
  "Slow: 2 s": "Every answer comes two seconds later, for a minute",
  "Error 500": "The next message is refused with an error of the server",
  "Break before": "The next message's connection breaks before it arrives",
  "Break after": "The next message arrives, and its connection breaks before the answer",
  "429 for 10 s": "For ten seconds everything is refused: too many requests",
  "Outage 10 s": "For ten seconds every connection breaks",
  "Hold a message": "The next message is received, and answered only when you say so",
  "Update again": "The bot gets the newest update a second time",
  "Poison update": "The bot gets an update that no library can read",
  "Ids from 1": "The next update's id is lower than all before",
};

const kinds = document.querySelector("#fault-kinds");
const list = document.querySelector("#faults");
const said = document.querySelector("#fault-said");
let shown = "";

async function tell(doing) {
  try {
    await doing;
    said.textContent = "";
  } catch (refused) {
    said.textContent = refused.message;
  }
}

function line(words, ...buttons) {
  return make("li", {}, make("span", {}, words), ...buttons.map(([label, act]) => {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", () => tell(act()));
    return button;
  }));
}

function words({ kind, method, code, ms, left, times }) {
  const what = { error: `error ${code}`, latency: `${ms / 1000} s late`, drop: "broken connection", hold: "hold", outage: "outage" }[kind];
  const until = left === null ? (times ? `next ${times}` : "until taken away") : `${Math.ceil(left)} s left`;
  return `${what} · ${kind === "outage" ? "everything" : method} · ${until}`;
}

const spent = ({ times, matched, nth, left }) => left === null && times !== null && matched >= nth + times - 1;

/** Take in the faults there are, and the calls that are held. */
export function hear(faults, held) {
  const lines = JSON.stringify([faults.map((one) => [one.id, words(one), spent(one)]), held]);
  if (lines === shown) return; // a button under a finger stays
  shown = lines;
  list.replaceChildren(
    ...held.map((call) => line(`held: ${call.method}`,
      ["Answer", () => ask(`holds/${call.id}/release`, { then: "answer" })],
      ["Break", () => ask(`holds/${call.id}/release`, { then: "drop" })])),
    ...faults.filter((one) => !spent(one)).map((one) => line(words(one), ["Take away", () => ask(`faults/${one.id}`, undefined, "DELETE")])),
  );
}

for (const [label, path, body] of KINDS) {
  const button = make("button", { type: "button", title: TITLES[label] }, label);
  button.addEventListener("click", () => tell(ask(path, body)));
  kinds.append(button);
}
