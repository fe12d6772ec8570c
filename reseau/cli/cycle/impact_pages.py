"""Print the chain from signal to impact: one record both ways, or all of it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

from reseau.cli import cards, output
from reseau.cli.cycle.cycle_words import level_line
from reseau.domain.dissemination import ChainStep
from reseau.i18n import N_, NN_, formats, ngettext
from reseau.i18n import gettext as _
from reseau.usecases.cycle.impact import Followed
from reseau.usecases.cycle.impact_chain import Line, Node
from reseau.usecases.cycle.impact_figures import Break, Broken, Harvest, Impact

_SHOWN_LINES = 5
_SHOWN_RECORDS = 8
_ENOUGH = 5  # Outcomes below which a percentage says less than the two numbers.

_TITLES = {
    ChainStep.SIGNAL: N_("Signals"),
    ChainStep.NEED: N_("Needs"),
    ChainStep.PRODUCT: N_("Products"),
    ChainStep.MISSION: N_("Missions"),
    ChainStep.STRATEGY: N_("Strategies"),
    ChainStep.MARKER: N_("Markers"),
    ChainStep.OUTCOME: N_("Outcomes"),
}

# Sentences of what is broken, in the order in which the chain goes.
_BREAKS = {
    Break.SIGNAL_WITHOUT_NEED: NN_(
        "{n} kept signal led to no need: {records}",
        "{n} kept signals led to no need: {records}",
    ),
    Break.NEED_WITHOUT_PRODUCT: NN_(
        "{n} need without any product: {records}",
        "{n} needs without any product: {records}",
    ),
    Break.PRODUCT_WITHOUT_NEED: NN_(
        "{n} product that answers no need: {records}",
        "{n} products that answer no need: {records}",
    ),
    Break.PRODUCT_WITHOUT_STRATEGY: NN_(
        "{n} product that serves no strategy: {records}",
        "{n} products that serve no strategy: {records}",
    ),
    Break.STRATEGY_WITHOUT_PRODUCT: NN_(
        "{n} strategy without any product: {records}",
        "{n} strategies without any product: {records}",
    ),
    Break.STRATEGY_WITHOUT_STEP: NN_(
        "{n} strategy without any interaction: {records}",
        "{n} strategies without any interaction: {records}",
    ),
    Break.STRATEGY_WITHOUT_MARKER: NN_(
        "{n} strategy without any marker: {records}",
        "{n} strategies without any marker: {records}",
    ),
    Break.MARKER_NEVER_MOVED: NN_(
        "{n} marker that nothing has moved: {records}",
        "{n} markers that nothing has moved: {records}",
    ),
    Break.MARKER_WITHOUT_OUTCOME: NN_(
        "{n} “like” or “love to see” reached, of which no outcome was noted: {records}",
        "{n} “like” or “love to see” reached, of which no outcome was noted: {records}",
    ),
    Break.OUTCOME_WITHOUT_STRATEGY: NN_(
        "{n} outcome that no strategy or marker leads to: {records}",
        "{n} outcomes that no strategy or marker leads to: {records}",
    ),
    Break.OUTCOME_WITHOUT_EVIDENCE: NN_(
        "{n} outcome without evidence: {records}",
        "{n} outcomes without evidence: {records}",
    ),
    Break.OUTCOME_UNSUBSTANTIATED: NN_(
        "{n} outcome that nobody has confirmed: {records}",
        "{n} outcomes that nobody has confirmed: {records}",
    ),
}


def print_followed(found: Followed, *, form: output.Format) -> None:
    """Print one record, with what leads to it above and what it leads to below."""
    if form is output.Format.JSON:
        output.data(asdict(found))
        return
    if form is output.Format.CSV:
        _print_rows(found)
        return
    kind = found.record.step.label()
    kind = kind[:1].upper() + kind[1:]
    output.heading(cards.labelled(kind, found.record.title))
    _print_side(_("What leads to it"), found.before, found.missing_before)
    output.line()
    output.line(_("The record"))
    _print_node(found.record)
    _print_side(_("What it leads to"), found.after, found.missing_after)
    output.note(_facts(found.as_of))


def _print_rows(found: Followed) -> None:
    names = ("side", "step", "number", "slug", "title", "on", "state", "lines")
    columns = [output.Column(it, it) for it in names]
    sides = [("before", it) for it in found.before]
    sides += [("record", found.record), *(("after", it) for it in found.after)]
    rows: list[dict[str, output.Cell]] = [
        {
            "side": side, "step": it.step.value, "number": it.number, "slug": it.slug,
            "title": it.title, "on": it.on, "state": it.state and it.state.value,
            "lines": len(it.lines),
        }
        for side, it in sides
    ]  # fmt: skip
    output.rows(columns, rows, form=output.Format.CSV, empty="")


def _print_side(
    title: str, nodes: Sequence[Node], missing: Sequence[ChainStep]
) -> None:
    output.line()
    output.line(title)
    for it in nodes:
        _print_node(it)
    if missing:
        names = ", ".join(it.label() for it in missing)
        output.line("  " + _("Not there: {steps}.").format(steps=names))
    elif not nodes:
        output.line("  " + _("This is where the chain ends."))


def _print_node(node: Node) -> None:
    output.line(f"  {output.safe(_node_text(node))}", hang=2)
    for it in node.lines[-_SHOWN_LINES:]:
        output.line(f"      {output.safe(_line_text(it))}", hang=2)
    more = len(node.lines) - _SHOWN_LINES
    if more > 0:
        text = ngettext("… and {n} earlier line", "… and {n} earlier lines", more)
        output.line(f"      {text.format(n=more)}")


def _node_text(node: Node) -> str:
    handle = node.slug or f"#{node.number}"
    text = cards.labelled(f"{node.step.label()} {handle}", node.title)
    details = [it for it in (_day(node.on), _state(node)) if it]
    return f"{text} ({', '.join(details)})" if details else text


def _state(node: Node) -> str:
    if node.state is not None:
        return node.state.label()
    return _("nothing seen yet") if node.step is ChainStep.MARKER else ""


def _day(on: date | None) -> str:
    return "" if on is None else formats.full_date(on)


def _line_text(line: Line) -> str:
    text = line.text or _("somebody whom nobody may be shown")
    if line.interaction is not None:
        text = f"#{line.interaction} {text}"
    parts = [it for it in (_day(line.on), line.state and line.state.label()) if it]
    text = f"{', '.join(parts)} — {text}" if parts else text
    return cards.labelled(text, line.note) if line.note else text


def print_impact(found: Impact, *, form: output.Format) -> None:
    """Print how many of each, what is confirmed, and where the chain breaks."""
    if form is output.Format.JSON:
        output.data(_data(found))
        return
    if form is output.Format.CSV:
        rows = [{"field": name, "value": it} for name, it in cards.flat(_data(found))]
        columns = [output.Column(it, it) for it in ("field", "value")]
        output.rows(columns, rows, form=form, empty="")
        return
    if not any(number for _step, number in found.counts):
        output.note(_("Nothing from signal to outcome in this period."))
        return
    output.heading(_("From signal to impact"))
    output.pairs([(_(_TITLES[it]), str(number)) for it, number in found.counts])
    _print_outcomes(found)
    _print_markers(found)
    cards.section(_("Where the chain breaks"), [_broken(it) for it in found.broken])
    output.note(_period(found) + " " + _facts(found.as_of))


def _data(found: Impact) -> dict[str, object]:
    whole = asdict(found)
    for name in ("by_actor", "by_theme"):
        for row, it in zip(whole[name], getattr(found, name), strict=True):
            row["share"] = it.share
    whole["outcomes"]["share"] = found.outcomes.share
    whole["counts"] = {step.value: number for step, number in found.counts}
    whole["broken"] = {
        it.where.value: [
            {"number": one.number, "slug": one.slug, "title": one.title}
            for one in it.records
        ]
        for it in found.broken
    }
    return whole


def _print_outcomes(found: Impact) -> None:
    if not found.outcomes.harvested:
        cards.section(_("Outcomes"), [_("None was noted in this period.")])
        return
    cards.section(_("Outcomes"), [_harvest_text(found.outcomes)])
    cards.section(
        _("By actor that changed"),
        [
            cards.labelled(
                it.name if it.target else _("{name} (no target)").format(name=it.name),
                _harvest_text(it),
            )
            for it in found.by_actor
        ],
    )
    themes = [cards.labelled(it.name, _harvest_text(it)) for it in found.by_theme]
    if found.without_theme:
        text = ngettext(
            "{n} outcome without a theme",
            "{n} outcomes without a theme",
            found.without_theme,
        )
        themes.append(text.format(n=found.without_theme))
    cards.section(_("By theme"), themes)


def _harvest_text(it: Harvest) -> str:
    """Write what is harvested and what is confirmed, with the figures behind it."""
    text = ngettext(
        "{n} harvested, {accepted} confirmed",
        "{n} harvested, {accepted} confirmed",
        it.harvested,
    ).format(n=it.harvested, accepted=it.accepted)
    if it.harvested >= _ENOUGH and it.share is not None:
        text = f"{text} ({formats.percent(it.share, decimals=0)})"
    rest = [
        (it.partly, _("{n} in part")),
        (it.disputed, _("{n} disputed")),
        (it.refused, _("{n} not confirmed")),
        (it.nobody, _("{n} of which nobody was asked")),
    ]
    more = [words.format(n=number) for number, words in rest if number]
    return ", ".join([text, *more])


def _print_markers(found: Impact) -> None:
    lines = [level_line(it) for it in found.levels if it.markers]
    if found.strategies_with_likes:
        reached = len(found.first_likes)
        text = _(
            "Strategies with a “like to see” reached: {reached}, of {n} that have one"
        ).format(reached=reached, n=found.strategies_with_likes)
        if reached:
            days = ", ".join(str(it) for it in found.first_likes)
            text = _("{text}; days from the start: {days}").format(text=text, days=days)
        lines.append(text)
    cards.section(_("Markers, level by level, never averaged"), lines)


def _broken(it: Broken) -> str:
    number = len(it.records)
    shown = [one.slug or f"#{one.number}" for one in it.records[:_SHOWN_RECORDS]]
    if number > _SHOWN_RECORDS:
        shown.append("…")
    text = ngettext(*_BREAKS[it.where], number)
    return text.format(n=number, records=", ".join(shown))


def _period(found: Impact) -> str:
    last = None if found.until is None else found.until - timedelta(days=1)
    if found.since is None and last is None:
        return _("All dates.")
    if last is None:
        return _("Since {since}.").format(since=_day(found.since))
    if found.since is None:
        return _("Until {until}.").format(until=_day(last))
    text = _("From {since} to {until}, included.")
    return text.format(since=_day(found.since), until=_day(last))


def _facts(as_of: date) -> str:
    """Say as of when, and what the figures are not."""
    return _(
        "As of {day}. Only what was noted is here. An outcome is what others changed: "
        "the collective contributed with others, and no share of it is counted as its "
        "own."
    ).format(day=formats.full_date(as_of))
