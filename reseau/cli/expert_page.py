"""Print experts with the reasons, so that a score can be opened and added up."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.experts import Expert, ExpertsFound, Link, Reason
    from reseau.usecases.loads import Load

_BEST = 3
_LONGEST = 60
_UNIT = 10_000


def print_experts(found: "ExpertsFound", *, form: output.Format, explain: bool) -> None:
    """Print experts; every term of each score when it is asked for."""
    if form is output.Format.JSON:
        output.data(experts_json(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in _COLUMNS]
        output.rows(columns, [_flat(it) for it in found.experts], form=form, empty="")
        return
    _print_question(found)
    for it in found.experts:
        output.line()
        _print_expert(it, found, explain=explain)
    _print_held_back(found)


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
        "score": it.score / _UNIT,
        "evidence": len(it.reasons),
        "last": it.last,
        "asked_lately": it.load.lately,
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
        "near_themes": list(found.near_themes),
        "lines": found.lines,
        "capped": found.capped,
        "thin": found.thin,
        "half_life_days": half_life(),
        "unit": _UNIT,
        "held_back": asdict(found.held_back),
        "experts": [
            {**asdict(it), "load": {**asdict(it.load), "over": it.load.over}}
            for it in found.experts
        ],
    }


def half_life() -> int:
    """Give the days in which evidence is halved."""
    from reseau.domain.expert_evidence import HALF_LIFE

    return HALF_LIFE


def points(value: int) -> str:
    """Write ten-thousandths as a number of four decimals."""
    return formats.number(value / _UNIT, decimals=4)


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
    if found.alike:
        text = _("Themes with these words in their label, for a part: {themes}.")
        output.line(text.format(themes=listed(found.alike)))
    if found.near_themes:
        text = _("Themes near it: {themes}.")
        output.line(text.format(themes=listed(found.near_themes)))


def _print_expert(it: "Expert", found: "ExpertsFound", *, explain: bool) -> None:
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
    shown = it.reasons if explain else it.reasons[:_BEST]
    for reason in shown:
        output.line(f"   • {output.safe(in_words(reason))}")
        if explain:
            output.line(f"     {_term(reason)}")
    _print_rest(it, len(shown), explain=explain)
    for text in (*it.near, *_reach(it)):
        output.line(f"   {output.safe(text)}")
    if found.asker is not None:
        output.line(f"   {output.safe(introduction(it.way, found.asker))}")


def _print_rest(it: "Expert", shown: int, *, explain: bool) -> None:
    rest = it.reasons[shown:]
    if rest:
        text = ngettext(
            "… and {n} other line of evidence ({points})",
            "… and {n} other lines of evidence ({points})",
            len(rest),
        )
        left = points(sum(one.points for one in rest))
        output.line("   " + text.format(n=formats.number(len(rest)), points=left))
    if explain:
        output.line("   " + _("Sum: {score}").format(score=points(it.score)))


def in_words(reason: "Reason") -> str:
    """Write a reason as a person says it, with the number of its line."""
    from reseau.domain.expert_evidence import EvidenceKind

    what = {
        EvidenceKind.DECLARED: _("declares {theme}"),
        EvidenceKind.PROJECT: _("collaboration about {theme}"),
        EvidenceKind.MEETING: _("theme {theme}"),
        EvidenceKind.COMMITTEE: _("seat: {name}"),
        EvidenceKind.NOTE: _("the words are in the line itself"),
        EvidenceKind.INHERITED: _("{name}, where they have a role, declares {theme}"),
    }[reason.kind].format(theme=formats.quoted(reason.theme), name=reason.name)
    if reason.number is not None:
        day = formats.full_date(reason.day) if reason.day else ""
        what += f" — #{reason.number}, {day}, {_short(reason.name)}"
    role = _role(reason)
    return f"{what} ({role})" if role else what


def _short(name: str) -> str:
    """Cut a long title: its number opens the line."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _role(reason: "Reason") -> str:
    from reseau.domain import vocabulary
    from reseau.domain.expert_evidence import EvidenceKind

    if reason.role == "represented":
        return _("represented there")
    words: dict[EvidenceKind, type[vocabulary.Word]] = {
        EvidenceKind.DECLARED: vocabulary.ExpertiseLevel,
        EvidenceKind.COMMITTEE: vocabulary.CommitteeRole,
        EvidenceKind.MEETING: vocabulary.Role,
        EvidenceKind.NOTE: vocabulary.Role,
    }
    if not reason.role or reason.kind not in words:
        return ""
    return words[reason.kind](reason.role).label()


