# What the person who runs Walkalong reads, on a terminal. One sentence each: what is wrong, then what to do.

## The environment

setting-unknown = { $name } is not a setting of Walkalong: mend its name or take it away.
setting-twice = { $name } and { $file_name } are both given: take one of them away.
setting-file-unreadable = { $name } names { $path }, which cannot be read: mend the path or who may read the file.

setting-telegram-token-missing = There is no bot token: put the one that @BotFather gave you in WALKALONG_TELEGRAM_TOKEN, or in a file that WALKALONG_TELEGRAM_TOKEN_FILE names.
setting-telegram-token-wrong = WALKALONG_TELEGRAM_TOKEN does not look like a bot token: copy all of what @BotFather gave you, digits and a colon first.
setting-telegram-api-url-wrong = WALKALONG_TELEGRAM_API_URL is not a web address: write one like https://api.telegram.org, or take it away.
setting-database-url-wrong = WALKALONG_DATABASE_URL is neither an SQLite file nor PostgreSQL: write sqlite:///data/walkalong.db, or postgresql://user:password@host/name.
setting-secret-key-wrong = WALKALONG_SECRET_KEY does not hold keys that “walkalong init” writes: copy the whole line from the key file, several with commas between.
setting-public-url-wrong = WALKALONG_PUBLIC_URL is not a web address: write one like https://checkins.example.org, or take it away.
setting-operator-alert-wrong = WALKALONG_OPERATOR_ALERT is not a web address: write one like https://alerts.example.org/walkalong, or take it away.
setting-heartbeat-wrong = WALKALONG_HEARTBEAT is not a web address: write one like https://alerts.example.org/alive, or take it away.
setting-time-zone-wrong = WALKALONG_TIME_ZONE is not a time zone: write one like Europe/London.
setting-wording-wrong = WALKALONG_WORDING is not a folder: name the one that holds a folder for each language, or take it away.
setting-config-wrong = WALKALONG_CONFIG is not a path: name the file that “walkalong init” writes, or take it away.

## walkalong.toml

config-missing = WALKALONG_CONFIG names { $path }, which is not there: mend the path, or say “walkalong init” to write the file.
config-unreadable = { $path } cannot be read: mend who may read it, and keep it as a UTF-8 text file.
config-broken = { $path } cannot be understood ({ $why }): mend that line.
config-wrong = { $path } is wrong at { $where } ({ $why }): mend it, or take the line away to have the usual value.
config-exists = { $path } is there already, and nothing was changed: edit it, or move it away first.
config-written = { $path } is written: give the programme its name and areas there.

## The key

secret-key-missing = There is no secret key: put one in WALKALONG_SECRET_KEY, or in a file that WALKALONG_SECRET_KEY_FILE names (“walkalong init” writes such a file).
secret-key-lost = { $database } was made with a key that is gone: put the copy of it back as { $path }, or in WALKALONG_SECRET_KEY.
secret-key-file-wrong = { $path } does not hold a key: put the copy of it back.
secret-key-file-unreadable = { $path } cannot be read: mend who may read it.
secret-key-written = { $path } holds the new key that names and words are encrypted with: copy it to a safe place away from this machine now, because without it they cannot be read again.
secret-key-kept = { $path } is there already, and stays as it is.

backup-made = { $path } is a whole copy, and opens with the key: keep the key in another place.
backup-postgresql = This copies an SQLite file: on PostgreSQL let pg_dump make a copy, and remove copies after 28 days.
backup-failed = { $path } could not be made ({ $why }): make room, or let this account write there.
setting-backup-dir-wrong = WALKALONG_BACKUP_DIR is not a folder: name one on another disk, or take it away.
forgotten-unreadable = { $path } lists whom to forget and cannot be read: mend who may read it, and never replace it by an older one.
not-written = { $path } could not be written ({ $why }): make room, or let this account write there.

## The database

database-locked = The database is in use by something else: stop the other Walkalong, or wait a moment and try again.
database-full = There is no room left for the database: free some space on the disk, then start again.
database-missing = The database file cannot be opened: mend WALKALONG_DATABASE_URL, or who may read and write the file and its folder.
database-unmigrated = The database has no tables for this version: say “walkalong migrate”.
database-unreachable = The database does not answer: start it, or mend WALKALONG_DATABASE_URL.
database-wrong-key = The key does not open this database: put back the key it was made with.
database-migrated = The database has the tables of this version.

## walkalong check

