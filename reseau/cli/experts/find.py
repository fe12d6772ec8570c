"""``reseau find``: one box over everything that the store holds."""

import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_single, option
from reseau.cli.options import AudienceOption, FormatOption
from reseau.cli.state import store
from reseau.errors import UsageError
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.experts.searches import Found, SearchResult

app = new_single()

Text = Annotated[
    list[str],
    argument(
        text=N_(
            "Words, -excluded, theme:, territory:, since:, until:, type:. Quotes make "
            "a phrase."
        ),
        metavar=N_("TEXT"),
    ),
]
Neighbours = Annotated[
    bool, option("--neighbours", text=N_("Count related themes too, for half."))
]
Each = Annotated[int, option("--limit", text=N_("How many of each kind."), min=1)]


class UnknownOptionError(UsageError):
    """Something typed as an option is none; a search takes one dash to exclude."""

    message = N_("There is no option {option}. One dash before a word excludes it.")


@command(
    app,
    "find",
    text=N_(
        "Find anything: actors, committees, interactions, themes, territories, "
        "signals, needs, products, strategies, missions, outcomes.\n\n"
        "Accents, plurals and typing errors are forgiven, and a theme is found by all "
        "its labels, in both languages."
    ),
    example=N_("reseau find logement social -vert type:meeting since:2025"),
    dashes=True,
)
def find(
    text: Text,
    limit: Each = 10,
    neighbours: Neighbours = False,
    audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:
    from reseau.domain.vocabulary import Diffusion
    from reseau.usecases.experts.searches import search
    from reseau.usecases.log.looking_up import note_listed

    chosen = output.read_format(form)
    opened, typed = store(), joined(text)
    shown_to = words.audience(Diffusion.read(audience))
    found = search(
        opened,
        typed,
        lang=language(),
        shown_to=shown_to,
        limit=limit,
        neighbours=neighbours,
    )
    _print(found, form=chosen)
    listed = [it.slug for it in found.found if it.kind == "actor"]
    note_listed(opened, "find", typed, listed, shown_to=shown_to)


def joined(text: Sequence[str]) -> str:
    """Put the words of a search together.

    Raises:
        UnknownOptionError: One of them looks like an option.
    """
    for it in text:
        if it.startswith("--"):
            raise UnknownOptionError(option=it)
    return " ".join(text)


_COLUMNS = (
    "kind", "number", "slug", "name", "detail", "held_on", "where", "excerpt", "theme",
    "score",
)  # fmt: skip


def _print(result: "SearchResult", *, form: output.Format) -> None:
    if form is output.Format.JSON:
        output.data(asdict(result))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in _COLUMNS]
        rows = [{it: getattr(row, it) for it in _COLUMNS} for row in result.found]
        output.rows(columns, rows, form=form, empty="")
        return
    _print_guesses(result)
    if not result.found:
        output.note(_("Nothing was found."))
        return
    for kind, title in _TITLES.items():
        some = [it for it in result.found if it.kind == kind]
        if some:
            total = result.counts[kind]
            _print_kind(_(title), some, total=total, more=kind in result.capped)


_TITLES = {
    "actor": N_("Actors"),
    "committee": N_("Committees"),
    "theme": N_("Themes"),
    "territory": N_("Territories"),
    "interaction": N_("Interactions"),
    "signal": N_("Signals"),
    "need": N_("Needs"),
    "product": N_("Products"),
    "strategy": N_("Strategies"),
    "mission": N_("Missions"),
    "outcome": N_("Outcomes"),
    "decision": N_("Decisions"),
}


def _print_guesses(result: "SearchResult") -> None:
    for typed, guessed in result.guessed:
        output.note(
            _("No text has “{typed}”: words like “{guessed}” were looked for.").format(
                typed=output.safe(typed), guessed=output.safe(guessed)
            )
        )
    if result.themes:
        named = ", ".join(formats.quoted(it) for it in result.themes)
        output.note(
            ngettext(
                "Theme understood: {themes}, with all its labels and narrower themes.",
                "Themes understood: {themes}, with all their labels and narrower "
                "themes.",
                len(result.themes),
            ).format(themes=named)
        )


def _print_kind(title: str, some: "Sequence[Found]", *, total: int, more: bool) -> None:
    shown = len(some)
    counted = str(total)
    if more:
        text = _("{shown} of {total} or more")
        counted = text.format(shown=shown, total=formats.number(total))
    elif shown < total:
        counted = _("{shown} of {total}").format(shown=shown, total=total)
    output.line(f"{title} ({counted})")
    for it in some:
        output.line(f"  {_heading(it)}")
        if it.excerpt:
            output.line(f"      {_marked(it.excerpt, it.excerpt_marks)}")
        elif it.theme:
            about = _("about: {theme}").format(theme=it.theme)
            output.line(f"      {output.safe(about)}")


def _heading(it: "Found") -> str:
    name = _marked(it.name, it.marks)
    detail = _detail(it)
    if it.kind in {"interaction", "signal", "need", "outcome", "decision"}:
        day = formats.full_date(it.held_on) if it.held_on else ""
        beside = f" ({detail})" if detail else ""
        return f"#{it.number}  {day}  {name}{beside}"
    return f"{name} ({detail}, {it.slug})" if detail else f"{name} ({it.slug})"


def _detail(it: "Found") -> str:
    if it.kind == "decision":
        return output.safe(it.detail)
    from reseau.domain import closed_words, dissemination, vocabulary

    kinds: dict[str, type[closed_words.Word]] = {
        "actor": vocabulary.ActorKind,
        "committee": vocabulary.CommitteeKind,
        "interaction": vocabulary.InteractionKind,
        "territory": vocabulary.TerritoryKind,
        "signal": vocabulary.SignalState,
        "need": vocabulary.NeedState,
        "product": dissemination.ProductKind,
        "strategy": dissemination.StrategyState,
    }
    return kinds[it.kind](it.detail).label() if it.kind in kinds else ""


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    """Show what was found: in bold on a terminal, between asterisks elsewhere."""
    bold = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    start, end = ("\x1b[1m", "\x1b[0m") if bold else ("*", "*")
    pieces = []
    last = 0
    for first, after in _runs(text, marks):
        pieces += [text[last:first], start, text[first:after], end]
        last = after
    return "".join([*pieces, text[last:]])


def _runs(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the marks of words that follow each other."""
    runs: list[tuple[int, int]] = []
    for first, after in marks:
        if runs and text[runs[-1][1] : first] == " ":
            runs[-1] = runs[-1][0], after
        else:
            runs.append((first, after))
    return runs
