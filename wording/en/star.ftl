## My star: eight questions on one card. The questions themselves are the council's own words (star-labels.ftl).

star-intro = Ready for your star? Pick a number for each question. 1 is bad and 10 is good. There are no right or wrong answers. Tap Skip if you'd rather not say.
star-start-button = Start
star-resume = Welcome back. Your star is here, just where you left it.
star-resume-button = Carry on

star-progress = Question { $number } of 8
star-bad-end = 1 = bad
star-good-end = 10 = good
star-your-answer = Your answer: { $number }
star-your-skip = You skipped this one.
star-skip-button = Skip
star-back-button = Back
star-stop-button = Stop here

star-reask = Sorry, I didn't get that. Tap or type one number from 1 to 10. Tap Skip if you'd rather not say.
# In place of an old card, once the star goes on further down
star-moved = Your star has moved down the chat.
star-waits = I'll pass that on to { $coordinator }. Your star will wait for you.
star-finished = That star is finished, so this can't change it. You can type what you meant. { $coordinator } will see it.

## At the end

star-followup = Thanks. Is there anything you want { $coordinator } to know? You can type it here. Or tap No, I'm done.
star-followup-done-button = No, I'm done
# $when: such as "Friday"
star-done = That's your star done. Thank you. { $coordinator } will see it by { $when }. Do you want to see your star now?
star-part = You answered { $number } of 8, and that's fine. I've kept it as a part star.
star-nothing = You didn't pick any numbers, and that's fine. Send /star when you want to.
star-show-button = Show me
star-not-now-button = Not now
# After their star, when they would rather look later
star-hidden = That's fine. Send /star to see it any time.
star-see-button = See my star
star-later = That's fine. Send /star when you want to.
star-none = There's no star to show yet. Send /star to start one.
# $date: such as "3 March 2027"
star-next = Your next star is due { $date }. You can do one any time with /star.

## The picture and its caption: one line a question, the same numbers as in the picture

# First in the caption: it is all that a lock screen shows (R24)
star-caption-first = Here is your star. Tap the picture to see it bigger. The same numbers are below it.
star-caption = Your star, { $date }
star-caption-two = Your stars, { $first } and { $latest }
# $label: the short name of a question; $score, $first and $latest: a number 1 to 10, or the words of star-caption-skipped
star-caption-line = { $label }: { $score }
star-caption-line-two = { $label }: { $first } → { $latest }
star-caption-skipped = skipped
star-picture-first = First, { $date }
star-picture-latest = Latest, { $date }

## A reminder, once, when nobody answered the offer (nudge-6)

star-reminder = Hi { $name }. No rush at all, and not now is fine. You can do a star if you like.

# In place of the card once the picture has been sent
star-shown = Here is your star.

# In the Coordinator's inbox. $number: how many of the eight questions have a number
star-told = { $number ->
    [8] Did a whole star.
   *[other] Did a part star: { $number } of 8.
}
