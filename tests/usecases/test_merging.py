"""Two actors made one: what moves, what is kept, what is refused, and all of it undone."""

import os
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import (
    CommitteeRole,
    ContactKind,
    Diffusion,
    ExpertiseLevel,
    Nature,
    Origin,
    PartnerStatus,
    Role,
)
from reseau.exchange.found import FoundActor
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Affiliation,
    Alias,
    Base,
    Collaboration,
    Committee,
    ContactField,
    Distinct,
    Expertise,
    FollowUp,
    Influence,
    Interaction,
    Membership,
    Objective,
    Participation,
    Partnership,
    Position,
    Territory,
    Theme,
    every_table,
    table_named,
)
from reseau.store.naming import finding
from reseau.store.naming.merging import STAYING, referring
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor, edit_actor
from reseau.usecases.actors.merging import (
    ChangedMeanwhileError,
    Merge,
    SameActorError,
    TwoKindsError,
    merge_actors,
    stricter,
)
from reseau.usecases.exchanging.import_matching import Matcher
from reseau.usecases.log.memory import redo_operation, undo_operation
from tests.contents import ORGANIZATION, PERSON, add, meet, operations, rows_of
from tests.crowds import crowd
from tests.records import furnish

KEEP, LOSE = "marie-roy", "marie-roy-2"
BEGIN, END = date(2025, 1, 1), date(2026, 1, 1)


class Cast:
    """The records of the furnished store, by what they are."""

    def __init__(self, session: Session) -> None:
        self.session = session
        actors = {it.slug: it for it in session.scalars(select(Actor))}
        self.keep, self.lose = actors[KEEP], actors[LOSE]
        self.cdc, self.solon = actors["cdc-rosemont"], actors["solon"]
        self.nadia = actors["nadia-tremblay"]
        self.meeting, self.call, _event = session.scalars(
            select(Interaction).order_by(Interaction.key)
        )
        self.theme, self.other_theme, _ = session.scalars(
            select(Theme).order_by(Theme.key)
        )
        self.place = session.scalars(select(Territory).order_by(Territory.key)).all()[0]
        self.committee = session.scalars(
            select(Committee).order_by(Committee.key)
        ).all()[0]


Scene = Callable[[Cast], list[Base]]


def merged(store: Store, scene: Scene) -> Merge:
    """Furnish a store, add rows, and merge the two Marie Roy; undo and redo it too."""
    furnish(store)
    with store.working("scene") as work:
        work.session.add_all(scene(Cast(work.session)))
    before = rows_of(store)
    _outcome, done = merge_actors(store, KEEP, LOSE)
    after = rows_of(store)
    undo_operation(store, None)
    assert rows_of(store) == before
    redo_operation(store)
    assert rows_of(store) == after
    return done


def there(store: Store, kind: type[Base], *names: str) -> list[Any]:
    """List columns of a table's rows, in order of key; actors by short code."""
    with store.reading() as session:
        slugs = {it.key: it.slug for it in session.scalars(select(Actor))}
        found = []
        for row in session.scalars(select(kind).order_by(kind.key)):
            values = [getattr(row, it) for it in names]
            found.append(
                tuple(
                    slugs.get(value, value)
                    if isinstance(value, int) and name.endswith("_key")
                    else value
                    for name, value in zip(names, values, strict=True)
                )
            )
    return found


def actor(store: Store, slug: str) -> Actor:
    with store.reading() as session:
        return session.scalars(select(Actor).where(Actor.slug == slug)).one()


# What moves


