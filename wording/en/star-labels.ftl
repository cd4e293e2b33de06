# The short label beside each arm of the star. Keep them short: the picture is read on a small phone.
star-label-1 = Information
star-label-2 = Community
star-label-3 = Future
star-label-4 = Home
star-label-5 = Taking part
star-label-6 = Money
star-label-7 = Safety
star-label-8 = Health

# The plain line under each official question. The official questions are the council's own words
# and live in star/questions.py.
star-helper-1 = Like who to ask about money, a home, college or work.
star-helper-2 = People or places where you feel you belong.
star-helper-3 = How you feel about what comes next.
star-helper-4 = The place you live now, and who you live with.
star-helper-5 = Can you join in or help out?
star-helper-6 = Money coming in, money going out and what you owe.
star-helper-7 = Do you feel safe where you live and go out?
star-helper-8 = Can you get help for your body or your mind when you need it?
