## What young people wrote, as their Coordinator reads it, and answering them.

### The notice, and the list. Neither holds a word of anybody's (R42)

# No name either. $time: such as 2:32pm
inbox-notice = Something new waits in your inbox. It came at { $time }.
inbox-open-button = Open inbox
# Telegram would not take a Coordinator's own words, or it had become too late in the day
inbox-undelivered = Something you wrote did not arrive. It may have been too late in the day. Open it to see what it was, and say it again or another way.
inbox-title = Inbox
inbox-none = All clear. Nothing waits for you.
# $when: since when
inbox-line-unread = { $name } · { $count } new · since { $when }
inbox-line-read = { $name } · read, not answered · since { $when }
inbox-line-not-closed = { $name } · the alert of { $when } is not closed
inbox-title-overdue = Inbox · { $count } waiting over a working day
# Below a person's line. Which kind it is, is never said (R38)
inbox-noticed = The word check noticed this.
inbox-low = A number or two looked low.
# $when: such as "5pm today"
inbox-due = Read by { $when }.
inbox-due-passed = ⏳ Was to be read by { $when }.
# When they were told by when they hear from someone, not by when it is read
inbox-reply-due = Promised to hear from someone by { $when }.
inbox-reply-due-passed = ⏳ Was promised to hear from someone by { $when }.
inbox-overdue = ⏳ Over a working day unread.
inbox-not-covered = The word check does not cover this language.

### One person's words

words-you-asked = You asked: “{ $nudge }”
words-cut = This is the first part. All of it is in the conversation.
words-more = There is more. Open { $name } again.
words-answer-button = Answer
words-done-button = Done
words-page-button = Their page
words-done-title = { $name } · done

### Answering

answer-type = Type what you want to say to { $name }. You see it once more before it goes.
answer-too-long = That is too long to send. Keep it under { $limit } letters.
answer-who-for = Who is this for?
answer-nobody-lately = This reaches nobody yet. To send it, open someone in /people and tap Write to them.
answer-to = To { $name }
answer-preview = This is what { $name } will see:
answer-goes-now = It goes at once.
# $why: a reason from courtesy.ftl; $when: from then on it can be sent
answer-waits = Not now: { $why }. You can send it yourself from { $when }.
answer-cannot-go = It can't be sent. { $name }: { $why }. You could ring or meet instead.
answer-change-first = Please change the words first.
answer-send-button = Send to { $name }
answer-send-as-it-is-button = Send as it is to { $name }
answer-later-button = Let it go by itself { $when }
answer-change-button = Change words
answer-sent = Sent to { $name }.
answer-set-up = It goes to { $name } { $when }, if nothing comes in between.
answer-cancelled = Nothing was sent.
answer-not-yours = I can't send that: they are not one of your people now. Nothing was sent.
answer-something-open = You are in the middle of something. Finish or cancel it first. Nothing was sent.
