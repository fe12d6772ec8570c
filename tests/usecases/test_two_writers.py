"""Two processes log at once: no meeting is lost, none is refused."""

import json
import os
import subprocess
import sys

from sqlalchemy import func, select

from reseau.domain.vocabulary import ActorKind
from reseau.store.models import Actor, Interaction, Operation, Participation
from reseau.store.place.address import Address
from reseau.store.session import open_store
from reseau.usecases.actors.actors import ActorChanges, add_actor

# Each logs lines of one known actor and, now and then, of a new one: numbers, short
# codes and history are all shared. What is refused ends the process with an error.
WHO = ("anne", "benoit")
NEW = ("Abri", "Boulot", "Cuisine", "Dépôt", "Écluse", "Figuier", "Grenier", "Horloge")
LOG = """
import json, sys, time
from reseau import i18n
i18n.install("en")
from reseau.domain import clock
from reseau.domain.vocabulary import ActorKind
from reseau.store.place.address import address_of
from reseau.store.session import open_store
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.log.quick_log import read_line

place, who, count, names = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
base = Entry(
    title="", held_on=clock.local_now().date(), create=ActorKind.ORGANIZATION,
    near_too=True,
)
waits = []
for rank in range(count):
    new = names[rank % len(names)]
    line = f"yesterday Meeting {who} {rank} @cdc @{new} due:friday"
    began = time.perf_counter()
    store = open_store(address_of(place))
    entry = read_line(line.split(), now=clock.local_now(), base=base, dated=False)
    log_interaction(store, entry)
    store.dispose()
    waits.append(time.perf_counter() - began)
print(json.dumps([min(waits), max(waits)]))
"""


def test_two_processes_log_at_once_and_lose_nothing(address: Address) -> None:
    """RESEAU_LONG_TESTS makes it 800 lines; ``pytest -s`` shows the longest wait."""
    each = 400 if os.environ.get("RESEAU_LONG_TESTS") else 25
    add_actor(
        open_store(address), "CDC", kind=ActorKind.ORGANIZATION, changes=ActorChanges()
    )
    place = address.url if address.file is None else str(address.file)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", LOG, place, who, str(each), *NEW[rank::2]],
            stdout=subprocess.PIPE, text=True,
        )
        for rank, who in enumerate(WHO)
    ]  # fmt: skip
    said = [it.communicate()[0] for it in writers]
    assert [it.returncode for it in writers] == [0, 0]
    kind = "SQLite" if address.file else "PostgreSQL"
    longest = max(json.loads(it)[1] for it in said)
    print(f"{kind}: {2 * each} lines, longest wait {longest:.2f} s")  # noqa: T201  # A figure to quote.
    wanted = {f"Meeting {who} {it}" for who in WHO for it in range(each)}
    with open_store(address).reading() as session:
        assert set(session.scalars(select(Interaction.title))) == wanted
        totals = [
            session.scalar(select(func.count()).select_from(it))
            for it in (Interaction, Participation, Operation, Actor)
        ]
    assert totals == [2 * each, 4 * each, 2 * each + 1, 1 + len(NEW)]
