"""Logging an interaction: what was said is kept, what is unsure is refused."""

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from reseau.domain.vocabulary import (
    ActorKind,
    Carrier,
    CommitteeKind,
    Function,
    InteractionKind,
    Precision,
    Role,
)
from reseau.errors import AmbiguousError, NotFoundError, ReseauError
from reseau.store.models import Interaction
from reseau.store.naming.finding import UnknownActorError
from reseau.store.past.dump import PlainRow
from reseau.store.session import Store
from reseau.usecases.actors.committees import CommitteeChanges, add_committee
from reseau.usecases.common.outcome import Outcome
from reseau.usecases.log.echo import duration
from reseau.usecases.log.logging import (
    Entry,
    FutureError,
    NamedTwiceError,
    NobodyError,
    NotThereError,
    PairError,
    ParticipantError,
    log_interaction,
    read_pair,
    read_participant,
)
from tests.contents import ORGANIZATION, PERSON, meet, operations, rows_of
from tests.records import furnish

TODAY = date(2026, 11, 24)


def log(store: Store, **said: object) -> Outcome:
    entry = {
        "title": "Rencontre",
        "held_on": TODAY,
        "participants": [("solon", Role.PARTICIPANT)],
    } | said
    return log_interaction(store, Entry(**entry))  # type: ignore[arg-type]  # Of a test.


@pytest.fixture
def known(sqlite_store: Store) -> Store:
    furnish(sqlite_store)
    return sqlite_store


def last(store: Store, table: str = "interaction") -> PlainRow:
    return rows_of(store)[table][-1]


# What is kept


def test_same_meeting_logged_twice_is_told(known: Store) -> None:
    log(known, title="Tournée des écoles", participants=[("solon", Role.PARTICIPANT)])
    again = log(known, title="tournee des ECOLES")
    assert "Perhaps logged already: #" in again.remarks[-1]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Rencontre 2"},
        {"held_on": date(2026, 11, 23)},
        {"participants": [("cdc-rosemont", Role.PARTICIPANT)]},
    ],
    ids=["another title", "another day", "nobody in common"],
)
def test_another_meeting_is_not_taken_for_the_same(
    known: Store, other: dict[str, object]
) -> None:
    log(known)
    assert "already" not in " ".join(log(known, **other).remarks)


def test_plain_meeting_is_logged_on_both_databases(store: Store) -> None:
    done = log(store, create=ORGANIZATION)
    line = last(store)
    assert (done.slug, line["title"], line["held_on"]) == (
        "#1",
        "Rencontre",
        "2026-11-24",
    )
    assert (line["kind"], line["precision"]) == ("meeting", "day")


def test_hour_is_kept_in_utc_with_its_precision(known: Store) -> None:
    """Half past two in Montréal, in winter, is 19:30 in UTC."""
    log(known, starts=time(14, 30), minutes=90)
    with known.reading() as session:
        line = session.scalars(
            select(Interaction).order_by(Interaction.key.desc())
        ).first()
        assert line is not None
        assert line.starts_at == datetime(2026, 11, 24, 19, 30, tzinfo=UTC)
        assert (line.precision, line.minutes) == (Precision.MINUTE, 90)


def test_every_role_is_kept(known: Store) -> None:
    who = ("solon", "cdc-rosemont", "nadia-tremblay", "etienne-belanger",
           "marie-roy", "marie-roy-2")  # fmt: skip
    log(known, participants=list(zip(who, Role, strict=True)))
    roles = [it["role"] for it in rows_of(known)["participation"][-6:]]
    assert roles == [it.value for it in Role]


def test_subjects_are_kept_once_each(known: Store) -> None:
    log(known, themes=["housing", "habitation"], territories=["angus", "Angus"])
    rows = rows_of(known)
    line = last(known)["key"]
    assert [it["interaction_key"] for it in rows["interaction_theme"]].count(line) == 1
    assert [it["interaction_key"] for it in rows["interaction_territory"]].count(
        line
    ) == 1


def test_who_was_brought_by_whom_is_kept(known: Store) -> None:
    log(known, brought_by={"solon": "nadia-tremblay"})
    assert last(known, "participation")["brought_by_key"] == 4


def test_on_whose_behalf_is_kept(known: Store) -> None:
    log(
        known,
        participants=[("nadia-tremblay", Role.PARTICIPANT)],
        on_behalf_of={"Nadia Tremblay": "CDCR"},
    )
    assert last(known, "participation")["on_behalf_of_key"] == 1


def test_promises_share_their_deadline(known: Store) -> None:
    log(known, follow_ups=["Envoyer", "Appeler"], due_on=date(2026, 12, 1))
    found = [(it["what"], it["due_on"]) for it in rows_of(known)["follow_up"][-2:]]
    assert found == [("Envoyer", "2026-12-01"), ("Appeler", "2026-12-01")]


