### Why a message waits or is not sent, as a Coordinator reads it: alone, or before a time ("asked for monthly: Fri 3 Apr 09:00").

why-all-stopped = all messages are stopped just now
why-stopped = has asked for no messages
why-switched-off = their messages were switched off by the team
why-no-yes = has not said yes yet
why-dial-not-chosen = has not chosen how often yet
why-only-when-asked = asked to hear only when they ask
why-silence = has not answered the last three
why-care = a message from them needs a person first
why-one-open = another message is still on its way
why-snoozed = asked for some quiet
why-every-other-day = asked for every other day
why-weekly = asked for weekly
why-fortnightly = asked for every two weeks
why-monthly = asked for monthly
why-spoke-today = you two spoke today
why-star-open = is in the middle of their star
why-date-block = no messages on that date
why-night = it is too early or too late there
why-best-hours = asked to hear at another time of day
why-late = its time had passed by more than two hours
why-avoided = it holds a word they would rather not hear
