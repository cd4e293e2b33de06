## Help: people to talk to. The lines come from the table of help lines in the settings.

help-button = Help
help-intro = If anyone is in danger right now, call 999. Here are people you can talk to.
# $name: who; $how: a number and how to use it; $hours: when they answer
help-line = { $name }: { $how }. { $hours }.
# $hours: such as "9am to 5pm, Monday to Friday"
help-coordinator = You can type here for { $coordinator } too. We read it { $hours }.

# Said when the table of help lines cannot be read
help-static = If anyone is in danger right now, call 999. You can talk to someone for free, day or night. Text SHOUT to 85258. Call Samaritans on 116 123. Call 111 and pick mental health. If you're under 19, call Childline on 0800 1111.

# In place of a first name, until the Coordinator has given one
help-the-team = the team
