## What a person asked of us, or their Coordinator for them, as the Coordinator reads it.

### Words to avoid (R19)

words-avoid-button = Words to avoid
words-avoid-title = { $name }: words to avoid
words-avoid-none = { $name } has named no words to avoid.
words-avoid-by-person = “{ $word }”
words-avoid-by-staff = “{ $word }” (added by a Coordinator)
words-avoid-note = What you write to { $name } cannot hold any of these words. { $name } sees this list and can change it.
words-avoid-add-button = Add a word
words-avoid-gone-button = Take off “{ $word }”
words-avoid-ask = Which word would { $name } rather not hear? Type it; commas between several.
words-avoid-again = Type words of up to 30 letters, three together at most, and no more than { $limit } in all.
words-avoid-found = { $name } would rather not hear “{ $found }”. Can you say it another way?

### Switching messages off (R13)

switch-off-button = Messages off
switch-off-question =
    Switch messages to { $name } off?

    No nudge and no offer of a star goes out, and you can write only when they have written. They are still answered when they write. Tell them yourself why.

    Only { $name } can switch them on again, with START. You can't.
switch-off-yes-button = Switch off
stands-switched-off = messages switched off by the team
# $until: such as "Fri 3 Apr 09:00"
stands-snoozed = wants quiet until { $until }
stands-snoozed-till-they-say = wants quiet until they say
person-best = Best time: { $best }
person-best-mornings = mornings
person-best-afternoons = afternoons
person-best-evenings = evenings
person-quiet-days = { $count ->
    [1] One day a year they are left alone
   *[other] { $count } days a year they are left alone
}
