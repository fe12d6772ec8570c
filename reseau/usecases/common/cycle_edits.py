"""What the records of the cycle share when they are kept: texts, themes, days."""

import calendar
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from reseau.domain.names import tidy
from reseau.domain.vocabulary import Precision
from reseau.errors import UsageError
from reseau.i18n import N_, formats
from reseau.store.models import Base, Interaction, Theme
from reseau.store.naming import finding
from reseau.usecases.common.edits import CLEAR, Clear, replace_links, settled


class MissingTextError(UsageError):
    """Something that has to be said is not."""

    message = N_("{what} is missing: say it in a few words.")


class NotYetError(UsageError):
    """Something noted as done lies in the future."""

    message = N_("{day} is still to come: what has not happened cannot be noted yet.")


class _ThemeLink(Protocol):
    """A row that leads to a theme."""

    @property
    def theme(self) -> Theme: ...


Link = TypeVar("Link", bound=Base)


def required_text(text: str, *, what: str) -> str:
    """Tidy a text that has to be there; its lines stay apart.

    Raises:
        MissingTextError: Nothing is in it.
    """
    found = "\n".join(it for it in map(tidy, text.splitlines()) if it)
    if not found:
        raise MissingTextError(what=what)
    return found


def one_a_line(texts: Sequence[str] | None) -> str | Clear | None:
    """Gather texts given one by one, one a line; one empty text clears the field."""
    if texts is None:
        return None
    found = [it for it in map(tidy, texts) if it]
    return "\n".join(found) if found else CLEAR


def settled_text(before: str | None, change: str | Clear | None, *, what: str) -> str:
    """Give a text that has to be there once it is edited.

    Raises:
        MissingTextError: It was cleared, or never given.
    """
    return required_text(settled(before, change) or "", what=what)


def set_themes(
    session: Session,
    links: list[Link],
    labels: Sequence[str] | None,
    *,
    link: Callable[[Theme], Link],
) -> None:
    """Make a record's themes those that are named; None leaves them as they are."""
    if labels is None:
        return

    def theme_of(it: Link) -> Theme:
        found: Theme = getattr(it, "theme")  # noqa: B009  # Each link has one.
        return found

    replace_links(
        links,
        [finding.theme_named(session, it) for it in labels],
        target=theme_of,
        link=link,
    )


def labels_of(links: Iterable[_ThemeLink], lang: str) -> tuple[str, ...]:
    """Give the labels of a record's themes."""
    return tuple(it.theme.label(lang) for it in links)


def refuse_future(day: date, *, today: date) -> None:
    """See that something said to have happened is not still to come.

    Raises:
        NotYetError: It is.
    """
    if day > today:
        raise NotYetError(day=formats.full_date(day))


def last_day(interaction: Interaction) -> date:
    """Give the last day that an interaction can be of, no finer than it is known."""
    end = interaction.ended_on or interaction.held_on
    if interaction.precision is Precision.MONTH:
        return end.replace(day=calendar.monthrange(end.year, end.month)[1])
    return end