def test_participation_moves(store: Store) -> None:
    done = merged(
        store,
        lambda it: [Participation(interaction=it.call, actor=it.lose, role=Role.HOST)],
    )
    assert (2, KEEP) not in there(store, Participation, "role", "actor_key")
    assert (Role.HOST, KEEP) in there(store, Participation, "role", "actor_key")
    assert done.moved == {"participation": 1}


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_parts_in_one_interaction_the_stronger_role_is_kept(
    store: Store, *, swapped: bool
) -> None:
    def scene(it: Cast) -> list[Base]:
        who = (it.lose, it.keep) if swapped else (it.keep, it.lose)
        return [
            Participation(interaction=it.call, actor=who[0], role=Role.INVITED),
            Participation(
                interaction=it.call,
                actor=who[1],
                role=Role.SPEAKER,
                on_behalf_of=it.cdc,
                brought_by=it.nadia,
            ),
        ]

    done = merged(store, scene)
    columns = ("actor_key", "role", "on_behalf_of_key", "brought_by_key")
    found = [it for it in there(store, Participation, *columns) if it[0] == KEEP]
    assert found == [(KEEP, Role.SPEAKER, "cdc-rosemont", "nadia-tremblay")]
    assert done.joined == {"participation": 1}


def test_nobody_is_brought_by_themselves_once_merged(store: Store) -> None:
    merged(
        store,
        lambda it: [
            Participation(
                interaction=it.call,
                actor=it.keep,
                role=Role.HOST,
                brought_by=it.lose,
            ),
            Participation(
                interaction=it.meeting,
                actor=it.lose,
                role=Role.HOST,
                brought_by=it.keep,
            ),
        ],
    )
    found = there(store, Participation, "actor_key", "brought_by_key")
    assert found.count((KEEP, None)) == 2


def test_those_whom_it_brought_are_brought_by_who_stays(store: Store) -> None:
    merged(
        store,
        lambda it: [
            Participation(
                interaction=it.call,
                actor=it.solon,
                role=Role.HOST,
                brought_by=it.lose,
            )
        ],
    )
    found = there(store, Participation, "actor_key", "brought_by_key")
    assert ("solon", KEEP) in found


def test_those_there_for_an_organization_are_there_for_the_one_that_stays(
    store: Store,
) -> None:
    furnish(store)
    merge_actors(store, "cdc-rosemont", "solon")
    found = there(store, Participation, "actor_key", "on_behalf_of_key")
    assert ("etienne-belanger", "cdc-rosemont") in found


def test_nobody_sits_for_itself_once_merged(store: Store) -> None:
    furnish(store)
    with store.working("seat") as work:
        it = Cast(work.session)
        work.session.add(
            Membership(
                actor=it.solon,
                committee=it.committee,
                role=CommitteeRole.MEMBER,
                on_behalf_of=it.cdc,
            )
        )
    merge_actors(store, "cdc-rosemont", "solon")
    found = there(store, Membership, "actor_key", "on_behalf_of_key")
    assert ("cdc-rosemont", None) in found


def test_seat_moves(store: Store) -> None:
    merged(
        store,
        lambda it: [
            Membership(
                actor=it.lose, committee=it.committee, role=CommitteeRole.OBSERVER
            )
        ],
    )
    found = there(store, Membership, "actor_key", "role")
    assert (KEEP, CommitteeRole.OBSERVER) in found


def test_same_seat_of_both_is_one_seat(store: Store) -> None:
    done = merged(
        store,
        lambda it: [
            Membership(
                actor=who,
                committee=it.committee,
                role=CommitteeRole.MEMBER,
                since=BEGIN,
            )
            for who in (it.lose, it.keep)
        ],
    )
    assert done.joined == {"membership": 1}


def test_seats_at_other_times_are_both_kept(store: Store) -> None:
    done = merged(
        store,
        lambda it: [
            Membership(
                actor=who,
                committee=it.committee,
                role=CommitteeRole.MEMBER,
                since=since,
            )
            for who, since in ((it.lose, BEGIN), (it.keep, END))
        ],
    )
    assert (done.moved, done.joined) == ({"membership": 1}, {})


def test_role_in_an_organization_moves(store: Store) -> None:
    merged(
        store,
        lambda it: [Affiliation(person=it.lose, organization=it.solon, title="Agente")],
    )
    assert (KEEP, "Agente") in there(store, Affiliation, "person_key", "title")


