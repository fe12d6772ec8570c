"""Narrow rows mean the same on both databases."""

from datetime import date

from sqlalchemy import select

from reseau.domain.vocabulary import CommitteeKind, CommitteeRole
from reseau.store.models import Actor, Committee, Membership
from reseau.store.rows import rows
from reseau.store.session import Store
from tests.records import furnish

JOINED = date(2026, 1, 10)
LEFT = date(2026, 6, 1)


def _seat_in_staff(store: Store, who: str, *, until: date | None) -> int:
    with store.working("test") as work:
        session = work.session
        team = Committee(
            slug="equipe", name="Équipe", name_key="equipe", kind=CommitteeKind.STAFF
        )
        member = session.scalars(select(Actor).where(Actor.slug == who)).one()
        session.add(
            Membership(
                committee=team, actor=member, role=CommitteeRole.MEMBER,
                since=JOINED, until=until,
            )
        )  # fmt: skip
        return member.key


def test_staff_are_those_seated_in_a_staff_team_on_the_day(store: Store) -> None:
    furnish(store)
    nadia = _seat_in_staff(store, "nadia-tremblay", until=LEFT)
    with store.reading() as session:
        found = [
            rows.staff_keys(session, on=day)
            for day in (date(2026, 1, 9), JOINED, date(2026, 5, 31), LEFT)
        ]
    assert found == [frozenset(), {nadia}, {nadia}, frozenset()]


def test_without_a_staff_team_nobody_is_staff(store: Store) -> None:
    furnish(store)
    with store.reading() as session:
        assert rows.staff_keys(session, on=JOINED) == frozenset()
