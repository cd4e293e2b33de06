## The Coordinators, for a manager.

team-title = The team
# $name: a Coordinator's first name
team-line = { $name }, here since { $date }
team-no-name-yet = Someone who has not said their name yet
team-nobody = No Coordinators yet. The person who runs Walkalong can invite one.
team-note = How many people each one walks alongside is not shown: small numbers can point at a person.
