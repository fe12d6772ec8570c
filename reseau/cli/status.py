"""``reseau status``: what wants attention today."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli._base import command, new_single, shown_command
from reseau.cli.options import FormatOption
from reseau.cli.state import store
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.cycle.cycle_due import Late
    from reseau.usecases.cycle.need_lists import NeedLine
    from reseau.usecases.cycle.signal_digest import Backlog
    from reseau.usecases.log.follow_ups import FollowUpLine
    from reseau.usecases.status import Ended, Loaded, Quiet, Status, Unfinished

app = new_single()


@command(
    app,
    "status",
    text=N_("What wants attention today: promises, silences, load, ended mandates."),
    example=N_("reseau status"),
)
def status(form: FormatOption = "table") -> None:
    from reseau.usecases.status import day_status

    chosen = output.read_format(form)
    found = day_status(store())
    if chosen is output.Format.TABLE:
        _print(found)
    else:
        output.data(asdict(found))


def _print(found: "Status") -> None:
    output.heading(formats.full_date(found.today, weekday=True))
    parts = (
        (_("What people ask of their information"), _asked(found)),
        (_("Consents to ask of those who are 14"), _fourteen(found)),
        (_("Overdue"), [_promise(it) for it in found.overdue]),
        (_("Due soon"), [_promise(it) for it in found.due]),
        (_("Quiet partners"), [_quiet(it) for it in found.quiet]),
        (_("Asked a lot lately"), [_loaded(it) for it in found.loaded]),
        (_("Ended mandates with open seats"), [_ended(it) for it in found.ended]),
        (_("Needs to validate again"), [_need(it) for it in found.needs]),
        (
            _("Strategies past their deadline, still going on"),
            [_late(it) for it in found.strategies],
        ),
        (_("Pledges past their day"), [_late(it) for it in found.pledges]),
        (_("Missions to decide: go or no-go"), [_late(it) for it in found.missions]),
        (_("Signals"), _signals(found.backlog)),
        (_("Unfinished drafts"), [_unfinished(it) for it in found.drafts]),
    )
    for title, lines in parts:
        if lines:
            output.line(title)
            for text in lines:
                output.line(f"  {output.safe(text)}")
            output.line()
    if not any(lines for _title, lines in parts):
        output.line(_("Nothing waits."))
    for text in _next(found):
        output.note(text)


def _next(found: "Status") -> list[str]:
    """Say by which commands what waits is settled."""
    follow_up = " ".join(map(shown_command, ("follow-up", "done")))
    renew = " ".join(map(shown_command, ("committee", "mandate", "renew")))
    hints = (
        (
            found.overdue or found.due,
            _("To close a follow-up: reseau {command} NUMBER"),
            follow_up,
        ),
        (found.ended, _("To renew a mandate: reseau {command} COMMITTEE"), renew),
        (
            found.drafts,
            _("To take a draft up again: reseau {command}"),
            shown_command("log"),
        ),
    )
    return [text.format(command=command) for lines, text, command in hints if lines]


def _asked(found: "Status") -> list[str]:
    """Say which requests are late or due soon; never who asks."""
    from reseau.domain.vocabulary import RequestKind

    lines = []
    for it in found.requests:
        text = (
            _("! Request {number} ({kind}) was due on {day}.")
            if it.late
            else _("Request {number} ({kind}) is due on {day}.")
        )
        kind, day = RequestKind(it.kind).label(), formats.full_date(it.due_on)
        lines.append(text.format(number=it.number, kind=kind, day=day))
    return lines


def _fourteen(found: "Status") -> list[str]:
    if not found.fourteen:
        return []
    from reseau.cli.privacy.privacy_lists import fourteen_sentences

    return list(fourteen_sentences(found.fourteen, today=found.today))


def _promise(it: "FollowUpLine") -> str:
    who = f" ({it.actor})" if it.actor else ""
    if it.due_on is None:
        return f"#{it.number} {it.what}{who}"
    day = formats.full_date(it.due_on)
    if it.late is not None:
        late = ngettext("{n} day late", "{n} days late", it.late).format(n=it.late)
        day = f"{day}, {late}"
    return f"#{it.number} {it.what}{who} — {day}"


def _quiet(it: "Quiet") -> str:
    silent = ngettext("{n} day", "{n} days", it.silent).format(n=it.silent)
    if it.last is None:
        return _("{name}: never seen, partner for {days}").format(
            name=it.name, days=silent
        )
    if it.usual is None:
        text = _("{name}: not seen for {days}, since {day}")
        return text.format(name=it.name, days=silent, day=formats.full_date(it.last))
    text = ngettext(
        "{name}: not seen for {days}, since {day}; usually every day",
        "{name}: not seen for {days}, since {day}; usually every {usual} days",
        it.usual,
    )
    day = formats.full_date(it.last)
    return text.format(name=it.name, days=silent, day=day, usual=it.usual)


_SELDOM = 0.05  # It would be written 0.0.


def _loaded(it: "Loaded") -> str:
    if it.usual < _SELDOM:
        text = _("{name}: {n} times in 30 days, seldom or never before")
        return text.format(name=it.name, n=it.lately)
    return _("{name}: {n} times in 30 days, usually {usual}").format(
        name=it.name, n=it.lately, usual=formats.number(it.usual, decimals=1)
    )


def _ended(it: "Ended") -> str:
    seats = ngettext("{n} open seat", "{n} open seats", it.seats).format(n=it.seats)
    return _("{name}: ended on {day}, {seats}").format(
        name=it.name, day=formats.full_date(it.ended_on), seats=seats
    )


def _need(it: "NeedLine") -> str:
    late = ngettext("{n} day late", "{n} days late", it.late or 0)
    day = formats.full_date(it.validate_by) if it.validate_by else ""
    return f"#{it.number} {it.question} — {day}, {late.format(n=it.late)}"


def _late(it: "Late") -> str:
    late = ngettext("{n} day late", "{n} days late", it.late).format(n=it.late)
    handle = f"#{it.handle} " if it.handle.isdigit() else ""
    code = "" if handle else f" ({it.handle})"
    who = f" ({it.actor})" if it.actor else ""
    day = formats.full_date(it.due_on)
    return f"{handle}{it.name}{code}{who} — {day}, {late}"


def _signals(found: "Backlog | None") -> list[str]:
    """Say how many signals wait, when that is too many or some are past their day."""
    if found is None or not (found.too_much or found.out_of_date):
        return []
    from reseau.cli.cycle.signal_digest import backlog_sentences

    return list(backlog_sentences(found))


def _unfinished(it: "Unfinished") -> str:
    day = formats.full_date(it.begun_on)
    return f"{it.title} — {day}, {it.path}" if it.title else f"{day}, {it.path}"
