# The eight official questions, as they stand in star/questions.py: a test compares them letter by letter.
# A translation asks the very same thing, and is signed by the council: its scores are compared with those of English.
star-question-1 = Do you have the information you need to make decisions in your life?
star-question-2 = Do you feel part of a community?
star-question-3 = Do you feel confident about the future?
star-question-4 = Are you happy in the place you are living?
star-question-5 = Do you feel able to contribute to your community?
star-question-6 = Do you feel in control of your financial situation?
star-question-7 = Do you feel safe and secure in your current community?
star-question-8 = Do you feel able to access appropriate health support?
