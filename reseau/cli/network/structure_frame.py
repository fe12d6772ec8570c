"""What stands around every answer on the structure: rule, counts, gaps, doubts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli._base import example
from reseau.cli.figures import missing_json, period_json, rule_json
from reseau.cli.json_frame import counted
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.network.network import Named
    from reseau.usecases.network.structure import Doubt, Frame

WHY_TIE = N_("reseau network why {one} {other}")
WHY_LINE = N_("reseau interaction show {number}")
WHY_ACTOR = N_("reseau actor show {one}")


def frame_json(
    rests: "Frame", doubt: "Doubt | None", *, weighted: bool, faded: bool | None = None
) -> dict[str, object]:
    """Say what an answer rests on, as JSON takes it; names are a promise.

    Where weights do not count, nothing fades, unless a weight is given beside.
    """
    figures = rests.figures
    rule = figures.rule
    if not (weighted if faded is None else faded):
        rule = replace(rule, half_life=None)
    return {
        **rule_json(rule, figures.layer),
        "period": period_json(rule, rests.first, rests.last, layer=figures.layer),
        "n": counted(figures),
        "weighted": weighted,
        "first_interaction": rests.first,
        "last_interaction": rests.last,
        "interactions": figures.interactions,
        "actors": figures.actors,
        "ties": figures.ties,
        "isolates": figures.isolates,
        "not_given_because": None if doubt is None else doubt.value,
        "missing": missing_json(figures.missing, hidden=rests.hidden),
    }


def print_frame(rests: "Frame", *, weighted: bool) -> None:
    """Print how figures were obtained, on how much, and what they do not see."""
    from reseau.usecases.common import facts

    output.line()
    output.line(facts.counts(rests.figures))
    rule = rests.figures.rule
    if not weighted:  # A faded tie is a tie.
        rule = replace(rule, half_life=None)
    method = facts.method(rule, rests.figures.layer, first=rests.first, last=rests.last)
    if weighted:
        output.line(_("Weights count here: strong ties count more."))
    else:
        output.line(_("Only whether there is a tie counts here, not its weight."))
    for sentence in [*method, *facts.missing(rests.figures, hidden=rests.hidden)]:
        output.line(sentence)


def doubted(rests: "Frame", doubt: "Doubt | None") -> bool:
    """Say that nothing can be said of so little; tell whether it was the case."""
    from reseau.usecases.network.structure import FEW, Doubt

    if doubt is Doubt.NO_TIES:
        output.line(_("Nothing ties these actors: there is no structure to speak of."))
        return True
    if doubt is Doubt.FEW_EVENTS:
        text = ngettext(
            "Only {n} interaction is looked at: below {few}, a structure would be an "
            "accident.",
            "Only {n} interactions are looked at: below {few}, a structure would be an "
            "accident.",
            rests.figures.interactions,
        )
        output.line(text.format(n=formats.number(rests.figures.interactions), few=FEW))
        return True
    return False


def people(found: "Sequence[Named]", *, limit: int) -> str:
    """Name the first ones, and count the others."""
    return listed([it.name for it in found], limit=limit)


def listed(names: Sequence[str], *, limit: int) -> str:
    """Write the first names, and count the others."""
    text = ", ".join(output.safe(it) for it in names[:limit])
    rest = len(names) - limit
    if rest <= 0:
        return text
    more = ngettext("and {n} other", "and {n} others", rest)
    return f"{text} {more.format(n=formats.number(rest))}"


def why(command: str, **values: object) -> str:
    """Write the command that answers “why?”, in the reader's language."""
    return example(command).format(**values)


def print_why(commands: Iterable[str]) -> None:
    """Say which commands show the lines behind."""
    found = list(dict.fromkeys(commands))
    if found:
        output.line()
        output.line(_("Why? The lines behind:"))
        for it in found:
            output.line(f"  {it}")


def decimal(value: float | None, decimals: int = 2) -> str:
    """Write a figure; a dash when there is none."""
    return "–" if value is None else formats.number(value, decimals=decimals)
