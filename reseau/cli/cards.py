"""Print everything known of one record: what all cards share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from reseau.cli import output, state
from reseau.domain.vocabulary import Precision
from reseau.i18n import formats
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from reseau.usecases.log.interaction_lists import Latest

_NOON, _EVENING = 12, 18


def printed_as_data(card: "DataclassInstance", form: output.Format) -> bool:
    """Print a card for a program, as JSON or as one field a line in CSV.

    Returns:
        Whether it was asked for; when not, nothing is printed.
    """
    if form is output.Format.JSON:
        # What --seen takes, so that a change made after reading surprises nobody.
        output.data({**asdict(card), "seen": state.read_at()})
    elif form is output.Format.CSV:
        columns = [output.Column(it, it) for it in ("field", "value")]
        values = [{"field": name, "value": it} for name, it in flat(asdict(card))]
        output.rows(columns, values, form=form, empty="")
    return form is not output.Format.TABLE


def flat(
    value: object,  # What asdict gives.
    path: str = "",
) -> Iterator[tuple[str, output.Cell]]:
    """Give each simple value with its path: ``members.1.name``, counted from 1."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from flat(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value, start=1):
            yield from flat(inner, f"{path}.{number}")
    elif isinstance(value, datetime):
        yield path, value.isoformat()
    elif value is None or isinstance(value, str | int | float | date):
        yield path, value
    else:
        raise TypeError(type(value))


def span(since: date | None, until: date | None) -> str:
    """Write a period in words; an open end says so."""
    return formats.span(since, until)


def dated(what: str, detail: str, when: str) -> str:
    """Write something with what describes it and when it held."""
    described = f"{what} ({detail})" if detail else what
    return f"{described}, {when}" if when else described


def labelled(what: str, text: str) -> str:
    """Write what something is, then the thing itself."""
    return _("{what}: {text}").format(what=what, text=text)


def day(held_on: date, precision: Precision) -> str:
    """Write the day of an interaction, no finer than it is known."""
    if precision is Precision.MONTH:
        return formats.month(held_on)
    return formats.full_date(held_on)


def half_day(said: str, moment: time) -> str:
    """Write in which half of a day something was, after the day; never its hour."""
    if moment.hour < _NOON:
        return _("{day}, morning").format(day=said)
    if moment.hour < _EVENING:
        return _("{day}, afternoon").format(day=said)
    return _("{day}, evening").format(day=said)


def section(title: str, lines: Sequence[str]) -> None:
    """Print a part of a card; nothing when it has no line."""
    if lines:
        output.line()
        output.line(title)
        for text in lines:
            output.line(f"  {output.safe(text)}")


def interactions(found: "Latest") -> None:
    """Print the latest interactions of a record, and how many there are."""
    section(
        _("Last interactions (of {n})").format(n=found.total),
        [
            labelled(
                f"#{it.number} {day(it.held_on, it.precision)}",
                dated(it.title, it.kind.label(), ""),
            )
            for it in found.lines
        ],
    )
