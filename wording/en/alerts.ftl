## Alerts to staff, and the hats. An alert holds no name, no words, no score, no area and no reason (R42).

### On the phones of staff

# $time: such as 2:32pm, with its day when that is not today
alert-told = Someone you work with has sent a message that may need you now. It came at { $time }. Please open it and read it. If you can't do that in 15 minutes, tap Pass to duty.
alert-told-hat = A message came at { $time } that may need you now. Please open it and read it.
alert-told-again = A message that may need you now still waits. It came at { $time }. Please open it and read it.
alert-told-manager = A message came at { $time } that may need someone now. Nobody has opened it, and nobody is on call. If you can take it, put the on-call hat on.
alert-more = There is more since you opened the message of { $time }. Please open it again.
alert-reminder = You opened the message of { $time }. Nobody has said yet what was done. Please open it again and close it.
alert-open-button = Open
alert-pass-button = Pass to duty
alert-hat-button = Put the on-call hat on
alert-passed = Passed on at { $time }.
alert-passed-nobody = Nobody is on duty. The next in line has been told, at { $time }.
alert-passed-to-nobody = Nobody is on duty, and nobody else could be told. It is still with you: please see to it, or ring someone who can.
alert-hat-not-needed = Someone has opened it since. You need not do anything.
alert-hat-on = You wear the on-call hat until { $until }. Each time you open something is written down.

### Opened

alert-title = The message of { $time }
# $name: what the person likes to be called; $coordinator: their Coordinator's first name
alert-who = { $name }, whom { $coordinator } walks alongside, wrote:
alert-words-gone = The words are no longer kept: the person asked us to wipe them.
alert-opened-by = { $who } opened this at { $time }.
alert-needs-closing = When it has been seen to, say how:
alert-reach-button = Ask { $coordinator } to ring me
alert-reach-sent = { $coordinator } has been asked to get in touch with you.
alert-reach-not = { $coordinator } cannot be reached here now.
# $who: such as "Ash, on duty"
alert-reach = { $who }, has opened the message of { $time } and asks you to get in touch now.

### Closed

alert-why-spoke = spoke to them
alert-why-duty = passed to duty
alert-why-called-999 = called 999
alert-why-in-hand = known and in hand
alert-why-not-so = not what it seemed
alert-close-spoke-button = Spoke to them
alert-close-duty-button = Passed to duty
alert-close-called-999-button = Called 999
alert-close-in-hand-button = Known and in hand
alert-close-not-so-button = Not what it seemed
alert-closed = Closed: { $why }. { $who }, { $time }.
# After "Nobody is on duty"
alert-stays-open = It stays open until somebody says how it was seen to.
alert-duty-must-open = Duty has been told. You can close it as passed to duty once someone on duty has opened it.

### Who somebody is

who-no-name = A Coordinator
who-manager = A manager
who-duty = { $name }, on duty
who-on-call = { $name }, on call

### Hats

duty-title = On duty and on call
duty-nobody = On duty: nobody
duty-worn = On duty: { $name } until { $until }
on-call-nobody = On call: nobody
on-call-worn = On call: { $name } until { $until }
duty-note-covered = Outside reading hours, people who need help now are told that someone will read their words.
duty-note-not-covered = Outside reading hours, people who need help now are told that the team is not here.
duty-tested = The duty route was last tested { $when }.
duty-never-tested = The duty route has never been tested. It counts once someone on duty has tapped Got it.
duty-too-old = That is more than 7 days ago, so it does not count. Please test it again.
duty-tested-by-others = Nobody who is on duty now has answered a test in the last 7 days. Please test it again.
duty-put-on-button = Go on duty
duty-take-off-button = Come off duty
on-call-put-on-button = Go on call
on-call-take-off-button = Come off call
duty-test-button = Test the duty route
duty-how-long = Until when?
duty-until-today-button = End of today's hours
duty-until-8-button = 8 hours
duty-until-24-button = 24 hours
duty-until-week-button = A week
duty-test-nobody = Nobody is on duty, so there is nobody to test it with.
duty-test-sent = The test is on its way to { $name }.
duty-test = This is a test of the duty route. Nobody needs you. Tap Got it.
duty-test-button-got = Got it
duty-test-done = Thank you. The duty route was tested at { $time }.

### When something is wrong with Walkalong itself

alert-word-check = Walkalong could not check the words of a message just now. It waits in the inbox like any other, near the top. Please tell the person who runs Walkalong.
