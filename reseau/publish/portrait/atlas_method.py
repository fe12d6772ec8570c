"""What the page of the atlas says of its figures: how they add up, what they miss."""

from collections.abc import Sequence

from reseau.i18n import NN_, gettext_in, ngettext_in
from reseau.i18n.formats import apart, full_date, number
from reseau.publish.portrait.atlas import Atlas, Fallen, Layer
from reseau.publish.portrait.portrait_told import HIDDEN, Grid, said


def sums_grid(atlas: Atlas) -> Grid:
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


def sums_said(atlas: Atlas) -> list[str]:
    """Say how the figures add up, in sentences."""
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


def missing(atlas: Atlas) -> list[str]:
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
