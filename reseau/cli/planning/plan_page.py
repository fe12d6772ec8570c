"""Print a plan: whom to reach, through whom, why, and what it does."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.experts.expert_words import in_words
from reseau.cli.network.structure_frame import people
from reseau.cli.planning.plan_json import COLUMNS, flat, plan_json
from reseau.cli.planning.plan_words import (
    assumptions,
    burdened,
    shortfall,
    silent,
    standing_of,
)
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.planning.plan_answers import Plan, PlannedContact

_NAMES = 5
_LEAST = 0.005  # Less would show as zero.


def print_plan(found: "Plan", *, form: output.Format, explain: bool) -> None:
    """Print a plan, with every number behind it when that is asked for."""
    if form is output.Format.JSON:
        output.data(plan_json(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in COLUMNS]
        output.rows(columns, [flat(it) for it in found.contacts], form=form, empty="")
        return
    _print_question(found)
    if found.reach is None:
        output.line(shortfall(found))
    else:
        _print_table(found)
        _print_reach(found)
        for it in found.contacts:
            output.line()
            _print_contact(it, found, explain=explain)
        if found.shortfall is not None:
            output.line()
            output.line(shortfall(found))
    _print_basis(found)


def _print_question(found: "Plan") -> None:
    from reseau.usecases.planning.plan_answers import Shortfall

    text = ngettext(
        "Whom to reach: {n} contact", "Whom to reach: {n} contacts",
        max(1, round(found.question.budget)),
    )  # fmt: skip
    budget = formats.number(found.question.budget, decimals=1)
    if float(found.question.budget).is_integer():
        budget = formats.number(found.question.budget)
    title = text.format(n=budget)
    if found.theme:
        title = _("{title} on {theme}").format(
            title=title, theme=formats.quoted(found.theme)
        )
    output.heading(title)
    if found.shortfall is not Shortfall.NO_ACTORS:
        output.line(output.safe(standing_of(found)))
    if found.members:
        output.line("  " + people(found.members, limit=_NAMES))
    silence = silent(found)
    if silence:
        output.line(silence)


def _print_table(found: "Plan") -> None:
    """Give the plan at a glance; the reasons come after."""
    columns = [
        output.Column("rank", ""),
        output.Column("target", _("whom to reach")),
        output.Column("member", _("through")),
        output.Column("gain", _("adds"), right=True),
        output.Column("asked", _("asked"), right=True),
        output.Column("accepts", _("accepts"), right=True),
    ]
    rows: list[dict[str, output.Cell]] = [
        {
            "rank": f"{it.rank}.",
            "target": it.target.name,
            "member": it.member.name,
            "gain": _decimal(it.gain),
            "asked": formats.number(it.reception.lately),
            "accepts": formats.number(it.reception.accepts),
        }
        for it in found.contacts
    ]
    output.line()
    output.rows(columns, rows, form=output.Format.TABLE, empty="")


def _print_reach(found: "Plan") -> None:
    """Say what the plan reaches, how sure that is, and what changes it."""
    from reseau.usecases.planning.plan_answers import Reach

    reach = found.reach
    assert isinstance(reach, Reach)  # noqa: S101  # The caller saw it.
    output.line()
    for text in (*_reached(found, reach), burdened(found)):
        if text:
            output.line(output.safe(text))
    if found.without is not None:
        moved = len(found.without.targets - reach.targets)
        same = _(
            "Without the staff, the best plan would reach {spread} instead of {whole}, "
            "by the same targets."
        )
        others = ngettext(
            "Without the staff, the best plan would reach {spread} instead of {whole}; "
            "{n} target would be another.",
            "Without the staff, the best plan would reach {spread} instead of {whole}; "
            "{n} targets would be others.",
            moved,
        )
        output.line(
            (others if moved else same).format(
                spread=_decimal(found.without.spread), whole=_decimal(reach.spread),
                n=formats.number(moved),
            )
        )  # fmt: skip
    elif not found.question.without_staff:
        output.line(
            _(
                "Without the staff, none of those who carry is left: --without-staff "
                "goes through others."
            )
            if found.staff
            else _("No staff team is recorded: nothing can be said of a plan without.")
        )


def _reached(found: "Plan", reach: "object") -> Iterator[str]:
    from reseau.usecases.planning.plan_answers import Reach

    assert isinstance(reach, Reach)  # noqa: S101  # The caller saw it.
    low, high = reach.interval
    values = {
        "spread": _decimal(reach.spread), "low": _decimal(low), "high": _decimal(high),
        "whole": _decimal(found.whole), "actors": _decimal(reach.actors),
    }  # fmt: skip
    if found.theme:
        yield _(
            "Expected reach: {spread} of {whole} (95 %: {low} to {high}), where each "
            "actor counts for how much the theme concerns it; counting all alike, "
            "{actors}."
        ).format(**values)
    else:
        yield _(
            "Expected reach: {spread} actors of {whole} (95 %: {low} to {high})."
        ).format(**values)
    yield _(
        "If half as much is passed on: {less}; if twice as much: {more}. That is the "
        "larger doubt."
    ).format(less=_decimal(found.less or 0), more=_decimal(found.more or 0))
    yield _(
        "No plan within the same budget and the same limits does more than {best}, as "
        "these draws tell: this one is at least {share} of the best."
    ).format(
        best=_decimal(reach.bound),
        share=formats.percent(math.floor(100 * reach.ratio) / 100, decimals=0),
    )


def _print_contact(it: "PlannedContact", found: "Plan", *, explain: bool) -> None:
    output.line(
        output.safe(
            _("{rank}. {target} ({kind}, {slug}), through {member}").format(
                rank=it.rank,
                target=it.target.name,
                kind=it.kind.label(),
                slug=it.target.slug,
                member=it.member.name,
            )
        )
    )
    texts = [_gain(it, found), _known(it), *_concerned(it), _asked(it)]
    if explain:
        texts.append(_numbers(it))
    for text in texts:
        output.line(f"   • {output.safe(text)}", hang=2)
    overlap = _overlap(it)
    if overlap:
        output.line(f"   ! {output.safe(overlap)}", hang=2)


def _gain(it: "PlannedContact", found: "Plan") -> str:
    """Say in words what a contact adds, and through whom."""
    gain = _decimal(it.gain)
    if it.gain < _LEAST:
        return _("adds almost nothing to the contacts before it")
    rest = it.gain - it.itself
    names = ", ".join(one.name for one in it.passes_to)
    if rest < _LEAST or not names:
        return _("adds {gain}, nearly all of it {target}").format(
            gain=gain, target=it.target.name
        )
    if found.theme:
        text = _(
            "adds {gain} of those concerned ({actors} counting all alike): {itself} is "
            "{target}, {rest} those who hear it from there, likeliest {names}"
        )
    else:
        text = _(
            "adds {gain} actors: {itself} is {target}, {rest} those who hear it from "
            "there, likeliest {names}"
        )
    return text.format(
        gain=gain, actors=_decimal(it.actors), itself=_decimal(it.itself),
        target=it.target.name, rest=_decimal(rest), names=names,
    )  # fmt: skip


def _known(it: "PlannedContact") -> str:
    """Say how the member knows the target, with the last line."""
    chance = formats.percent(it.heard, decimals=0)
    if it.met is not None:
        text = ngettext(
            "{member} and {target} share {n} interaction, #{number} of {day}; heard: "
            "{chance}",
            "{member} and {target} share {n} interactions, the last one #{number} of "
            "{day}; heard: {chance}",
            it.met.times,
        )
        return text.format(
            member=it.member.name, target=it.target.name,
            n=formats.number(it.met.times), number=it.met.line,
            day=formats.full_date(it.met.last), chance=chance,
        )  # fmt: skip
    if it.introduced_by is not None:
        return _(
            "{member} never met {target}: {by}, who knows both, may introduce them; "
            "heard: {chance}"
        ).format(
            member=it.member.name, target=it.target.name, by=it.introduced_by.name,
            chance=chance,
        )  # fmt: skip
    return _(
        "nobody who carries it met {target}, nor anyone who did; heard: {chance}"
    ).format(target=it.target.name, chance=chance)


def _concerned(it: "PlannedContact") -> Iterator[str]:
    if it.reason is not None:
        yield _("concerned at {share}: {reason}").format(
            share=formats.percent(it.relevance, decimals=0), reason=in_words(it.reason)
        )
    elif it.relevance == 0:
        yield _("not known to be concerned: reached for those it speaks to")


def _asked(it: "PlannedContact") -> str:
    """Say how often the target was asked, and what it accepts."""
    reception = it.reception
    times = ngettext(
        "asked {n} time in 30 days", "asked {n} times in 30 days", reception.lately
    ).format(n=formats.number(reception.lately))
    if not reception.lately:
        times = _("no request is logged in 30 days")
    text = (
        _("{times}, accepts {n}; {left} more after this plan")
        if reception.said
        else _(
            "{times}; did not say how often: {n} at most, by what is usual; {left} "
            "more after this plan"
        )
    )
    left = formats.number(max(0, reception.left - it.here))
    return text.format(times=times, n=formats.number(reception.accepts), left=left)


def _overlap(it: "PlannedContact") -> str:
    """Say what others already do with the target on the theme."""
    from reseau.usecases.planning.plan_answers import OVERLAP_DAYS

    if it.overlap is None:
        return ""
    most = 3
    names = ", ".join(
        f"{who.name} ({formats.number(n)})" for who, n in it.overlap.others[:most]
    )
    if len(it.overlap.others) > most:
        names += "…"
    text = ngettext(
        "overlap: others met them on this theme {n} time in {days} days: {names}; "
        "see #{number} of {day} before offering the same",
        "overlap: others met them on this theme {n} times in {days} days: {names}; "
        "see #{number} of {day} before offering the same",
        len(it.overlap.lines),
    )
    return text.format(
        n=formats.number(len(it.overlap.lines)), days=OVERLAP_DAYS, names=names,
        number=it.overlap.lines[0], day=formats.full_date(it.overlap.last),
    )  # fmt: skip


def _numbers(it: "PlannedContact") -> str:
    """Give every number behind a choice."""
    lines = ", ".join(f"#{n}" for n in it.met.lines) if it.met else "–"
    return _(
        "cost {cost}; heard {heard}; concerned {relevance}; gain {gain}; last lines "
        "together {lines}; the member was asked {n} times in 30 days"
    ).format(
        cost=formats.number(it.cost, decimals=2),
        heard=formats.number(it.heard, decimals=3),
        relevance=formats.number(it.relevance, decimals=3),
        gain=formats.number(it.gain, decimals=3),
        lines=lines,
        n=formats.number(it.member_lately),
    )


def _print_basis(found: "Plan") -> None:
    """Say what a plan rests on, and what it does not see."""
    from reseau.usecases.common import facts

    figures = found.frame.figures
    output.line()
    output.line(facts.counts(figures))
    if found.reach is not None:
        for text in assumptions(found):
            output.line(text)
    first, last = found.frame.first, found.frame.last
    method = facts.method(figures.rule, figures.layer, first=first, last=last)
    for text in [*method, *facts.missing(figures, hidden=found.frame.hidden)]:
        output.line(text)


def _decimal(value: float) -> str:
    """Write a number of actors; one more decimal when they are few."""
    return formats.number(value, decimals=1 if value >= 10 else 2)  # noqa: PLR2004
