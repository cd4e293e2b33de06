## How often would you like to hear from me?

often-question = How often would you like to hear from me? You can change this any time.
often-weekly-button = Weekly
often-every-2-weeks-button = Every 2 weeks
often-monthly-button = Monthly
often-only-when-i-ask-button = Only when I ask

# Above the question when it was answered before. $often: the words of the button chosen then
often-now = Right now it's set to: { $often }.

often-weekly = OK, weekly. You'll hear from me once a week at most. You can change this any time with /often.
often-every-2-weeks = OK, every 2 weeks. You'll hear from me once in 2 weeks at most. You can change this any time with /often.
often-monthly = OK, monthly. You'll hear from me once a month at most. You can change this any time with /often.
often-only-when-i-ask = OK, only when you ask. Type here or send /star when you like. You can change this any time with /often.
