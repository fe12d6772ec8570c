"""The parts of a portrait in words: tables, charts, sentences."""

from collections.abc import Sequence
from typing import TypedDict

from reseau.i18n import N_, Language, gettext_in, ngettext_in
from reseau.i18n.formats import apart, full_date, number, percent
from reseau.publish.page.charts import Chart, Form, Series
from reseau.publish.portrait.portrait import Dependence, Portrait, Subject
from reseau.publish.portrait.portrait_told import (
    FEW,
    MOST_BARS,
    MOST_LINES,
    Days,
    Grid,
    Part,
    Rows,
    said,
)


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


def _shown(code: str, chart: Chart, days: Days) -> Part:
    """Draw values, or give their table alone."""
    if days.draws(code):
        return Part(code, "", chart=chart)
    head, *columns = chart.columns  # Of the two days, a table has the earlier first.
    rows = tuple((label, *reversed(values)) for label, *values in chart.rows)
    grid = Grid((head, *reversed(columns)), rows, chart.summary, numbers=True)
    return Part(code, chart.title, grid=grid)


def sectors(it: Portrait, days: Days) -> Part | None:
    """Count the organizations by sector; None when there is none."""
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
    return _shown("sectors", chart, days)


def trend(it: Portrait, days: Days) -> Part | None:
    """Follow the interactions by quarter; None when there is none."""
    _ = gettext_in(days.language)
    if not it.trend:
        return None
    first, last = it.trend[0], it.trend[-1]
    present = tuple(one.organizations for one in it.trend)
    summary = _(
        "From {first} interactions in the first quarter shown to {last} in the last, "
        "which ends on {day}."
    ).format(
        first=said(first.interactions, days.language),
        last=said(last.interactions, days.language),
        day=full_date(last.until, lang=days.language),
    )  # fmt: skip
    chart = Chart(
        title=_("Interactions and organizations present, by quarter")
        if any(present)
        else _("Interactions, by quarter"),
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
            *([Series(_("Organizations"), present)] if any(present) else []),
        ),
        language=days.language,
    )
    return _shown("trend", chart, days)


def links(it: Portrait, days: Days) -> Part | None:
    """Say where the ties across lead; None when there is none."""
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
    return _shown("links", chart, days)


def dependence(it: Portrait, days: Days) -> Part | None:
    """Say on whom the ties across depend; None without an organization."""
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


def residents(it: Portrait, days: Days) -> Part:
    """List the organizations."""
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


def bodies(it: Portrait, days: Days) -> Part:
    """List the committees of here, and those in which somebody from here sits."""
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


def subjects(it: Portrait, days: Days) -> Part | None:
    """List the themes, those that are silent first; None without any."""
    if not it.subjects:
        return None
    _, lang = gettext_in(days.language), days.language
    columns = (
        _("Theme"), _("Interactions here"), days.short(days.before),
        _("Interactions everywhere"), _("Organizations that declare it"),
    )  # fmt: skip
    covered = [one for one in it.subjects if not one.silent]
    rows = tuple(
        (
            one.name, *(said(it, lang) for it in (one.here, one.before, one.city)),
            number(one.declared, lang=lang),
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
