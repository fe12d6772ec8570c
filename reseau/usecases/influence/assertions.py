"""Keep what people assert: that an actor influences another, and what actors want."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded, tidy
from reseau.domain.vocabulary import ActorKind
from reseau.errors import ConflictError, NotFoundError, UsageError
from reseau.i18n import N_, formats, gettext, language
from reseau.store.base import LARGEST_KEY
from reseau.store.models import Actor, Influence, Objective, Position
from reseau.store.naming import finding
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_or_new, checked_name
from reseau.usecases.common.outcome import Outcome, outcome

Assertion = TypeVar("Assertion", Influence, Position)


class OnItselfError(UsageError):
    """An actor would influence itself."""

    message = N_("{name} cannot influence itself: give two actors.")


class NoAssertionError(NotFoundError):
    """No assertion has that number."""

    message = N_(
        "There is no {what} {number}. The lists of “reseau influence” show the numbers."
    )


class ObjectiveExistsError(ConflictError):
    """An objective is so named already."""

    message = N_("An objective is named “{name}” already: {slug}.")


@dataclass(frozen=True, slots=True)
class Saying:
    """Who asserts something, when, and on what grounds.

    Attributes:
        by: Name of the assessor; None when not said.
        on: The day; today by default.
        evidence: What shows it.
        create: Kind of the actors to add when nobody has their names.
    """

    by: str | None = None
    on: date | None = None
    evidence: str | None = None
    create: ActorKind | None = None


def assert_influence(
    store: Store,
    pair: tuple[str, str],
    *,
    strength: int,
    theme: str | None = None,
    saying: Saying,
    dry_run: bool = False,
) -> Outcome:
    """Note that the first of two actors influences the second, as somebody says.

    The same assessor may say otherwise later: both are kept, the latest counts. Said
    twice of the same day, the second replaces the first.

    Raises:
        OnItselfError: They are one actor.
        UnknownActorError, AmbiguousNameError, UnknownThemeError
    """
    with store.working("influence assert", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        one, other = (
            actor_or_new(session, it, create=saying.create, remarks=remarks)
            for it in pair
        )
        if one.key == other.key:
            raise OnItselfError(name=one.name)
        about = None if theme is None else finding.theme_named(session, theme)
        by, on = _said(session, saying, remarks)
        said, known = _one_of(
            session, Influence, asserted_by_key=by and by.key, asserted_on=on,
            source_key=one.key, target_key=other.key, theme_key=about and about.key,
        )  # fmt: skip
        _settle(said, saying, remarks if known else [], strength=strength)
        name = gettext("{source} → {target}, strength {n}").format(
            source=one.name, target=other.name, n=strength
        )
        remarks.append(_told(by, on, about=about.label(language()) if about else None))
        session.flush()
        number = said.key
    return outcome(work, slug=f"#{number}", name=name, remarks=tuple(remarks))


def assert_position(
    store: Store,
    place: tuple[str, str],
    *,
    stance: int,
    priority: int | None = None,
    saying: Saying,
    dry_run: bool = False,
) -> Outcome:
    """Note where an actor stands on an objective, as somebody says.

    Args:
        store: The store.
        place: The actor, and the objective.
        stance: -4 to 4.
        priority: 1 to 4; None leaves it as it is.
        saying: Who says so.
        dry_run: Roll back at the end.

    Raises:
        UnknownObjectiveError: No objective is so named.
        UnknownActorError, AmbiguousNameError
    """
    with store.working("influence position", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        aim = finding.objective_named(session, place[1])
        actor = actor_or_new(session, place[0], create=saying.create, remarks=remarks)
        by, on = _said(session, saying, remarks)
        said, known = _one_of(
            session, Position, asserted_by_key=by and by.key, asserted_on=on,
            actor_key=actor.key, objective_key=aim.key,
        )  # fmt: skip
        _settle(said, saying, remarks if known else [], stance=stance)
        if priority is not None:
            said.priority = priority
        name = gettext("{actor}, “{objective}”: {stance}").format(
            actor=actor.name, objective=aim.name, stance=signed(stance)
        )
        remarks.append(_told(by, on, about=None))
        session.flush()
        number = said.key
    return outcome(work, slug=f"#{number}", name=name, remarks=tuple(remarks))


def signed(value: float, *, decimals: int | None = None) -> str:
    """Write a number with its sign, a real minus; 0 without."""
    written = formats.number(abs(value), decimals=decimals)
    mark = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return f"{mark}{written}"


def add_objective(
    store: Store,
    name: str,
    *,
    theme: str | None = None,
    note: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Add an objective that actors may want or oppose.

    Raises:
        ObjectiveExistsError: One is so named already.
        UnknownThemeError, AmbiguousNameError
    """
    with store.working("influence objective", dry_run=dry_run) as work:
        session = work.session
        made = new_objective(session, name, theme=theme)
        made.note = note or None
        slug, written = made.slug, made.name
    return outcome(work, slug=slug, name=written)


