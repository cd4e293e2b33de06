## The Coordinators, for a manager.

team-title = The team
# $name: a Coordinator's first name
team-line = { $name }, here since { $date }
team-no-name-yet = Someone who has not said their name yet
team-nobody = No Coordinators yet. The person who runs Walkalong can invite one.
team-note = How many people each one walks alongside is not shown: small numbers can point at a person.

# For a manager: how many, and never whose (R39)
team-overdue = { $count ->
    [0] Nothing that people wrote has waited unread for 2 working days.
    [one] 1 item that people wrote has waited unread for 2 working days or more.
   *[other] { $count } items that people wrote have waited unread for 2 working days or more.
}
team-alerts-none = No alert is open.
# $age: such as "3 hours"
team-alerts = { $count ->
    [one] 1 alert is not closed. It came { $age } ago.
   *[other] { $count } alerts are not closed. The oldest came { $age } ago.
}
team-alerts-unopened = { $count ->
    [one] 1 of them nobody has opened.
   *[other] { $count } of them nobody has opened.
}
team-age-hours = { $count ->
    [0] less than an hour
    [one] 1 hour
   *[other] { $count } hours
}
team-age-days = { $count } days
team-help-lines = 🔴 { $count ->
    [1] One help line has
   *[other] { $count } help lines have
} not been looked up for 90 days. Tell whoever runs Walkalong: young people may get a wrong number.
