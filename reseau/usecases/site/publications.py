"""Say what is for the public site, and take it back: nothing is there by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.folding import lettered
from reseau.domain.vocabulary import Diffusion, InteractionKind
from reseau.errors import NotFoundError, UsageError
from reseau.i18n import N_
from reseau.store import models
from reseau.store.models import Base, Interaction, Publication
from reseau.store.naming import finding
from reseau.store.naming.titled import mission_named, product_named
from reseau.store.past.dependents import noun
from reseau.store.privacy.veil import veil
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.edits import Clear, settled
from reseau.usecases.common.numbered import numbered
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.cycle.signals import signal_meant


class NoSuchKindError(UsageError):
    """Records of that kind are not for the site, or are shown by other means."""

    message = N_(
        "“{text}” is not shown so: {choices}. People and organizations are shown by "
        "their --diffusion public."
    )


class NotAnEventError(UsageError):
    """A call or a message is nothing that the public can come to."""

    message = N_("Interaction #{number} is a {kind}: it is nothing for the public.")


class NotShownError(NotFoundError):
    """What would be hidden was never shown."""

    message = N_("{name} is not on the site.")


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A record that the team said is public, in a list.

    Attributes:
        kind: Table of the record.
        number: Its number; None when it is no longer there.
        name: What it is called; empty when it is no longer there.
        text_fr: What is said of it in French; likewise in English.
    """

    kind: str
    number: int | None
    name: str
    shown_on: date
    text_fr: str
    text_en: str


def _by_number(kind: type[Base]) -> Callable[[Session, str], Base]:
    def found(session: Session, typed: str) -> Base:
        digits = typed.strip().removeprefix("#")[:18]
        if not (digits.isascii() and digits.isdigit()):
            raise NoSuchKindError(text=typed, choices=noun(kind.__tablename__))
        return numbered(session, kind, int(digits))

    return found


# By name: a command about signals does not map committees.
_CLASSES = {
    "committee": "Committee",
    "interaction": "Interaction",
    "signal": "Signal",
    "product": "Product",
    "outcome": "Outcome",
    "mission": "Mission",
}


def kinds() -> Mapping[str, Callable[[Session, str], Any]]:  # Any: a mapped class.
    """Give the tables whose records are shown one by one, with how each is found."""
    return {
        "committee": finding.committee_named,
        "interaction": _by_number(Interaction),
        "signal": signal_meant,
        "product": product_named,
        "outcome": _by_number(models.Outcome),
        "mission": mission_named,
    }


def read_kind(text: str) -> str:
    """Read the kind of a record: its code, or its word in the reader's language.

    Raises:
        NoSuchKindError: With the kinds there are.
    """
    wanted = lettered(text)
    others = {"event": "interaction", "evenement": "interaction"}
    for name in kinds():
        if wanted in {name, lettered(noun(name))} or others.get(wanted) == name:
            return name
    raise NoSuchKindError(text=text, choices=", ".join(map(noun, kinds())))


def called(record: Any) -> str:  # Any: one of the kinds above.
    """Give what a record is called."""
    for name in ("title", "name", "what"):
        if hasattr(record, name):
            return str(getattr(record, name))
    return ""


def show_records(
    store: Store,
    kind: str,
    which: Sequence[str],
    *,
    text_fr: str | Clear | None = None,
    text_en: str | Clear | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Say that records are for the public site, as one operation.

    Args:
        store: The store.
        kind: As read by ``read_kind``.
        which: Their numbers, short codes or titles.
        text_fr: What the site says of each in French; None leaves it.
        text_en: Likewise in English.
        dry_run: Write nothing.

    Raises:
        UnknownNameError, AmbiguousNameError, NoSuchNumberError, NotAnEventError
    """
    with store.working("site show", dry_run=dry_run) as work:
        session = work.session
        found = [kinds()[kind](session, it) for it in which]
        for record in found:
            _refuse_calls(record)
            said = publication_of(session, kind, record)
            if said is None:
                said = Publication(
                    record_kind=kind, record_uid=record.uid,
                    shown_on=settings.today(session),
                )  # fmt: skip
                session.add(said)
            said.text_fr = settled(said.text_fr, text_fr)
            said.text_en = settled(said.text_en, text_en)
        numbers = ", ".join(f"#{it.key}" for it in found)
        names = "; ".join(map(called, found))
    return outcome(work, slug=numbers, name=names)


def hide_records(
    store: Store, kind: str, which: Sequence[str], *, dry_run: bool = False
) -> Outcome:
    """Take records off the site, from its next building on.

    Raises:
        NotShownError: One was never shown.
        UnknownNameError, AmbiguousNameError, NoSuchNumberError
    """
    with store.working("site hide", dry_run=dry_run) as work:
        session = work.session
        found = [kinds()[kind](session, it) for it in which]
        for record in found:
            said = publication_of(session, kind, record)
            if said is None:
                raise NotShownError(name=called(record))
            session.delete(said)
        numbers = ", ".join(f"#{it.key}" for it in found)
        names = "; ".join(map(called, found))
    return outcome(work, slug=numbers, name=names)


def publication_of(
    session: Session,
    kind: str,
    record: Any,  # Any: one of the kinds above.
) -> Publication | None:
    """Find what was said of a record; None when nothing was."""
    query = select(Publication).where(
        Publication.record_kind == kind, Publication.record_uid == record.uid
    )
    return session.scalars(query).one_or_none()


def _refuse_calls(record: object) -> None:
    if isinstance(record, Interaction) and record.kind in {
        InteractionKind.CALL,
        InteractionKind.MESSAGE,
    }:
        raise NotAnEventError(number=record.key, kind=record.kind.label())


def list_shown(store: Store, *, kind: str | None = None) -> list[ShownLine]:
    """List what the team said is public, by kind, then in the order it was said.

    Who may be shown to nobody is not named.
    """
    with store.reading() as session:
        over = veil(session, shown_to=Diffusion.INTERNAL)
        query = select(Publication).order_by(Publication.record_kind, Publication.key)
        if kind is not None:
            query = query.where(Publication.record_kind == kind)
        return [
            over.over_fields(_line(session, it), "name", "text_fr", "text_en")
            for it in session.scalars(query)
        ]


def record_of(session: Session, said: Publication) -> Any:  # Any: a mapped class.
    """Find the record of which something was said; None when it is gone."""
    mapped: Any = getattr(models, _CLASSES[said.record_kind])  # Any: each has a uid.
    query = select(mapped).where(mapped.uid == said.record_uid)
    return session.scalars(query).one_or_none()


def _line(session: Session, it: Publication) -> ShownLine:
    record = record_of(session, it)
    return ShownLine(
        it.record_kind,
        None if record is None else record.key,
        "" if record is None else called(record),
        it.shown_on,
        it.text_fr or "",
        it.text_en or "",
    )
