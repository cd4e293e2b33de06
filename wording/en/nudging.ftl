## Nudges, as the Coordinator sets them up: /nudge. The texts of the nudges themselves are in nudges.ftl.

### The list

plan-list-title = Nudges
plan-list-none = You have no nudges set up. Tap New nudge to plan a friendly hello.
# Where each person's own name stands in a text that several people get
plan-someone = …
plan-new-button = New nudge
plan-list-button = All nudges
# $number: its place in the list; $when: a local time, or plan-paused, or plan-finished
plan-status = { $number }. { $name }: { $when }
plan-paused = paused
plan-finished = finished

### One nudge

plan-page-title = Nudge for { $name }
plan-says = “{ $text }”
plan-next = Next
plan-next-none = Nothing more is planned.
plan-next-paused = Paused. Nothing is sent until you tap Resume.
plan-lately = Lately
plan-lately-none = Nothing has come of it yet.
# $when: a local time; $why: a reason from courtesy.ftl; $until: when it will be looked at again
plan-became-sent = { $when }: sent
plan-became-queued = { $when }: on its way
plan-became-unsure = { $when }: sent, but it may not have arrived
plan-became-failed = { $when }: could not be delivered
plan-became-cancelled = { $when }: taken back, because they stopped messages
plan-became-waited = { $when }: waits until { $until } ({ $why })
plan-became-skipped = { $when }: not sent ({ $why })
plan-became-held-back = { $when }: held back just before it left
plan-pause-button = Pause
plan-resume-button = Resume
plan-now-button = Send now
plan-words-button = Change words
plan-time-button = Change time
plan-delete-button = Delete
plan-keep-button = Keep it
plan-now-question = Send this now?
plan-now-asked = Asked for. It goes as shown below.
plan-delete-question = Delete this nudge for { $name }? What it has already said stays in your conversation.
plan-deleted = Deleted. It will not be sent again.

### Setting one up

plan-title = New nudge
plan-change-title = Change a nudge
plan-cancelled = Nothing was set up.
plan-change-cancelled = Nothing was changed.
# $names: one name or more, with commas
plan-for = For { $names }
plan-and-more = { $names } and { $count } more
plan-no-people = You have not introduced anyone yet. Start with /people.

## Who

plan-who = Who is it for? Tap each name, then Go on.
plan-who-nobody-yet = Tap at least one name first.
plan-who-cannot = Not now:
plan-all-button = All my people
plan-none-button = Untick all
plan-onward-button = Go on

## The words

plan-words = Pick one by its number, or type your own words.
plan-words-name = Write { "{name}" } where each name goes.
plan-words-now = Now: “{ $text }”
plan-blank = …
plan-blank-day = Which day? Type it as they will read it, such as: Tuesday
plan-blank-place = Which place? Type it as they will read it, such as: the library
plan-blank-time = What time? Type it as they will read it, such as: 2pm
plan-blank-too-long = That is a bit long. { $limit } letters at most.
plan-refused = These words can't go out like this:
plan-unsure = You wrote: “{ $text }”
    Have another look, or tap Use these words:
plan-use-button = Use these words
# $found: what was noticed; $kinder: another way to say it
plan-found-hard-word = “{ $found }”. Kinder: { $kinder }
plan-found-soft-word = “{ $found }”. Kinder: { $kinder }
plan-found-phrase = “{ $found }”. Kinder: { $kinder }
plan-found-long-sentence = This sentence is long. Try two short ones: “{ $found }”
plan-found-too-long = It is { $found } characters long. { $limit } at most.
plan-found-capitals = “{ $found }” in capitals can feel like shouting.
plan-found-emoji = One emoji is enough: { $found }
plan-found-hard-to-read = It may be hard to read. Shorter words help.
plan-found-lock-screen = “{ $found }” would show on a locked phone. Begin with something plain, such as “Hi { $name }, just checking in.” Only their name and yours may come that early.
plan-found-for-one = “{ $found }” is for one person alone. Write it to each of them by itself.
plan-found-nothing = I need some words to send.
plan-advice = A thought: { $advice }

## How often, which day, what time

plan-often = How often?
plan-typed-times = Or type it, such as: { $example }
plan-often-once-button = Once
plan-often-weekly-button = Weekly
plan-often-two-button = Every 2 weeks
plan-often-weeks-button = Every N weeks
plan-often-monthly-button = Monthly
plan-often-example = tomorrow 5pm, or every Friday at 16:00
plan-weeks = Every how many weeks? Tap, or type a number from { $least } to { $most }.
plan-day-once = Which day?
plan-day-weekly = Which day of the week?
plan-day-weeks = Which day of the week?
plan-day-monthly = Which day of the month?
plan-day-example-once = 3 March 10:00
plan-day-example-weekly = every Friday at 16:00
plan-day-example-weeks = every 3 weeks on Monday 10am
plan-day-example-monthly = monthly on the 1st at 9am
plan-today-button = Today
plan-tomorrow-button = Tomorrow
plan-monthly-button = { ordinal }
plan-last-day-button = Last day
plan-time = What time?
plan-time-example = 5.30pm

## Before it is set up

plan-preview = This is what will arrive:
plan-will-arrive = When it will really arrive:
# $name: who; $when: a local time; $why: a reason from courtesy.ftl
plan-arrives = { $name }: { $when }
plan-arrives-now = { $name }: now
plan-arrives-later = { $name } — { $why }: { $when }
plan-stays = { $name } — { $why }
plan-as-of-today = As things stand today. If they answer, stop or choose another pace before then, it can change.
plan-nobody = Nobody here can get messages right now, so there is nothing to set up.
plan-set-up-button = Set it up
plan-save-button = Save
plan-set-up = { $count ->
    [one] Done. One nudge is set up.
   *[other] Done. { $count } nudges are set up.
}
plan-saved = Saved.
plan-more = … and { $count } more. You find them all under All nudges.
plan-undone = { $count ->
    [one] Undone. That nudge is gone.
   *[other] Undone. Those { $count } nudges are gone.
}
