## What we keep, who sees it, and what a person can do about it.

### /privacy, beside the hello cards that say the same

privacy-what = I'm a check-in bot. I'm a computer, not a person. This is what I keep and who sees it.
privacy-choose = It's up to you. Saying no is fine. You can stop any time. Just send STOP.
privacy-see-button = What we hold
privacy-help-button = Help

### Hello has changed

hello-changed = What I told you about who sees what has changed. Let's go through it again. Then you can choose.

### /mydata

mydata-none = I hold nothing about you here. I don't keep what you send me in this chat.
mydata-name = Here is what we hold about you. The name you gave us and a code for your Telegram.
mydata-stars = { $count ->
    [0] Your stars: none yet.
   *[other] Your stars: { $count }, the first on { $date }.
}
mydata-words = Messages you sent: { $count }. The messages I sent you. Any time you asked for help, and who saw it.
mydata-not = We don't have your phone number, your photo or where you are.
mydata-seen = { $coordinator } and one stand-in can see it. Telegram keeps this chat on its computers too.
# $stand_in, $coordinator: first names; $first, $last: dates
mydata-stands-in = { $stand_in } stands in for { $coordinator } from { $first } to { $last }.
mydata-kept = { $count ->
    [1] We keep messages for 1 month.
   *[other] We keep messages for { $count } months.
}
mydata-stars-kept = { $count ->
    [1] We keep your stars until 1 month after we stop walking with you.
   *[other] We keep your stars until { $count } months after we stop walking with you.
}
mydata-can = You can get a copy, fix a mistake or wipe your answers.
mydata-note = Sometimes we have to act to keep someone safe. Then the council must keep a note of it. We can't wipe that note.
mydata-unhappy = Not happy? Tell us, or tell the ICO. They check that people look after your data. Call the ICO on 0303 123 1113.
# $contact: whom to ask about data, from the settings
mydata-ask = You can ask this person too: { $contact }
mydata-unused = You asked us to keep it but not use it. So we don't.

mydata-copy-button = Get a copy
mydata-fix-button = Fix something
mydata-wipe-button = Wipe my answers
mydata-looked-button = Who looked
mydata-complain-button = Complain
mydata-more-button = More
mydata-back-button = Back
mydata-restrict-button = Keep it, don't use it
mydata-use-button = Use it again
mydata-object-button = I don't want this
mydata-never-mind-button = Never mind

mydata-more = You can ask us to keep it but not use it. Then I stop nudges, and big totals leave you out. Or tell us you don't want us to do this at all. Then I stop messages too.

### Get a copy

mydata-copy = Here is your copy. One file is to read. The other is for computers. Only you get them.
mydata-copy-text = This one is to read.
mydata-copy-json = This one is for computers.
mydata-copy-soon = Your copy is on its way.

### Fix, complain, keep but don't use, object

mydata-fix = What's wrong, and what should it say? Type it here in one message.
# $date: at the latest
mydata-fix-done = Thanks. { $coordinator } will see this. You'll hear by { $date }.
mydata-complain = I'm sorry. What went wrong? Type it here in one message. { $coordinator } won't see it, unless someone could get hurt.
mydata-complain-done = Thank you for telling us. We have it. You'll hear by { $date }. You can tell the ICO too, on 0303 123 1113.
mydata-restrict-done = OK. We keep it, and we don't use it. I've stopped nudges. You can change your mind here any time.
mydata-use-done = OK. We use it again, as before.
mydata-object-done = OK. I've stopped messages, and we don't use what we hold. You'll hear about it by { $date }. Send START if you want me back.
mydata-never-minded = OK, I've let that go.

mydata-fixed = { $coordinator } has seen to what you asked us to fix. Thanks for telling us. See what we hold with /mydata.
# Above an answer to what somebody asked
mydata-answer = About what you asked us

### Who looked

looked-none = No one has looked at your page yet.
looked-count = { $count ->
    [1] This is the one time someone looked.
   *[other] Someone looked { $count } times. These are the newest. Your copy has all of them.
}
looked-team = Someone on the team
looked-page = { $name } opened your page on { $when }.
looked-star = { $name } looked at your star on { $when }.
looked-words = { $name } looked at your messages on { $when }.
looked-nudges = { $name } looked at your nudges on { $when }.
looked-planned = { $name } changed your nudges on { $when }.
# a preview counts: nothing need have left yet
looked-wrote = { $name } was writing to you on { $when }.
looked-mended = { $name } fixed what we wrote about you on { $when }.
looked-link = { $name } made a link for you on { $when }.
looked-handed-over = { $name } changed who walks with you on { $when }.
looked-left = { $name } wrote that you no longer walk together on { $when }.
looked-walks-again = { $name } wrote that you walk together again on { $when }.
looked-alert = { $name } saw that you may need help on { $when }.
looked-request = { $name } looked at what you asked us on { $when }.
looked-clock = I tidied up by myself on { $when }.
# $day: such as Tuesday; $date: such as 3 March 2027
looked-when = { $day } { $date } at { $time }

### The copy to read

copy-head = What we hold about you, on { $when }
copy-moment = { $date }, { $time }
copy-none = Nothing.
copy-called = Your name here: { $name }
copy-telegram = Your code on Telegram: { $code }
copy-with = Who walks with you: { $name }
copy-area = Where you live: { $area }
copy-introduced-by = Who told us about you: { $name }
copy-written-down = First written down: { $when }
copy-more-in-json = What you chose and when is in the other file.
copy-stars = Your stars
copy-star = Star of { $when }
copy-score = { $question } { $score }
copy-skipped = { $question } You skipped it.
copy-messages = Messages
copy-you = { $when }, you
copy-me = { $when }, the check-in bot
copy-person = { $when }, { $name }
copy-nudges = Nudges set up for you
copy-help = Times you asked for help
copy-alert = { $when }: you may have needed help.
copy-step-told = { $when }: { $name } was told.
copy-step-opened = { $when }: { $name } read it.
copy-step-closed = { $when }: { $name } said it was seen to.
copy-step-other = { $when }: { $name } saw to it.
copy-asked = What you asked us
copy-asked-fix = { $when }: you asked us to fix something.
copy-asked-restrict = { $when }: you asked us to keep it and not use it.
copy-asked-object = { $when }: you said you don't want this.
copy-asked-complain = { $when }: you told us something went wrong.
copy-done = Seen to on { $when }.
copy-looked = Who looked
