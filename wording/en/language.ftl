## Which language this is, and choosing another one.

# Its name as its own speakers write it: what stands on its button
language-name = English
# left-to-right or right-to-left, in just these words
text-direction = left-to-right
# 12 or 24: how many hours a clock counts to
clock-hours = 12

# $language: such as "English"
language-now = I write to you in { $language }. Tap another one to change it.
# Under the first hello
language-hello = You can read this in another language. Tap the one you like.

command-language = Choose a language
