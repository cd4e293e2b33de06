### How a schedule is said back to the Coordinator who set it up.

# $weekday 0 is Monday; $month 1 is January; $time is a local time such as 16:00.
schedule-once = { weekday } { $day } { month } { $year } at { $time }
schedule-weekly = every { weekday } at { $time }
schedule-every-n-weeks = { $weeks ->
    [1] every { weekday } at { $time }
    [2] every other { weekday } at { $time }
   *[other] every { $weeks } weeks on { weekday } at { $time }
}
schedule-monthly = { $day ->
    [29] monthly on the { ordinal }, or the last day of a shorter month, at { $time }
    [30] monthly on the { ordinal }, or the last day of a shorter month, at { $time }
    [31] monthly on the last day at { $time }
   *[other] monthly on the { ordinal } at { $time }
}

weekday = { $weekday ->
    [0] { weekday-0 }
    [1] { weekday-1 }
    [2] { weekday-2 }
    [3] { weekday-3 }
    [4] { weekday-4 }
    [5] { weekday-5 }
   *[other] { weekday-6 }
}
# fluent.runtime has no ordinal plurals.
ordinal = { $day ->
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
   *[other] { $day }th
}

when-unreadable =
    I could not read that time. Try one of these:
    tomorrow 5pm
    in 10 minutes
    every Friday at 16:00
    every 2 weeks on Monday 10am
    monthly on the 1st at 9am
    3 March 10:00
when-in-the-past = That time has gone. Try a later one.
