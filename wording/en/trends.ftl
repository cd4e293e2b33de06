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
trends-question =
    { $label }: { $first } → { $latest }
    up { $up } · same { $same } · down { $down } · of { $n }
# $high: people who could not show a rise of 2 (R74)
trends-apart = started at 9 or 10: { $high } · skipped: { $skipped }
# 95 % Wilson interval of the share that went up
trends-interval = Allowing for luck, somewhere from { $low }% to { $high }% went up.
trends-more-went-up = More went up than down.
trends-more-went-down = More went down than up.
trends-question-too-few = { $label }: not enough people yet to show this safely.
trends-too-few = Not enough people yet to show this safely.
trends-none-yet = No figures yet. The first come two weeks after the end of a quarter.
trends-note = These people chose to answer. There is no comparison group. Scores can rise or fall by luck.
trends-version = Questions: version { $version }.
trends-picture-button = Show as a picture
trends-about-button = What do these mean?
trends-picture-caption = Middle scores of the whole programme, as at { $date }. First → latest.
trends-first = First star
trends-latest = Latest star
trends-about-title = What these figures mean
trends-about =
    Everyone who did two stars counts: their very first star and their latest one. Nobody is left out for starting low or high.

    The middle score is the median: half of the people gave that or less.

    Whoever started at 9 or 10 could not show a rise of 2, so they are counted apart.

    A "c" stands for 1 to 4 people, or for a number that would give such a small one away. Nothing is shown for fewer than 10 people.

    Figures are taken at the end of a quarter and frozen. They come two weeks later and never change.
