"""The sentences that stand beside every figure: how it was obtained, what is missing.

They are the same in the terminal, on the map and in the demo.
"""

from collections.abc import Callable
from datetime import date, timedelta

from reseau.analysis.positions.overview import Missing, Overview
from reseau.analysis.ties.projection import TieRule
from reseau.domain.vocabulary import Layer
from reseau.i18n import N_, NN_, Language, formats, gettext_in, language, ngettext_in

RULES: dict[Layer, str] = {
    Layer.COPRESENCE: N_(
        "Two actors are tied when they took part in the same interaction; one with N "
        "present adds 1/(N−1) to each tie, so that large meetings do not dominate."
    ),
    Layer.COMMITTEE: N_(
        "Two actors are tied while both sit in the same committee, divided by the "
        "number of other seats; weights are in committee-days."
    ),
    Layer.AFFILIATION: N_(
        "A person is tied to the organizations in which they have a role."
    ),
    Layer.COLLABORATION: N_(
        "Two actors are tied when one declared a collaboration with the other."
    ),
}


def in_language(lang: Language | None) -> tuple[Callable[[str], str], Language]:
    """Give the function that translates, and the language it translates into."""
    chosen = lang or language()
    return gettext_in(chosen), chosen


def method(
    rule: TieRule,
    layer: Layer,
    *,
    first: date | None,
    last: date | None,
    lang: Language | None = None,
) -> list[str]:
    """Say in sentences how a figure was obtained: period, as-of day, rule."""
    gettext, chosen = in_language(lang)
    if layer is Layer.COPRESENCE:
        period = _period(rule, first, last, lang=chosen)
    else:
        period = _lasting(rule, layer, lang=chosen)
    sentences = [period, gettext(RULES[layer])]
    as_of = formats.full_date(rule.as_of, lang=chosen)
    if layer not in {Layer.COPRESENCE, Layer.COMMITTEE}:
        sentences.append(gettext("As of {day}.").format(day=as_of))
    elif rule.half_life is None:
        sentences.append(
            gettext("As of {day}; old and new count alike.").format(day=as_of)
        )
    else:
        days = formats.number(rule.half_life, lang=chosen)
        sentences.append(
            gettext("As of {day}; weights are halved every {n} days.").format(
                day=as_of, n=days
            )
        )
    return [*sentences, *_over(rule, lang=chosen)]


_FOLLOWED = NN_(
    "{n} organization that merged is counted with what it became.",
    "{n} organizations that merged are counted with what they became.",
)


def counted_with_heirs(n: int) -> str:
    """Say that organizations that merged are counted with what they became."""
    return ngettext_in(language())(*_FOLLOWED, n).format(n=formats.number(n))


def _over(rule: TieRule, *, lang: Language) -> list[str]:
    """Say what was done of organizations that are over; nothing when there is none."""
    found = (
        (rule.followed, _FOLLOWED),
        (
            rule.over,
            NN_(
                "{n} organization that is over by then stays under its own name.",
                "{n} organizations that are over by then stay under their own names.",
            ),
        ),
    )
    ngettext = ngettext_in(lang)
    return [
        ngettext(*forms, n).format(n=formats.number(n, lang=lang))
        for n, forms in found
        if n
    ]


def _period(
    rule: TieRule, first: date | None, last: date | None, *, lang: Language
) -> str:
    """Say which days were looked at: those asked for, else those of the log."""
    gettext = gettext_in(lang)
    since = rule.period.since or first
    until = rule.period.until - timedelta(days=1) if rule.period.until else last
    if since is None or until is None:
        return gettext("Period: nothing was logged.")
    return gettext("Period: {since} to {until}.").format(
        since=formats.full_date(since, lang=lang),
        until=formats.full_date(until, lang=lang),
    )


def _lasting(rule: TieRule, layer: Layer, *, lang: Language) -> str:
    """Say which days of what lasts were looked at: no interaction tells them."""
    if rule.period.since is not None:
        return _period(rule, None, rule.as_of, lang=lang)
    if layer is Layer.COMMITTEE:
        return asked(rule, lang=lang)
    day = formats.full_date(rule.as_of, lang=lang)
    return gettext_in(lang)("Period: what holds on {day}.").format(day=day)


