"""``reseau network load``."""

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import command, option
from reseau.cli.json_frame import frame
from reseau.cli.network.network_mobilization import (
    TABLE,
    ActorsOption,
    Longest,
    among,
    shown,
)
from reseau.cli.network.network_question import (
    AtOption,
    FollowOption,
    app,
)
from reseau.cli.options import AudienceOption, FormatOption, WithoutStaff
from reseau.cli.state import store
from reseau.errors import UsageError
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.network.load import LoadLine, Loads

_MOST_DAYS = 3660
_LATE = 90

DaysOption = Annotated[
    int, option("--days", text=N_("Over how many days load is counted."))
]


class WindowError(UsageError):
    """A number of days is not one over which load can be counted."""

    message = N_("--days is a number from 1 to {most}, not {days}.")


@command(
    app,
    "load",
    text=N_("How often each actor was asked lately, by whom; over-asked first."),
    example=N_("reseau network load --days 60"),
)
def load(
    days: DaysOption = 30, at: AtOption = None, actors: ActorsOption = None,
    without_staff: WithoutStaff = False, audience: AudienceOption = "internal",
    follow_successors: FollowOption = False, limit: Longest = None,
    form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.domain.vocabulary import Diffusion
    from reseau.usecases.network.load import network_load

    chosen = output.read_format(form)
    if not 1 <= days <= _MOST_DAYS:
        raise WindowError(most=_MOST_DAYS, days=days)
    day = words.day(at)
    found = network_load(
        store(),
        at=day,
        window=days,
        among=among(actors, without_staff=without_staff),
        shown_to=words.audience(Diffusion.read(audience)),
        follow=(day or words.today()) if follow_successors else None,
    )
    if chosen is output.Format.TABLE:
        _print(found, shown(limit, TABLE))
    elif chosen is output.Format.JSON:
        output.data(load_json(found))
    else:
        columns = [output.Column(it, it) for it in _COLUMNS]
        values = [{it: row[it] for it in _COLUMNS} for row in map(_row, found.lines)]
        output.rows(columns, values, form=chosen, empty="")


def _print(found: "Loads", limit: int) -> None:
    output.heading(
        _("Who was asked from {since} to {until}").format(
            since=formats.full_date(found.since), until=formats.full_date(found.until)
        )
    )
    over = [it for it in found.lines if it.over]
    if not found.lines:
        output.line(_nobody(found))
    elif not over:
        output.line(_("Nobody is asked too much."))
    else:
        output.line(_("Asked too much"))
        for it in over[:limit]:
            output.line(f"  {output.safe(_over(it))}")
        _left(len(over) - limit)
    _table([it for it in found.lines if not it.over], limit)
    output.line()
    for text in sentences(found):
        output.line(text)


def _over(it: "LoadLine") -> str:
    said = ngettext("{n} time", "{n} times", it.lately).format(
        n=formats.number(it.lately)
    )
    text = (
        _("{name}: {times}, usually {usual}, at most {limit}; by {by}")
        if it.by
        else _("{name}: {times}, usually {usual}, at most {limit}")
    )
    return text.format(
        name=it.actor.name,
        times=said,
        usual=formats.number(it.usual, decimals=1),
        limit=formats.number(math.floor(it.limit)),
        by=_askers(it, 3),
    )


def _left(left: int) -> None:
    if left > 0:
        text = ngettext("… and {n} other", "… and {n} others", left)
        output.line("  " + text.format(n=formats.number(left)))


def _nobody(found: "Loads") -> str:
    if found.last is None:
        return _("Nobody was asked, and nothing was logged in the year before.")
    return _(
        "Nobody was asked in these days. The last interaction is of {day}: ask with "
        "--at {iso}."
    ).format(day=formats.full_date(found.last), iso=found.last.isoformat())


def _table(lines: "Sequence[LoadLine]", limit: int) -> None:
    """Print those who are asked, and not too much."""
    from reseau.cli.network.bars import bar

    if not lines:
        return
    output.line()
    output.line(_("Asked, and not too much ({n})").format(n=formats.number(len(lines))))
    most = max(it.lately for it in lines)
    answers = any(it.invited or it.absent for it in lines)
    columns = [
        output.Column("name", _("name")),
        output.Column("lately", _("asked"), right=True),
        output.Column("bar", ""),
        output.Column("usual", _("usual"), right=True),
        output.Column("limit", _("at most"), right=True),
        *([
            output.Column("invited", _("no answer"), right=True),
            output.Column("absent", _("absent"), right=True),
        ] if answers else []),
        output.Column("by", _("asked by")),
    ]  # fmt: skip
    values: list[dict[str, output.Cell]] = [
        {
            "name": it.actor.name,
            "lately": formats.number(it.lately),
            "bar": bar(it.lately, most, width=6),
            "usual": formats.number(it.usual, decimals=1),
            "limit": formats.number(math.floor(it.limit)),
            "invited": formats.number(it.invited) if it.invited else "",
            "absent": formats.number(it.absent) if it.absent else "",
            "by": _askers(it, 1),
        }
        for it in lines[:limit]
    ]
    output.rows(columns, values, form=output.Format.TABLE, empty="")
    _left(len(lines) - limit)


def _askers(it: "LoadLine", most: int) -> str:
    """Name those who asked most, with how many times."""
    shown = [f"{who.name} ({formats.number(n)})" for who, n in it.by[:most]]
    return ", ".join(shown) + ("…" if len(it.by) > most else "")


def sentences(found: "Loads") -> list[str]:
    """Say how load is counted, and what is not seen."""
    from reseau.usecases.common.facts import counted_with_heirs

    said = [
        _(
            "Asked: named in an interaction, or represented there, be it present, "
            "invited or absent. Those who hosted or organized it, and who came on "
            "their behalf, did the asking."
        ),
        _(
            "Too much: 4 times or more, and more than twice the usual of the year "
            "before ({since} to {until})."
        ).format(
            since=formats.full_date(found.usual_since),
            until=formats.full_date(found.since - timedelta(days=1)),
        ),
    ]
    if found.logged_since is not None and (
        found.logged_since - found.usual_since > timedelta(days=_LATE)
    ):
        said.append(
            _(
                "The log of that year begins on {day} only: the usual is "
                "underestimated."
            ).format(day=formats.full_date(found.logged_since))
        )
    if found.followed:
        said.append(counted_with_heirs(found.followed))
    if found.hidden:
        text = ngettext(
            "{n} actor may not be shown here.",
            "{n} actors may not be shown here.",
            found.hidden,
        )
        said.append(text.format(n=formats.number(found.hidden)))
    said.append(_("What nobody logged is not seen."))
    return said


_COLUMNS = (
    "actor", "name", "kind", "asked", "present", "invited", "absent", "usual", "limit",
    "over", "last",
)  # fmt: skip


def _row(it: "LoadLine") -> dict[str, output.Cell]:
    return {
        "actor": it.actor.slug,
        "name": it.actor.name,
        "kind": it.actor.kind.value,
        "asked": it.lately,
        "present": it.present,
        "invited": it.invited,
        "absent": it.absent,
        "usual": it.usual,
        "limit": it.limit,
        "over": it.over,
        "last": it.last,
    }


def load_json(found: "Loads") -> dict[str, object]:
    """Give the load as JSON takes it; names are a promise."""
    return {
        **frame(
            days=(found.since, found.until), as_of=found.until, weighted=False,
            n={"actors": len(found.lines), "interactions": found.interactions},
            missing={"hidden": found.hidden, "followed": found.followed},
        ),
        "since": found.since,
        "until": found.until,
        "days": found.window,
        "usual_since": found.usual_since,
        "logged_since": found.logged_since,
        "interactions": found.interactions,
        "actors": [
            {
                **_row(it),
                "asked_by": [
                    {"actor": who.slug, "name": who.name, "times": n}
                    for who, n in it.by
                ],
                "lines": list(it.lines),
            }
            for it in found.lines
        ],
    }  # fmt: skip