def test_people_of_an_organization_move(store: Store) -> None:
    furnish(store)
    merge_actors(store, "solon", "cdc-rosemont")
    columns = ("person_key", "organization_key")
    assert there(store, Affiliation, *columns) == [("nadia-tremblay", "solon")]


def test_partnership_moves(store: Store) -> None:
    merged(store, lambda it: [Partnership(actor=it.lose, status=PartnerStatus.ACTIVE)])
    found = there(store, Partnership, "actor_key", "status")
    assert (KEEP, PartnerStatus.ACTIVE) in found


def test_expertise_moves_and_fills_one_on_the_same_theme(store: Store) -> None:
    done = merged(
        store,
        lambda it: [
            Expertise(actor=it.keep, theme=it.theme, origin=Origin.PERSON),
            Expertise(
                actor=it.lose,
                theme=it.theme,
                origin=Origin.PUBLIC,
                level=ExpertiseLevel.REFERENCE,
                since=BEGIN,
            ),
            Expertise(actor=it.lose, theme=it.other_theme, origin=Origin.PUBLIC),
        ],
    )
    found = there(store, Expertise, "actor_key", "level", "since", "origin")
    assert (KEEP, ExpertiseLevel.REFERENCE, BEGIN, Origin.PERSON) in found
    assert (done.moved, done.joined) == ({"expertise": 1}, {"expertise": 1})


def test_contacts_move_and_a_shared_one_is_kept_once(store: Store) -> None:
    def contact(who: Actor, value: str) -> ContactField:
        return ContactField(
            actor=who,
            kind=ContactKind.EMAIL,
            value=value,
            nature=Nature.PROFESSIONAL,
            origin=Origin.PERSON,
        )

    merged(
        store,
        lambda it: [
            contact(it.keep, "m@example.org"),
            contact(it.lose, "M@example.org"),
            contact(it.lose, "roy@example.org"),
        ],
    )
    found = there(store, ContactField, "actor_key", "value")
    assert found[1:] == [(KEEP, "m@example.org"), (KEEP, "roy@example.org")]


def test_territories_move_and_a_shared_one_is_kept_once(store: Store) -> None:
    done = merged(
        store,
        lambda it: [
            ActorTerritory(actor=who, territory=it.place) for who in (it.keep, it.lose)
        ],
    )
    assert done.joined == {"actor_territory": 1}


def test_collaboration_moves_either_way_round(store: Store) -> None:
    merged(
        store,
        lambda it: [
            Collaboration(source=it.lose, target=it.cdc, origin=Origin.PUBLIC),
            Collaboration(source=it.solon, target=it.lose, origin=Origin.PUBLIC),
        ],
    )
    assert there(store, Collaboration, "source_key", "target_key") == [
        (KEEP, "cdc-rosemont"),
        ("solon", KEEP),
    ]


def test_same_collaboration_of_both_is_one(store: Store) -> None:
    done = merged(
        store,
        lambda it: [
            Collaboration(source=it.lose, target=it.cdc, origin=Origin.PUBLIC),
            Collaboration(source=it.cdc, target=it.keep, origin=Origin.PUBLIC),
        ],
    )
    assert done.joined == {"collaboration": 1}


def test_tie_of_the_two_is_dropped_and_said(store: Store) -> None:
    done = merged(
        store,
        lambda it: [
            Collaboration(source=it.lose, target=it.keep, origin=Origin.PUBLIC),
            Influence(source=it.keep, target=it.lose, strength=2),
        ],
    )
    assert done.dropped == {"collaboration": 1, "influence": 1}
    assert there(store, Collaboration, "key") + there(store, Influence, "key") == []


def test_influence_moves_with_who_asserted_it(store: Store) -> None:
    merged(
        store,
        lambda it: [
            Influence(source=it.lose, target=it.cdc, strength=2),
            Influence(source=it.solon, target=it.cdc, strength=1, asserted_by=it.lose),
        ],
    )
    assert there(store, Influence, "source_key", "asserted_by_key") == [
        (KEEP, None),
        ("solon", KEEP),
    ]


