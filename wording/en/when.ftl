## Days and hours. A language orders the pieces as it likes.

# $opens, $closes: such as 9am and 5pm
hours-one-day = { $opens } to { $closes } on { $day }
hours-days = { $opens } to { $closes }, { $first } to { $last }
hours-listed = { $opens } to { $closes } on { $days }
when-today = today
when-tomorrow = tomorrow
when-time-day = { $time } { $day }
when-date = { $day } { $month } { $year }
# $first, $rest: days, such as "Monday" and "Wednesday, Friday"
when-list = { $first }, { $rest }

# A time of day. $hour counts to 12 or 24, as clock-hours says; $minutes: two digits, such as 05
when-am = { $hour }am
when-am-minutes = { $hour }:{ $minutes }am
when-pm = { $hour }pm
when-midday = midday
when-pm-minutes = { $hour }:{ $minutes }pm

weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday

month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}
