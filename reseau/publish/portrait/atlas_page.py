"""The page of the atlas: one offline file, and the same on paper."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reseau.domain.vocabulary import Diffusion
from reseau.i18n import N_, gettext_in, ngettext_in
from reseau.i18n.formats import full_date, number
from reseau.publish.page.pages import page_html, read_static
from reseau.publish.portrait.atlas import Atlas
from reseau.publish.portrait.atlas_method import missing, sums_grid, sums_said
from reseau.publish.portrait.portrait import Portrait
from reseau.publish.portrait.portrait_meanings import SMALL_NUMBERS, meanings
from reseau.publish.portrait.portrait_told import (
    FIGURES,
    HIDDEN,
    Days,
    Grid,
    Told,
    said,
)
from reseau.publish.portrait.portrait_words import figures_grid, ties_title, told
from reseau.publish.portrait.territory_map import Marked, legend, small_map, whole_map

if TYPE_CHECKING:
    from markupsafe import Markup


AUDIENCES: Mapping[Diffusion, str] = {
    Diffusion.INTERNAL: N_("Internal: for the team only. Do not pass it on."),
    Diffusion.GROUP: N_("For the advisory group."),
    Diffusion.PUBLIC: N_("Public."),
}


_STYLE = "atlas.css"


def atlas_html(atlas: Atlas) -> str:
    """Write the atlas as one offline HTML file that prints well."""
    days = Days(atlas.day, atlas.before, atlas.language, meanings=True)
    _ = gettext_in(atlas.language)
    return page_html(
        "atlas.html.j2",
        language=atlas.language,
        styles=[read_static(_STYLE)],
        title=title_of(atlas),
        about=_about(atlas),
        audience=_(AUDIENCES[atlas.audience]),
        single=atlas.chosen is not None,
        words=_words(atlas),
        map=_map(atlas),
        legend=_legend(atlas),
        index=_index(atlas),
        sums=sums_grid(atlas),
        sums_said=sums_said(atlas),
        whole=figures_grid(atlas.whole, atlas.earlier, days),
        portraits=[_told(it, atlas, days) for it in atlas.shown],
        bare=_bare(atlas),
        meanings=meanings(atlas.language),
        small_numbers=_(SMALL_NUMBERS).format(mark=HIDDEN),
        missing=missing(atlas),
        sources=atlas.attributions,
    )


def title_of(atlas: Atlas) -> str:
    """Give the title of the page."""
    _ = gettext_in(atlas.language)
    chosen = next((it.name for it in atlas.portraits if it.slug == atlas.chosen), "")
    if chosen:
        return _("Portrait of a territory: {name}").format(name=chosen)
    if atlas.layer is not None:
        return _("Atlas of the territories of {file}").format(file=atlas.layer.file)
    return _(_TITLES.get(atlas.kind, N_("Atlas of the territories")))


_TITLES: Mapping[str, str] = {
    "neighbourhood": N_("Atlas of the neighbourhoods"),
    "borough": N_("Atlas of the boroughs and cities"),
    "city": N_("Atlas of the boroughs and cities"),
    "zone": N_("Atlas of the zones"),
}


def _about(atlas: Atlas) -> list[str]:
    _, lang = gettext_in(atlas.language), atlas.language
    found = [atlas.name] if atlas.name else []
    text = _(
        "As of {now}, beside {before}. Interactions and ties are those of the twelve "
        "months up to each day."
    )
    found.append(
        text.format(
            now=full_date(atlas.day, lang=lang),
            before=full_date(atlas.before, lang=lang),
        )
    )
    ngettext = ngettext_in(lang)
    text = ngettext(
        "{n} organization looked at; ties: {ties}; interactions: {interactions}.",
        "{n} organizations looked at; ties: {ties}; interactions: {interactions}.",
        atlas.whole.organizations,
    )
    found.append(
        text.format(
            n=number(atlas.whole.organizations, lang=lang),
            ties=number(atlas.sums.ties, lang=lang),
            interactions=said(atlas.whole.interactions, lang),
        )
    )
    return found


def _words(atlas: Atlas) -> dict[str, str]:
    _ = gettext_in(atlas.language)
    return {
        "map": _("Number of organizations, by territory"),
        "map_help": _("Choose a territory on the map or in the table below."),
        "no_map": _("No territory here has an outline: there is no map."),
        "index": _("The territories side by side"),
        "sums": _("How the figures add up"),
        "whole": _("The whole, at two dates"),
        "bare": _("Territories of which nothing is known"),
        "bare_text": _("No organization, person, committee or interaction is of them."),
        "figures": _("Two dates side by side"),
        "meanings": _("What the figures mean"),
        "method": _("What is missing, and sources"),
        "top": _("Back to the map"),
        "nothing": no_territory(atlas) or _nobody(atlas),
    }


def _nobody(atlas: Atlas) -> str:
    """Say that no organization is of a territory, and what to do."""
    _ = gettext_in(atlas.language)
    text = _(
        "No organization has a territory of this atlas yet. Give one with “reseau "
        "actor edit NAME --territory TERRITORY”."
    )
    if atlas.layer is not None:
        return text
    other = _("For territories that are not on this map, give a layer with --layer.")
    return f"{text} {other}"


def no_territory(atlas: Atlas) -> str:
    """Say that there is no territory at all, and what to do; empty when there is."""
    if atlas.portraits:
        return ""
    return gettext_in(atlas.language)(
        "This store has no territory of that kind: the figures are those of the whole. "
        "Choose another kind with --by, add some with “reseau territory add”, or give "
        "a layer with --layer."
    )


def _map(atlas: Atlas) -> "Markup":
    _, ngettext = gettext_in(atlas.language), ngettext_in(atlas.language)
    marks = []
    for it in atlas.portraits:
        n = it.now.organizations
        text = ngettext("{name}: {n} organization", "{name}: {n} organizations", n)
        label = text.format(name=it.name, n=number(n, lang=atlas.language))
        marks.append(Marked(it.slug, it.name, label, n))
    return whole_map(
        atlas.outlines, marks, title=_("Number of organizations, by territory")
    )


def _legend(atlas: Atlas) -> list[tuple[str, str]]:
    _ = gettext_in(atlas.language)
    found = []
    for colour, low, high in legend(it.now.organizations for it in atlas.portraits):
        if not high:
            text = _("{low} or more").format(low=low)
        elif low == high:
            text = low
        else:
            text = _("{low} to {high}").format(low=low, high=high)
        found.append((colour, text))
    return found


def _index(atlas: Atlas) -> Grid:
    """Give the table that says what the map says, and more; names are links."""
    from markupsafe import Markup

    _ = gettext_in(atlas.language)
    link = Markup('<a href="#{}">{}</a>')
    rows = [
        (
            link.format(it.slug, it.name),
            *(said(getattr(it.now, name), atlas.language) for name, _label in FIGURES),
        )
        for it in atlas.portraits
        if not it.bare
    ]
    columns = (_("Territory"), *(_(label) for _name, label in FIGURES))
    return Grid(columns, tuple(rows), "", numbers=True)


def _told(it: Portrait, atlas: Atlas, days: Days) -> Told:
    ties = [(one.slug, one.now) for one in it.links if one.slug]
    title = ties_title(it, atlas.language)
    return told(it, days, picture=small_map(atlas.small, it.slug, ties, title=title))


def _bare(atlas: Atlas) -> Grid:
    """List the territories of which nothing is known, each with its anchor."""
    from markupsafe import Markup

    _, lang = gettext_in(atlas.language), atlas.language
    anchor = Markup('<span id="{}">{}</span>')
    rows = [
        (
            anchor.format(it.slug, it.name),
            it.parent or "",
            it.table,
            number(sum(n for _family, n in it.places), lang=lang),
        )
        for it in atlas.bare
    ]
    columns = (
        _("Territory"), _("In"), _("Round table (2014)"), _("Places of interest"),
    )  # fmt: skip
    kept = [0, *(at for at in (1, 2) if any(row[at] for row in rows))]
    kept += [3] if atlas.fallen is not None else []
    return Grid(
        tuple(columns[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        "",
    )
