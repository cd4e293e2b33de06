// The clock bar: what time it is, and moving on.

import { ask } from "./ask.js";
import { inFull } from "./times.js";

const now = document.querySelector("#now");
const steps = document.querySelector("#steps");
const moving = document.querySelector("#moving");
const heading = document.querySelector("#heading");
const progress = document.querySelector("#progress");
const next = document.querySelector("#next");
const refusal = document.querySelector("#refused");
const READ = 5000; // milliseconds to read why it did not move

let ahead = 0; // milliseconds from this computer's clock to the sandbox's

function show() {
  const moment = new Date(Date.now() + ahead);
  now.textContent = inFull(moment);
  now.dateTime = moment.toISOString();
}

/** Take in what the stream says of the clock. */
export function hear(clock) {
  const at = new Date(clock.now).getTime();
  ahead = at - Date.now();
  show();
  moving.hidden = !clock.to;
  steps.hidden = !clock.movable || Boolean(clock.to);
  next.hidden = !clock.knows_next;
  if (!clock.to) return;
  const [from, to] = [new Date(clock.from).getTime(), new Date(clock.to).getTime()];
  heading.textContent = `Moving to ${inFull(to)}`;
  progress.value = Math.min(1, Math.max(0, (at - from) / (to - from)));
}

async function go(step) {
  try {
    await ask("clock", step);
  } catch (refused) {
    refusal.textContent = `Not moved: ${refused.message}`;
    refusal.hidden = false;
    setTimeout(() => { refusal.hidden = true; }, READ);
  }
}

steps.addEventListener("click", ({ target }) => {
  const { unit, count } = target.dataset;
  if (target === next) go({ next: true });
  else if (unit) go({ [unit]: Number(count) });
});

setInterval(show, 1000);
