## What is said back when words sound like a crisis, a worry, or a wish to talk with a person.

# The phone lines in here are held equal to the table of help lines by a test (R44).
crisis = Thank you for telling me that. I'm a computer, so I can't keep you safe. People can, and you don't have to face this alone. If anyone is in danger right now, call 999. You can talk to someone for free, day or night. Text SHOUT to 85258. Call Samaritans on 116 123.
# Said after it while these lines stand in the table of help lines, checked in the last 120 days
crisis-nhs = Call 111 and pick mental health.
crisis-childline = If you're under 19, call Childline on 0800 1111.

# When somebody is there. $when: such as "3pm today"
crisis-in = I've let { $coordinator }'s team know. Someone will read this by { $when }. They may need to tell someone else so they can help. They'll try to talk to you first.
# When nobody is there. $when: such as "9am on Monday"
crisis-out = The team is not here right now. They will read this at { $when }. Please don't wait for them if you need help now.
# After "stop" and a crisis in one message
care-stopped = I've stopped my check-ins too. Send START if you want them back.
# The second time within half an hour
crisis2 = I'm a computer, so I can't talk this through with you. These people can, day or night. Text SHOUT to 85258, or call 116 123. If anyone is in danger, call 999.

crisis-ok-button = I'm OK for now
crisis-ok = Thank you for saying so. You can type here any time, and a person will read it. Tap Help if you need someone now.

# Who reads on the days on which somebody stands in: said in the place of $coordinator. First names
reads-for-now = { $stand_in } (in for { $coordinator })

# $when: such as "5pm today"
concern = Thanks for telling me. That sounds really hard. { $coordinator } will read this by { $when }. Do you want { $coordinator } to call you? Tap Help if you need someone now.
care-call-button = Call me
care-text-button = Text me
care-no-button = No thanks
care-no = That's fine. { $coordinator } will still read what you wrote. Tap Help if you need someone now.

contact = OK. I've asked { $coordinator } to get back to you. You should hear by { $when }. What's the best way to reach you?
contact-call-button = Call
contact-text-button = Text
contact-meet-button = Meet
contact-noted = Thanks. I'll tell { $coordinator }.
contact-by = OK. I've asked { $coordinator } to get back to you. You should hear by { $when }.
# After "Call me" while somebody may need help now
call-in = OK. I've told { $coordinator }'s team that you want a call. Someone will read that by { $when }. Tap Help if you need someone now.
call-out = OK. I've passed on that you want a call. The team is not here right now. They will read this at { $when }. Please don't wait for them if you need help now.

# At the end of a star, once
low = Thanks for telling us how it is. Some of that looks hard right now. Would you like { $coordinator } to get in touch? It's fine to say no.
low-yes-button = Yes
low-no-button = No
# As the Coordinator reads it
low-told-yes = Yes, get in touch
low-told-no = No, no need to get in touch
low-no = That's fine. You can ask any time. Just type it here.

unknown = Thanks. I might not have understood that. { $coordinator } will read it by { $when }. Tap Help if you need someone now.

# When what was said cannot be written down just now: sent without the database
help-static = If anyone is in danger right now, call 999. You can talk to someone for free, day or night.
help-static-later = I can't pass this on just now. I'll keep trying.

# $time: such as 9am; $day: such as Monday, or 3 March 2027
when-time-on-day = { $time } on { $day }