def test_75_participants_are_logged_in_one_operation(store: Store) -> None:
    names = [f"Organisme {number}" for number in range(75)]
    meet(store, *names)
    assert len(rows_of(store)["participation"]) == 75
    assert operations(store) == 1


def test_dry_run_logs_nothing(known: Store) -> None:
    before = rows_of(known)
    log_interaction(
        known,
        Entry(title="Essai", held_on=TODAY, participants=[("solon", Role.HOST)]),
        dry_run=True,
    )
    assert rows_of(known) == before


# The matrix


@pytest.mark.parametrize(
    ("kind", "carrier"),
    [
        (None, Carrier.STAFF),
        (CommitteeKind.STAFF, Carrier.STAFF),
        (CommitteeKind.ADVISORY_GROUP, Carrier.ADVISORY_GROUP),
        (CommitteeKind.WORKING, Carrier.MEMBERS),
        (CommitteeKind.TABLE, Carrier.MEMBERS),
    ],
)
def test_carrier_follows_from_the_committee(
    known: Store, kind: CommitteeKind | None, carrier: Carrier
) -> None:
    committee = None
    if kind is not None:
        add_committee(known, "Le comité", kind=kind, changes=CommitteeChanges())
        committee = "Le comité"
    done = log(known, committee=committee)
    assert last(known)["carrier"] is None  # Nobody said it: it is never written.
    assert done.remarks[-1].endswith(f"× {carrier.label()} (inferred)")


def test_stated_place_in_the_matrix_wins(known: Store) -> None:
    log(known, function=Function.ANALYSIS, carrier=Carrier.MEMBERS)
    line = last(known)
    assert (line["function"], line["carrier"]) == ("analysis", "members")


def test_place_in_the_matrix_is_told(known: Store) -> None:
    assert log(known).remarks[-1] == (
        "Matrix: watch and mobilization (inferred) × staff (inferred)"
    )


# How names are understood


def test_each_name_is_told_as_it_was_understood(known: Store) -> None:
    done = log(known, participants=[("CDCR", Role.HOST), ("NADIA TREMBLAY", Role.HOST)])
    assert done.remarks[:2] == (
        "CDCR: CDC de Rosemont (cdc-rosemont), by another name of theirs",
        "NADIA TREMBLAY: Nadia Tremblay (nadia-tremblay), by the name",
    )


def test_new_actor_is_told_as_new(known: Store) -> None:
    done = log(known, participants=[("Ana Bell", Role.HOST)], create=ActorKind.PERSON)
    assert done.remarks[0] == "Ana Bell: new person, ana-bell"


def test_organization_is_made_for_a_new_person(known: Store) -> None:
    log(
        known,
        participants=[("Ana Bell", Role.HOST)],
        on_behalf_of={"Ana Bell": "Arpent"},
        create=PERSON,
    )
    kinds = {it["name"]: it["kind"] for it in rows_of(known)["actor"]}
    assert (kinds["Ana Bell"], kinds["Arpent"]) == ("person", "organization")


def test_actor_is_added_once_however_often_it_is_named(known: Store) -> None:
    log(
        known,
        participants=[("Ana Bell", Role.HOST), ("solon", Role.PARTICIPANT)],
        brought_by={"solon": "ana bell"},
        create=PERSON,
    )
    names = [it["name"] for it in rows_of(known)["actor"]]
    assert names.count("Ana Bell") == 1


# What is refused, and then nothing is written


