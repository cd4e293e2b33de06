// The drawer: how fast the bot speaks, what goes wrong on purpose, and every request with its answer.

import { ask } from "./ask.js";
import { hear as hearCalls } from "./calls.js";
import { hear as hearFaults } from "./faults.js";

const drawer = document.querySelector("#drawer");
const opener = document.querySelector("#open-drawer");
const on = document.querySelector("#rates-on");

let stream = null; // only while it is open

function open() {
  drawer.hidden = false;
  opener.setAttribute("aria-expanded", "true");
  stream = new EventSource("/traffic");
  stream.addEventListener("traffic", hear);
  drawer.querySelector(".close").focus();
}

function close() {
  drawer.hidden = true;
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
  document.querySelector("#too-fast").classList.toggle("many", rates.violations > 0);
  on.checked = rates.on;
}

opener.addEventListener("click", () => (stream ? close() : open()));
drawer.querySelector(".close").addEventListener("click", close);
drawer.addEventListener("keydown", ({ key }) => { if (key === "Escape") close(); });
on.addEventListener("change", () => ask("rates", { on: on.checked }));
