## Above what a Coordinator typed, as the young person reads it: these are a person's words, not the computer's.

answer-from = { $coordinator } says:
