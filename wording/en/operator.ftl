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
setting-time-zone-wrong = WALKALONG_TIME_ZONE is not a time zone: write one like Europe/London.
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
