## A Coordinator's own people, as the Coordinator reads them.

### The list

people-title = Your people
people-none = Nobody here yet. Tap Add to introduce someone.
# $number: the number on their button; $stands: one of stands-…; $contact: one of ago-…
people-line =
    { $number }. { $name }
    { $stands } · last contact: { $contact }
people-add-button = Add someone
people-list-button = Your people
people-previous-button = Previous

stands-under-16 = under 16
stands-link = link open until { $until }
stands-link-expired = link expired
stands-hello = opened hello
stands-yes = said yes
stands-no = said no
stands-not-now = not now
stands-stopped = stopped

ago = { $days ->
    [0] today
    [1] yesterday
   *[other] { $days } days ago
}
ago-never = not yet

### One person's page

person-page-button = { $name }
person-stands = Where they stand: { $stands }
person-dial = Asked to hear: { $often }
person-dial-not-chosen = not chosen yet
person-dial-every-other-day = every other day
person-dial-weekly = weekly
person-dial-fortnightly = every two weeks
person-dial-monthly = monthly
person-dial-only-when-i-ask = only when they ask
person-contact = Last contact: { $contact }
person-stars = { $count ->
    [0] Stars: none yet
   *[other] Stars: { $count }
}
person-star-button = Their star
person-stars-button = Every star
person-talk-button = Conversation
person-nudges-button = Nudges
person-write-button = Write to them
person-new-nudge-button = New nudge
person-link-button = New link
person-mend-button = Mend
person-remove-button = Remove mistaken introduction

### Their stars

# No name: the picture may be seen over a shoulder
their-star = Star of { $date }
their-stars = Stars of { $first } and { $latest }
stars-title = { $name }: every star
stars-none = No star yet.
# $count: how many of the eight questions have a number
stars-head = { $count ->
    [8] { $date }: whole star
   *[other] { $date }: part star, { $count } of 8 answered
}
stars-entered-self = Tapped by themselves
stars-entered-together = Done together
stars-entered-paper = Entered from paper
stars-not-reached = not reached

### The conversation

talk-title = { $name }: conversation
talk-none = Nothing has been said with { $name } yet.
talk-words = { $when } · { $name }
talk-tap = { $when } · { $name } tapped
talk-star = { $when } · { $name }
talk-media = { $when } · { $name } sent a picture or voice note (it is not kept)
# $arrived: one of talk-state-…
talk-nudge = { $when } · Nudge, { $arrived }
talk-invitation = { $when } · Offer of a star, { $arrived }
talk-quiet = { $when } · Going quiet, { $arrived }
talk-coordinator = { $when } · You, { $arrived }
talk-skipped = { $when } · Nudge, skipped: { $why }
talk-skipped-often = { $first } to { $last } · Nudge, skipped { $count } times: { $why }
talk-state-queued = on its way
talk-state-sending = on its way
talk-state-sent = sent
talk-state-unsure = not sure it arrived
talk-state-failed = failed
talk-state-cancelled = taken back
talk-state-skipped = skipped
talk-tapped = Tapped “{ $label }”
talk-media-came = Sent a picture or voice note. It is not kept.

### Their nudges

person-nudges-title = { $name }: nudges
person-nudges-none = No nudges are set up for { $name }.
person-all-nudges-button = All your nudges
person-nudge-schedule = When: { $schedule }
person-nudge-next = Next: { $when }
person-nudge-paused = Paused
person-nudge-finished = Finished
person-nudge-sent = { $when }: sent
person-nudge-waited = { $when }: waits until { $until } ({ $why })
person-nudge-skipped = { $when }: skipped ({ $why })

### Introducing someone, and mending it

introduce-title = Introduce someone
introduce-call-me = What do they like to be called? Type it.
introduce-call-me-again = Please type a name on one line, up to { $limit } letters.
introduce-area = Which area do they live in?
introduce-area-again = Please tap one of these.
introduce-introduced-by = Who introduced them to you? Type it, or tap Skip.
introduce-introduced-by-again = Please type it on one line, up to { $limit } letters.
introduce-introduced-on = When were they introduced? Tap one, or type a date like 14/03/2026.
introduce-introduced-on-again = I could not use that date. Type a day that has been, like 14/03/2026.
introduce-has-pa = Do they have a PA?
introduce-has-pa-again = Please tap one of these.
introduce-under-16 = Are they under 16?
introduce-under-16-again = Please tap Yes or No.
introduce-review-again = Tap Save to keep this, or Back to change it.
introduce-review = Is this right?

introduce-call-me-line = Called: { $said }
introduce-area-line = Area: { $said }
introduce-introduced-by-line = Introduced by: { $said }
introduce-introduced-on-line = Introduced on: { $said }
introduce-has-pa-line = PA: { $said }
introduce-under-16-line = Under 16: { $said }

introduce-call-me-button = Name
introduce-area-button = Area
introduce-introduced-by-button = Introduced by
introduce-introduced-on-button = Date
introduce-has-pa-button = PA
introduce-under-16-button = Under 16

introduce-other-area-button = Somewhere else
introduce-skip-button = Skip
introduce-today-button = Today
introduce-yesterday-button = Yesterday
introduce-do-not-know-button = Don't know
introduce-not-said = not said
introduce-date-not-known = date not known
introduce-pa-yes = yes
introduce-pa-no = no
introduce-pa-unknown = don't know
introduce-under-16-yes = yes
introduce-under-16-no = no

introduce-saved = { $name } is introduced.
introduce-cancelled = Put away. Nothing was written down.

mend-which = What would you like to mend?
mend-done = Mended.
mend-under-16-warning = If you tap Yes, my messages to them stop. Only they can start them again.

### The link

link-below = Their link is below, as text and as a picture. Show { $name } the picture, face to face.
link-renewed = A new link for { $name }. Older ones no longer open.
link-other-account = This link is for a new phone or a new account. When { $name } opens it there, hello starts again.
link-refused-under-16 = { $name } is under 16, so there is no link: Telegram is for 16 and over. Do their star together or on paper.
# $until: such as "Fri 3 Apr 09:00"
link-show-qr =
    For { $name }. Show this face to face.
    It works once, until { $until }.

remove-question = Remove { $name }? Use this only for an introduction made by mistake.
remove-yes-button = Remove
remove-no-button = Keep
remove-done = { $name } is removed.