def _term(reason: "Reason") -> str:
    """Write a term of the sum: its factors, its rank, what it adds."""
    from reseau.domain.expert_evidence import KIND_WEIGHTS

    def short(value: float) -> str:
        return formats.number(value, decimals=3)

    return _(
        "{points} = {weight} ÷ {rank}; {weight} = kind {kind} × match {match} × age "
        "{age} × part {role}"
    ).format(
        points=points(reason.points),
        weight=points(reason.weight),
        rank=reason.rank,
        kind=short(KIND_WEIGHTS[reason.kind]),
        match=short(reason.match),
        age=short(reason.age),
        role=short(reason.role_weight),
    )


def _reach(it: "Expert") -> Iterator[str]:
    if it.last is not None:
        yield _("last seen on {day}, #{number}").format(
            day=formats.full_date(it.last), number=it.last_line
        )
    yield load_words(it.load, free=it.free)


def load_words(load: "Load", *, free: bool) -> str:
    """Say how often somebody was asked lately, and whether they may be asked."""
    text = (
        ngettext("asked {n} time in 30 days", "asked {n} times in 30 days", load.lately)
        if load.lately
        else _("not asked in 30 days")
    )
    said = [text.format(n=load.lately)]
    if load.limit is not None:
        limit = ngettext("accepts {n}", "accepts {n}", load.limit)
        said.append(limit.format(n=load.limit))
    elif load.lately:
        usual = formats.number(load.usual, decimals=1)
        said.append(_("usually {n}").format(n=usual))
    if load.availability is not None:
        said.append(load.availability.label())
    if load.away_until is not None:
        day = formats.full_date(load.away_until)
        said.append(_("away until {day}").format(day=day))
    if load.languages:
        said.append(", ".join(load.languages))
    if not free:
        said.append(_("do not ask now") if not load.over else _("over-asked"))
    return "; ".join(said)


def introduction(way: "tuple[Link, ...] | None", asker: str) -> str:
    """Write the way from the one who asks, one step after the other."""
    if way is None:
        return _("no introduction: nothing links {asker} to them").format(asker=asker)
    if not way:
        return _("{asker} asks: that is the same actor").format(asker=asker)
    steps = " → ".join(
        _("{name} ({through})").format(name=it.name, through=_through(it)) for it in way
    )
    return _("introduction: {asker} → {steps}").format(asker=asker, steps=steps)


def _through(link: "Link") -> str:
    if link.number is not None:
        text = ngettext(
            "{n} interaction together, #{number} {title}",
            "{n} interactions together, the last one #{number} {title}",
            link.times,
        )
        return text.format(n=link.times, number=link.number, title=_short(link.through))
    if link.layer == "committee":
        return _("both sit at {name}").format(name=link.through)
    if link.layer == "affiliation":
        return (
            _("role: {title}").format(title=link.through) if link.through else _("role")
        )
    return _("collaboration")


def _print_held_back(found: "ExpertsFound") -> None:
    held = found.held_back
    counted = (
        (
            held.beyond,
            ngettext(
                "{n} more knows about it: --limit shows more.",
                "{n} more know about it: --limit shows more.",
                held.beyond,
            ),
        ),
        (
            held.thin,
            ngettext(
                "{n} has too little evidence.",
                "{n} have too little evidence.",
                held.thin,
            ),
        ),
        (
            held.elsewhere,
            ngettext(
                "{n} is not of the place, the organization or the kind asked for.",
                "{n} are not of the place, the organization or the kind asked for.",
                held.elsewhere,
            ),
        ),
        (
            held.busy,
            ngettext(
                "{n} may not be asked now, or does not speak the language.",
                "{n} may not be asked now, or do not speak the language.",
                held.busy,
            ),
        ),
        (
            held.private or 0,
            ngettext(
                "{n} may not be shown here.",
                "{n} may not be shown here.",
                held.private or 0,
            ),
        ),
    )
    if found.experts or any(count for count, _text in counted):
        output.line()
    for count, text in counted:
        if count:
            output.line(text.format(n=formats.number(count)))
    if not found.experts:
        return
    output.line(
        _(
            "A score is no grade: it adds up what is logged. What nobody logged is not "
            "seen. --explain gives every term."
        )
    )
