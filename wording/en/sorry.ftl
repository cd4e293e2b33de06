## When something does not work. Anyone may read these.

sorry-broken = Sorry, that went wrong at my end. You can send it again in a while. Tap Help if you need someone now.
sorry-unknown-command = Sorry, I don't know that one. Tap Menu to see what I can do.
sorry-not-for-you = Sorry, that one is not for this chat. Nothing has changed.
sorry-old-button = That button is too old to use now. Nothing has changed.
