## What is said back when someone writes.

# $when: the next real reading time, such as "Friday" or "5pm today"
ordinary = Thanks, got it. { $coordinator } will see this by { $when }.
# While an alert of theirs is open: by the end of the day; and when nobody is there
ordinary-in = Thanks, got it. { $coordinator } will read this by { $when }. Tap Help if you need someone now.
ordinary-out = Thanks, got it. The team is not here right now. They will read this at { $when }. Please don't wait for them if you need help now.

media = Sorry, I can't open that. Can you type it? Tap Help if you need someone now.
reply-too-long = Sorry, that's too long for me to keep. Can you send it again in smaller parts?
reply-edited = Thanks. I saw you changed that. { $coordinator } will see your new words too.
reply-empty = I didn't get any words there. Can you type it again?
