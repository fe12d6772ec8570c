"""Four processes read, modify and write the same record: no update is lost.

RESEAU_LONG_TESTS makes it 4 × 200 rather than 4 × 25; ``pytest -s`` shows the longest
wait.
"""

import json
import os
import subprocess
import sys

from reseau.store.place.address import Address
from reseau.store.rows.settings import setting
from reseau.store.session import open_store
from tests.contents import operations

WRITERS = 4
COUNT = """
import json, sys, time
from reseau import i18n
i18n.install("en")
from reseau.store.place.address import address_of
from reseau.store.session import open_store
from reseau.store.rows.settings import put_setting, setting
store, longest = open_store(address_of(sys.argv[1])), 0.0
for _ in range(int(sys.argv[2])):
    began = time.perf_counter()
    with store.working("count") as work:
        now = int(setting(work.session, "counter", "0"))
        put_setting(work.session, "counter", str(now + 1))
    longest = max(longest, time.perf_counter() - began)
print(json.dumps(longest))
"""


def test_four_processes_lose_no_update(address: Address) -> None:
    each = 200 if os.environ.get("RESEAU_LONG_TESTS") else 25
    place = address.url if address.file is None else str(address.file)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", COUNT, place, str(each)],
            stdout=subprocess.PIPE, text=True,
        )
        for _ in range(WRITERS)
    ]  # fmt: skip
    said = [it.communicate()[0] for it in writers]
    assert [it.returncode for it in writers] == [0] * WRITERS
    store = open_store(address)
    with store.reading() as session:
        counted = int(setting(session, "counter"))
    assert (counted, operations(store)) == (WRITERS * each, WRITERS * each)
    kind = "SQLite" if address.file else "PostgreSQL"
    longest = max(json.loads(it) for it in said)
    print(f"{kind}: {counted} of {WRITERS * each}, longest wait {longest:.2f} s")  # noqa: T201  # A figure to quote.
