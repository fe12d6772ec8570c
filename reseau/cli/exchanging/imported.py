"""Print the plan and the outcome of an import."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.done import undo_hint
from reseau.errors import ExitCode
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.exchange.calendars.found_meetings import PassedOver
    from reseau.exchange.found import Found
    from reseau.exchange.profiles.profile_model import Profile
    from reseau.usecases.exchanging.importing import ImportReport

_SHOWN = 12


def progress(done: int, total: int, name: str) -> None:
    """Show how far the reading is, on a terminal only."""
    if not sys.stderr.isatty():
        return
    said = "" if done == total else f"{done + 1}/{total} {output.safe(name)}"
    sys.stderr.write(f"\r\x1b[K{said}")
    sys.stderr.flush()


def check_can_ask() -> None:
    """Fail at once, before any work, when nobody is there to answer.

    Raises:
        NeedsYesError: Standard input is not a terminal.
    """
    if not sys.stdin.isatty():
        raise output.NeedsYesError(question=_("An import asks before it writes."))


def print_report(report: "ImportReport", *, form: output.Format) -> None:
    """Print what an import does: counts, row numbers, problems."""
    if form is not output.Format.TABLE:
        output.data(report.as_json())
        return
    if report.dry_run:
        output.note(_("Dry run: nothing was written."))
    _print_meetings(report)
    _print_counts(report)
    _print_refused(report)
    if report.operation is not None:
        output.line(_("Imported."))
        output.note(undo_hint(report.operation))
    elif report.changes_nothing and not report.wrong:
        output.line(_("0 changes: all of it is known already."))


def _print_meetings(report: "ImportReport") -> None:
    """Print the meetings that a plan of calendars would write, and what it leaves."""
    from reseau.usecases.exchanging.import_calendar import CalendarReport

    if not isinstance(report, CalendarReport):
        return
    words = {
        "new": _("to add"),
        "changed": _("to change"),
        "removed": _("cancelled: to remove"),
    }
    columns = [
        output.Column("held_on", _("date")),
        output.Column("title", _("title")),
        output.Column("change", _("what to do")),
    ]
    lines: list[dict[str, output.Cell]] = [
        {"held_on": day, "title": title, "change": words[change]}
        for change, day, title in report.meetings()
    ]
    if report.operation is None:
        empty = _("No meeting to import.")
        output.rows(columns, lines, form=output.Format.TABLE, empty=empty)
    for said in _left_out(report.passed_over):
        output.note(said)


def _left_out(passed: "PassedOver") -> list[str]:
    """Say how much of the calendars was left out on purpose."""
    private = ngettext(
        "{n} private meeting was left out.",
        "{n} private meetings were left out.",
        passed.private,
    )
    cancelled = ngettext(
        "{n} meeting of the calendar is cancelled.",
        "{n} meetings of the calendar are cancelled.",
        passed.cancelled,
    )
    outside = ngettext(
        "{n} event is outside the period.",
        "{n} events are outside the period.",
        passed.out_of_window,
    )
    resources = ngettext(
        "{n} room, resource or group was left out.",
        "{n} rooms, resources or groups were left out.",
        passed.resources,
    )
    counted = (
        (passed.private, private), (passed.cancelled, cancelled),
        (passed.out_of_window, outside), (passed.resources, resources),
    )  # fmt: skip
    return [text.format(n=formats.number(n)) for n, text in counted if n]


def _print_counts(report: "ImportReport") -> None:
    sources = report.sources
    kept = _("kept") if sources.profile.keeps_repeats else _("dropped")
    output.pairs(
        [
            (
                _("files read"),
                f"{len(sources.files)} / {len(sources.files) + len(sources.refused)}",
            ),
            (_("rows read"), formats.number(sources.rows_read)),
            (
                _("repeated rows"),
                f"{formats.number(sources.repeats)} ({kept})"
                if sources.repeats
                else "",
            ),
            (_("new"), _counted(report.created)),
            (
                _("changed"),
                _counted(report.changed, named=True) if report.changed else "",
            ),
            (_("known already"), _counted(report.known) if report.known else ""),
            (_("actors recognized"), formats.number(report.linked)),
            (_("actors added"), _some([name for name, _slug in report.added_actors])),
            (_("themes added"), _some(report.added_themes)),
            (_("committees added"), _some(report.added_committees)),
        ]
    )


def _some(names: Sequence[str]) -> str:
    """Count names and give the first few."""
    if not names:
        return ""
    listed = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    return f"{formats.number(len(names))} ({listed})"


def _counted(records: "Sequence[Found]", *, named: bool = False) -> str:
    """Count records; few ones are told by their rows, and by name when asked for."""
    if not 0 < len(records) <= _SHOWN:
        return formats.number(len(records))
    rows = ", ".join(
        f"{_named(it) if named else ''}{it.file}:{it.rows[0]}" for it in records
    )
    return f"{len(records)} ({rows})"


def _named(record: "Found") -> str:
    """Give the name of the actor that a record is of, for a wrong one to be seen."""
    from reseau.exchange.found import FoundMembership, FoundRecord

    if isinstance(record, FoundRecord | FoundMembership):
        return f"{record.actor.name} – "
    return ""


def _print_refused(report: "ImportReport") -> None:
    for refused_file in report.sources.refused:
        output.note(
            output.safe(
                _("Refused: {file}. {reason}").format(
                    file=refused_file.file, reason=refused_file.error
                )
            )
        )
    for problem in report.problems[: _SHOWN * 4]:
        place = f"{problem.file}:{problem.row}" if problem.row else problem.file
        column = f" [{problem.column}]" if problem.column else ""
        output.note(output.safe(f"{place}{column} {problem.error}"))
    left = len(report.problems) - _SHOWN * 4
    if left > 0:
        text = ngettext("… and {n} other problem", "… and {n} other problems", left)
        output.note(text.format(n=left))
    for warning in report.warnings[:_SHOWN]:
        place = f"{warning.file}:{warning.row}" if warning.row else warning.file
        output.note(
            output.safe(
                _("Note: {place} {text}").format(place=place, text=warning.error)
            )
        )


def refused(report: "ImportReport") -> int:
    """Say that nothing was written because of the problems above."""
    text = ngettext(
        "{n} problem: nothing was written. Correct it, or add --partial to import the "
        "rest.",
        "{n} problems: nothing was written. Correct them, or add --partial to import "
        "the rest.",
        report.wrong,
    )
    output.note(text.format(n=report.wrong))
    return int(ExitCode.USAGE)


def print_profiles(found: "Sequence[Profile]", *, form: output.Format) -> None:
    """Print the profiles that come with Réseau."""
    from reseau.usecases.exchanging.importing import KINDS

    person = form is output.Format.TABLE
    columns = [
        output.Column("name", _("name")),
        output.Column("kind", _("what it reads")),
        output.Column("description", _("description")),
    ]
    values: list[dict[str, output.Cell]] = [
        {
            "name": it.name,
            "kind": _(KINDS[it.kind]) if person else it.kind,
            "description": _(it.description) if person else it.description,
        }
        for it in found
    ]
    output.rows(columns, values, form=form, empty=_("No profile."))
