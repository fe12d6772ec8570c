"""A portrait in the words of its readers: sentences, tables, charts, a small map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from reseau.i18n import N_, NN_, Language, gettext_in, ngettext_in
from reseau.i18n.formats import apart, full_date, number, percent
from reseau.publish.charts import Chart, Form, Series
from reseau.publish.portrait import Dependence, Figures, Portrait, Subject

if TYPE_CHECKING:
    from markupsafe import Markup

FEW = 5
"""Of fewer ties or ways no share is told: it would mislead."""
HIDDEN = "…"
"""What stands in place of a number that is not shown."""
MOST_LINES = 40
MOST_BARS = 10
"""Of a chart; with more, the last ones are drawn together."""

Rows = tuple[tuple[str, ...], ...]

FIGURES: tuple[tuple[str, str], ...] = (
    ("organizations", N_("Organizations")),
    ("people", N_("People")),
    ("committees", N_("Committees")),
    ("interactions", N_("Interactions")),
    ("inside", N_("Ties inside")),
    ("across", N_("Ties across")),
    ("themes", N_("Themes")),
)
"""The figures of a portrait, by name, in the order told."""


@dataclass(frozen=True, slots=True)
class Days:
    """The two days that are set side by side, and the language.

    Attributes:
        meanings: Whether the page has an anchor ``meaning-x`` for each figure x.
    """

    now: date
    before: date
    language: Language
    meanings: bool = False

    def short(self, day: date) -> str:
        """Write one of the days for a legend: the month when that tells them apart."""
        same = (self.now.year, self.now.month) == (self.before.year, self.before.month)
        return day.isoformat() if same else day.isoformat()[:7]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in words; ``empty`` is said where there is no row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a portrait.

    Attributes:
        heading: Empty for a chart, whose title says it.
        chart: None when a sentence or a table says it better.
        grid: None when the chart, which has its table, says it all.
        lines: Where it comes from: numbers of interactions, in words.
        wide: Whether it takes the whole width.
    """

    code: str
    heading: str
    sentences: tuple[str, ...] = ()
    chart: Chart | None = None
    grid: Grid | None = None
    lines: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A portrait in words.

    Attributes:
        slug: Its anchor, and what the ids inside begin with.
        about: Sentences under the title.
        figures: Side by side.
        map: The territory among the others, and where its ties lead.
    """

    slug: str
    title: str
    about: tuple[str, ...]
    figures: Grid
    map: "Markup"
    map_title: str
    parts: tuple[Part, ...]


def told(it: Portrait, days: Days, *, picture: "Markup") -> Told:
    """Tell a portrait in words.

    Args:
        it: The portrait.
        days: The two days and the language.
        picture: The small map; ``publish.territory_map.small_map`` draws it.
    """
    _ = gettext_in(days.language)
    parts = (
        _sectors(it, days),
        _trend(it, days),
        _links(it, days),
        _dependence(it, days),
        _residents(it, days),
        _bodies(it, days),
        _subjects(it, days),
    )
    return Told(
        slug=it.slug,
        title=it.name,
        about=tuple(_about(it, days)),
        figures=figures_grid(it.now, it.before, days),
        map=picture,
        map_title=_("Where the ties of its organizations lead"),
        parts=tuple(part for part in parts if part is not None),
    )


def _about(it: Portrait, days: Days) -> list[str]:
    _ = gettext_in(days.language)
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
        found.append(_lying(it, days.language))
    if it.holds:
        text = _("Made up of: {names}.")
        found.append(text.format(names=", ".join(it.holds)))
    return found


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
    )
    columns = (
        _("On"), days.before.isoformat(), days.now.isoformat(), _("change"),
    )  # fmt: skip
    return Grid(columns, rows, "", numbers=True)


def _figure_label(name: str, label: str, days: Days) -> str:
    """Name a figure, as a link to what it means where the page says so."""
    from markupsafe import Markup

    written = gettext_in(days.language)(label)
    if not days.meanings:
        return written
    return Markup('<a href="#meaning-{}">{}</a>').format(name, written)


def said(value: int | None, lang: Language) -> str:
    """Write a number, or the mark of one that is not shown."""
    return HIDDEN if value is None else number(value, lang=lang)


def _change(before: int | None, now: int | None, lang: Language) -> str:
    if before is None or now is None:
        return ""
    difference = now - before
    if not difference:
        return "="
    sign = "+" if difference > 0 else "−"
    return f"{sign}{number(abs(difference), lang=lang)}"


def _two(days: Days, now: Sequence[int], before: Sequence[int]) -> tuple[Series, ...]:
    """Give the values of both days, the later one first."""
    return (
        Series(days.short(days.now), tuple(now)),
        Series(days.short(days.before), tuple(before)),
    )


class _Values(TypedDict):
    labels: tuple[str, ...]
    series: tuple[Series, ...]


def gathered(values: Sequence[tuple[str, int, int]], days: Days) -> _Values:
    """Give the bars of a chart: the first ones, then all the others in one."""
    ngettext = ngettext_in(days.language)
    shown = list(values)
    if len(shown) > MOST_BARS:
        rest = shown[MOST_BARS - 1 :]
        text = ngettext("{n} other together", "{n} others together", len(rest))
        label = text.format(n=number(len(rest), lang=days.language))
        together = (label, sum(it[1] for it in rest), sum(it[2] for it in rest))
        shown = [*shown[: MOST_BARS - 1], together]
    return {
        "labels": tuple(it[0] for it in shown),
        "series": _two(days, [it[1] for it in shown], [it[2] for it in shown]),
    }


def _sectors(it: Portrait, days: Days) -> Part | None:
    if not it.sectors:
        return None
    _, ngettext = gettext_in(days.language), ngettext_in(days.language)
    known = [one for one in it.sectors if one.name is not None and one.now]
    total = it.now.organizations
    summary = ngettext(
        "{n} organization in {sectors} sectors.",
        "{n} organizations in {sectors} sectors.",
        total,
    ).format(n=number(total, lang=days.language), sectors=len(known))
    chart = Chart(
        title=_("Organizations by sector"),
        summary=summary,
        form=Form.BARS,
        head=_("Sector"),
        **gathered(
            [
                (one.name or _("sector unknown"), one.now, one.before)
                for one in it.sectors
            ],
            days,
        ),
        language=days.language,
    )
    return Part("sectors", "", chart=chart)


def _trend(it: Portrait, days: Days) -> Part | None:
    _ = gettext_in(days.language)
    if not it.trend:
        return None
    first, last = it.trend[0], it.trend[-1]
    summary = _(
        "From {first} interactions in the first quarter shown to {last} in the last, "
        "which ends on {day}."
    ).format(
        first=first.interactions, last=last.interactions,
        day=full_date(last.until, lang=days.language),
    )  # fmt: skip
    chart = Chart(
        title=_("Interactions and organizations present, by quarter"),
        summary=summary,
        form=Form.LINES,
        head=_("Quarter"),
        labels=tuple(
            _("Q{quarter} {year}").format(
                quarter=(one.since.month + 2) // 3, year=one.since.year
            )
            for one in it.trend
        ),
        series=(
            Series(_("Interactions"), tuple(one.interactions for one in it.trend)),
            Series(_("Organizations"), tuple(one.organizations for one in it.trend)),
        ),
        language=days.language,
    )
    return Part("trend", "", chart=chart)


def _links(it: Portrait, days: Days) -> Part | None:
    _ = gettext_in(days.language)
    if not it.links:
        return None
    chart = Chart(
        title=_("Ties across, by where they lead"),
        summary=_("A tie with an organization of two territories is counted in both."),
        form=Form.BARS,
        head=_("Territory"),
        **gathered(
            [
                (one.name or _("of no territory here"), one.now, one.before)
                for one in it.links
            ],
            days,
        ),
        language=days.language,
    )
    return Part("links", "", chart=chart)


def _dependence(it: Portrait, days: Days) -> Part | None:
    _ = gettext_in(days.language)
    if not it.now.organizations and not it.before.organizations:
        return None
    sentences = [*_depends(it.dependence, days)]
    if it.earlier.ties >= FEW and it.earlier.first is not None:
        text = _("On {day}, {name} held {n} of the {all} ties across ({share}).")
        sentences.append(
            text.format(
                day=full_date(days.before, lang=days.language),
                **_held(it.earlier, days.language),
            )
        )
    return Part(
        "dependence",
        _("Dependence on one organization"),
        tuple(sentences),
        lines=_lines(it.dependence.lines, days.language),
    )


def _held(it: Dependence, lang: Language) -> dict[str, str]:
    return {
        "name": it.first or "",
        "n": number(it.first_ties, lang=lang),
        "all": number(it.ties, lang=lang),
        "share": percent(it.first_ties / it.ties, decimals=0, lang=lang),
    }


def _depends(it: Dependence, days: Days) -> list[str]:
    _, lang = gettext_in(days.language), days.language
    if it.first is None:
        return [_("No organization from here met one from elsewhere.")]
    if it.ties < FEW:
        text = _("Only {n} ties lead elsewhere: too few to tell a share.")
        return [text.format(n=number(it.ties, lang=lang))]
    text = _("{name} holds {n} of the {all} ties across ({share}).")
    found = [text.format(**_held(it, lang))]
    if it.lost:
        text = _("Without it, no tie would be left with: {names}.")
        found.append(text.format(names=", ".join(it.lost)))
    if it.paths >= FEW and it.middle is not None:
        text = (
            N_(
                "Of {all} ways across in two steps, {n} ({share}) pass through {name}, "
                "from here."
            )
            if it.middle_here
            else N_(
                "Of {all} ways across in two steps, {n} ({share}) pass through {name}, "
                "from elsewhere."
            )
        )
        found.append(
            _(text).format(
                all=number(it.paths, lang=lang),
                n=number(it.middle_paths, lang=lang),
                share=percent(it.middle_paths / it.paths, decimals=0, lang=lang),
                name=it.middle,
            )
        )
    return found


def _lines(lines: Sequence[int], lang: Language) -> str:
    """Say which interactions are behind a figure, and how to open one."""
    if not lines:
        return ""
    _, ngettext = gettext_in(lang), ngettext_in(lang)
    written = ", ".join(f"#{it}" for it in lines[:MOST_LINES])
    more = len(lines) - MOST_LINES
    if more > 0:
        text = ngettext("{lines} and {n} other", "{lines} and {n} others", more)
        written = text.format(lines=written, n=number(more, lang=lang))
    text = _(
        "Interactions behind the ties of the first: {lines}. The team opens one with "
        "“reseau interaction show {first}”."
    )
    return text.format(lines=written, first=lines[0])


def _residents(it: Portrait, days: Days) -> Part:
    _, lang = gettext_in(days.language), days.language
    rows: Rows = tuple(
        (
            one.name,
            one.sector or "",
            number(one.interactions, lang=lang),
            number(one.across, lang=lang),
            ", ".join(one.also),
        )
        for one in it.residents
    )
    columns: tuple[str, ...] = (
        _("Organization"), _("Sector"), _("Interactions"), _("Ties across"),
        _("Also of"),
    )  # fmt: skip
    if not any(one.also for one in it.residents):
        columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
    empty = _("No organization is from here.")
    return Part(
        "organizations", _("Organizations"), grid=Grid(columns, rows, empty), wide=True
    )


def _bodies(it: Portrait, days: Days) -> Part:
    _, lang = gettext_in(days.language), days.language
    rows: Rows = tuple(
        (
            one.name,
            one.kind,
            _("yes") if one.here else "",
            ", ".join(one.members) or "—",
            full_date(one.ends, lang=lang) if one.ends else "",
        )
        for one in sorted(it.bodies, key=lambda one: (not one.here, not one.table))
    )
    columns: tuple[str, ...] = (
        _("Committee"), _("Kind"), _("Of this territory"),
        _("Organizations from here that sit in it"), _("Until"),
    )  # fmt: skip
    for at in (4, 2):  # A column that says nothing is left out.
        if not any(row[at] for row in rows):
            columns = columns[:at] + columns[at + 1 :]
            rows = tuple(row[:at] + row[at + 1 :] for row in rows)
    tables = [one for one in it.bodies if one.table and one.here]
    sentences = () if tables else (_("No table of this territory is in the store."),)
    empty = _("No committee is of here, and no organization from here sits in one.")
    return Part(
        "committees",
        _("Committees and tables"),
        sentences if rows else (),
        grid=Grid(columns, rows, empty),
        wide=True,
    )


def _subjects(it: Portrait, days: Days) -> Part | None:
    if not it.subjects:
        return None
    _, lang = gettext_in(days.language), days.language
    columns = (
        _("Theme"), _("Interactions here"), days.before.isoformat(),
        _("Interactions everywhere"), _("Organizations that declare it"),
    )  # fmt: skip
    covered = [one for one in it.subjects if not one.silent]
    rows = tuple(
        (
            one.name, number(one.here, lang=lang), number(one.before, lang=lang),
            number(one.city, lang=lang), number(one.declared, lang=lang),
        )
        for one in covered
    )  # fmt: skip
    return Part(
        "themes",
        _("Themes"),
        tuple(_silences([one for one in it.subjects if one.silent], days)),
        grid=Grid(columns, rows, _("No theme is covered here."), numbers=True),
        wide=True,
    )


def _silences(silent: Sequence[Subject], days: Days) -> list[str]:
    _ = gettext_in(days.language)
    if not silent:
        return [_("Every theme that is spoken of elsewhere is spoken of here.")]
    names = apart((one.name for one in silent), lang=days.language)
    text = _("Silent here, though spoken of elsewhere: {names}.")
    return [text.format(names=names)]


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
