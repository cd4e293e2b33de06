// The page: phones side by side, kept fresh by one stream.

import { ask, make } from "./ask.js";
import { hear as hearClock } from "./clock.js";
import { Phone } from "./phone.js";

const shelf = document.querySelector("#phones");
const tabs = document.querySelector("#tabs");
const lost = document.querySelector("#lost");
const adding = document.querySelector("#adding");
const phones = new Map();
const title = document.title;

function hear({ data }) {
  const news = JSON.parse(data);
  if (news.whole) clear();
  lost.hidden = true;
  hearClock(news.clock);
  for (const one of news.phones) {
    const known = phones.get(one.id);
    (known ?? add(one)).hear(one, !known);
  }
  showUnread();
}

function clear() {
  phones.clear();
  shelf.replaceChildren();
  tabs.replaceChildren();
}

function add(person) {
  const phone = new Phone(person, () => [...phones.values()].filter((other) => other !== phone));
  phones.set(person.id, phone);
  shelf.append(phone.element);
  tabs.append(tabFor(phone));
  if (phones.size === 1) choose(phone.person.id);
  return phone;
}

function tabFor(phone) {
  const { id, name } = phone.person;
  const tab = make("button", { type: "button", role: "tab", id: `tab-${id}` }, make("span", {}, name), make("span", { className: "badge", hidden: true }));
  tab.setAttribute("aria-controls", `phone-${id}`);
  tab.addEventListener("click", () => choose(id));
  return tab;
}

function choose(id) {
  for (const phone of phones.values()) {
    const chosen = phone.person.id === id;
    phone.element.classList.toggle("chosen", chosen);
    if (!chosen) continue;
    phone.unread = 0;
    phone.toEnd();
  }
  for (const tab of tabs.children) {
    const chosen = tab.id === `tab-${id}`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  showUnread();
}

function showUnread() {
  if (!document.hidden) document.title = title;
  const away = [...phones.values()].reduce((sum, phone) => sum + phone.unread, 0);
  if (document.hidden && away) document.title = `(${away}) ${title}`;
  for (const phone of phones.values()) {
    if (phone.element.classList.contains("chosen")) phone.unread = 0;
    const badge = document.querySelector(`#tab-${phone.person.id} .badge`);
    badge.hidden = !phone.unread;
    badge.textContent = phone.unread;
    badge.ariaLabel = `${phone.unread} new`;
  }
}

document.addEventListener("visibilitychange", showUnread);

tabs.addEventListener("keydown", ({ key }) => {
  const all = [...tabs.children];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (!step) return;
  const next = all.at((all.indexOf(document.activeElement) + step) % all.length);
  next.focus();
  next.click();
});

document.querySelector("#add").addEventListener("click", () => {
  adding.querySelector("form").reset();
  adding.querySelector(".wrong").hidden = true;
  adding.showModal();
});
adding.querySelector("[value=cancel]").addEventListener("click", () => adding.close());
adding.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const person = await ask("phones", Object.fromEntries(new FormData(event.target)));
    adding.close();
    waitFor(person.id);
  } catch (refused) {
    Object.assign(adding.querySelector(".wrong"), { textContent: refused.message, hidden: false });
  }
});

// The new phone comes with the stream; once it is there it is the one looked at.
function waitFor(id) {
  if (!phones.has(id)) { requestAnimationFrame(() => waitFor(id)); return; }
  choose(id);
  phones.get(id).element.scrollIntoView({ inline: "end" });
  phones.get(id).text.focus();
}

const stream = new EventSource("/events");
stream.addEventListener("news", hear);
stream.addEventListener("error", () => { lost.hidden = false; });
