## What Coordinators and managers read on every screen.

staff-close-button = Close
staff-back-button = Back
staff-cancel-button = Cancel
staff-save-button = Save
staff-next-button = Next
staff-yes-button = Yes
staff-no-button = No
staff-undo-button = Undo
staff-closed = Closed.
# When what they sent cannot be written down just now: said without the database
staff-last-resort = Something is wrong at my end, so nothing can be passed on or shown just now. What you sent is tried again by itself. Tell whoever runs Walkalong. If anyone is in danger right now, call 999.
staff-access-ended = Your access has ended. Ask the person who runs Walkalong if that is a mistake.

## First time in

staff-welcome-coordinator = Welcome to Walkalong. What first name do young people know you by?
staff-first-name-again = Type just your first name, up to { $limit } letters.
staff-ready-coordinator = Thank you, { $coordinator }. Start with /people to introduce someone.
staff-welcome-manager = Welcome to Walkalong. Send /trends to see how the whole programme is going, and /team for the Coordinators. No one person's name, answers or words are shown to you.

## Help for staff

staff-help-coordinator =
    Here is what you can do:

    /people: the people you walk alongside. Add someone, read their page, see their star.
    /inbox: what they wrote. Open it, then use Telegram's own Reply to answer.
    /nudge: set up a friendly check-in, for one person or several.
    /duty: who is on duty and on call. Go on duty, and test the way there.
    /away: write down your time off, and who stands in.

    What you type here reaches nobody until you have seen it and said send.
staff-help-manager =
    Here is what you can do:

    /trends: how the stars of the whole programme move.
    /team: the Coordinators. Stop all messages from there.
    /duty: who is on duty and on call. Go on call, and test the way there.
    /away: time off, and who stands in.

    You cannot see any one person's name, answers or words. While you wear a hat you can open the messages that are passed on to it.
staff-words-manager = What you type here reaches nobody. Use /trends or /team.
staff-media = Pictures and voice notes reach nobody here. Please type it.
