// Saying moments in the programme's own time zone.

const timeZone = document.body.dataset.zone || undefined;
const format = (options) => new Intl.DateTimeFormat("en-GB", { timeZone, ...options });
const hour = format({ hour: "2-digit", minute: "2-digit" });
const day = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const whole = format({ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

export const clockTime = (moment) => hour.format(moment);
export const dayOf = (moment) => day.format(moment);
export const inFull = (moment) => whole.format(moment);
