"""A portrait in the words of its readers: sentences, tables, charts, a small map."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reseau.i18n import N_, NN_, Language, gettext_in, ngettext_in
from reseau.i18n.formats import apart, number
from reseau.publish.portrait.portrait import Figures, Portrait
from reseau.publish.portrait.portrait_parts import (
    bodies,
    dependence,
    links,
    residents,
    sectors,
    subjects,
    trend,
)
from reseau.publish.portrait.portrait_told import FIGURES, Days, Grid, Told, said

if TYPE_CHECKING:
    from markupsafe import Markup


def told(it: Portrait, days: Days, *, picture: "Markup") -> Told:
    """Tell a portrait in words.

    Args:
        it: The portrait.
        days: The two days and the language.
        picture: The small map; ``publish.territory_map.small_map`` draws it.
    """
    _ = gettext_in(days.language)
    told_in_turn = (sectors, trend, links, dependence, residents, bodies, subjects)
    parts = [tell(it, days) for tell in told_in_turn]
    return Told(
        slug=it.slug,
        title=it.name,
        about=tuple(about_territory(it, days.language)),
        figures=figures_grid(it.now, it.before, days),
        map=picture,
        map_title=_("Where the ties of its organizations lead"),
        parts=tuple(
            part for part in parts if part is not None and days.tells(part.code)
        ),
    )


def about_territory(it: Portrait, lang: Language) -> list[str]:
    """Say what a territory is, in sentences: its kind, its table, what it holds."""
    _ = gettext_in(lang)
    found = []
    if it.parent and it.kind:
        text = _("{kind}, in {parent}.").format(kind=it.kind, parent=it.parent)
        found.append(text[:1].upper() + text[1:])
    elif it.kind:
        found.append(f"{it.kind[:1].upper()}{it.kind[1:]}.")
    if it.table:
        text = _(
            "Round table of the neighbourhood, as the Ville named it in 2014: {name}."
        )
        found.append(text.format(name=it.table))
    if it.places:
        found.append(_lying(it, lang))
    if it.holds:
        text = _("Made up of: {names}.")
        found.append(text.format(names=", ".join(it.holds)))
    return found


def ties_title(it: Portrait, lang: Language) -> str:
    """Say what the small map of a portrait shows, to be read aloud."""
    _ = gettext_in(lang)
    leads = ", ".join(
        f"{one.name} {number(one.now, lang=lang)}"
        for one in it.links
        if one.slug and one.now
    )
    text = _("{name} among the territories. Ties across: {ties}.")
    return text.format(name=it.name, ties=leads or _("none"))


def figures_grid(now: Figures, before: Figures, days: Days) -> Grid:
    """Set the figures of two days side by side, with what changed."""
    _ = gettext_in(days.language)
    rows = tuple(
        (
            _figure_label(name, label, days),
            said(getattr(before, name), days.language),
            said(getattr(now, name), days.language),
            _change(getattr(before, name), getattr(now, name), days.language),
        )
        for name, label in FIGURES
        if days.counts(name)
    )
    columns = (
        _("On"), days.short(days.before), days.short(days.now), _("difference"),
    )  # fmt: skip
    return Grid(columns, rows, "", numbers=True)


def _figure_label(name: str, label: str, days: Days) -> str:
    """Name a figure, as a link to what it means where the page says so."""
    from markupsafe import Markup

    written = gettext_in(days.language)(label)
    if not days.meanings:
        return written
    return Markup('<a href="#meaning-{}">{}</a>').format(name, written)


def _change(before: int | None, now: int | None, lang: Language) -> str:
    if before is None or now is None:
        return ""
    difference = now - before
    if not difference:
        return "="
    sign = "+" if difference > 0 else "−"
    return f"{sign}{number(abs(difference), lang=lang)}"


_FAMILIES: Mapping[str, str] = {
    "Culturel": N_("culture"),
    "Récréatif / sportif": N_("recreation and sport"),
    "Service public": N_("public services"),
    "Commercial": N_("trade"),
    "": N_("family unknown"),
}


def family(name: str, lang: Language) -> str:
    """Name a family of places in words; those of other files as they are."""
    known = _FAMILIES.get(name)
    return name if known is None else gettext_in(lang)(known)


def _lying(it: Portrait, lang: Language) -> str:
    """Say how many places of interest lie here, by family."""
    total = sum(count for _family, count in it.places)
    return ngettext_in(lang)(*_PLACES, total).format(
        n=number(total, lang=lang),
        families=apart(
            (f"{family(name, lang)} {number(n, lang=lang)}" for name, n in it.places),
            lang=lang,
        ),
    )


_PLACES = NN_(
    "{n} place of interest lies here: {families}.",
    "{n} places of interest lie here: {families}.",
)
