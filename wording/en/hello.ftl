## Saying hello: what this is, who sees what, and whether to start.

hello-1 = Hi, good to meet you. I'm a check-in bot. { $coordinator } asked me to say hi. I'm a computer, not a person.
hello-2 = Now and then I'll ask how things are going. There are 8 short questions. It takes about 3 minutes. You can skip any of them.
hello-3 = Who sees your answers? { $coordinator }, and one stand-in when { $coordinator } is off. Bosses and the people who pay for this only see big group totals. They never see your name or your words.
hello-4 = What if you or someone else could get hurt? Then we may have to tell someone who can help. We'll try to talk to you first.
hello-5 = Telegram keeps this chat on its computers. It is not a secret chat. Please don't send me things you'd hate someone else to read. You can hide message previews in your phone settings.
# $hours: such as "9am to 5pm, Monday to Friday"
hello-6 = No one reads this all day and night. We read it { $hours }. If you are in danger, call 999. Tap Help any time for people you can talk to now.
hello-7 = It's up to you. Saying no is fine. { $coordinator } will help you just the same. You can stop any time. Just send STOP. Shall we start?

hello-next-button = Next
hello-back-button = Back
hello-yes-button = Yes, start
hello-not-now-button = Not now
hello-no-button = No thanks

hello-yes = Great. It's good to have you here.
hello-not-now = That's fine. I'll stay quiet. Send START if you want to come back to this.
hello-again = Hi again. Let's go on from where we were.
hello-first = Let's say hello first. Then you can choose yes or no.

under16 = Telegram is for people aged 16 and over. You can still do your star. { $coordinator } can send you a web link or use paper.

## No code, or one that does not work

nocode = Hi. This chat is for people who have a code. The person who works with you can give you one. Tap Help if you need someone now.
nocode-what = I'm a check-in bot. I'm a computer, not a person. I don't keep what you send me here.
# $team: how to reach the team, from the settings
nocode-team = To reach the team: { $team }

code-used = Sorry, that link has been used. Ask the person who gave it to you for a new one.
code-expired = Sorry, that link is too old now. Ask the person who gave it to you for a new one.
code-unknown = Sorry, I don't know that link. Ask the person who gave it to you for a new one.
code-other-role = You already use this chat for something else. That link needs a different Telegram account.

## Said no

decline = That's fine. I won't message you again. { $coordinator } is still here for you. Want to say why? It helps us do better. You don't have to.
decline-say-why-button = Say why
decline-no-button = No
decline-why = What's the main reason? One tap is all it takes.
decline-reason-not-now-button = Not right now
decline-reason-happy-with-support-i-have-button = I'm happy with the help I have
decline-reason-dont-like-telegram-or-no-data-button = I don't like Telegram, or I've no data
decline-reason-worried-who-sees-it-button = I worry about who sees it
decline-reason-dont-want-scoring-button = I don't want to give numbers
decline-reason-prefer-to-talk-in-person-button = I'd rather talk face to face
decline-reason-too-many-services-already-button = Too many people help me already
decline-reason-bad-experience-before-button = It went badly before
decline-reason-moving-away-button = I'm moving away
decline-reason-other-button = Something else
decline-reason-did-not-say-button = I'd rather not say
decline-thanks = Thank you. That helps us do better. Take care.
decline-no-reason = That's fine. Take care.

## "Are you real?"

realq = No, I'm a computer. { $coordinator } is a real person. Do you want { $coordinator } to message you?
realq-yes-button = Yes
realq-no-button = No
realq-no = That's fine. You can ask me any time.

# Under each hello card. $number: 1 to 7
hello-progress = { $number } of 7

realq-wants-contact = Yes, message me
