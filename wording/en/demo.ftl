## The demo: everyone in it is made up.

demo-programme-name = Made-up Town Local Area Coordination (demo)
demo-areas = Riverside, Hilltop, Market Side
demo-reach = 01632 960 000 (a made-up number)
demo-introduced-by = someone made up for the demo
demo-mark = Everyone in this folder is made up. The demo makes it anew each time.
demo-background-phone = Made-up person
demo-young-name = Jay
demo-young-label = Young person
demo-coordinator-label = Coordinator
demo-manager-label = Manager
demo-manager-name = Sunny
demo-spare-name = Charlie
demo-address = Walkalong is running with made-up people. Open { $url } in a browser on this computer.
# $who: whose phone; $url: a one-time link
demo-link = { $who }: { $url } (opened already, in a phone on that page)
demo-spare = One more made-up young person has not opened their link yet. Add a phone and paste it: { $url }
demo-help-lines = Help lines are shown here as if somebody had looked them up today. That is made up too: before real people meet the bot, somebody must.
demo-stop = Ctrl+C stops it.
demo-over = The demo is over.
demo-refuses-token = The demo is for made-up people only, and { $name } is set: take it away for the demo, or say “walkalong run” for the real thing.
demo-refuses-database = The demo keeps its own database, and WALKALONG_DATABASE_URL is set: take it away for the demo.
demo-folder-not-ours = { $path } holds something that no demo made: name another folder with --folder.

## The story, told by `walkalong demo --story`

story-opens = (opens the link)
story-staff = A manager and a Coordinator come in
story-introduction = The Coordinator introduces Jay, and shows the link face to face
story-hello = Jay hears what this is, and says yes
story-star = Jay's star
story-inbox = The Coordinator reads, and answers
story-nudge = The Coordinator sets up a nudge
story-friday = On Friday the nudge arrives, and Jay writes back
story-later = Six months later Jay does a second star
story-page = The Coordinator looks at Jay's page
story-trends = The manager looks at the whole programme
story-told = The whole story happened.
story-broken = The story stopped here:
