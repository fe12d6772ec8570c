"""Print experts with the reasons, so that a score can be opened and added up."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.experts.expert_explained import ahead, made_of, main_terms
from reseau.cli.experts.expert_words import (
    UNIT,
    in_words,
    introduction,
    load_words,
    points,
    term,
)
from reseau.i18n import NN_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.experts.expert_answers import Expert, ExpertsFound, Reason
    from reseau.usecases.experts.expert_load import Load

_BEST = 3


def print_experts(
    found: "ExpertsFound",
    *,
    form: output.Format,
    explain: bool,
    every_term: bool = False,
) -> None:
    """Print experts.

    Args:
        found: The answer.
        form: JSON has every term of each score.
        explain: What each score is made of, and its main terms.
        every_term: All its terms.
    """
    if form is output.Format.JSON:
        output.data(experts_json(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in _COLUMNS]
        output.rows(columns, [_flat(it) for it in found.experts], form=form, empty="")
        return
    _print_question(found)
    followers = (*found.experts[1:], None)
    for it, follower in zip(found.experts, followers, strict=False):
        output.line()
        _print_expert(it, follower, explain=explain, every_term=every_term)
        if found.asker is not None:
            output.line(f"   {output.safe(introduction(it.way, found.asker))}")
    _print_held_back(found, explain=explain and not every_term)


_COLUMNS = (
    "rank", "slug", "name", "kind", "score", "evidence", "last", "asked_lately",
    "asked_limit", "free",
)  # fmt: skip


def _flat(it: "Expert") -> dict[str, output.Cell]:
    return {
        "rank": it.rank,
        "slug": it.slug,
        "name": it.name,
        "kind": it.kind.value,
        "score": it.score / UNIT,
        "evidence": len(it.reasons),
        "last": it.last,
        "asked_lately": it.load.lately if it.load.told else None,
        "asked_limit": it.load.limit,
        "free": it.free,
    }


def experts_json(found: "ExpertsFound") -> dict[str, object]:
    """Give the answer as JSON takes it; weights and points in ten-thousandths."""
    return {
        "query": found.query,
        "as_of": found.today,
        "from": found.asker,
        "themes": list(found.themes),
        "alike": list(found.alike),
        "untold": found.untold,
        "near_themes": list(found.near_themes),
        "lines": found.lines,
        "capped": found.capped,
        "thin": found.thin,
        "half_life_days": half_life(),
        "unit": UNIT,
        "held_back": asdict(found.held_back),
        "experts": [{**asdict(it), "load": _load(it.load)} for it in found.experts],
    }


def _load(load: "Load") -> dict[str, object]:
    """Give a load; what an audience is not told is null, and not zero."""
    values = {**asdict(load), "over": load.over}
    del values["seen"]
    if not load.told:
        values |= dict.fromkeys(("lately", "usual", "limit", "over"))
    return values


def half_life() -> int:
    """Give the days in which evidence is halved."""
    from reseau.domain.expert_evidence import HALF_LIFE

    return HALF_LIFE


def _print_question(found: "ExpertsFound") -> None:
    output.heading(
        _("Who knows about {query}").format(query=formats.quoted(found.query))
    )
    for typed, guessed in found.guessed:
        text = _("No text has “{typed}”: words like “{guessed}” were looked for.")
        output.note(output.safe(text.format(typed=typed, guessed=guessed)))
    _print_themes(found)
    text = ngettext(
        "{n} line of the log answers, as of {day}.",
        "{n} lines of the log answer, as of {day}.",
        found.lines,
    )
    day = formats.full_date(found.today)
    output.line(text.format(n=formats.number(found.lines), day=day))
    if found.capped:
        output.line(_("Only the latest lines were looked at."))
    if not found.experts:
        output.line(_("Nobody is known to know about it."))
        output.note(_("“reseau expert declare” notes what somebody knows."))
    elif found.thin:
        output.line(_("Nobody has more evidence than this: take it as a trail."))


def _print_themes(found: "ExpertsFound") -> None:
    """Say which themes were understood, and which are near."""

    def listed(labels: tuple[str, ...]) -> str:
        return output.safe(", ".join(formats.quoted(it) for it in labels))

    if found.themes:
        text = _("Theme: {themes}, by all labels, narrower themes included.")
        output.line(text.format(themes=listed(found.themes)))
    else:
        output.line(_("No theme has that name: the words themselves are looked for."))
    if found.untold:
        text = ngettext(
            "Nothing that is noted has this very theme: themes near it, or the words "
            "themselves, answer.",
            "Nothing that is noted has these very themes: themes near them, or the "
            "words themselves, answer.",
            len(found.themes),
        )
        output.line(text)
    if found.alike:
        text = _("Themes with these words in their label, for a part: {themes}.")
        output.line(text.format(themes=listed(found.alike)))
    if found.near_themes:
        text = _("Themes near it: {themes}.")
        output.line(text.format(themes=listed(found.near_themes)))


def _print_expert(
    it: "Expert", follower: "Expert | None", *, explain: bool, every_term: bool
) -> None:
    output.line(
        output.safe(
            _("{rank}. {name} ({kind}, {slug}) — score {score}").format(
                rank=it.rank,
                name=it.name,
                kind=it.kind.label(),
                slug=it.slug,
                score=points(it.score),
            )
        )
    )
    near = it.reasons[-1:] if it.reasons[-1].kind == "proximity" else ()
    evidence = it.reasons[: len(it.reasons) - len(near)]
    shown: Sequence[Reason] = evidence[:_BEST]
    if explain:
        shown = evidence if every_term else main_terms(evidence, it.score)
        for text in filter(None, (made_of(it), ahead(it, follower))):
            output.line(f"   {output.safe(text)}", hang=3)
    for reason in shown:
        _print_reason(reason, of=it, explain=explain)
    _print_rest(evidence[len(shown) :], of=it if explain else None)
    for reason in near:
        _print_reason(reason, of=it, explain=explain)
    if explain:
        output.line("   " + _("Sum: {score}").format(score=points(it.score)))
    for text in (*it.near, *_reach(it)):
        output.line(f"   {output.safe(text)}")


def _print_reason(reason: "Reason", *, of: "Expert", explain: bool) -> None:
    added = points(reason.points) if reason.kind == "proximity" else ""
    text = in_words(reason) + (f" (+{added})" if added and not explain else "")
    if not explain:
        output.line(f"   • {output.safe(text)}")
        return
    share = formats.percent(reason.points / of.score)
    output.line(f"   {share:>7}  {output.safe(text)}", hang=12)
    output.line(f"            {term(reason)}", hang=12)


def _print_rest(rest: "Sequence[Reason]", *, of: "Expert | None") -> None:
    """Say how many lines are not shown, and what they add to a score."""
    if not rest:
        return
    left = sum(one.points for one in rest)
    added = points(left)
    if of is not None:
        added = formats.apart((added, formats.percent(left / of.score)))
    text = ngettext(
        "… and {n} other line of evidence ({points})",
        "… and {n} other lines of evidence ({points})",
        len(rest),
    )
    output.line("   " + text.format(n=formats.number(len(rest)), points=added))


def _reach(it: "Expert") -> Iterator[str]:
    if it.last is not None:
        yield _("last seen on {day}, #{number}").format(
            day=formats.full_date(it.last), number=it.last_line
        )
    told = load_words(it.load, free=it.free)
    if told:
        yield told


_HELD_BACK = (
    (
        "beyond",
        NN_(
            "{n} more knows about it: --limit shows more.",
            "{n} more know about it: --limit shows more.",
        ),
    ),
    ("thin", NN_("{n} has too little evidence.", "{n} have too little evidence.")),
    (
        "elsewhere",
        NN_(
            "{n} is not of the place, the organization or the kind asked for.",
            "{n} are not of the place, the organization or the kind asked for.",
        ),
    ),
    (
        "busy",
        NN_(
            "{n} may not be asked now, or does not speak the language.",
            "{n} may not be asked now, or do not speak the language.",
        ),
    ),
    ("private", NN_("{n} may not be shown here.", "{n} may not be shown here.")),
)


def _print_held_back(found: "ExpertsFound", *, explain: bool) -> None:
    counted = [
        (getattr(found.held_back, name) or 0, forms) for name, forms in _HELD_BACK
    ]
    if found.experts or any(count for count, _forms in counted):
        output.line()
    for count, forms in counted:
        if count:
            output.line(ngettext(*forms, count).format(n=formats.number(count)))
    if found.experts:
        output.line(
            _(
                "A score is no grade: it adds up what is logged. What nobody logged is "
                "not seen."
            )
        )
        more = (
            _("--explain --limit 0 gives every term, of everybody.")
            if explain
            else _("--explain says what each is made of.")
        )
        output.line(more)
