"""The index follows every change, whoever makes it: it is what a new one would be."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from reseau.domain.vocabulary import ActorKind
from reseau.store.place.address import Address
from reseau.store.search import search_index
from reseau.store.search.search_parts import PARTS
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actors import ActorChanges, edit_actor, remove_actor
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.exchanging.importing import read_sources, run_import
from reseau.usecases.exchanging.whole_store import export_store, import_store
from reseau.usecases.log.memory import redo_operation, undo_operation
from reseau.usecases.safekeeping.setup import bring_up_to_date
from tests.contents import add, fill_every_table, meet
from tests.records import furnish
from tests.store.test_migrations import downgrade

_OF_OLD = 14  # The last part of the tables that there were then.
PORTLAND = Path(__file__).parents[1] / "data" / "portland" / "2024-q2.csv"


def kept_and_made_again(store: Store) -> tuple[object, object]:
    with store.working("compare", dry_run=True) as work:
        kept = search_index.contents(work.session)
        search_index.rebuild(work.session)
        return kept, search_index.contents(work.session)


def rename(store: Store) -> None:
    edit_actor(store, "solon", changes=ActorChanges(name="Solon des ruelles"))


def note(store: Store) -> None:
    edit_actor(store, "solon", changes=ActorChanges(notes="Ruelle, ruelle verte"))


def unnote(store: Store) -> None:
    note(store)
    edit_actor(store, "solon", changes=ActorChanges(notes=""))


def remove(store: Store) -> None:
    add(store, "Éphémère")
    remove_actor(store, "ephemere")


def undo(store: Store) -> None:
    rename(store)
    undo_operation(store, None)


def redo(store: Store) -> None:
    undo(store)
    redo_operation(store)


def merge(store: Store) -> None:
    merge_actors(store, "solon", "solon-nord")


def unmerge(store: Store) -> None:
    merge(store)
    undo_operation(store, None)


def log(store: Store) -> None:
    meet(store, "Solon", "Ruelle verte", title="Logement, logement et été")


def import_file(store: Store) -> None:
    sources = read_sources([str(PORTLAND)], profile="portland", kind="interactions")
    run_import(store, sources)


CHANGES = (
    rename, note, unnote, remove, undo, redo, merge, unmerge, log, import_file,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda it: it.__name__)
def test_index_follows_a_change(store: Store, change: Callable[[Store], None]) -> None:
    furnish(store)
    change(store)
    kept, made = kept_and_made_again(store)
    assert kept == made


def test_change_that_is_rolled_back_leaves_the_index(store: Store) -> None:
    furnish(store)
    with store.reading() as session:
        before = search_index.contents(session)
    edit_actor(store, "solon", changes=ActorChanges(notes="Ruelle"), dry_run=True)
    with store.reading() as session:
        assert search_index.contents(session) == before


def test_whole_store_brought_in_is_indexed(store: Store, tmp_path: Path) -> None:
    fill_every_table(store)
    export_store(store, tmp_path / "all.json")
    with store.reading() as session:
        before = search_index.contents(session)
    other = open_store(_copy(tmp_path))
    import_store(other, str(tmp_path / "all.json"))
    with other.reading() as session:
        assert search_index.contents(session) == before
    other.dispose()


def _copy(folder: Path) -> Address:
    from reseau.store.place.address import address_of  # noqa: PLC0415
    from reseau.store.safety.upgrade import create_store  # noqa: PLC0415

    address = address_of(str(folder / "other.sqlite"))
    create_store(address).dispose()
    return address


def test_older_store_is_indexed_by_the_upgrade(store: Store, address: Address) -> None:
    fill_every_table(store)
    with store.reading() as session:
        before = search_index.contents(session)
    from reseau.store.safety.upgrade import migrating  # noqa: PLC0415

    with migrating(store.engine) as connection:
        downgrade(connection, to="0002")
    bring_up_to_date(address)
    with store.reading() as session:
        after = search_index.contents(session)
    # What the older store could not hold: a source of expertise, the whole cycle.
    lost = {13} | {it.number for it in PARTS if it.number > _OF_OLD}
    assert after[0] == [it for it in before[0] if it[1] not in lost]


def test_index_of_another_analyser_is_made_again(store: Store) -> None:
    furnish(store)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE index_state SET value = 'older'"))
        connection.execute(text("DELETE FROM posting"))
    add(store, "Ruelle", ActorKind.ORGANIZATION)
    kept, made = kept_and_made_again(store)
    assert kept == made
