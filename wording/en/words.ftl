# What “walkalong words” prints, on a terminal: what the word check makes of a text, and how it did on a list.

words-class = The word check reads this as: { $word_class ->
    [crisis] crisis
    [concern] concern
    [wants_contact] wants contact
   *[ordinary] ordinary
}.
words-fired = • { $family }: “{ $found }”. { $why }.
words-nothing = Nothing in its lists fired.
words-not-covered = This does not read as English, so the word check does not cover it.
words-only-speed = It only adds speed: every message is read by a person.
words-made-up = A list of { $count } replies, made up by its author, not field data.
words-table-head = expected
words-recall = { $word_class }: { $right } of { $of } found ({ $low } to { $high } %, Wilson 95 %)
words-none-expected = { $word_class }: none expected
words-missed = { $expected }, read as { $got }: { $text }
words-nothing-asked = Give a text in quotes, or --score with a CSV file that has the columns text and expected.
words-both-asked = Give either a text or --score with a file, not both.
words-file-unreadable = { $path } cannot be read: mend the path, or save it as UTF-8 text.
words-file-columns = { $path } lacks the columns text and expected, or a row lacks one of them: give every row both.
words-file-label = { $path } expects “{ $label }” in line { $line }: write crisis, concern, wants_contact or ordinary.
words-file-empty = { $path } has no replies in it: add a row with text and expected.

words-ready = Word check: its lists can be read.
words-broken = The word check does not see a crisis in the plainest words ({ $why }): put back the lists in care/ as they were.
