"""Turn what was typed into what use cases take, and lists into tables."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.domain.periods import Period
    from reseau.usecases.actors import ActorChanges, ActorLine


class NotOneOfError(UsageError):
    """A value is none of those an option takes."""

    message = N_("{option} is one of {choices}, not “{text}”.")


def one_of(text: str, choices: Sequence[str], *, option: str) -> str:
    """See that a value is one of those an option takes.

    Raises:
        NotOneOfError: It is not.
    """
    if text not in choices:
        raise NotOneOfError(option=option, choices=", ".join(choices), text=text)
    return text


def today() -> date:
    """Give today's date where the organization is, by the default zone."""
    from reseau.domain import clock

    return clock.today()


def day(text: str | None) -> date | None:
    """Read a date that may be missing."""
    from reseau.domain.dates import read_date

    return None if text is None else read_date(text, today=today())


def period(since: str | None, until: str | None) -> "Period":
    """Read a period; ``until`` is included as typed."""
    from reseau.domain.dates import read_end, read_start
    from reseau.domain.periods import Period

    return Period(
        None if since is None else read_start(since, today=today()),
        None if until is None else read_end(until, today=today()),
    )


def actor_changes(
    name: str | None,
    *,
    sector: str | None,
    territory: Sequence[str] | None,
    alias: Sequence[str] | None,
    theme: Sequence[str] | None,
    email: Sequence[str] | None,
    phone: Sequence[str] | None,
    web: Sequence[str] | None,
    diffusion: str | None,
    notes: str | None,
) -> "ActorChanges":
    """Gather the options of “add” and “edit”."""
    from reseau.domain.vocabulary import ContactKind, Diffusion
    from reseau.usecases.actors import ActorChanges

    contacts = {
        ContactKind.EMAIL: tuple(email or ()),
        ContactKind.PHONE: tuple(phone or ()),
        ContactKind.WEB: tuple(web or ()),
    }
    return ActorChanges(
        name=name,
        sector=sector,
        diffusion=None if diffusion is None else Diffusion.read(diffusion),
        notes=notes,
        territories=None if territory is None else tuple(territory),
        expertises=tuple(theme or ()),
        aliases=tuple(alias or ()),
        contacts=contacts,
    )


def print_actors(found: "Sequence[ActorLine]", *, form: output.Format) -> None:
    """Print a list of actors."""
    person = form is output.Format.TABLE
    columns = [
        output.Column("slug", _("code")),
        output.Column("name", _("name")),
        output.Column("kind", _("kind")),
        output.Column("partner", _("partner")),
        output.Column("interactions", _("interactions"), right=True),
        output.Column("last", _("last")),
    ]
    values = [
        {
            "slug": it.slug,
            "name": it.name,
            "kind": it.kind.label() if person else it.kind.value,
            "sector": it.sector,
            "partner": None
            if it.partner is None
            else it.partner.label()
            if person
            else it.partner.value,
            "interactions": it.interactions,
            "last": it.last,
        }
        for it in found
    ]
    output.rows(
        columns,
        values,
        form=form,
        empty=_("No actor yet. “reseau actor add” adds one."),
    )
    if person and found:
        output.note(_("{n} actors").format(n=len(found)))
