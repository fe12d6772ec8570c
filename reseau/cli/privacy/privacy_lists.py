"""Print consents, requests, incidents and what wants attention."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.lists import print_list
from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import (
    ConsentState,
    Diffusion,
    Purpose,
    RequestAnswer,
    RequestKind,
)
from reseau.i18n import N_, formats, gettext, ngettext
from reseau.i18n import gettext as _
from reseau.usecases.actors.consents import ConsentLine
from reseau.usecases.privacy.privacy_requests import RequestLine

if TYPE_CHECKING:
    from reseau.usecases.privacy.incidents import IncidentLine
    from reseau.usecases.privacy.privacy_status import PrivacyStatus


def print_consents(lines: Sequence[ConsentLine], *, form: output.Format) -> None:
    """Print what people said, one line a statement."""
    if form is not output.Format.TABLE:
        print_list(lines, [], of=ConsentLine, form=form, empty="", total="")
        return
    output.rows(
        [
            output.Column("name", _("who")),
            output.Column("purpose", _("purpose")),
            output.Column("state", _("said")),
            output.Column("stated_on", _("on")),
            output.Column("expires_on", _("until")),
            output.Column("by", _("said by")),
            output.Column("holds", _("holds")),
        ],
        [
            {
                **asdict(it),
                "by": it.by,
                "purpose": Purpose(it.purpose).label(),
                "state": ConsentState(it.state).label(),
            }
            for it in lines
        ],
        form=form,
        empty=_("Nobody has said anything yet."),
    )


def print_requests(lines: Sequence[RequestLine], *, form: output.Format) -> None:
    """Print requests, the nearest deadline first."""
    if form is not output.Format.TABLE:
        print_list(lines, [], of=RequestLine, form=form, empty="", total="")
        return
    output.rows(
        [
            output.Column("number", "#", right=True),
            output.Column("kind", _("what")),
            output.Column("requester", _("who")),
            output.Column("received_on", _("received")),
            output.Column("due_on", _("deadline")),
            output.Column("answer", _("answer")),
            output.Column("late", _("late")),
        ],
        [
            {
                **asdict(it),
                "kind": RequestKind(it.kind).label(),
                "answer": _word(RequestAnswer, it.answer),
            }
            for it in lines
        ],
        form=form,
        empty=_("Nobody has asked anything."),
    )


def _word(words: type[Word], code: str | None) -> str:
    return "" if code is None else words(code).label()


_ENTRIES: Mapping[str, str] = {
    "circumstances": N_("what happened"),
    "information": N_("information concerned"),
    "happened_since": N_("from"),
    "happened_until": N_("to"),
    "known_on": N_("known on"),
    "people": N_("people concerned"),
    "risk": N_("risk"),
    "risk_reason": N_("why"),
    "commission_told_on": N_("Commission told on"),
    "people_told_on": N_("people told on"),
    "public_notice": N_("public notice"),
    "measures": N_("measures"),
}


def print_incidents(lines: "Sequence[IncidentLine]", *, form: output.Format) -> None:
    """Print the register: a card an incident, and what is still to be filled."""
    if form is not output.Format.TABLE:
        columns = [output.Column(it, it) for it in ("number", *_ENTRIES)]
        rows = [{"number": it.number, **_coded(it)} for it in lines]
        output.rows(columns, rows, form=form, empty="")
        return
    if not lines:
        output.note(_("No incident is in the register."))
    for it in lines:
        output.heading(_("Incident {number}").format(number=it.number))
        values = {**_coded(it), "risk": it.entries.risk and it.entries.risk.label()}
        output.pairs(
            [(gettext(_ENTRIES[code]), _shown(values[code])) for code in _ENTRIES]
        )
        if it.wanting:
            wanted = ", ".join(gettext(_ENTRIES[code]) for code in it.wanting)
            output.line(_("! Still to be filled: {entries}").format(entries=wanted))


def _coded(line: "IncidentLine") -> dict[str, output.Cell]:
    entries = asdict(line.entries)
    risk = line.entries.risk
    return {**entries, "risk": None if risk is None else risk.value}


def _shown(value: output.Cell) -> str:
    if isinstance(value, date):
        return formats.full_date(value)
    return "" if value is None else str(value)


def print_status(found: "PrivacyStatus", *, form: output.Format) -> None:
    """Print what wants attention, the most pressing first."""
    if form is not output.Format.TABLE:
        output.data(asdict(found))
        return
    output.heading(formats.full_date(found.today, weekday=True))
    if not found.responsible:
        output.line(_("! Nobody is named as in charge: reseau privacy responsible"))
    else:
        output.line(_("In charge: {who}").format(who=output.safe(found.responsible)))
    for request in found.waiting:
        text = (
            _("! Request {number} ({kind}) was due on {day}.")
            if request.late
            else _("Request {number} ({kind}) is due on {day}.")
        )
        kind = RequestKind(request.kind).label()
        day = formats.full_date(request.due_on)
        output.line(text.format(number=request.number, kind=kind, day=day))
    _print_consents_ending(found)
    _print_fourteen(found)
    for incident in found.incidents:
        output.line(
            _("Incident {number}: entries are still to be filled.").format(
                number=incident.number
            )
        )
    _print_retention(found)
    people = ", ".join(
        f"{Diffusion(code).label()} {formats.number(number)}"
        for code, number in found.people.items()
        if number
    )
    output.line(
        _("People, by who may be shown them: {people}").format(
            people=people or _("none")
        )
    )
    text = ngettext("{n} person was erased.", "{n} people were erased.", found.erasures)
    output.line(text.format(n=formats.number(found.erasures)))


def _print_retention(found: "PrivacyStatus") -> None:
    """Say what the rules of retention make due."""
    if not found.rules:
        output.line(_("! Nothing says how long data are kept: see privacy retention"))
    elif found.due:
        text = ngettext(
            "! {n} record is past its time: see privacy retention plan",
            "! {n} records are past their time: see privacy retention plan",
            found.due,
        )
        output.line(text.format(n=formats.number(found.due)))


def _print_fourteen(found: "PrivacyStatus") -> None:
    """Say whose consent, given by a parent, is to be asked of the person."""
    for text in fourteen_sentences(found.fourteen, today=found.today):
        output.line(output.safe(text))


def fourteen_sentences(lines: Iterable[ConsentLine], *, today: date) -> Iterator[str]:
    """Say whose consent is to be asked of them, now that they are 14, or will be."""
    for it in lines:
        if it.fourteen_on is None:
            continue
        text = (
            _("! {who} turned 14 on {day}: ask them for the consent “{purpose}”.")
            if it.fourteen_on <= today
            else _("{who} turns 14 on {day}: ask for the consent “{purpose}” then.")
        )
        day, purpose = formats.full_date(it.fourteen_on), Purpose(it.purpose).label()
        yield text.format(who=it.name or _("Somebody"), day=day, purpose=purpose)


def _print_consents_ending(found: "PrivacyStatus") -> None:
    for lines, text in (
        (found.over, _("! {who}: the consent “{purpose}” ended on {day}.")),
        (found.ending, _("{who}: the consent “{purpose}” ends on {day}.")),
    ):
        for it in lines:
            if it.expires_on is not None:
                output.line(
                    output.safe(
                        text.format(
                            who=it.name,
                            purpose=Purpose(it.purpose).label(),
                            day=formats.full_date(it.expires_on),
                        )
                    )
                )
