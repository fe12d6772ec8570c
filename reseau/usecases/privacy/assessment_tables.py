"""What an impact assessment takes from the store: counts and words, never a name."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table, func, or_, select
from sqlalchemy.orm import Session

from reseau.domain.retention import HABITS
from reseau.domain.vocabulary import (
    ActorKind,
    ConsentState,
    ContactKind,
    Diffusion,
    Nature,
    Origin,
    Purpose,
)
from reseau.i18n import formats
from reseau.i18n import gettext as _
from reseau.publish.dossier import DossierTable
from reseau.store.models import (
    Actor,
    Consent,
    ContactField,
    Departure,
    Incident,
    PrivacyRequest,
    RetentionRule,
    every_table,
    table_named,
)
from reseau.store.past.dependents import TABLE_WORDS, noun
from reseau.store.past.field_words import field_word
from reseau.store.rows import settings

_TECHNICAL = frozenset({"key", "version", "uid", "name_key", "slug", "fingerprint"})
# Places of a map and pairs told apart hold nothing that is not elsewhere.
_NOTHING_NEW = frozenset({"map_place", "distinct_pair"})


def tables(session: Session) -> Iterator[DossierTable]:
    """Give the parts of the assessment that the store can fill."""
    yield _held(session)
    yield _contacts(session)
    yield _origins(session)
    yield _purposes(session)
    yield _shown(session)
    yield _kept(session)
    yield _left(session)
    yield _asked(session)


def table(
    title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> DossierTable:
    """Make one part; one without a row says that there is nothing."""
    return DossierTable(title, tuple(columns), tuple(rows), _("There is none."))


def _held(session: Session) -> DossierTable:
    """List the fields of every table that refers to people, and count their rows."""
    people = select(Actor.key).where(Actor.kind == ActorKind.PERSON)
    rows = []
    for it in every_table():
        count = _about_people(session, it, people)
        if count and it.name not in _NOTHING_NEW:
            rows.append((_what(it), _fields(it), formats.number(count)))
    columns = (_("what"), _("fields"), _("records about people"))
    return table(_("1. What is held on people"), columns, rows)


def _about_people(session: Session, it: Table, people: Any) -> int:
    """Count the rows of a table that refer to a person, or are one.

    Any: a SELECT of keys, whose own type says too much.
    """
    key = table_named("actor").c.key
    columns = [column for column in it.columns if column.references(key)]
    if it.name == "actor":
        columns = [key]
    if not columns:
        return 0
    some = or_(*(column.in_(people) for column in columns))
    return session.scalar(select(func.count()).select_from(it).where(some)) or 0


def _what(it: Table) -> str:
    if it.name == "actor":
        return ActorKind.PERSON.label()
    return noun(it.name) if it.name in TABLE_WORDS else it.name


def _fields(it: Table) -> str:
    words = [field_word(name) for name in it.columns.keys() if name not in _TECHNICAL]  # noqa: SIM118  # No mapping.
    return ", ".join(dict.fromkeys(words))


def _contacts(session: Session) -> DossierTable:
    query = (
        select(
            ContactField.kind, ContactField.nature, ContactField.origin, func.count()
        )
        .join(Actor, Actor.key == ContactField.actor_key)
        .where(Actor.kind == ActorKind.PERSON)
        .group_by(ContactField.kind, ContactField.nature, ContactField.origin)
    )
    found = {
        (kind, nature, origin): count
        for kind, nature, origin, count in session.execute(query)
    }
    rows = [
        (
            kind.label(), nature.label(), origin.label(),
            formats.number(found[kind, nature, origin]),
        )
        for kind in ContactKind
        for nature in Nature
        for origin in Origin
        if (kind, nature, origin) in found
    ]  # fmt: skip
    columns = (_("contact"), _("nature"), _("from whom"), _("records"))
    return table(_("2. How people are reached"), columns, rows)


def _origins(session: Session) -> DossierTable:
    query = (
        select(Actor.origin, func.count())
        .where(Actor.kind == ActorKind.PERSON, Actor.merged_into.is_(None))
        .group_by(Actor.origin)
    )
    found = dict(_pairs(session, query))
    rows = [(it.label(), formats.number(found[it])) for it in Origin if it in found]
    return table(_("3. Where it comes from"), (_("from whom"), _("people")), rows)


def _pairs(session: Session, query: Any) -> list[tuple[Any, int]]:
    # Any: a SELECT of a code and a count.
    return [(code, count) for code, count in session.execute(query)]


def _purposes(session: Session) -> DossierTable:
    today = settings.today(session)
    latest: dict[tuple[int, Purpose], Consent] = {}
    for it in session.scalars(select(Consent).order_by(Consent.key)):
        before = latest.get((it.actor_key, it.purpose))
        if before is None or it.stated_on >= before.stated_on:
            latest[it.actor_key, it.purpose] = it
    counted = Counter((it.purpose, _state(it, today)) for it in latest.values())
    states = [*(state.label() for state in ConsentState), _("ended")]
    rows = [
        (
            purpose.label(),
            *(formats.number(counted[purpose, state]) for state in states),
        )
        for purpose in Purpose
    ]
    return table(_("4. Purposes and consents"), (_("purpose"), *states), rows)


def _state(consent: Consent, today: date) -> str:
    over = consent.expires_on is not None and consent.expires_on <= today
    if over and consent.state is ConsentState.GIVEN:
        return _("ended")
    return consent.state.label()


def _shown(session: Session) -> DossierTable:
    query = (
        select(Actor.diffusion, func.count())
        .where(Actor.kind == ActorKind.PERSON, Actor.merged_into.is_(None))
        .group_by(Actor.diffusion)
    )
    found = dict(_pairs(session, query))
    who = {
        Diffusion.INTERNAL: _("the team"),
        Diffusion.GROUP: _("the team and the advisory group"),
        Diffusion.PUBLIC: _("everybody"),
        Diffusion.FORBIDDEN: _("nobody, in no map and no export"),
    }
    rows = [(it.label(), who[it], formats.number(found.get(it, 0))) for it in Diffusion]
    columns = (_("diffusion"), _("who may see them"), _("people"))
    return table(_("5. Who may see whom"), columns, rows)


def _kept(session: Session) -> DossierTable:
    rules = {it.kind: it for it in session.scalars(select(RetentionRule))}
    rows = [
        (
            kind.label(),
            rules[kind].purpose if kind in rules else "",
            formats.number(rules[kind].months) if kind in rules else _("no rule yet"),
            _(habit.since),
            rules[kind].fate.label() if kind in rules else "",
        )
        for kind, habit in HABITS.items()
    ]
    columns = (
        _("what"), _("what for"), _("months"), _("counted from"), _("then"),
    )  # fmt: skip
    return table(_("6. How long it is kept"), columns, rows)


def _left(session: Session) -> DossierTable:
    query = (
        select(
            Departure.command, Departure.audience, func.count(),
            func.sum(Departure.count), func.max(Departure.left_at),
        )
        .group_by(Departure.command, Departure.audience)
        .order_by(Departure.command, Departure.audience)
    )  # fmt: skip
    rows = [
        (
            command, audience.label(), formats.number(files),
            formats.number(int(records or 0)), formats.full_date(last.date()),
        )
        for command, audience, files, records, last in session.execute(query)
    ]  # fmt: skip
    columns = (
        _("made by"), _("for whom"), _("files"), _("records"), _("last on"),
    )  # fmt: skip
    return table(_("7. What left the store"), columns, rows)


def _asked(session: Session) -> DossierTable:
    count = select(func.count())
    waiting = PrivacyRequest.answered_on.is_(None)
    late = PrivacyRequest.due_on < settings.today(session)
    figures = (
        (_("requests received"), count.select_from(PrivacyRequest)),
        (
            _("requests without an answer"),
            count.select_from(PrivacyRequest).where(waiting),
        ),
        (
            _("requests past their 30 days"),
            count.select_from(PrivacyRequest).where(waiting, late),
        ),
        (_("incidents in the register"), count.select_from(Incident)),
    )
    rows = [(what, formats.number(session.scalar(it) or 0)) for what, it in figures]
    title = _("8. Requests and incidents")
    return table(title, (_("what"), _("how many")), rows)
