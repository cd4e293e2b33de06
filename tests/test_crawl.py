"""Who may do what: everything that can be pressed is pressed, and tried by everybody else."""

import pytest
from collections import Counter

from storage.database import Session
from tests.crawl import crawl
from tests.street import Street, settle_in
from datetime import datetime

def test_try(sqlite_url: str, now: datetime) -> None:
    from storage.database import Database
    from tests.conftest import KEY
    import time
    db = Database(sqlite_url, [KEY])
    with db.write() as session:
        street = Street(session, now)
        actors = settle_in(street)
        for a in actors:
            t=time.time()
            f = crawl(street, a, actors)
            print(a.name, f.counted, round(time.time()-t,1), f.breaches[:5])
    assert 0
