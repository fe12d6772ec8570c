"""Print needs: a list, one of them, two rounds side by side."""

from collections.abc import Sequence
from dataclasses import asdict

from reseau.cli import cards, output
from reseau.cli.lists import print_list
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _
from reseau.usecases.cycle.need_lists import NeedCard, NeedLine, Round
from reseau.usecases.cycle.need_rounds import Moved, Rounds


def print_needs(
    found: Sequence[NeedLine], *, form: output.Format, due: bool, all_: bool
) -> None:
    """Print a list of needs."""
    empty = _("No need. “reseau need add” adds one.")
    if not all_:
        empty = _(
            "No need is open. --all also lists those that are closed; “reseau need "
            "add” adds one."
        )
    if due:
        empty = _("No need is past the date of its validation.")
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("priority", _("priority"), right=True),
            output.Column("question", _("question")),
            output.Column("state", _("state")),
            output.Column("themes", _("themes")),
            output.Column("votes", _("votes"), right=True),
            output.Column("validate_by", _("validate by")),
            output.Column("late", _("days late"), right=True),
        ],
        of=NeedLine,
        form=form,
        empty=empty,
        total=ngettext("{n} need", "{n} needs", len(found)).format(n=len(found)),
    )


def print_need(card: NeedCard, *, form: output.Format) -> None:
    """Print everything known of one need."""
    if cards.printed_as_data(card, form):
        return
    it = card.need
    output.heading(f"#{it.number} {it.question}")
    output.pairs(
        [
            (_("state"), it.state.label()),
            (_("context"), it.context or ""),
            (_("priority"), "" if it.priority is None else f"{it.priority} / 4"),
            (_("put by"), it.asked_by or ""),
            (_("asked on"), formats.full_date(it.asked_on)),
            (_("validate by"), _deadline(it)),
            (
                _("closed since"),
                formats.full_date(it.closed_on) if it.closed_on else "",
            ),
            (_("answer"), it.answer or ""),
            (_("themes"), ", ".join(it.themes)),
            (_("territory"), it.territory or ""),
            (_("added on"), formats.full_moment(card.added_at)),
        ]
    )
    cards.section(
        _("Comes from these signals"),
        [f"#{it.number} {it.title}" for it in card.signals],
    )
    cards.section(
        _("Products"),
        [
            cards.dated(it.name, it.slug, formats.full_date(it.made_on))
            for it in card.products
        ],
    )
    cards.section(
        _("Could answer"),
        [
            cards.labelled(it.name, it.reason or _("no reason said"))
            for it in card.could_answer
        ],
    )
    if card.hidden:
        output.line(
            ngettext(
                "{n} person may not be named here.",
                "{n} people may not be named here.",
                card.hidden,
            ).format(n=card.hidden)
        )
    cards.section(_("Rounds of validation"), [_round(it) for it in card.rounds])
    if not card.could_answer and it.themes and not it.state.closed:
        output.note(
            _("Who could answer? reseau expert find {theme}").format(
                theme=output.safe(it.themes[0])
            )
        )


def _deadline(it: NeedLine) -> str:
    if it.validate_by is None or it.state.closed:
        return ""
    day = formats.full_date(it.validate_by)
    if it.late is None:
        return day
    late = ngettext("{n} day late", "{n} days late", it.late).format(n=it.late)
    return f"{day} ({late})"


def votes(number: int | None, voters: int | None) -> str:
    """Write votes in words; nothing when none were counted."""
    if number is None:
        return ""
    if voters is None:
        return ngettext("{n} vote", "{n} votes", number).format(n=number)
    return ngettext("{n} vote of {all}", "{n} votes of {all}", number).format(
        n=number, all=voters
    )


def _round(it: Round) -> str:
    where = it.committee or it.title or ""
    if it.interaction is not None:
        where = f"{where} (#{it.interaction})".strip()
    parts = [
        where,
        _("priority {n}").format(n=it.priority) if it.priority is not None else "",
        votes(it.votes, it.voters),
        it.note or "",
    ]
    said = ", ".join(part for part in parts if part)
    day = formats.full_date(it.held_on)
    return cards.labelled(day, said or _("validated"))


# Two rounds

_GROUPS = (
    ("new", N_("New")),
    ("answered", N_("Answered")),
    ("dropped", N_("Dropped")),
    ("raised", N_("More urgent")),
    ("lowered", N_("Less urgent")),
    ("prioritized", N_("Now has a priority")),
    ("same", N_("Unchanged")),
    ("passed", N_("Asked and closed in between")),
)


def print_rounds(found: Rounds, *, form: output.Format) -> None:
    """Print what changed in the needs between two days."""
    if form is output.Format.JSON:
        output.data(asdict(found))
        return
    groups = [(name, _(title), getattr(found, name)) for name, title in _GROUPS]
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in _CSV]
        rows = [
            {"group": name, **asdict(it)}
            for name, _title, needs in groups
            for it in needs
        ]
        output.rows(columns, rows, form=form, empty="")
        return
    output.heading(
        _("Needs: {first}, then {second}").format(
            first=formats.full_date(found.first), second=formats.full_date(found.second)
        )
    )
    for _name, title, needs in groups:
        if needs:
            output.line()
            output.line(f"{title} ({len(needs)})")
            for it in needs:
                output.line(f"  #{it.number} {output.safe(it.question)}{_change(it)}")
    everything = [it for _name, _title, needs in groups for it in needs]
    output.line()
    output.line(_seen(everything))


_CSV = ("group", "number", "question", "before", "after", "validated", "closed_on")


def _change(it: Moved) -> str:
    """Say which priority a need had and has; 1 is the most urgent."""
    if it.closed_on is not None:
        return f" — {formats.full_date(it.closed_on)}"
    if it.after is None:
        return ""
    if it.before is None or it.before == it.after:
        return " — " + _("priority {n}").format(n=it.after)
    return " — " + _("priority {before} → {after}").format(
        before=it.before, after=it.after
    )


def _seen(needs: Sequence[Moved]) -> str:
    """Say how many needs a round looked at between the two days."""
    if not needs:
        return _("No need was open on either day.")
    looked = sum(it.validated for it in needs)
    return ngettext(
        "{n} of {all} need was looked at by a round of validation in between.",
        "{n} of {all} needs were looked at by a round of validation in between.",
        looked,
    ).format(n=looked, all=len(needs))
