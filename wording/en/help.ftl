## Help: people to talk to. The lines come from the table of help lines in the settings.

help-button = Help
help-intro = If anyone is in danger right now, call 999. Here are people you can talk to.
# $name: who; $how: a number and how to use it; $hours: when they answer
help-line = { $name }: { $how }. { $hours }.
# $hours: such as "9am to 5pm, Monday to Friday"
help-coordinator = You can type here for { $coordinator } too. We read it { $hours }.

# In place of a first name, until the Coordinator has given one
help-the-team = the team
