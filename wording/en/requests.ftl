## What people ask of what is held about them, as staff read it.

why-restricted = they asked us to keep what we hold and not use it
why-ask-again = what they agreed to has changed, and they have not been asked again yet

asked-title = { $name }: what they asked
asked-list-title = What people ask about their data
asked-nothing = They have asked for nothing.
asked-nothing-open = Nothing waits.
# $when: such as "Fri 3 Apr 09:00"
asked-fix = Asked on { $when }: fix something.
asked-restrict = Asked on { $when }: keep it, and do not use it. Nudges rest; only they can change it.
asked-object = Objected on { $when } to all of this. Messages are stopped.
asked-complain = Complained on { $when }.
asked-due = To be answered by { $date }.
asked-overdue = OVERDUE since { $date }.
asked-done = Seen to on { $when }.
asked-fixed-button = It is mended
asked-open-button = Open { $number }
asked-answer-button = Answer
asked-send-button = Send and close
asked-type = Type the answer. They read it as it is, and you see it first.
asked-preview = This is what they will read:
asked-refused = Please change this first.
asked-too-long = That's more than { $limit } characters.
# $why: such as "it is too early or too late there"; $when: such as "Fri 3 Apr 09:00"
asked-waits = Written down. It goes out by itself on { $when }: { $why }.
asked-not-told = Written down, and not sent: { $why }. Tell them another way: face to face, by phone or by letter. It goes out by itself once they send START.
# To whoever answered, when messages were stopped before it went: nobody is named
asked-cannot-go = An answer about somebody's data could not go out: messages to them are off just now. Open it to see whose, and tell them another way.
asked-see-button = Open
asked-held = The answer has not reached them: messages to them are off just now. Tell them another way: face to face, by phone or by letter. It goes out by itself once they send START.
asked-count-none = Nobody waits for an answer about their data.
asked-count = { $count ->
    [1] One request about data waits
   *[other] { $count } requests about data wait
}, the next to be answered by { $date }.
asked-count-overdue = { $count ->
    [1] One is overdue.
   *[other] { $count } are overdue.
}
asked-hat-what = With the privacy hat on you read what people ask, in their words, and answer. It is written down, and they can see that you looked.
asked-hat-on-button = Wear the privacy hat for a week
asked-hat-off-button = Take the privacy hat off

### No longer walking together

stands-left = no longer walking together
person-more-button = More
left-button = No longer walking together
left-again-button = Walking together again
left-why = Why do you and { $name } no longer walk together? Nothing is sent to them. Their stars are kept for a year.
left-since = No longer walking together since { $when }: { $why }.
left-moved-away = moved away
left-asked-to-stop = asked to stop
left-goals-met = goals met
left-lost-touch = lost touch
left-other = other
left-moved-away-button = Moved away
left-asked-to-stop-button = Asked to stop
left-goals-met-button = Goals met
left-lost-touch-button = Lost touch
left-other-button = Other
