## What a young person can set for themselves: quiet for a bit, when, which days, which words.

### Quiet for a bit (R15)

snooze-ask-button = Quiet for a bit
snooze-ask = How long shall I be quiet?
snooze-day-button = 1 day
snooze-week-button = 1 week
snooze-month-button = 1 month
snooze-till-i-say-button = Till I say
# $day: a weekday and a date
snooze = No worries. I'll be quiet until { $day }. Send START if you want me back sooner.
snooze-till-i-say = No worries. I'll be quiet till you say. Send START when you want me back.
snooze-until = { $day } { $date }

### Above the settings, when messages do not come just now

now-stopped = I've stopped messaging you. Send START if you want me back.
now-switched-off = { $coordinator } has switched my messages off for now. Send START if you want me back.
now-unused = We keep what we hold and don't use it, so I stay quiet.
now-left = { $coordinator } is not walking with you just now, so I stay quiet.
now-snoozed = I'm quiet until { $day }. Send START if you want me back sooner.
now-snoozed-till-i-say = I'm quiet till you say. Send START when you want me back.

### More often

often-more-button = More often
often-more = I can message you every 2 days at most. Would you like that?
often-every-other-day-button = Every 2 days
often-every-other-day = OK, every 2 days at most. You can change this any time with /often.
often-back-button = Back
# While messages are stopped. $often: the words of the button
often-kept = OK, I've kept that: { $often }.

### When is best

best-button = When is best?
# $best: the words of a button
best-ask = When is best for you? Right now it's set to: { $best }.
best-any-button = Any time
best-mornings-button = Mornings
best-afternoons-button = Afternoons
best-evenings-button = Evenings
best-any = OK, any time. That's 9 in the morning to 8 in the evening.
best-mornings = OK, mornings. That's 9 to 12.
best-afternoons = OK, afternoons. That's 12 to 5.
best-evenings = OK, evenings. That's 5 to 8.

### Days to leave me alone

days-button = Days to leave me alone
days-none = I can leave you alone on some days, every year. Add a day if you like.
days-listed = I leave you alone on these days, every year. Tap a day to take it off.
days-day = { $day } { $month }
days-gone-button = Take off { $day }
days-add-button = Add a day
days-ask = Which day shall I leave you alone? Type it like 14 March.
days-again = I could not read that day. Type it like 14 March.
days-full = That's as many days as I can keep. Tap one to take it off first.
days-kept = Thanks. I'll leave you alone then.

### Words you'd rather not hear

avoid-button = Words I don't like
avoid-none = Are there words you'd rather not hear? I'll show them to { $coordinator }, who won't use them here.
avoid-listed = You'd rather not hear these words. { $coordinator } sees this list. Tap a word to take it off.
avoid-gone-button = Take off { $word }
avoid-add-button = Add a word
avoid-ask = Which word would you rather not hear? Type it here.
avoid-again = That's too long for me to keep. Type one word or two.
avoid-full = That's as many words as I can keep. Tap one to take it off first.
avoid-kept = Thanks. I've kept that.

asks-never-mind-button = Never mind
asks-never-minded = OK, never mind.

# After START, when nothing comes all the same
start-unused = Hi again. We keep what we hold and don't use it, so I stay quiet. You can change that here.
start-see-button = See what we hold
start-left = Hi again. { $coordinator } is not walking with you just now, so I stay quiet. You can type here and they will read it.
