// One phone: its screen, and everything its owner does with it.

import { ask, make } from "./ask.js";
import { bubble } from "./bubbles.js";
import { elsewhere, enlarge, showAttach, showCommands, showMore } from "./menus.js";
import { scan } from "./scanning.js";
import { clockTime, dayOf } from "./times.js";
import { isOurs } from "./words.js";

const NEAR = 80; // pixels from the end that still count as being there
const TOAST = 4000;
const TYPING = 5000;

export class Phone {
  /** `others` gives all phones, for "open in…". */
  constructor(person, others) {
    this.person = person;
    this.others = others;
    this.messages = new Map();
    this.element = document.querySelector("#phone").content.cloneNode(true).firstElementChild;
    this.log = this.find(".log");
    this.text = this.find("textarea");
    this.about = { reply: null, edit: null };
    this.unread = 0;
    this.ended = true; // whether the newest message is in sight
    this.dress();
    this.listen();
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  dress() {
    const { id, name, label } = this.person;
    this.element.id = `phone-${id}`;
    this.element.setAttribute("aria-label", label ? `${name}, ${label}` : name);
    this.find(".face").textContent = [...name][0];
    this.find(".face").classList.add(`tone-${id % 6}`);
    this.find("h2").textContent = name;
    this.find(".who p").textContent = label;
    this.find(".lock").setAttribute("aria-label", `${name}'s lock screen`);
    this.log.setAttribute("aria-label", `${name}'s chat`);
    this.text.setAttribute("aria-label", `Message from ${name}`);
  }

  listen() {
    this.find(".compose").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("input", () => this.grow());
    this.find(".link").addEventListener("submit", (event) => { event.preventDefault(); this.openPasted(); });
    this.find(".link input").addEventListener("paste", () => setTimeout(() => this.openPasted()));
    this.find(".start").addEventListener("click", () => this.act("types", { text: "/start" }));
    this.find(".about button").addEventListener("click", () => this.forget());
    this.find(".newer").addEventListener("click", () => this.toEnd());
    this.find(".blocked button").addEventListener("click", () => this.act("unblocks"));
    this.find(".alert button").addEventListener("click", () => this.closeAlert());
    this.find(".alert").addEventListener("keydown", ({ key }) => { if (key === "Escape") this.closeAlert(); });
    this.find(".commands").addEventListener("click", ({ currentTarget }) => showCommands(this, currentTarget));
    this.find(".attach").addEventListener("click", ({ currentTarget }) => showAttach(this, currentTarget));
    this.find(".more").addEventListener("click", ({ currentTarget }) => showMore(this, currentTarget));
    this.log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => { if (this.ended) this.toEnd(); }).observe(this.log);
  }

  // Doing.

  async act(what, body = {}) {
    try {
      return await ask(`phones/${this.person.id}/${what}`, body);
    } catch (refused) {
      this.toast(refused.message);
      return null;
    }
  }

  key(event) {
    if (event.key === "Escape") this.forget();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.text.value.trim();
    if (!text) return;
    const { reply, edit } = this.about;
    this.text.value = "";
    this.grow();
    this.forget();
    if (edit) await this.act("edits", { message_id: edit.id, text });
    else if (isOurs(text)) await this.act("opens", { link: text });
    else if (reply) await this.act("replies", { message_id: reply.id, text });
    else await this.act("types", { text });
  }

  async openPasted() {
    const box = this.find(".link input");
    const link = box.value.trim();
    box.value = "";
    if (link) await this.act("opens", { link });
  }

  async tap(message, button, key) {
    if (button.url && !isOurs(button.url)) { window.open(button.url, "_blank", "noreferrer"); return; }
    key.setAttribute("aria-busy", "true");
    setTimeout(() => key.removeAttribute("aria-busy"), 1500);
    if (button.url) await this.act("opens", { link: button.url });
    else await this.act("taps", { message_id: message.id, data: button.callback_data });
  }

  async scan(picture) {
    try {
      await scan(this.person.id, picture);
    } catch (refused) {
      this.toast(refused.message);
    }
  }

  aim(kind, message) {
    this.about = { reply: null, edit: null, [kind]: message };
    const words = message.text || message.media;
    this.find(".about p").replaceChildren(make("b", {}, kind === "edit" ? "Edit" : "Reply"), make("span", {}, words));
    this.find(".about").hidden = false;
    if (kind === "edit") this.text.value = message.text;
    this.grow();
    this.text.focus();
  }

