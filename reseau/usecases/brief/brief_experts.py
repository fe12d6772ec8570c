"""The experts in a brief: asked, never asked, and what nobody can answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from reseau.i18n import NN_, formats
from reseau.i18n import gettext as _
from reseau.publish.brief.brief import Row, Said, Section, Table
from reseau.publish.page.charts import shortened
from reseau.usecases.brief.brief_basis import MOST_ROWS, Basis, count, listed
from reseau.usecases.experts.expert_gaps import Gaps, gaps
from reseau.usecases.experts.expert_lists import ExpertLine, list_experts

_QUESTION = 80


@dataclass(frozen=True, slots=True)
class Experts:
    """The declared experts, and where expertise is missing.

    Attributes:
        lines: Of those whom the audience may be shown.
        hidden: How many it may not be shown.
    """

    lines: tuple[ExpertLine, ...]
    gaps: Gaps
    hidden: int = 0


def experts(basis: Basis) -> Experts:
    """Read the experts whom the audience may be shown."""
    lang = basis.wish.language
    found = list_experts(basis.store, lang=lang, at=basis.until)
    shown = tuple(it for it in found if it.slug in basis.slugs)
    return Experts(shown, gaps(basis.store, lang=lang), len(found) - len(shown))


def experts_section(basis: Basis, found: Experts, seen: frozenset[str]) -> Section:
    """Tell who was asked lately, and whom nobody asked for a year.

    Args:
        basis: The days and the audience.
        found: The experts.
        seen: Codes of those who came in the year, somebody for them included.
    """
    title = _("Experts: asked, and never asked")
    if not found.lines:
        text = (
            _("No expert who may be shown here is declared.")
            if found.hidden
            else _("No expert is declared.")
        )
        return Section("experts", title, (Said(text, "expert"),))
    asked = sorted(
        (it for it in found.lines if it.lately), key=lambda it: (-it.lately, it.slug)
    )
    return Section(
        "experts",
        title,
        tuple(_sentences(basis, found, seen)),
        tables=(
            Table(
                "asked",
                _("Most asked in 30 days"),
                (_("expert"), _("themes"), _("times")),
                tuple(_expert(it) for it in asked[:MOST_ROWS]),
                _("No expert was asked in the last 30 days."),
                max(0, len(asked) - MOST_ROWS),
                "expert",
                (2,),
            ),
        ),
    )


def _expert(it: ExpertLine) -> Row:
    times = formats.number(it.lately)
    if it.limit is not None:
        times = _("{n} (accepts {limit})").format(
            n=times, limit=formats.number(it.limit)
        )
    return Row(
        (it.name, listed(it.themes, most=2), times),
        {
            "actor": it.slug, "name": it.name, "themes": list(it.themes),
            "asked": it.lately, "limit": it.limit,
        },
        late=it.limit is not None and it.lately > it.limit,
    )  # fmt: skip


def _sentences(basis: Basis, found: Experts, seen: frozenset[str]) -> Iterable[Said]:
    unseen = basis.slugs - seen
    never = [it for it in found.gaps.never if it.slug in unseen]
    if never:
        names = [f"{it.name} ({listed(it.themes, most=1)})" for it in never]
        text = count(
            NN_(
                "{n} declared expert was not seen for a year: {names}.",
                "{n} declared experts were not seen for a year: {names}.",
            ),
            len(never),
            names=listed(names),
        )
        yield Said(text, "never-asked")
    silent = found.gaps.themes
    if silent:
        text = _("Themes of the log without any expert: {names}.")
        themes = listed([it.theme for it in silent], most=4)
        yield Said(text.format(names=themes), "expert")
    if found.gaps.needs and not basis.public:
        questions = [basis.over.over(it.question) for it in found.gaps.needs]
        text = _("Open questions that no declared expert could answer: {questions}.")
        short = [shortened(it, _QUESTION) for it in questions[:2]]
        yield Said(text.format(questions=formats.apart(short)), "need")
