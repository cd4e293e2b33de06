## Why a language cannot be offered. $language: its tag, such as cy; $key: the name of a text.

languages-english = The languages in walkalong.toml must have "en" among them, and a folder of your own must not hold another English: it always ships.
languages-unknown = There are no sentences in “{ $language }”: take it out of languages in walkalong.toml, or put its folder beside others with WALKALONG_WORDING. Known are: { $known }.
languages-unreadable = The language “{ $language }” cannot be read: { $key } { $detail }.
languages-lacks = The language “{ $language }” has no text “{ $key }”{ $detail }: add it, or take the language out of walkalong.toml.
languages-unknown-key = The language “{ $language }” has a text “{ $key }”{ $detail } that English does not have: take it away.
languages-values = The language “{ $language }” fills in “{ $key }” differently from English: look at { $detail }.
languages-plurals = The language “{ $language }” has the wrong plural forms in “{ $key }”: look at { $detail }.
languages-rules = No plural rules are known for “{ $language }”{ $key }{ $detail }: name its folder with a tag of CLDR, such as fa-AF for Dari.
languages-name = The language “{ $language }” calls itself “{ $detail }” in { $key }: write the name that its own speakers use.
languages-direction = The language “{ $language }” must say “{ $detail }” in { $key }.
languages-more = The language “{ $language }” has { $count } more things to mend: say “walkalong wording --language { $language }”.
languages-stop-words = The language “{ $language }” has no words for: { $lists }. Put them in stop_words.toml in its folder, signed by somebody who grew up with it.
languages-stop-words-broken = The stop_words.toml of “{ $language }” cannot be read: { $why }.

## What walkalong wording prints

wording-head = { $count } sentences in “{ $language }”
# $grade: school years, or a dash; $longest: words in the longest sentence; $reader: who reads it
wording-line = { $file } { $key } · { $reader } · grade { $grade } · longest { $longest }
wording-fine = the gate lets it through
wording-gate = the gate: { $kind } “{ $found }”
wording-not-judged = not judged: the gate reads English for young people
wording-not-whole = This language cannot be offered yet:
