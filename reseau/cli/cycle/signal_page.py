"""Print signals: a list, one of them, what an import did."""

from collections.abc import Sequence
from datetime import date

from reseau.cli import cards, output
from reseau.cli.done import undo_hint
from reseau.cli.lists import print_list
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _
from reseau.usecases.cycle.signal_lists import SignalCard, SignalLine
from reseau.usecases.exchanging.signal_import import ImportedSignals


def print_signals(found: Sequence[SignalLine], *, form: output.Format) -> None:
    """Print a list of signals."""
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("seen_on", _("seen")),
            output.Column("title", _("title")),
            output.Column("state", _("state")),
            output.Column("brought_by", _("who brought it")),
            output.Column("themes", _("themes")),
            output.Column("expires_on", _("until")),
        ],
        of=SignalLine,
        form=form,
        empty=_("No signal. “reseau signal add” adds one."),
        total=ngettext("{n} signal", "{n} signals", len(found)).format(n=len(found)),
    )
    hidden = sum(it.brought_by_hidden for it in found)
    if hidden and form is output.Format.TABLE:
        output.note(
            ngettext(
                "{n} signal was brought by somebody who may not be shown here.",
                "{n} signals were brought by people who may not be shown here.",
                hidden,
            ).format(n=hidden)
        )


def print_signal(card: SignalCard, *, form: output.Format) -> None:
    """Print everything known of one signal."""
    if cards.printed_as_data(card, form):
        return
    it = card.signal
    output.heading(f"#{it.number} {it.title}")
    by = _("somebody who may not be shown") if it.brought_by_hidden else it.brought_by
    output.pairs(
        [
            (_("state"), it.state.label()),
            (_("reason"), it.reason or ""),
            (_("who brought it"), by or ""),
            (_("seen"), aged(it)),
            (_("published"), _day(it.published_on)),
            (_("matters until"), _day(it.expires_on)),
            (_("source"), it.source or ""),
            (_("link"), it.link or ""),
            (_("themes"), ", ".join(it.themes)),
            (_("territory"), it.territory or ""),
            (_("function"), _axis(it.function.label(), it.function_inferred)),
            (_("carrier"), _axis(it.carrier.label(), it.carrier_inferred)),
            (_("added on"), formats.full_moment(card.added_at)),
        ]
    )
    cards.section(_("Summary"), [it.summary] if it.summary else [])
    cards.section(
        _("Needs that came of it"),
        [f"#{it.number} {it.question} ({it.state.label()})" for it in card.needs],
    )


def _axis(word: str, inferred: bool) -> str:
    return _("{word} (inferred)").format(word=word) if inferred else word


def _day(day: date | None) -> str:
    return "" if day is None else formats.full_date(day)


def aged(it: SignalLine) -> str:
    """Write the day a signal was brought, and how long ago."""
    ago = ngettext("{n} day ago", "{n} days ago", it.age).format(n=it.age)
    return f"{formats.full_date(it.seen_on)} ({ago})" if it.age else _day(it.seen_on)


def print_import(found: ImportedSignals) -> None:
    """Tell what an import of signals did, and what it refused."""
    if found.outcome.dry_run:
        output.note(_("Dry run: nothing was written."))
    added = ngettext("{n} signal added", "{n} signals added", found.added)
    output.line(
        _("{source}: {added}, {known} known already.").format(
            source=output.safe(found.source),
            added=added.format(n=formats.number(found.added)),
            known=formats.number(found.known),
        )
    )
    if found.old:
        output.line(
            ngettext(
                "{n} entry is older than asked for.",
                "{n} entries are older than asked for.",
                found.old,
            ).format(n=formats.number(found.old))
        )
    for remark in found.remarks:
        output.note(output.safe(remark))
    if found.problems:
        output.note(
            ngettext(
                "{n} entry is refused:", "{n} entries are refused:", len(found.problems)
            ).format(n=formats.number(len(found.problems)))
        )
        for problem in found.problems:
            output.note(f"  {output.safe(str(problem))}")
    if found.outcome.operation is not None and not found.outcome.dry_run:
        output.note(undo_hint(found.outcome.operation))
        output.note(_("Next: “reseau signal triage”."))
