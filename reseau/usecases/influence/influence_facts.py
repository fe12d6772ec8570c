"""The sentences that stand beside every figure made of assertions."""

from reseau.analysis.influence.assessors import ENOUGH
from reseau.i18n import formats, gettext, ngettext
from reseau.usecases.common.facts import counted_with_heirs
from reseau.usecases.influence.influence_view import InfluenceView

_SHOWN = 6


def basis(found: InfluenceView) -> list[str]:
    """Say what a figure rests on: who said it, when, on what."""
    return [*_said(found), _subject(found), _day(found)]


def missing(found: InfluenceView) -> list[str]:
    """Say what is missing or was left out."""
    rated = len(found.influences.values)
    sentences = [
        gettext("{n} of {all} pairs were rated; those nobody rated count as 0.").format(
            n=formats.number(rated), all=formats.number(found.pairs)
        )
    ]
    sentences += [text.format(n=formats.number(n)) for n, text in _gaps(found) if n]
    if found.followed:
        sentences.append(counted_with_heirs(found.followed))
    if found.themes > 1 and found.theme is None:
        sentences.append(
            gettext(
                "They are on {n} themes, set side by side: add “--theme” to compare "
                "like with like."
            ).format(n=formats.number(found.themes))
        )
    sentences.append(
        gettext(
            "An assertion is what somebody thinks on a day, not a fact; none is on a "
            "map or in a shared export."
        )
    )
    return sentences


def combination(found: InfluenceView) -> str:
    """Say how several assessors were made one; empty when there is one only."""
    if len(found.influences.assessors) < ENOUGH:
        return ""
    how = (
        gettext("Mean of the assessors who rated each pair.")
        if found.question.how == "mean"
        else gettext("Median of the assessors who rated each pair.")
    )
    thin = found.influences.thin()
    few = ngettext(
        "{n} pair was rated by fewer than {least}.",
        "{n} pairs were rated by fewer than {least}.",
        thin,
    )
    said = few.format(n=formats.number(thin), least=ENOUGH)
    return f"{how} {said}" if thin else how


def _said(found: InfluenceView) -> list[str]:
    """Count the assertions and name who made them."""
    names = [it.name for it in found.assessors[:_SHOWN]]
    names += ["…"] if len(found.assessors) > _SHOWN else []
    counted = gettext(
        "Influences asserted: {influences}; positions: {positions}; by {names}."
    )
    return [
        counted.format(
            influences=formats.number(found.influences.count),
            positions=formats.number(found.positions.count),
            names=", ".join(names),
        )
    ]


def _subject(found: InfluenceView) -> str:
    if found.theme is None:
        return gettext("On all themes together.")
    return gettext("On the theme “{theme}” and narrower ones.").format(
        theme=found.theme
    )


def _day(found: InfluenceView) -> str:
    as_of = formats.full_date(found.as_of)
    if found.days is None:
        return gettext("As of {day}; the assertions bear no date.").format(day=as_of)
    first, last = (formats.full_date(it) for it in found.days)
    if first == last:
        text = gettext("As of {day}; all of it was said on {first}.")
        return text.format(day=as_of, first=first)
    return gettext(
        "As of {day}, the latest of each assessor on each pair; said from {first} to "
        "{last}, old and new alike."
    ).format(day=as_of, first=first, last=last)


def _gaps(found: InfluenceView) -> list[tuple[int, str]]:
    replaced = found.influences.replaced + found.positions.replaced
    return [
        (
            replaced,
            ngettext(
                "{n} assertion was replaced later by its author: not counted.",
                "{n} assertions were replaced later by their authors: not counted.",
                replaced,
            ),
        ),
        (
            found.influences.merged,
            ngettext(
                "{n} rating is left out for a stronger one on another theme.",
                "{n} ratings are left out for stronger ones on other themes.",
                found.influences.merged,
            ),
        ),
        (
            found.other_themes,
            ngettext(
                "{n} influence is on another theme or on none: left out.",
                "{n} influences are on other themes or on none: left out.",
                found.other_themes,
            ),
        ),
        (
            found.inside,
            ngettext(
                "{n} influence is between two organizations that became one: left out.",
                "{n} influences are between organizations that became one: left out.",
                found.inside,
            ),
        ),
        (
            found.hidden,
            ngettext(
                "{n} actor may not be shown here.",
                "{n} actors may not be shown here.",
                found.hidden,
            ),
        ),
    ]
