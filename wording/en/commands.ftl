## What the menu says beside each command.

command-star = Do my star
command-help = People you can talk to now
command-often = How often I message you
command-pause = Quiet for a bit
command-stop = Stop messages
command-privacy = What I keep, and who sees it
command-mydata = What we hold about me

## For Coordinators and managers

command-people = The people you walk alongside
command-inbox = What people wrote to you
command-nudge = Set up a nudge
command-trends = How the whole programme is going
command-asked = What people ask about their data
command-team = The Coordinators
command-duty = Who is on duty, and going on duty
command-away = Time off, and who stands in
command-staff-help = What you can do here
