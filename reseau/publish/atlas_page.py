"""The page of the atlas: one offline file, and the same on paper."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reseau.domain.vocabulary import Diffusion
from reseau.i18n import N_, NN_, gettext_in, ngettext_in
from reseau.i18n.formats import apart, full_date, number
from reseau.publish.atlas import Atlas, Fallen, Layer
from reseau.publish.pages import page_html, read_static
from reseau.publish.portrait import Portrait
from reseau.publish.portrait_words import (
    FIGURES,
    HIDDEN,
    Days,
    Grid,
    Told,
    figures_grid,
    said,
    told,
)
from reseau.publish.territory_map import Marked, legend, small_map, whole_map

if TYPE_CHECKING:
    from markupsafe import Markup

AUDIENCES: Mapping[Diffusion, str] = {
    Diffusion.INTERNAL: N_("Internal: for the team only. Do not pass it on."),
    Diffusion.GROUP: N_("For the advisory group."),
    Diffusion.PUBLIC: N_("Public."),
}
_MEANINGS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("organizations",),
        N_("Organizations"),
        N_(
            "Those to which the territory was given in the store. One of two "
            "territories is in both."
        ),
    ),
    (
        ("people",),
        N_("People"),
        N_(
            "Those who may be shown, of their own territory or of that of the "
            "organizations where they have a role, and of no other. Nobody is named."
        ),
    ),
    (
        ("committees",),
        N_("Committees"),
        N_(
            "Those of the territory, and those in which one of its organizations sits, "
            "that had begun and were not over on the day."
        ),
    ),
    (
        ("interactions",),
        N_("Interactions"),
        N_(
            "Those of the twelve months up to the day that are said to be about the "
            "territory, or at which one of its organizations was or was represented."
        ),
    ),
    (
        ("inside", "across"),
        N_("Ties"),
        N_(
            "Two organizations are tied when both were, or were represented, at the "
            "same interaction in the twelve months: inside when both are of the "
            "territory, across when one is."
        ),
    ),
    (
        (),
        N_("Ways across in two steps"),
        N_(
            "Pairs of organizations, one of here and one from elsewhere, that are not "
            "tied but are both tied with a third, which could introduce them (Gould "
            "and Fernandez, 1989)."
        ),
    ),
    (
        ("themes",),
        N_("Themes"),
        N_(
            "Of the themes at the top of the thesaurus, those of the interactions, or "
            "declared by an organization; a narrower theme counts for the one above."
        ),
    ),
)
_SMALL_NUMBERS = N_(
    "A number of people below five is not shown: {mark} stands in its place. So that "
    "it cannot be found by subtraction, other numbers are hidden as well, until what "
    "is shown leaves at least four possible values for each. 0 is shown."
)
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
        sums=_sums_grid(atlas),
        sums_said=_sums_said(atlas),
        whole=figures_grid(atlas.whole, atlas.earlier, days),
        portraits=[_told(it, atlas, days) for it in atlas.shown],
        bare=_bare(atlas),
        meanings=[(codes, _(term), _(text)) for codes, term, text in _MEANINGS],
        small_numbers=_(_SMALL_NUMBERS).format(mark=HIDDEN),
        missing=_missing(atlas),
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
        "{n} organization, {ties} ties, {interactions} interactions looked at.",
        "{n} organizations, {ties} ties, {interactions} interactions looked at.",
        atlas.whole.organizations,
    )
    found.append(
        text.format(
            n=number(atlas.whole.organizations, lang=lang),
            ties=number(atlas.sums.ties, lang=lang),
            interactions=number(atlas.whole.interactions, lang=lang),
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
        "nothing": no_territory(atlas)
        or _(
            "No organization has a territory of this atlas yet. Give one with “reseau "
            "actor edit NAME --territory TERRITORY”."
        ),
    }


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


def _sums_grid(atlas: Atlas) -> Grid:
    """Give the rows by which the territories add up to the whole."""
    _ = gettext_in(atlas.language)
    sums = atlas.sums
    columns = (
        (_("Organizations"), sums.organizations),
        (_("People"), sums.people),
        (_("Committees"), sums.committees),
        (_("Interactions"), sums.interactions),
        (_("Ties"), sums.inside),
    )

    def row(label: str, name: str, *, less: bool = False) -> tuple[str, ...]:
        return (
            label,
            *(_added(getattr(it, name), less=less, atlas=atlas) for _n, it in columns),
        )

    rows = (
        row(_("The territories together"), "rows"),
        row(_("counted in several, taken off"), "repeats", less=True),
        row(_("in none of them, added"), "outside"),
        row(_("The whole"), "whole"),
    )
    return Grid(
        (_("Counted"), *(name for name, _it in columns)), rows, "", numbers=True
    )


def _added(value: int | None, *, less: bool, atlas: Atlas) -> str:
    text = said(value, atlas.language)
    return f"−{text}" if less and value else text


def _sums_said(atlas: Atlas) -> list[str]:
    _, lang = gettext_in(atlas.language), atlas.language
    sums = atlas.sums
    text = _(
        "Ties inside none of them: {between} between organizations of different "
        "territories, {half} with one organization of no territory here, {neither} "
        "between two such organizations."
    )
    found = [
        text.format(
            between=number(sums.between, lang=lang),
            half=number(sums.half, lang=lang),
            neither=number(sums.neither, lang=lang),
        )
    ]
    nowhere = sums.organizations.outside or 0
    if nowhere:
        text = ngettext_in(lang)(*_NOWHERE, nowhere)
        found.append(text.format(n=number(nowhere, lang=lang)))
    if any(it.now.people is None for it in atlas.portraits) and atlas.layer is None:
        text = _(
            "{mark}: fewer than five people, or hidden so that such a number cannot be "
            "found by subtraction."
        )
        found.append(text.format(mark=HIDDEN))
    if atlas.layer is not None:
        found.append(
            _(
                "People are not counted for a layer from a file: with two layers, "
                "small numbers could be found by subtraction."
            )
        )
    return found


_NOWHERE = NN_(
    "{n} organization has no territory, or one that is not on this map.",
    "{n} organizations have no territory, or one that is not on this map.",
)


def _told(it: Portrait, atlas: Atlas, days: Days) -> Told:
    _ = gettext_in(atlas.language)
    ties = [(one.slug, one.now) for one in it.links if one.slug]
    leads = ", ".join(
        f"{one.name} {number(one.now, lang=atlas.language)}"
        for one in it.links
        if one.slug and one.now
    )
    title = _("{name} among the territories. Ties across: {ties}.").format(
        name=it.name, ties=leads or _("none")
    )
    picture = small_map(atlas.small, it.slug, ties, title=title)
    return told(it, days, picture=picture)


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


def _missing(atlas: Atlas) -> list[str]:
    """Say what the figures do not see."""
    _, lang = gettext_in(atlas.language), atlas.language
    ngettext = ngettext_in(lang)
    counted = (
        (atlas.hidden, _HIDDEN_ACTORS),
        (atlas.later, _LATER),
        (
            sum(it.slug not in atlas.outlines for it in atlas.portraits),
            _SHAPELESS,
        ),
    )
    found = [
        ngettext(*forms, n).format(n=number(n, lang=lang)) for n, forms in counted if n
    ]
    if atlas.first is None or atlas.first > atlas.since_before:
        found.append(_began(atlas))
    if atlas.mute:
        text = _("Nobody speaks of these themes, anywhere: {names}.")
        found.append(text.format(names=apart(sorted(atlas.mute), lang=lang)))
    found += _fallen(atlas.fallen, atlas) if atlas.fallen is not None else []
    found += _read(atlas.layer, atlas) if atlas.layer is not None else []
    found.append(
        _(
            "Territories and sectors carry no date: those of today are used for both "
            "days. What nobody logged is not seen."
        )
    )
    return found


_HIDDEN_ACTORS = NN_(
    "{n} actor may not be shown here, and is in no figure.",
    "{n} actors may not be shown here, and are in no figure.",
)
_LATER = NN_(
    "{n} interaction is later than the day: it is left out.",
    "{n} interactions are later than the day: they are left out.",
)
_SHAPELESS = NN_(
    "{n} territory has no outline: it is in the tables, not on the map.",
    "{n} territories have no outline: they are in the tables, not on the map.",
)


def _began(atlas: Atlas) -> str:
    _, lang = gettext_in(atlas.language), atlas.language
    if atlas.first is None:
        return _("Nothing was logged up to that day.")
    text = _("The log begins on {day}: the earlier date knows less than it should.")
    return text.format(day=full_date(atlas.first, lang=lang))


def _fallen(it: Fallen, atlas: Atlas) -> Sequence[str]:
    _, lang = gettext_in(atlas.language), atlas.language
    total = number(it.total, lang=lang)
    text = _("Of the {total} places of interest ({source}), {off} lie in no territory.")
    found = [text.format(total=total, source=it.source, off=number(it.off, lang=lang))]
    if it.named:
        text = _(
            "{agree} lie in the borough or city that the source says, {differ} do not, "
            "and {outside} lie outside all of them."
        )
        found.append(
            text.format(
                agree=number(it.agree, lang=lang),
                differ=number(it.differ, lang=lang),
                outside=number(it.outside, lang=lang),
            )
        )
    return found


def _read(it: Layer, atlas: Atlas) -> Sequence[str]:
    _, ngettext = gettext_in(atlas.language), ngettext_in(atlas.language)
    text = _(
        "The territories are those of {file}. One of the store is of the zone that "
        "holds two thirds of its area, or that has its name."
    )
    found = [text.format(file=it.file)]
    if it.encoding != "utf-8":
        text = _("{file} is written in {encoding}; GeoJSON should be in UTF-8.")
        found.append(text.format(file=it.file, encoding=it.encoding))
    if it.mended:
        text = ngettext(
            "{n} outline crossed itself, and was mended.",
            "{n} outlines crossed themselves, and were mended.",
            it.mended,
        )
        found.append(text.format(n=number(it.mended, lang=atlas.language)))
    return [*found, *it.refused]
