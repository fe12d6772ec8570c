"""The sentences that stand beside a comparison of two periods."""

from dataclasses import replace
from datetime import date, timedelta

from reseau.analysis.positions.overview import Missing
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Layer
from reseau.i18n import N_, formats
from reseau.i18n import gettext as _
from reseau.usecases.common import facts
from reseau.usecases.network.comparing import FEWEST_EVENTS
from reseau.usecases.network.comparison import Caution, Compared, Observed

_CAUTIONS: dict[Caution, str] = {
    Caution.OVERLAP: N_(
        "The two periods overlap: what happened in both makes them look alike."
    ),
    Caution.REVERSED: N_(
        "The second period is earlier than the first: what is called new is older."
    ),
    Caution.LENGTHS: N_(
        "The two periods do not have the same length: the longer one sees more ties."
    ),
    Caution.UNFINISHED: N_("A period is not over: it is counted until today."),
    Caution.FEW_EVENTS: N_(
        "A period has fewer than {fewest} interactions: whether the two are alike is "
        "not measured."
    ),
    Caution.NO_TIES: N_(
        "A period has no ties: there is nothing to compare the other with."
    ),
    Caution.LOW: N_(
        "Among the actors of both periods, few ties are the same ({share}): part of "
        "the change may only be what was not logged."
    ),
    Caution.VERY_LOW: N_(
        "Among the actors of both periods, hardly any tie is the same ({share}): read "
        "them as two networks more than as one that changed."
    ),
}


def cautions(found: Compared) -> list[str]:
    """Say why the comparison is to be read with care."""
    share = formats.percent(found.common.changes.jaccard or 0)
    return [
        _(_CAUTIONS[it]).format(fewest=FEWEST_EVENTS, share=share)
        for it in found.cautions
    ]


def reading(found: Compared) -> str:
    """Say in words what QAP tells of the actors of both periods; empty for nothing."""
    test = found.common.presence
    if test is None:
        return ""
    if test.reason is not None or test.p is None:
        why = test.reason.label() if test.reason is not None else ""
        return _("QAP says nothing: {why}.").format(why=why)
    share = formats.percent(test.p, decimals=2)
    if test.p <= 0.05:  # noqa: PLR2004  # The usual threshold, said with the figure.
        return _(
            "The actors of both periods are tied more alike than if who is who had "
            "been drawn at random: chance does as well in {share} of the draws."
        ).format(share=share)
    return _(
        "The actors of both periods are not tied more alike than if who is who had "
        "been drawn at random: chance does as well in {share} of the draws."
    ).format(share=share)


def method(found: Compared) -> list[str]:
    """Say how the figures were obtained, period by period, then the rule."""
    layer = found.question.layer
    one, other = (_method(it, layer) for it in (found.before, found.after))
    test = found.union.presence
    drawn = () if test is None or test.correlation is None else (
        _("QAP: {n} draws of who is who, seed {seed}.").format(
            n=formats.number(test.permutations), seed=test.seed
        ),
    )  # fmt: skip
    return [
        _("First period.") + " " + " ".join((one[0], *one[2:])),
        _("Second period.") + " " + " ".join((other[0], *other[2:])),
        one[1],
        _(
            "A tie is formed, kept or dissolved whatever its weight; the weight of the "
            "ties of an actor is their total."
        ),
        *drawn,
    ]


def _method(seen: Observed, layer: Layer) -> list[str]:
    return facts.method(seen.rule, layer, first=seen.first, last=seen.last)


def missing(found: Compared) -> list[str]:
    """Say what the figures do not see; what is zero is not said."""
    one, other = (
        facts.missing(
            replace(
                it.overview, missing=replace(it.overview.missing, outside=0, after=0)
            )
        )
        for it in (found.before, found.after)
    )
    last = facts.missing(
        replace(found.after.overview, missing=_nothing(found)), hidden=found.hidden
    )
    return [
        *(_("First period.") + " " + it for it in one[:-1]),
        *(_("Second period.") + " " + it for it in other[:-1]),
        *last,
    ]


def _nothing(found: Compared) -> Missing:
    """Give gaps of zero, so that only what both periods share is said."""
    return replace(
        found.after.overview.missing,
        alone=0,
        after=0,
        outside=0,
        not_there=0,
        seats_without_start=0,
    )


def span(period: Period, *, today: date) -> str:
    """Name a period as shortly as can be: 2025, March 2026, or its two ends."""
    since, until = period.since, period.until
    if since and until:
        if (since, until) == (date(since.year, 1, 1), date(since.year + 1, 1, 1)):
            return str(since.year)
        if since.day == 1 and until == (since + timedelta(days=31)).replace(day=1):
            return formats.month(since)
    last = until - timedelta(days=1) if until else today
    if since is None:
        return _("until {day}").format(day=formats.full_date(last))
    if since == last:
        return formats.full_date(since)
    return _("{since} to {until}").format(
        since=formats.full_date(since), until=formats.full_date(last)
    )