def test_position_moves_with_who_asserted_it(store: Store) -> None:
    def rents() -> Objective:
        return Objective(slug="loyers", name="Loyers", name_key="loyers")

    merged(
        store,
        lambda it: [
            Position(actor=it.lose, objective=rents(), stance=-2, asserted_by=it.lose)
        ],
    )
    assert there(store, Position, "actor_key", "asserted_by_key", "stance") == [
        (KEEP, KEEP, -2)
    ]


def test_promise_moves(store: Store) -> None:
    merged(store, lambda it: [FollowUp(what="Rappeler", actor=it.lose)])
    assert (KEEP, "Rappeler") in there(store, FollowUp, "actor_key", "what")


def test_pairs_told_apart_move_and_that_of_the_two_is_dropped(store: Store) -> None:
    def pair(one: Actor, other: Actor) -> Distinct:
        keys = sorted((one.key, other.key))
        return Distinct(first_key=keys[0], second_key=keys[1])

    done = merged(
        store,
        lambda it: [
            pair(it.keep, it.lose),
            pair(it.nadia, it.lose),
            pair(it.cdc, it.keep),
            pair(it.cdc, it.lose),
        ],
    )
    assert sorted(there(store, Distinct, "first_key", "second_key")) == [
        ("cdc-rosemont", KEEP),
        ("nadia-tremblay", KEEP),
    ]
    assert (done.dropped, done.joined) == ({"distinct_pair": 1}, {"distinct_pair": 1})


def test_every_column_that_refers_to_an_actor_is_moved_or_stays() -> None:
    moved = {str(column) for _kind, columns in referring() for column in columns}
    actors = table_named("actor")
    wanted = {
        str(column)
        for table in every_table()
        for column in table.columns
        if any(it.references(actors) for it in column.foreign_keys)
    }
    assert moved | STAYING == wanted
    assert moved & STAYING == set()


# Names


def test_lost_name_and_its_aliases_are_aliases(store: Store) -> None:
    add(store, "CDC de Rosemont")
    add_actor(
        store,
        "Corporation de Rosemont",
        kind=ORGANIZATION,
        changes=ActorChanges(aliases=["CDCR", "cdc de rosemont"]),
    )
    _outcome, done = merge_actors(store, "@cdc-de-rosemont", "CDCR")
    assert done.aliases == ("Corporation de Rosemont", "CDCR")
    assert ("cdc-de-rosemont", "CDCR") in there(store, Alias, "actor_key", "name")


@pytest.mark.parametrize("typed", ["#2", "@b", "b", "Beta", "bêta-2"])
def test_former_number_code_and_names_lead_to_who_stays(
    store: Store, typed: str
) -> None:
    add(store, "Alpha")
    add(store, "B")
    edit_actor(store, "b", changes=ActorChanges(name="Bêta", aliases=["Bêta-2"]))
    merge_actors(store, "Alpha", "b")
    with store.reading() as session:
        assert finding.actor_named(session, typed).slug == "alpha"


def test_names_lead_through_two_merges(store: Store) -> None:
    for name in ("Alpha", "Beta", "Gamma"):
        add(store, name)
    merge_actors(store, "Beta", "Gamma")
    merge_actors(store, "Alpha", "Beta")
    with store.reading() as session:
        found = [finding.actor_named(session, it).slug for it in ("gamma", "Gamma")]
    assert found == ["alpha", "alpha"]


def found_by_import(
    store: Store, name: str, *, apart: str = "", slug: str | None = None
) -> str:
    with store.working("import", dry_run=True) as work:
        matcher = Matcher(
            work.session, "fr", origin=Origin.PUBLIC, diffusion=Diffusion.GROUP
        )
        found = FoundActor(name=name, kind=PERSON, slug=slug, separate_by=apart or None)
        return matcher.actor(found).slug