def new_objective(session: Session, name: str, *, theme: str | None) -> Objective:
    """Make an objective and add it to the session.

    Raises:
        ObjectiveExistsError: One is so named already.
    """
    written = checked_name(name)
    known = session.scalars(
        select(Objective).where(Objective.name_key == folded(written))
    ).first()
    if known is not None:
        raise ObjectiveExistsError(name=known.name, slug=known.slug)
    about = None if theme is None else finding.theme_named(session, theme)
    made = Objective(
        slug=finding.free_slug(session, Objective, written),
        name=written,
        name_key=folded(written),
        theme_key=about and about.key,
    )
    session.add(made)
    session.flush()
    return made


def remove_assertion(
    store: Store, number: int, *, what: str, dry_run: bool = False
) -> Outcome:
    """Remove an influence, a position or an objective that nothing refers to.

    Args:
        store: The store.
        number: Its number.
        what: “influence”, “position” or “objective”.
        dry_run: Roll back at the end.

    Raises:
        NoAssertionError: None has that number.
        StillUsedError: Positions refer to the objective.
    """
    kind, noun = _KINDS[what]
    with store.working("influence remove", dry_run=dry_run) as work:
        session = work.session
        found: Any = None  # Any: one of three, which mypy joins in Base.
        if 0 < number <= LARGEST_KEY:
            found = session.get(kind, number)
        if found is None:
            raise NoAssertionError(what=gettext(noun), number=number)
        name = _described(found)
        if isinstance(found, Objective):
            refuse_if_used(session, found, name=name)
        session.delete(found)
    return outcome(work, slug=f"#{number}", name=name)


_KINDS: Mapping[str, tuple[type[Influence | Position | Objective], str]] = {
    "influence": (Influence, N_("influence")),
    "position": (Position, N_("position")),
    "objective": (Objective, N_("objective")),
}
REMOVABLE = tuple(_KINDS)


def _described(found: Influence | Position | Objective) -> str:
    match found:
        case Influence():
            return f"{found.source.name} → {found.target.name}"
        case Position():
            return f"{found.actor.name}, {formats.quoted(found.objective.name)}"
        case Objective():
            return found.name


def _said(
    session: Session, saying: Saying, remarks: list[str]
) -> tuple[Actor | None, date]:
    """Find who asserts, and the day."""
    by = (
        None
        if saying.by is None
        else actor_or_new(session, saying.by, create=saying.create, remarks=remarks)
    )
    return by, saying.on or settings.today(session)


def _one_of(
    session: Session, kind: type[Assertion], **place: object
) -> tuple[Assertion, bool]:
    """Find the assertion of the same day, or begin one; tell whether it is known."""
    same = [
        getattr(kind, name).is_not_distinct_from(value) for name, value in place.items()
    ]
    known = session.scalars(select(kind).where(*same).order_by(kind.key.desc())).first()
    if known is not None:
        return known, True
    made = kind(**place)
    session.add(made)
    return made, False


def _settle(
    said: Influence | Position, saying: Saying, remarks: list[str], **values: int
) -> None:
    """Set the value and the evidence; say what was there before on the same day."""
    for name, value in values.items():
        before = getattr(said, name)
        if before != value:
            replaced = gettext("It replaces what was said on the same day: {n}.")
            remarks.append(replaced.format(n=before))
            setattr(said, name, value)
    if saying.evidence:
        said.evidence = tidy(saying.evidence)


def _told(by: Actor | None, on: date, *, about: str | None) -> str:
    """Say who asserts, on what and when, so that a wrong reading is seen."""
    who = gettext("nobody named") if by is None else by.name
    day = formats.full_date(on, weekday=True)
    if about is None:
        return gettext("Asserted by {who}, {day}.").format(who=who, day=day)
    return gettext("Asserted by {who}, {day}, on “{theme}”.").format(
        who=who, day=day, theme=about
    )