def asked(rule: TieRule, *, lang: Language | None = None) -> str:
    """Say which days were asked for, when those of the log are not at hand."""
    gettext, chosen = in_language(lang)
    period = rule.period
    if period.since is not None and period.until is not None:
        return _period(rule, None, None, lang=chosen)
    if period.since is not None:
        since = formats.full_date(period.since, lang=chosen)
        return gettext("Period: from {since} on.").format(since=since)
    if period.until is not None:
        until = formats.full_date(period.until - timedelta(days=1), lang=chosen)
        return gettext("Period: until {until}.").format(until=until)
    return gettext("Period: all that was logged.")


_HIDDEN = NN_("{n} actor may not be shown here.", "{n} actors may not be shown here.")


def nobody_present(n: int, *, hidden: int) -> str:
    """Count the interactions that name nobody present, or nobody who may be shown.

    Args:
        n: Of those whom an audience may be shown, how many interactions have none.
        hidden: How many actors it may not be shown.
    """
    forms = (
        NN_(
            "{n} interaction names nobody present who may be shown here.",
            "{n} interactions name nobody present who may be shown here.",
        )
        if hidden
        else NN_(
            "{n} interaction names nobody present.",
            "{n} interactions name nobody present.",
        )
    )
    return ngettext_in(language())(*forms, n).format(n=formats.number(n))


def _gaps(gaps: Missing, layer: Layer) -> tuple[tuple[int, tuple[str, str]], ...]:
    """Give each gap of a layer with its sentence for one and for several."""
    match layer:
        case Layer.COPRESENCE:
            return _gaps_of_interactions(gaps)
        case Layer.COMMITTEE:
            unknown = NN_(
                "{n} seat has no known start.", "{n} seats have no known start."
            )
            return ((gaps.seats_without_start, unknown),)
        case _:
            return ()


def _gaps_of_interactions(
    gaps: Missing,
) -> tuple[tuple[int, tuple[str, str]], ...]:
    return (
        (
            gaps.alone,
            NN_(
                "{n} interaction names fewer than two people present: it ties nobody.",
                "{n} interactions name fewer than two people present: they tie nobody.",
            ),
        ),
        (
            gaps.outside,
            NN_(
                "{n} interaction is out of the period.",
                "{n} interactions are out of the period.",
            ),
        ),
        (
            gaps.after,
            NN_(
                "{n} interaction is later than the as-of day: it is left out.",
                "{n} interactions are later than the as-of day: they are left out.",
            ),
        ),
        (
            gaps.not_there,
            NN_(
                "{n} participation is of somebody invited or absent: not counted.",
                "{n} participations are of people invited or absent: not counted.",
            ),
        ),
    )


def missing(
    found: Overview, *, hidden: int = 0, lang: Language | None = None
) -> list[str]:
    """Say in sentences what the figures do not see; what is zero is not said."""
    gettext, chosen = in_language(lang)
    ngettext = ngettext_in(chosen)
    seen = (*_gaps(found.missing, found.layer), (hidden, _HIDDEN))
    sentences = [
        ngettext(*forms, n).format(n=formats.number(n, lang=chosen))
        for n, forms in seen
        if n
    ]
    sentences.append(gettext("What nobody logged is not seen."))
    return sentences


def counts(found: Overview, *, lang: Language | None = None) -> str:
    """Say how many actors, ties and interactions were looked at.

    Interactions are told in the layer that is made of them.
    """
    gettext, chosen = in_language(lang)
    if found.layer is not Layer.COPRESENCE:
        return gettext("{actors} actors, {ties} ties.").format(
            actors=formats.number(found.actors, lang=chosen),
            ties=formats.number(found.ties, lang=chosen),
        )
    return gettext("{actors} actors, {ties} ties, {interactions} interactions.").format(
        actors=formats.number(found.actors, lang=chosen),
        ties=formats.number(found.ties, lang=chosen),
        interactions=formats.number(found.interactions, lang=chosen),
    )
