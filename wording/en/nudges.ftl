## Nudges a Coordinator can pick. Only the name, the Coordinator, a day, a place and a time may be filled in.

nudge-1 = Hi { $name }, just checking in. How's your week been? No rush to reply.
nudge-2 = Hey { $name }. Did anything good happen this week, big or small?
nudge-3 = Hi { $name }. { $coordinator } says hi. Message back if you fancy a chat. It's fine if not.
nudge-4 = Hi { $name }. Is there one thing you'd like a hand with this week?
nudge-5 = Hey { $name }. How did { $day } go? Only if you want to say.
nudge-6 = Hi { $name }. It's been a while since your last star. Want to do one? You can say not now.
nudge-7 = Hey { $name }. { $coordinator } is at { $place } on { $day } at { $time }. Come along if you like.
# The last one, after three in a row with no answer
nudge-8 = Hi { $name }. I've not heard from you and that's OK. I'll go quiet now. Send START any time.

nudge-reply-button = Reply
nudge-not-now-button = Not now
nudge-reply = Just type it here. { $coordinator } will read it.
nudge-not-now = That's fine. You don't have to reply.
