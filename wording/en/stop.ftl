## Stopping, coming back, and wiping.

stop = OK, I've stopped. You won't get any more messages from me. { $coordinator } is still here for you. Send START if you want me back. Send FORGET if you want us to wipe your answers.
# To someone with no code, of whom nothing is kept
stop-nocode = OK. You won't get any messages from me.

stopask = Do you want me to stop messaging you?
stopask-stop-button = Stop messages
stopask-keep-button = Keep messages
stopask-kept = OK, I'll carry on as before. Send STOP any time.

start-again = Welcome back. I can message you again now. You can change how often with /often. Send STOP any time.
start-already = I'm still here. You can do your star with /star. Send STOP any time.

wipe = Shall I wipe your answers and messages? Your phone may still show some old ones. If we made a note to keep someone safe, the council keeps that.
wipe-yes-button = Wipe it
wipe-no-button = Keep it
wiped = That's done. I've wiped your answers and messages. Your phone may still show some old ones. Take care.
wipe-kept = OK, I've kept it all. I've still stopped messaging you. Send START if you want me back.
