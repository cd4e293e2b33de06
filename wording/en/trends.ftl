## How the whole programme is going, for a manager. Words near change: R75.

trends-title = How the stars move
trends-as-at = The whole programme, as at { $date }.
# Under the date, when a later quarter was not released (R66)
trends-nothing-new = No new figures since then: fewer than 10 new stars.
trends-funnel =
    Introduced: { $introduced }
    Said yes: { $said_yes }
    Did a first star: { $first }
    A second star was due: { $due }
    Did a second star: { $second }
    In these figures: { $n }
trends-key = For each question: the middle score at first → latest. Then how many went up by 2 or more (a step people can see), stayed about the same, or went down by 2 or more.
trends-heads = up { $up } · same { $same } · down { $down } · of { $n }
# Where one part is 1 to 4 people it is counted together with the next. $rest: both together (R62)
trends-heads-up = up { $up } · same or down { $rest } · of { $n }
trends-heads-down = up or same { $rest } · down { $down } · of { $n }
trends-heads-hidden = up, same, down: too few to show apart · of { $n }
trends-more-went-up = More went up than down.
trends-more-went-down = More went down than up.
trends-question-too-few = { $label }: not enough people yet to show this safely.
trends-too-few = Not enough people yet to show this safely.
trends-none-yet = No figures yet. The first come two weeks after the end of a quarter.
trends-note = These people chose to answer. There is no comparison group. Scores can rise or fall by luck. To see by how much, tap How sure is this?
trends-version = Questions: version { $version }.
trends-sure-button = How sure is this?
trends-picture-button = Show as a picture
trends-about-button = What do these mean?

## How sure is this?

trends-sure-key = How many went up by 2 or more and, in brackets, the share it could be, allowing for luck. Then how many started at 9 or 10: they could not show a rise of 2.
# $low and $high: 95 % Wilson interval of the share that went up
trends-luck = { $label }: { $up } of { $n } went up ({ $low }% to { $high }%)
trends-luck-hidden = { $label }: too few to show how many went up
trends-high = started at 9 or 10: { $high }

## The picture

trends-picture-caption = Middle scores of the whole programme, as at { $date }. First → latest.
trends-first = First star
trends-latest = Latest star

## What do these mean?

trends-about-title = What these figures mean
trends-about =
    Everyone who did two stars counts: their very first star and their latest one. Nobody is left out for starting low or high.

    The middle score is the median: half of the people gave that or less.

    People may skip a question. A skip is no zero, so the number of people ("of") differs from question to question.

    Where 1 to 4 people went up, stayed about the same or went down, they are counted together with others.

    Elsewhere a "c" stands for 1 to 4 people, or for a number that would give such a small one away. With fewer than 10 people there are no figures, and a "c" stands for how many they are.

    Figures are taken at the end of a quarter and frozen. They come two weeks later and never change.