ready-config = Programme: { $name }, from { $path }.
ready-config-none = Programme: { $name }, the usual values, as there is no { $path }.
ready-time-zone = Time zone: { $zone }.
ready-api = Telegram’s address: { $url }.
ready-api-sandbox = Telegram’s address: { $url }, which is not Telegram itself.
ready-token = Bot token: there.
ready-public-url = Public address: { $url }.
ready-public-url-none = Public address: none, and none is needed while Walkalong fetches its messages.
ready-key = Secret key: there.
ready-key-later = Secret key: none yet, and the first start will write { $path }.
ready-key-open = Other accounts of this machine can read { $path }: say chmod 600 { $path }.
ready-database = Database: { $url } answers, and the key opens it.
ready-database-later = Database: none yet, and the first start will make { $path }.

# $where: "privacy", or the name of a help line
ready-words = Young people read “{ $found }” in walkalong.toml ({ $where }). Kinder: { $kinder }.

ready-marks = ✗ has to be mended first; ○ can wait, but not for ever. What is decided and signed stands in walkalong.toml.
bot-name-telling = The bot's name tells strangers what it is for ({ $words }): choose another with @BotFather, one that could be anybody's.
bot-description-telling = The bot's description tells strangers what it is for ({ $words }): say less with @BotFather, /setdescription and /setabouttext.
signed-refuses = Walkalong does not meet young people before this is decided and signed in walkalong.toml.
signed-by = { $what }: signed by { $by } on { $when }.
signed-not-yet = { $what }: not signed yet ([signed.{ $name }]).
signed-not-written = { $what }: not written down yet ([{ $table }]).
signed-table-top-old = Trying out the alerts at a table, with ten messages: the last time was more than three months ago. Do it again.
signed-reading-hours = Reading hours
signed-duty-route = Duty route: who is there when a Coordinator is not
signed-help-lines = Help lines: somebody rang or looked up each one
signed-privacy-contact = Privacy contact: whom a person turns to about their data
signed-crisis-words = Crisis words, read by the safeguarding lead
signed-words-read-by-young-people = All words, read by young people
signed-who-reads-when = Who reads when
signed-table-top-test = Trying out the alerts at a table, with ten messages
signed-data-protection-impact = Data protection impact assessment
signed-telegram-transfer = Transfer assessment for Telegram
signed-privacy-notice = Privacy notice
signed-retention = How long things are kept
signed-lawful-basis = Lawful basis (Articles 6 and 9)
signed-question-wording = The eight questions: whose they are, in writing
signed-tried-by-young-people = Tried out by at least five care-experienced young people, who were paid
made-up-duty-route = Made up for trying out: the duty Coordinator, day and night.
made-up-privacy-contact = Made up for trying out: the privacy team, privacy@council.example, 01632 960 123
help-line-old = Help line { $who }: last looked up on { $when }. Look it up again.
help-line-dropped = Help line { $who }: last looked up on { $when }, so it is not shown any more. Look it up again.
help-line-unchecked = Help line { $who }: nobody has looked it up yet.
help-line-hidden = Help line { $who }: nobody has looked it up yet, so it is not shown.

## walkalong invite and staff

telegram-token-refused = Telegram does not know this bot token: copy it again from @BotFather into WALKALONG_TELEGRAM_TOKEN.
telegram-not-answering = { $url } does not answer: check the network, and WALKALONG_TELEGRAM_API_URL, then try again.
operator-staff-none = Nobody works here yet: say “walkalong invite manager” or “walkalong invite coordinator”.
operator-staff-line = { $id }  { $role }  { $name }  since { $since }
operator-staff-unnamed = (no name yet)
operator-staff-unknown = Nobody who works here has the number { $id }: see “walkalong staff list”.
operator-staff-removed = { $name } is cut off from now on.
operator-staff-people-wait = { $count ->
    [1] One person has no Coordinator now, and their nudges rest
   *[other] { $count } people have no Coordinator now, and their nudges rest
}: say “walkalong staff remove { $id } --to NUMBER” to hand them over.
operator-staff-handed-over = { $count ->
    [1] One person is
   *[other] { $count } people are
} with { $name } from now on; nudges that were resting can be resumed with /nudge.
operator-staff-no-coordinator = No Coordinator here has the number { $id }: see “walkalong staff list”.

## walkalong run

clock-is-real = Time cannot be moved on Telegram itself: take --clock-port and --start away.

## walkalong put-aside

# $id: its number; $when: such as "Fri 3 Apr 09:00"; $fault: the kind of error
put-aside-line = { $id }  { $when }  { $fault }
put-aside-none = Nothing is put aside.
put-aside-again = Number { $id } is handled again: look at the log, and say “walkalong put-aside list” in a minute.
put-aside-dropped = Number { $id } is gone for good.
put-aside-unknown = Nothing that is put aside has the number { $id }: see “walkalong put-aside list”.

## walkalong silence

operator-silence-on = All messages to young people are stopped since { $when }: only crisis replies and Help go out. Say “walkalong silence off” to start again.
operator-silence-off = Messages to young people go out.