REFUSED: dict[str, tuple[type[ReseauError], dict[str, object]]] = {
    "nobody": (NobodyError, {"participants": []}),
    "in the future": (FutureError, {"held_on": date(2026, 11, 25)}),
    "named twice": (
        NamedTwiceError,
        {"participants": [("solon", Role.HOST), ("Solon", Role.SPEAKER)]},
    ),
    "brought without being there": (
        NotThereError,
        {"brought_by": {"cdc-rosemont": "solon"}},
    ),
    "behalf of one who is not there": (
        NotThereError,
        {"on_behalf_of": {"nadia-tremblay": "solon"}},
    ),
    "unknown actor": (
        UnknownActorError,
        {"participants": [("Personne", Role.HOST)]},
    ),
    "homonyms": (AmbiguousError, {"participants": [("Marie Roy", Role.HOST)]}),
    "homonyms in spite of create": (
        AmbiguousError,
        {"participants": [("Marie Roy", Role.HOST)], "create": PERSON},
    ),
    "unknown theme": (NotFoundError, {"themes": ["rien"]}),
    "unknown territory": (NotFoundError, {"territories": ["rien"]}),
    "unknown committee": (NotFoundError, {"committee": "rien"}),
    "title of nothing": (ReseauError, {"title": " \v"}),
    "title too long": (ReseauError, {"title": "x" * 401}),
    "place too long": (ReseauError, {"place": "x" * 401}),
    "promise too long": (ReseauError, {"follow_ups": ["x" * 401]}),
    "notes that are no text": (ReseauError, {"notes": "a\0b"}),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_faulty_entry_is_refused_and_nothing_is_written(
    known: Store, fault: str
) -> None:
    error, said = REFUSED[fault]
    before = rows_of(known)
    with pytest.raises(error):
        log(known, **said)
    assert (rows_of(known), operations(known)) == (before, 1)


def test_number_that_is_nobody_s_is_refused(store: Store) -> None:
    with pytest.raises(UnknownActorError):
        log(store, participants=[("#99999999999999999999", Role.HOST)])


def test_planned_meeting_is_logged_ahead(known: Store) -> None:
    log(known, held_on=date(2026, 12, 24), planned=True)
    assert last(known)["held_on"] == "2026-12-24"


def test_unsure_name_is_told_with_the_candidates(known: Store) -> None:
    with pytest.raises(AmbiguousError, match="nadia-tremblay"):
        log(known, participants=[("Nadya Tremblay", Role.HOST)])


def test_homonyms_are_told_with_their_codes(known: Store) -> None:
    with pytest.raises(AmbiguousError, match=r"marie-roy .*, marie-roy-2 "):
        log(known, participants=[("Marie Roy", Role.HOST)])


def test_today_is_that_of_the_organization(
    known: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 2 in the morning in UTC it is still the evening before in Montréal."""
    monkeypatch.setenv("RESEAU_NOW", "2026-11-24T02:00:00+00:00")
    with pytest.raises(FutureError):
        log(known, held_on=date(2026, 11, 24))


# How participants are written


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("CDC", ("CDC", Role.PARTICIPANT)),
        ("CDC=host", ("CDC", Role.HOST)),
        ("CDC = Hôte", ("CDC", Role.HOST)),
        ("A=B=absent", ("A=B", Role.ABSENT)),
    ],
)
def test_participant_is_read(typed: str, read: tuple[str, Role]) -> None:
    assert read_participant(typed) == read


@pytest.mark.parametrize("typed", ["=host", " =host"])
def test_participant_without_a_name_is_refused(typed: str) -> None:
    with pytest.raises(ParticipantError):
        read_participant(typed)


def test_unknown_role_is_refused() -> None:
    with pytest.raises(ReseauError, match="is not one of"):
        read_participant("CDC=king")


@pytest.mark.parametrize("typed", ["A", "A=", "=B", "="])
def test_pair_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(PairError):
        read_pair(typed)


def test_pair_is_read() -> None:
    assert read_pair("Ève = CDC") == ("Ève", "CDC")


def test_kinds_of_interaction_are_all_logged(known: Store) -> None:
    for kind in InteractionKind:
        log(known, kind=kind)
    found = [
        it["kind"] for it in rows_of(known)["interaction"][-len(InteractionKind) :]
    ]
    assert found == [it.value for it in InteractionKind]


def test_name_recognized_by_its_code_says_so(known: Store) -> None:
    done = log(known, participants=[("nadia-tremblay", Role.PARTICIPANT)])
    assert done.remarks[0].endswith("(nadia-tremblay), by its code")


# What is told of the rest of the line


def test_everything_that_was_read_is_told(known: Store) -> None:
    done = log(
        known,
        kind=InteractionKind.VISIT,
        participants=[("cdc-de-rosemont", Role.HOST)],
        committee="Comité logement",
        place="Maison de la culture",
        minutes=90,
        follow_ups=["Rappeler"],
        due_on=date(2026, 11, 27),
        notes="PDM\nen janvier",
    )
    assert done.remarks[1:-1] == (
        "Kind: visit",
        "Roles: CDC de Rosemont (host)",
        "Committee: Comité logement",
        "Place: Maison de la culture",
        "Duration: 1 h 30",
        "Notes: PDM en janvier",
        "Follow-up: Rappeler, due on Friday, November 27, 2026",
    )


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "1 minute"), (59, "59 minutes"), (60, "1 h"), (65, "1 h 05"), (1440, "24 h")],
)
def test_duration_is_told_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert duration(minutes) == said


def test_long_notes_are_told_by_their_beginning(known: Store) -> None:
    done = log(known, notes="a" * 80)
    assert f"Notes: {'a' * 59}…" in done.remarks
