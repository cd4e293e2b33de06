## Time off and stand-ins, stopping everything, and screens that close: what Coordinators and managers read.

### Screens that close (R57)

staff-closed-coordinator = That screen is closed. Open another one with /inbox, /people or /nudge. What you were typing is kept: you can type on.
staff-closed-manager = That screen is closed. Open another one with /trends or /team.

### Stopping all messages (R90)

silence-banner = ⛔ ALL MESSAGES TO YOUNG PEOPLE ARE STOPPED since { $when }. Only crisis replies and Help go out.
silence-stop-button = Stop all messages
silence-start-button = Start again
silence-stop-question =
    Stop all messages to all young people?

    It takes effect at once. Only replies to a crisis and Help still go out. What young people write is still kept, and their Coordinators are still told.

    Nudges that fall due meanwhile are skipped and do not come later.
silence-start-question =
    Start messages again?

    Answers that have waited less than two hours go out now. Older ones are skipped, and so are the nudges of that time.
silence-on-button = Yes, stop all messages
silence-off-button = Yes, start again
silence-no-button = No, leave it as it is
silence-on-told = { $who } has stopped all messages to young people. Crisis replies and Help still go out. Ring or meet whoever you need to reach.
silence-off-told = { $who } has started messages to young people again.
silence-operator = The person who runs Walkalong
silence-manager = A manager

### Standing in (R55)

away-title = Time off
away-title-for = Time off: { $coordinator }
away-none = No time off is written down.
away-none-for = No time off is written down for { $coordinator }.
# $coordinator, $stand_in: first names; $first, $last: dates
away-line = { $stand_in } stands in from { $first } to { $last }.
away-line-of = { $coordinator }: { $stand_in } stands in from { $first } to { $last }.
away-you-cover = You stand in for { $coordinator } until { $last }.
away-what-it-means = The stand-in sees the same people, their words and their stars, and is told when they write. After the last day they see nothing of it any more.
away-plan-button = Plan time off
away-end-button = End: { $stand_in }, { $first }
away-whose = Who is away?
away-nobody-else = There is no other Coordinator who could stand in. The person who runs Walkalong can invite one.
away-who = Who stands in?
away-first = From which day? Tap one, or type a date like 14/03/2026.
away-last = Which is the last day? Tap one, or type a date like 14/03/2026.
away-today-button = Today
away-tomorrow-button = Tomorrow
away-same-day-button = That one day
away-week-button = One week
away-fortnight-button = Two weeks
away-day-again = I could not use that date. Type a day from { $from } on, like 14/03/2026, and no more than a year from now.
away-review =
    { $stand_in } stands in for { $coordinator } from { $first } to { $last }.

    Is this right?
away-replaces = Whoever was to stand in on these days no longer does.
away-saved = Written down.
away-ended = Ended. The stand-in sees nothing of it any more.
away-told-begins = You stand in for { $coordinator } from { $first } to { $last }. In /people and /inbox their people are marked with { $coordinator }'s name.
away-told-instead = { $stand_in } stands in for { $coordinator } from { $first } to { $last }. On these days you no longer do.
away-begins-today = From today you stand in for { $coordinator }, until { $last }. What their people wrote waits in your inbox too.
away-told-over = You no longer stand in for { $coordinator }.
away-told-yours = { $stand_in } stands in for you from { $first } to { $last }. A manager wrote that down.
away-again = Please tap one of these.
stand-in-mark = { $name } (for { $coordinator })
stand-in-page = You stand in for { $coordinator }.
