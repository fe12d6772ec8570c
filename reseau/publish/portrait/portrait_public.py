"""What of a portrait may be public: nobody named, and no small number."""

from collections.abc import Sequence
from dataclasses import replace

from reseau.i18n import Language, gettext_in
from reseau.publish.portrait.portrait import (
    NOBODY,
    Figures,
    Link,
    Portrait,
    Step,
    Subject,
)
from reseau.publish.portrait.portrait_meanings import meanings
from reseau.publish.portrait.portrait_told import FEW, HIDDEN, Part

FIGURES = (
    "organizations", "committees", "interactions", "inside", "across", "themes",
)  # fmt: skip
"""The figures that are told; how many people are of a place is not."""


def cleared(it: Portrait, lang: Language) -> Portrait:
    """Leave out of a portrait what may not be public.

    Nobody is named: neither who is here nor on whom ties depend. A number of
    interactions or of ties from 1 to 4 is hidden (None); ties with territories that
    have so few are told together; a trend with so few in a quarter is left out. 0 is
    told.

    Args:
        it: Of public organizations and committees only; the caller sees to it.
        lang: The language of the portrait.
    """
    return replace(
        it,
        now=_figures(it.now),
        before=_figures(it.before),
        residents=(),
        bodies=(),
        links=_links(it, lang),
        subjects=tuple(map(_subject, it.subjects)),
        dependence=NOBODY,
        earlier=NOBODY,
        trend=_trend(it.trend),
    )


def _few(value: int | None) -> bool:
    return value is not None and 0 < value < FEW


def _many(value: int | None) -> int | None:
    return None if _few(value) else value


def _figures(it: Figures) -> Figures:
    return replace(
        it,
        people=None,
        interactions=_many(it.interactions),
        inside=_many(it.inside),
        across=_many(it.across),
    )


def _links(it: Portrait, lang: Language) -> tuple[Link, ...]:
    """Tell together the ties of territories that have few, until they are many."""
    if _few(it.now.across) or _few(it.before.across):
        return ()
    kept = [one for one in it.links if not (_few(one.now) or _few(one.before))]
    rest = [one for one in it.links if one not in kept]
    while kept and (_few(_now(rest)) or _few(_before(rest))):
        rest.append(kept.pop())
    if not rest:
        return tuple(kept)
    if _few(_now(rest)) or _few(_before(rest)):
        return ()
    name = gettext_in(lang)("Elsewhere, together")
    return (*kept, Link("", name, _now(rest), _before(rest)))


def _now(links: Sequence[Link]) -> int:
    return sum(it.now for it in links)


def _before(links: Sequence[Link]) -> int:
    return sum(it.before for it in links)


def _subject(it: Subject) -> Subject:
    return replace(
        it, here=_many(it.here), before=_many(it.before), city=_many(it.city)
    )


def _trend(steps: Sequence[Step]) -> tuple[Step, ...]:
    if any(_few(it.interactions) for it in steps):
        return ()
    return tuple(replace(it, organizations=None) for it in steps)


def notes(lang: Language, *, attribution: str) -> Part:
    """Say what the figures of a public portrait mean, and whose the outlines are."""
    _ = gettext_in(lang)
    few = _(
        "Only the organizations and the committees that are public are counted. Of "
        "interactions and ties, a number from 1 to 4 is not shown: {mark} stands in "
        "its place."
    ).format(mark=HIDDEN)
    today = _("Territories carry no date: those of today are used for both days.")
    logged = _("What nobody wrote down is not counted.")
    source = _("Outlines: {source}").format(source=attribution) if attribution else ""
    return Part(
        "notes",
        _("What the figures mean"),
        tuple(filter(None, (few, today, logged, source))),
        wide=True,
        meanings=meanings(lang, figures=FIGURES),
    )
