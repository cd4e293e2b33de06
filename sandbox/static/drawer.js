// The drawer: how fast the bot speaks, what goes wrong on purpose, and every request with its answer.

import { ask } from "./ask.js";
import { hear as hearCalls } from "./calls.js";
import { hear as hearFaults } from "./faults.js";

const drawer = document.querySelector("#drawer");
const opener = document.querySelector("#open-drawer");
const on = document.querySelector("#rates-on");
const meaning = document.querySelector("#rates-mean");
const behind = document.querySelectorAll(".bar, nav, #phones");
const narrow = matchMedia("(max-width: 760px)"); // where it covers the page

const LIMITS = "1 message a second to a chat, or 30 in all";
const OFF = `The rules are off, so nothing is refused: a demo may answer quicker than Telegram lets a bot. “Too fast” only counts what went beyond ${LIMITS}.`;
const ON = `The rules are on: what goes beyond ${LIMITS}, is refused with 429, as on Telegram.`;

let stream = null; // only while it is open

// The keyboard must not wander to what nobody can see.
function cover() {
  for (const part of behind) part.inert = !drawer.hidden && narrow.matches;
}

function open() {
  drawer.hidden = false;
  cover();
  opener.setAttribute("aria-expanded", "true");
  stream = new EventSource("/traffic");
  stream.addEventListener("traffic", hear);
  drawer.querySelector(".close").focus();
}

function close() {
  drawer.hidden = true;
  cover();
  opener.setAttribute("aria-expanded", "false");
  stream?.close();
  stream = null;
  opener.focus();
}

function hear({ data }) {
  const { calls, rates, faults, held } = JSON.parse(data);
  hearRates(rates);
  hearFaults(faults, held);
  hearCalls(calls);
}

function hearRates(rates) {
  const shown = { "#last-second": "last_second", "#busiest-second": "busiest_second", "#in-all": "total", "#too-fast": "violations" };
  for (const [place, figure] of Object.entries(shown)) document.querySelector(place).textContent = rates[figure];
  document.querySelector("#too-fast").classList.toggle("wrong", rates.on && rates.refused > 0);
  on.checked = rates.on;
  meaning.textContent = rates.on ? ON : OFF;
}

opener.addEventListener("click", () => (stream ? close() : open()));
drawer.querySelector(".close").addEventListener("click", close);
drawer.addEventListener("keydown", ({ key }) => { if (key === "Escape") close(); });
narrow.addEventListener("change", cover);
on.addEventListener("change", () => ask("rates", { on: on.checked }));
