"""``reseau check``: does all of the store hold together?"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, state
from reseau.cli._base import command, leave, new_single, option, shown_command
from reseau.cli.governance_words import print_gaps
from reseau.cli.options import FormatOption
from reseau.errors import ExitCode
from reseau.i18n import N_, formats, gettext, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.store.safety.checking import Finding
    from reseau.usecases.actors.declared_twice import DeclaredTwice
    from reseau.usecases.cycle.pledges_left import LeftPledge
    from reseau.usecases.governance.governance import GovernanceGap
    from reseau.usecases.safekeeping.safekeeping import Checked

app = new_single()

_WORDS: Mapping[str, str] = {
    "pages": N_("the file is damaged: restore the latest backup"),
    "reference": N_("refers to a record that is gone"),
    "loop": N_("leads back to itself"),
    "nobody": N_("interaction without anybody: add its actors, or remove it"),
    "folded": N_("cannot be found by its name: reseau check --repair"),
    "label": N_("theme without one preferred name in each language"),
    "history": N_("this operation cannot be undone: its record is damaged"),
    "clock": N_("dated wrongly: the clock was not right"),
    "order": N_("came before what it is part of: correct its day, or take it off"),
    "mode": N_("others may read this file: reseau check --repair"),
    "removal": N_(
        "what was removed for good may still be there: reseau check --repair"
    ),
}


@command(
    app,
    "check",
    text=N_(
        "See that the whole store holds together, what committees lack (mandate, "
        "chair, rule), which pledges wait for somebody who left, and which "
        "collaborations are declared twice. Exit code 7 when something does not hold "
        "together."
    ),
    example=N_("reseau check --repair"),
)
def check(
    repair: Annotated[
        bool,
        option("--repair", text=N_("Make again what is derived from the rest.")),
    ] = False,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.safekeeping.safekeeping import check as look

    chosen = output.read_format(form)
    found = look(state.address(), repair=repair)
    gaps, left, twice = _gaps(found), _left(found), _twice(found)
    if chosen is output.Format.TABLE:
        _print(found)
        _tell(found)
        print_gaps(gaps)
        _print_left(left)
        _print_twice(twice)
    else:
        columns = [output.Column(it, it) for it in _FIELDS]
        rows = [_finding(it) for it in found.findings] + [_gap(it) for it in gaps]
        rows += [_left_row(it) for it in left] + [_twice_row(it) for it in twice]
        output.rows(columns, rows, form=chosen, empty="")
        _tell(found)
    if found.left:
        leave(ExitCode.INTEGRITY)


_FIELDS = ("damage", "table", "key", "detail", "part", "slug", "name", "since", "n")


def _gaps(found: "Checked") -> "list[GovernanceGap]":
    """Look at how committees govern themselves, when the store can be read."""
    from reseau.usecases.governance.governance import governance_gaps

    return governance_gaps(state.store()) if _readable(found) else []


def _left(found: "Checked") -> "list[LeftPledge]":
    """Look for pledges of those who left, when the store can be read."""
    from reseau.usecases.cycle.pledges_left import pledges_left

    return pledges_left(state.store()) if _readable(found) else []


def _twice(found: "Checked") -> "list[DeclaredTwice]":
    """Look for collaborations declared twice, when the store can be read."""
    from reseau.usecases.actors.declared_twice import collaborations_twice

    if not _readable(found):
        return []
    return collaborations_twice(state.store(), lang=language())


def _readable(found: "Checked") -> bool:
    return all(it.damage not in {"pages", "removal"} for it in found.findings)


def _finding(it: "Finding") -> dict[str, output.Cell]:
    return {
        "damage": it.damage.value, "table": it.table, "key": it.key,
        "detail": it.detail, "part": "integrity", "slug": None, "name": None,
        "since": None, "n": None,
    }  # fmt: skip


def _gap(it: "GovernanceGap") -> dict[str, output.Cell]:
    table = "actor" if it.gap == "after-the-end" else "committee"
    return {
        "damage": it.gap.value, "table": table, "key": it.key, "detail": it.detail,
        "part": "governance", "slug": it.slug, "name": it.name, "since": it.since,
        "n": it.number,
    }  # fmt: skip


def _left_row(it: "LeftPledge") -> dict[str, output.Cell]:
    return {
        "damage": "pledge-of-one-who-left", "table": "pledge", "key": it.number,
        "detail": it.what, "part": "pledges", "slug": None, "name": it.actor,
        "since": None, "n": None,
    }  # fmt: skip


def _twice_row(it: "DeclaredTwice") -> dict[str, output.Cell]:
    return {
        "damage": "declared-twice", "table": "collaboration", "key": it.number,
        "detail": f"#{it.earlier}", "part": "collaborations", "slug": None,
        "name": _both(it) if it.actors else None, "since": it.since, "n": None,
    }  # fmt: skip


def _both(it: "DeclaredTwice") -> str:
    one, other = it.actors or (_("somebody"), _("somebody"))
    return _("{one} and {other}").format(one=one, other=other)


def _print_twice(twice: "list[DeclaredTwice]") -> None:
    """Print the collaborations declared twice; nothing when there is none."""
    if not twice:
        return
    output.line(_("Collaborations declared twice"))
    for it in twice:
        text = _("#{earlier} and #{number}: {both}").format(
            earlier=it.earlier, number=it.number, both=_both(it)
        )
        about = f" ({it.theme})" if it.theme else ""
        output.line(f"  {output.safe(text + about)}", hang=2)
    words = [shown_command(it) for it in ("actor", "collaboration", "remove")]
    text = _("They count once. Remove one of the two: reseau {command} NUMBER")
    output.note(text.format(command=" ".join(words)))


def _print_left(left: "list[LeftPledge]") -> None:
    """Print the pledges of those who left, one a line; nothing when there is none."""
    if not left:
        return
    output.line(_("Pledges of those who left"))
    for it in left:
        text = _("#{number} {what} ({actor}; {strategy})").format(
            number=it.number, what=it.what, actor=it.actor or _("somebody"),
            strategy=it.strategy,
        )  # fmt: skip
        output.line(f"  {output.safe(text)}", hang=2)
    pledge, drop = (
        shown_command("strategy") + " " + shown_command(it) for it in ("pledge", "drop")
    )
    text = _("Give each to another member: reseau {pledge}, then reseau {drop} NUMBER")
    output.note(text.format(pledge=pledge, drop=drop))


def _print(found: "Checked") -> None:
    output.rows(
        [
            output.Column("damage", _("what")),
            output.Column("table", _("table")),
            output.Column("key", _("number"), right=True),
            output.Column("detail", _("detail")),
        ],
        [
            {
                "damage": gettext(_WORDS[it.damage]),
                "table": it.table,
                "key": it.key,
                "detail": it.detail,
            }
            for it in found.findings
        ],
        form=output.Format.TABLE,
        empty="",
    )


def _tell(found: "Checked") -> None:
    """Say in a sentence what was found, and mended."""
    if not found.findings:
        output.note(_("All of the store holds together."))
        return
    number = len(found.findings)
    text = ngettext("{n} thing was found.", "{n} things were found.", number)
    output.note(text.format(n=formats.number(number)))
    if found.mended:
        text = ngettext("{n} was mended.", "{n} were mended.", found.mended)
        output.note(text.format(n=formats.number(found.mended)))
    if any(it.damage == "pages" for it in found.findings):
        output.note(
            _("Next: reseau {command} FILE").format(command=shown_command("restore"))
        )
