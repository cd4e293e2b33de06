## Days and hours.

# $opens, $closes: such as 9am and 5pm
hours-one-day = { $opens } to { $closes } on { $day }
hours-days = { $opens } to { $closes }, { $first } to { $last }
hours-listed = { $opens } to { $closes } on { $days }
when-today = today
when-tomorrow = tomorrow
when-time-day = { $time } { $day }
when-date = { $day } { $month } { $year }
