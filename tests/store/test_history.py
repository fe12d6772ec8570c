"""One command is one operation, and undoing it restores the store to the row."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Diffusion, PartnerStatus, Role
from reseau.errors import ConflictError, ReseauError
from reseau.store.models import (
    Actor,
    Change,
    Operation,
    Participation,
    Theme,
)
from reseau.store.past import dump
from reseau.store.past.history import UNLOGGED, unpack
from reseau.store.past.reversal import (
    ChangedSinceError,
    TakenSinceError,
    UsedSinceError,
)
from reseau.store.past.undo import (
    AlreadyUndoneError,
    NoOperationError,
    NothingToRedoError,
    NothingToUndoError,
)
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actors import ActorChanges, edit_actor, remove_actor
from reseau.usecases.actors.partners import add_partner, edit_partner, end_partnership
from reseau.usecases.exchanging.whole_store import store_text
from reseau.usecases.log.interactions import remove_interaction
from reseau.usecases.log.memory import (
    history,
    operation_detail,
    redo_operation,
    undo_operation,
)
from reseau.usecases.vocabulary.themes import remove_theme
from tests.contents import (
    PERSON,
    add,
    fill_every_table,
    meet,
    operations,
    rows_of,
    show_to,
)
from tests.records import furnish
from tests.support import NewStore


def rename(store: Store, who: str, name: str) -> None:
    edit_actor(store, who, changes=ActorChanges(name=name))


# What is recorded


def test_command_is_one_operation(store: Store) -> None:
    meet(store, "CDC", "Solon", "Arpent")
    assert operations(store) == 1


def test_operation_counts_what_it_added(sqlite_store: Store) -> None:
    meet(sqlite_store, "CDC", "Solon", "Arpent")
    assert history(sqlite_store)[0].counts == {
        "actor": (3, 0, 0),
        "interaction": (1, 0, 0),
        "participation": (3, 0, 0),
    }


def test_change_that_changes_nothing_makes_no_operation(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    done = edit_actor(sqlite_store, "CDC", changes=ActorChanges(name="CDC"))
    assert (done.operation, operations(sqlite_store)) == (None, 1)


def test_row_that_comes_and_goes_within_an_operation_is_not_recorded(
    sqlite_store: Store,
) -> None:
    with sqlite_store.working("test") as work:
        add_theme(work.session, "passager")
        work.session.delete(work.session.scalars(select(Theme)).one())
    assert work.operation is None


def add_theme(session: Session, slug: str) -> Theme:
    theme = Theme(slug=slug)
    session.add(theme)
    session.flush()
    return theme


def test_row_changed_and_changed_back_is_not_recorded(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    with sqlite_store.working("test") as work:
        actor = work.session.scalars(select(Actor)).one()
        actor.sector = "Logement"
        work.session.flush()
        actor.sector = None
    assert work.operation is None


def test_row_flushed_twice_is_recorded_from_first_to_last(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    with sqlite_store.working("test") as work:
        actor = work.session.scalars(select(Actor)).one()
        for sector in ("Un", "Deux"):
            actor.sector = sector
            work.session.flush()
    _done, [row] = operation_detail(sqlite_store, 2)
    assert (row.before, row.after) == ({"sector": None}, {"sector": "Deux"})


def test_part_that_leaves_its_parent_is_recorded_as_removed(
    sqlite_store: Store,
) -> None:
    furnish(sqlite_store)
    done = edit_actor(
        sqlite_store, "cdc-rosemont", changes=ActorChanges(territories=[])
    )
    assert done.operation is not None
    found, _rows = operation_detail(sqlite_store, done.operation)
    assert found.counts == {"actor_territory": (0, 0, 1)}


def test_dry_run_writes_nothing(store: Store) -> None:
    furnish(store)
    before = rows_of(store)
    edit_actor(store, "solon", changes=ActorChanges(name="Solon 2"), dry_run=True)
    assert (rows_of(store), operations(store)) == (before, 1)


def test_dry_run_tells_what_would_be_done(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    done = edit_actor(
        sqlite_store, "CDC", changes=ActorChanges(sector="x"), dry_run=True
    )
    assert done.operation is not None


def test_failed_command_leaves_nothing(sqlite_store: Store) -> None:
    def fail() -> None:
        with sqlite_store.working("test") as work:
            add_theme(work.session, "perdu")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (rows_of(sqlite_store)["theme"], operations(sqlite_store)) == ([], 0)


def test_operation_that_touches_every_table_is_recorded(store: Store) -> None:
    """The counts by table of a large operation are long."""
    fill_every_table(store)
    content = store_text(store)
    undo_operation(store, 2)
    undo_operation(store, 1)
    with store.working("all at once") as work:
        dump.load(work.session, json.loads(content)["tables"])
    assert len(history(store)[0].counts) == len(
        [it for it in dump.tables() if it.name not in UNLOGGED]
    )


def test_author_is_who_reseau_user_names(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESEAU_USER", "Nadia")
    add(sqlite_store, "CDC")
    assert history(sqlite_store)[0].author == "Nadia"


def test_history_keeps_no_word_of_the_command(sqlite_store: Store) -> None:
    meet(sqlite_store, "CDC", title="Dossier de Marie")
    with sqlite_store.reading() as session:
        operation = session.scalars(select(Operation)).one()
        assert "Marie" not in operation.command + operation.summary


def test_pack_gives_back_each_row_before_and_after(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    rename(sqlite_store, "cdc", "CDC Nord")
    with sqlite_store.reading() as session:
        change = session.scalars(
            select(Change).where(
                Change.operation_key == 2, Change.table_name == "actor"
            )
        ).one()
        [(before, after)] = unpack(change).values()
    assert before is not None
    assert after is not None
    assert (before["name"], after["name"]) == ("CDC", "CDC Nord")
    assert before["uid"] == after["uid"]


def test_version_of_a_changed_row_is_raised_by_one(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    rename(sqlite_store, "cdc", "CDC Nord")
    with sqlite_store.reading() as session:
        assert session.scalars(select(Actor.version)).one() == 2


def test_text_too_long_for_its_column_is_refused_on_both_databases(
    store: Store,
) -> None:
    add(store, "CDC")
    with pytest.raises(ReseauError, match="400 characters at most"):
        edit_actor(store, "CDC", changes=ActorChanges(sector="x" * 401))


@pytest.mark.parametrize("text", ["a\0b", "a\udcffb"], ids=["null", "half"])
def test_text_that_is_none_is_refused_on_both_databases(
    store: Store, text: str
) -> None:
    add(store, "CDC")
    with pytest.raises(ReseauError, match="cannot be kept"):
        edit_actor(store, "CDC", changes=ActorChanges(notes=text))


# Undo and redo


Command = Callable[[Store], object]
COMMANDS: dict[str, Command] = {
    "actor added": lambda it: add(it, "Nouvelle"),
    "actor renamed": lambda it: rename(it, "solon", "Solon Est"),
    "list of territories replaced": lambda it: edit_actor(
        it, "cdc-rosemont", changes=ActorChanges(territories=["verdun", "rosemont"])
    ),
    "list of territories emptied": lambda it: edit_actor(
        it, "cdc-rosemont", changes=ActorChanges(territories=[])
    ),
    "interaction removed with its parts": lambda it: remove_interaction(it, 2),
    "actor removed with its parts": lambda it: remove_actor(it, "solon-nord"),
    "interaction logged": lambda it: meet(it, "Solon", "Nouvelle"),
    "partnership begun": lambda it: add_partner(
        it, "solon", status=PartnerStatus.ACTIVE
    ),
    "partnership changed": lambda it: edit_partner(
        it, "cdc-rosemont", status=PartnerStatus.DORMANT, since=date(2026, 1, 1)
    ),
    "person shown to nobody": lambda it: show_to(
        it, "Nadia Tremblay", Diffusion.FORBIDDEN
    ),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_undo_restores_every_row_and_redo_brings_it_back(
    sqlite_store: Store, command: Command
) -> None:
    fill_every_table(sqlite_store)
    before = rows_of(sqlite_store)
    command(sqlite_store)
    after = rows_of(sqlite_store)
    assert after != before
    undo_operation(sqlite_store, None)
    assert rows_of(sqlite_store) == before
    redo_operation(sqlite_store)
    assert rows_of(sqlite_store) == after


def test_undo_of_an_undo_brings_the_change_back(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    after = rows_of(sqlite_store)
    undone, _what = undo_operation(sqlite_store, None)
    undo_operation(sqlite_store, undone.operation)
    assert rows_of(sqlite_store) == after


def test_undo_and_redo_again_and_again_end_where_they_should(
    sqlite_store: Store,
) -> None:
    add(sqlite_store, "CDC")
    after = rows_of(sqlite_store)
    for _time in range(3):
        undo_operation(sqlite_store, None)
        assert rows_of(sqlite_store)["actor"] == []
        redo_operation(sqlite_store)
        assert rows_of(sqlite_store) == after


def test_undo_takes_the_operations_back_one_after_the_other(
    sqlite_store: Store,
) -> None:
    for name in ("Un", "Deux", "Trois"):
        add(sqlite_store, name)
    for _time in range(2):
        undo_operation(sqlite_store, None)
    assert [it["name"] for it in rows_of(sqlite_store)["actor"]] == ["Un"]


def test_redo_brings_the_last_undone_back_first(sqlite_store: Store) -> None:
    for name in ("Un", "Deux"):
        add(sqlite_store, name)
    for _time in range(2):
        undo_operation(sqlite_store, None)
    redo_operation(sqlite_store)
    assert [it["name"] for it in rows_of(sqlite_store)["actor"]] == ["Un"]


def test_undo_says_what_it_took_back(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    _done, what = undo_operation(sqlite_store, None)
    assert (what.number, what.command, what.author) == (1, "actor add", "tester")


def test_history_tells_what_undid_what(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    undo_operation(sqlite_store, None)
    undo, added = history(sqlite_store)
    assert (undo.undoes, added.undone_by) == (1, undo.number)


def test_dry_run_of_an_undo_changes_nothing(store: Store) -> None:
    add(store, "CDC")
    before = rows_of(store)
    undo_operation(store, None, dry_run=True)
    assert (rows_of(store), operations(store)) == (before, 1)


def test_undo_is_refused_when_a_row_was_changed_since(store: Store) -> None:
    add(store, "CDC")
    rename(store, "cdc", "CDC Nord")
    before = rows_of(store)
    with pytest.raises(ChangedSinceError) as refused:
        undo_operation(store, 1)
    assert refused.value.values["by"] == "#2 (tester)"
    assert (rows_of(store), operations(store)) == (before, 2)


def test_refused_undo_names_the_record_and_the_later_operation(
    sqlite_store: Store,
) -> None:
    add(sqlite_store, "CDC")
    rename(sqlite_store, "cdc", "CDC Nord")
    with pytest.raises(ChangedSinceError) as refused:
        undo_operation(sqlite_store, 1)
    assert "“CDC” was changed since by #2 (tester)" in str(refused.value)


def test_undo_is_refused_when_an_added_row_is_used_since(store: Store) -> None:
    add(store, "CDC")
    meet(store, "CDC", "Solon")
    before = rows_of(store)
    with pytest.raises(UsedSinceError) as refused:
        undo_operation(store, 1)
    assert "“CDC” has been used since by #2 (tester)" in str(refused.value)
    assert rows_of(store) == before


def test_undo_is_refused_when_what_comes_back_clashes(store: Store) -> None:
    add(store, "CDC")
    remove_actor(store, "cdc")
    add(store, "CDC")
    before = rows_of(store)
    with pytest.raises(TakenSinceError):
        undo_operation(store, 2)
    assert rows_of(store) == before


def test_undo_is_refused_when_what_comes_back_needs_what_is_gone(
    sqlite_store: Store,
) -> None:
    meet(sqlite_store, "CDC", "Solon")
    remove_interaction(sqlite_store, 1)
    remove_actor(sqlite_store, "solon")
    with pytest.raises(TakenSinceError):
        undo_operation(sqlite_store, 2)


def test_refusals_of_undo_are_conflicts() -> None:
    assert all(
        issubclass(it, ConflictError) and it.exit_code == 5
        for it in (ChangedSinceError, UsedSinceError, TakenSinceError)
    )


def test_operation_is_not_undone_twice(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    undo_operation(sqlite_store, 1)
    with pytest.raises(AlreadyUndoneError, match="by operation 2"):
        undo_operation(sqlite_store, 1)


@pytest.mark.parametrize("number", [0, 2, 2**31])
def test_number_that_is_no_operation_is_refused(store: Store, number: int) -> None:
    add(store, "CDC")
    with pytest.raises(NoOperationError):
        undo_operation(store, number)


def test_empty_history_has_nothing_to_undo(sqlite_store: Store) -> None:
    with pytest.raises(NothingToUndoError):
        undo_operation(sqlite_store, None)


def test_nothing_undone_leaves_nothing_to_redo(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    with pytest.raises(NothingToRedoError):
        redo_operation(sqlite_store)


def test_later_change_of_an_untouched_row_is_kept(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    add(sqlite_store, "Solon")
    rename(sqlite_store, "solon", "Solon Est")
    undo_operation(sqlite_store, 1)
    assert [it["name"] for it in rows_of(sqlite_store)["actor"]] == ["Solon Est"]


def test_undone_key_is_never_used_again(store: Store) -> None:
    add(store, "CDC")
    undo_operation(store, None)
    add(store, "Solon")
    assert [it["key"] for it in rows_of(store)["actor"]] == [2]


def test_rows_of_one_table_that_refer_to_each_other_come_back(store: Store) -> None:
    """The child has the smaller key, so the order of keys is not enough."""
    with store.working("test") as work:
        session = work.session
        child, parent = add_theme(session, "enfant"), add_theme(session, "parent")
        child.broader_key = parent.key
    before = rows_of(store)
    with store.working("remove") as work:
        for slug in ("enfant", "parent"):
            work.session.delete(
                work.session.scalars(select(Theme).where(Theme.slug == slug)).one()
            )
            work.session.flush()
    undo_operation(store, None)
    assert rows_of(store) == before


def test_merged_actor_comes_back_and_goes_again(store: Store) -> None:
    add(store, "Marie Roy", PERSON)
    before = rows_of(store)
    with store.working("merge") as work:
        old = work.session.scalars(select(Actor)).one()
        new = Actor(
            slug="m-roy", kind=PERSON, name="M. Roy", name_key="m. roy",
            diffusion=Diffusion.INTERNAL, added_at=old.added_at,
        )  # fmt: skip
        work.session.add(new)
        work.session.flush()
        old.merged_into = new.key
    after = rows_of(store)
    undo_operation(store, None)
    assert rows_of(store) == before
    redo_operation(store)
    assert rows_of(store) == after


def test_part_replaced_by_one_in_the_same_place_is_undone(store: Store) -> None:
    """Both hold the place of an actor in an interaction: only one may be there."""
    meet(store, "CDC", "Solon")
    before = rows_of(store)
    with store.working("replace") as work:
        session = work.session
        old = session.scalars(select(Participation)).first()
        assert old is not None
        place = {"interaction_key": old.interaction_key, "actor_key": old.actor_key}
        session.delete(old)
        session.flush()
        session.add(Participation(**place, role=Role.SPEAKER))
    after = rows_of(store)
    undo_operation(store, None)
    assert rows_of(store) == before
    redo_operation(store)
    assert rows_of(store) == after


def test_theme_removed_with_its_labels_and_relations_comes_back(
    sqlite_store: Store,
) -> None:
    furnish(sqlite_store)
    before = rows_of(sqlite_store)
    remove_theme(sqlite_store, "transport")
    undo_operation(sqlite_store, None)
    assert rows_of(sqlite_store) == before


# Whatever was done


NAMES = ["Un", "Deux", "Trois", "Quatre"]
name = st.sampled_from(NAMES)
some_names = st.lists(name, min_size=1, max_size=3, unique=True)
step = st.one_of(
    st.tuples(st.just("add"), name),
    st.tuples(st.just("rename"), name, name),
    st.tuples(st.just("alias"), name, name),
    st.tuples(st.just("places"), name, st.sets(st.sampled_from(["verdun", "angus"]))),
    st.tuples(st.just("remove"), name),
    st.tuples(st.just("meet"), some_names),
    st.tuples(st.just("forget"), st.integers(1, 6)),
    st.tuples(st.just("partner"), name, st.sampled_from(PartnerStatus)),
    st.tuples(st.just("become"), name, st.sampled_from(PartnerStatus)),
    st.tuples(st.just("end"), name),
)
DO: dict[str, Callable[..., object]] = {
    "add": add,
    "rename": rename,
    "alias": lambda it, who, other: edit_actor(
        it, who, changes=ActorChanges(aliases=[other])
    ),
    "places": lambda it, who, places: edit_actor(
        it, who, changes=ActorChanges(territories=sorted(places))
    ),
    "remove": remove_actor,
    "meet": lambda it, names: meet(it, *names),
    "forget": remove_interaction,
    "partner": lambda it, who, status: add_partner(it, who, status=status),
    "become": lambda it, who, status: edit_partner(it, who, status=status),
    "end": end_partnership,
}


def check_whole_history(store: Store, steps: list[tuple[object, ...]]) -> None:
    furnish(store)
    states = [rows_of(store)]
    done: list[int] = []
    for act, *values in steps:
        known = operations(store)
        try:
            DO[str(act)](store, *values)
        except ReseauError:
            assert rows_of(store) == states[-1]
        if operations(store) > known:
            done.append(history(store, limit=1)[0].number)
            states.append(rows_of(store))
    for number, before in zip(reversed(done), reversed(states[:-1]), strict=True):
        undo_operation(store, number)
        assert rows_of(store) == before
    for after in states[1:]:
        redo_operation(store)
        assert rows_of(store) == after


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(step, min_size=1, max_size=8))
def test_whatever_was_done_is_undone_in_reverse_and_redone(
    new_sqlite: NewStore, steps: list[tuple[object, ...]]
) -> None:
    with new_sqlite() as address:
        check_whole_history(open_store(address), steps)


@pytest.mark.postgresql
@settings(max_examples=3, deadline=None)
@given(steps=st.lists(step, min_size=4, max_size=8))
def test_whatever_was_done_is_undone_and_redone_on_a_server(
    new_postgresql: NewStore, steps: list[tuple[object, ...]]
) -> None:
    with new_postgresql() as address:
        check_whole_history(open_store(address), steps)