def two_marie_roy(store: Store) -> None:
    for apart in ("Verdun", "Angus"):
        add_actor(store, "Marie Roy", kind=PERSON, changes=ActorChanges(), apart=apart)


@pytest.mark.parametrize("apart", ["Verdun", "angus"])
def test_import_of_either_homonym_finds_who_stays(store: Store, apart: str) -> None:
    two_marie_roy(store)
    merge_actors(store, KEEP, LOSE)
    assert found_by_import(store, "Marie Roy", apart=apart) == KEEP


def test_import_by_a_former_code_finds_who_stays(store: Store) -> None:
    two_marie_roy(store)
    merge_actors(store, KEEP, LOSE)
    assert found_by_import(store, "?", slug=LOSE) == KEEP


def test_import_of_a_third_homonym_still_adds_one(store: Store) -> None:
    two_marie_roy(store)
    merge_actors(store, KEEP, LOSE)
    assert found_by_import(store, "Marie Roy", apart="Lachine") == "marie-roy-3"


# Fields


def pair_with(store: Store, keep: ActorChanges, lose: ActorChanges) -> Merge:
    for name, changes in (("Alpha", keep), ("Beta", lose)):
        add_actor(store, name, kind=ORGANIZATION, changes=changes)
    return merge_actors(store, "alpha", "beta")[1]


def test_empty_fields_are_filled(store: Store) -> None:
    pair_with(store, ActorChanges(), ActorChanges(sector="aide", notes="Note"))
    alpha = actor(store, "alpha")
    assert (alpha.sector, alpha.notes) == ("aide", "Note")


def test_conflict_keeps_the_value_of_who_stays_and_says_so(store: Store) -> None:
    done = pair_with(store, ActorChanges(sector="aide"), ActorChanges(sector="santé"))
    told = {it.field: (it.kept, it.lost, it.result, it.conflict) for it in done.fields}
    assert told["sector"] == ("aide", "santé", "aide", True)
    assert actor(store, "alpha").sector == "aide"


def test_fields_that_agree_are_not_told(store: Store) -> None:
    done = pair_with(store, ActorChanges(sector="aide"), ActorChanges(sector="aide"))
    assert [it.field for it in done.fields] == ["name"]


@pytest.mark.parametrize(
    ("one", "other", "result"),
    [
        (Diffusion.PUBLIC, Diffusion.GROUP, Diffusion.GROUP),
        (Diffusion.GROUP, Diffusion.INTERNAL, Diffusion.INTERNAL),
        (Diffusion.INTERNAL, Diffusion.FORBIDDEN, Diffusion.FORBIDDEN),
        (Diffusion.PUBLIC, Diffusion.FORBIDDEN, Diffusion.FORBIDDEN),
    ],
)
def test_stricter_diffusion_wins(
    one: Diffusion, other: Diffusion, result: Diffusion
) -> None:
    assert stricter(one, other) is stricter(other, one) is result


def test_who_stays_is_shown_no_further_than_the_other_was(store: Store) -> None:
    open_, closed = Diffusion.PUBLIC, Diffusion.FORBIDDEN
    pair_with(store, ActorChanges(diffusion=open_), ActorChanges(diffusion=closed))
    assert actor(store, "alpha").diffusion is closed


def test_actor_in_use_is_not_archived_by_a_merge(store: Store) -> None:
    add(store, "Alpha")
    add(store, "Beta")
    with store.working("archive") as work:
        finding.actor_named(work.session, "beta").archived_on = BEGIN
    merge_actors(store, "alpha", "beta")
    assert actor(store, "alpha").archived_on is None


# Refusals


def test_actor_is_not_merged_with_itself(store: Store) -> None:
    add(store, "Alpha")
    with pytest.raises(SameActorError):
        merge_actors(store, "alpha", "#1")