  forget() {
    if (this.about.edit) this.text.value = "";
    this.about = { reply: null, edit: null };
    this.find(".about").hidden = true;
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 120)}px`;
  }

  // Showing.

  /** Take in what the stream says; `first` when it tells everything anew. */
  hear(news, first) {
    const stay = this.ended || first;
    this.person = news;
    for (const message of news.messages) this.put(message, first);
    this.showDays();
    this.find(".empty").hidden = this.messages.size > 0;
    this.find(".compose").hidden = news.blocked || news.deactivated;
    this.find(".blocked").hidden = !news.blocked || news.deactivated;
    this.find(".gone").hidden = !news.deactivated;
    if (news.blocked || news.deactivated) this.forget();
    this.showNotice(news.notifications.at(-1));
    this.showTyping(news.typing);
    if (!first) news.toasts.forEach((toast) => (toast.alert ? this.alert(toast.text) : this.toast(toast.text)));
    const mine = news.messages.some((one) => !one.deleted && !one.from_bot);
    if (stay || mine) this.toEnd();
    else this.showNewer(news.messages.filter((one) => one.fresh).length);
  }

  // How many came while somebody was reading further up.
  showNewer(more) {
    const button = this.find(".newer");
    this.newer = (button.hidden ? 0 : this.newer) + more;
    button.hidden = !this.newer;
    button.textContent = `${this.newer} new ↓`;
  }

  put(message, first) {
    const old = this.messages.get(message.id);
    message.fresh = !old && !message.deleted && message.from_bot && !first;
    if (message.deleted) { old?.element.remove(); this.messages.delete(message.id); return; }
    const element = bubble(message, this.acts());
    element.dataset.date = message.date;
    const focus = old?.element.contains(document.activeElement) && document.activeElement.textContent;
    if (old) old.element.replaceWith(element);
    else this.log.append(element);
    element.classList.toggle("changed", Boolean(old));
    element.classList.toggle("arrives", message.fresh);
    this.messages.set(message.id, { message, element });
    if (message.fresh) this.unread += 1;
    if (focus) this.refocus(element, focus);
  }

  // A card redrawn under a finger keeps the keyboard's place: the same button, or the first.
  refocus(element, label) {
    const keys = [...element.querySelectorAll(".keys button")];
    (keys.find((key) => key.textContent === label) ?? keys[0] ?? this.text).focus({ preventScroll: true });
  }

  acts() {
    return {
      tap: (message, button, key) => this.tap(message, button, key),
      reply: (message) => this.aim("reply", message),
      edit: (message) => this.aim("edit", message),
      command: (text) => this.act("types", { text }),
      open: (link) => this.act("opens", { link }),
      elsewhere: (link) => elsewhere(this, link),
      find: (id) => this.messages.get(id)?.message,
      show: (id) => this.messages.get(id)?.element.scrollIntoView({ block: "center", behavior: "smooth" }),
      enlarge: (image) => enlarge(image, [this, ...this.others()]),
    };
  }

  showDays() {
    this.log.querySelectorAll(".day").forEach((day) => day.remove());
    let last = "";
    for (const element of [...this.log.children]) {
      const day = dayOf(new Date(element.dataset.date));
      if (day !== last) element.before(make("p", { className: "day" }, day));
      last = day;
    }
  }

  showNotice(notice) {
    if (!notice) return;
    this.find(".quiet").hidden = true;
    const card = this.find(".notice");
    card.hidden = false;
    card.querySelector(".words").textContent = notice.text;
    card.querySelector("time").textContent = clockTime(new Date(notice.date));
    card.classList.remove("new");
    void card.offsetWidth; // starts the animation again
    card.classList.add("new");
  }

  showTyping(typing) {
    const doing = this.find(".doing");
    clearTimeout(this.stops);
    doing.textContent = typing ? "typing…" : "bot";
    doing.classList.toggle("typing", typing);
    if (typing) this.stops = setTimeout(() => this.showTyping(false), TYPING);
  }

  toast(text) {
    const toast = this.find(".toast");
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.fades);
    this.fades = setTimeout(() => { toast.hidden = true; }, TOAST);
  }

  alert(text) {
    this.find(".alert p").textContent = text;
    this.find(".alert").hidden = false;
    this.find(".alert button").focus();
  }

  closeAlert() {
    this.find(".alert").hidden = true;
    this.text.focus();
  }

  scrolled() {
    this.ended = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
    if (this.ended) this.find(".newer").hidden = true;
  }

  toEnd() {
    this.ended = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.find(".newer").hidden = true;
  }
}