@pytest.mark.parametrize(("keep", "lose"), [("alpha", "beta"), ("beta", "alpha")])
def test_merge_that_would_loop_is_refused(store: Store, keep: str, lose: str) -> None:
    add(store, "Alpha")
    add(store, "Beta")
    merge_actors(store, "alpha", "beta")
    before = operations(store)
    with pytest.raises(SameActorError):
        merge_actors(store, keep, lose)
    assert operations(store) == before


def test_former_record_stands_for_who_it_became(store: Store) -> None:
    for name in ("Alpha", "Beta", "Gamma"):
        add(store, name)
    merge_actors(store, "alpha", "beta")
    _outcome, done = merge_actors(store, "gamma", "beta")
    assert done.lose == ("alpha", "Alpha")


def test_person_and_organization_are_not_merged(store: Store) -> None:
    add(store, "Solon")
    add(store, "Ana Roy", PERSON)
    with pytest.raises(TwoKindsError) as refused:
        merge_actors(store, "solon", "ana-roy")
    assert refused.value.values == {"organization": "Solon", "person": "Ana Roy"}


def test_what_was_not_shown_is_not_done(store: Store) -> None:
    add(store, "Alpha")
    add(store, "Beta")
    _outcome, shown = merge_actors(store, "alpha", "beta", dry_run=True)
    meet(store, "Beta", "Gamma")
    before = rows_of(store)
    with pytest.raises(ChangedMeanwhileError):
        merge_actors(store, "alpha", "beta", shown=shown)
    assert rows_of(store) == before


def test_what_was_shown_is_done_in_one_operation(store: Store) -> None:
    meet(store, "Alpha", "Beta")
    _outcome, shown = merge_actors(store, "alpha", "beta", dry_run=True)
    before = operations(store)
    outcome, done = merge_actors(store, "alpha", "beta", shown=shown)
    assert (done, outcome.slug) == (shown, "alpha")
    assert operations(store) == before + 1


def test_dry_run_changes_nothing(store: Store) -> None:
    furnish(store)
    before = rows_of(store), operations(store)
    merge_actors(store, KEEP, LOSE, dry_run=True)
    assert (rows_of(store), operations(store)) == before


# Laws


def check_merged(store: Store, done: Merge, meetings: set[int]) -> None:
    """See that nothing refers to who went, and that no meeting was lost."""
    with store.reading() as session:
        keys = {
            slug: session.scalars(select(Actor.key).where(Actor.slug == slug)).one()
            for slug in (done.keep[0], done.lose[0])
        }
        for kind, columns in referring():
            for column in columns:
                left = select(kind).where(column == keys[done.lose[0]])
                assert session.scalars(left).first() is None, str(column)
        mine = select(Participation.interaction_key).where(
            Participation.actor_key == keys[done.keep[0]]
        )
        assert set(session.scalars(mine)) == meetings


def meetings_of(store: Store, *slugs: str) -> set[int]:
    with store.reading() as session:
        return set(
            session.scalars(
                select(Participation.interaction_key)
                .join(Actor, Participation.actor_key == Actor.key)
                .where(Actor.slug.in_(slugs))
            )
        )


def test_random_merges_are_undone_exactly(store: Store) -> None:
    """One to three merges in a row, then as many undos; the rows are those of before.

    RESEAU_LONG_TESTS makes 1,000 of them on each database, which takes minutes.
    """
    crowd(store, seed=20261124)
    lot = Random(7)
    wanted = 100 if store.address.file else 20
    if os.environ.get("RESEAU_LONG_TESTS"):
        wanted = 1000
    before, merges = rows_of(store), 0
    while merges < wanted:
        kind = lot.choice(("person", "organization"))
        slugs = [f"{kind}-{it}" for it in lot.sample(range(30), lot.randint(2, 4))]
        keep = slugs.pop(0)
        for lose in slugs:
            meetings = meetings_of(store, keep, lose)
            _outcome, done = merge_actors(store, f"@{keep}", f"@{lose}")
            check_merged(store, done, meetings)
        for _lose in slugs:
            undo_operation(store, None)
        merges += len(slugs)
        assert rows_of(store) == before
