"""Evidence, load and introductions, as a person says them."""

from typing import TYPE_CHECKING

from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.experts.expert_answers import Link, Reason
    from reseau.usecases.experts.expert_load import Load

UNIT = 10_000
_LONGEST = 60


def points(value: int) -> str:
    """Write ten-thousandths as a number of four decimals."""
    return formats.number(value / UNIT, decimals=4)


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
        EvidenceKind.NEED: _("could answer a need about {theme}"),
        EvidenceKind.PROXIMITY: _("close to the one who asks"),
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
    from reseau.domain import closed_words, vocabulary
    from reseau.domain.expert_evidence import EvidenceKind

    if reason.role == "represented":
        return _("represented there")
    words: dict[EvidenceKind, type[closed_words.Word]] = {
        EvidenceKind.DECLARED: vocabulary.ExpertiseLevel,
        EvidenceKind.COMMITTEE: vocabulary.CommitteeRole,
        EvidenceKind.MEETING: vocabulary.Role,
        EvidenceKind.NOTE: vocabulary.Role,
        EvidenceKind.NEED: vocabulary.NeedState,
    }
    if not reason.role or reason.kind not in words:
        return ""
    return words[reason.kind](reason.role).label()


def term(reason: "Reason") -> str:
    """Write a term of the sum: its factors, what it counts for, what it adds."""
    from reseau.domain.expert_evidence import KIND_WEIGHTS, EvidenceKind

    def short(value: float) -> str:
        return formats.number(value, decimals=3)

    counted = {
        EvidenceKind.NOTE: _("{points} = {weight} × {share}, for all words together"),
        EvidenceKind.PROXIMITY: _(
            "{points} = the sum of the others × {kind} × closeness {match}"
        ),
    }.get(reason.kind, _("{points} = {weight} ÷ {rank}"))
    factors = _("{weight} = kind {kind} × match {match} × age {age} × part {role}")
    both = formats.apart((counted, factors))
    return (counted if reason.kind is EvidenceKind.PROXIMITY else both).format(
        points=points(reason.points),
        weight=points(reason.weight),
        rank=reason.rank,
        share=formats.number(reason.share, decimals=4),
        kind=short(KIND_WEIGHTS[reason.kind]),
        match=short(reason.match),
        age=short(reason.age),
        role=short(reason.role_weight),
    )


def _asked(load: "Load") -> list[str]:
    said = [_("not asked in 30 days")]
    if load.lately:
        text = ngettext(
            "asked {n} time in 30 days", "asked {n} times in 30 days", load.lately
        )
        said = [text.format(n=load.lately)]
    if load.limit is not None:
        limit = ngettext("accepts {n}", "accepts {n}", load.limit)
        said.append(limit.format(n=load.limit))
    elif load.lately:
        usual = formats.number(load.usual, decimals=1)
        said.append(_("usually {n}").format(n=usual))
    return said


def load_words(load: "Load", *, free: bool) -> str:
    """Say how often somebody was asked lately, and whether they may be asked."""
    said = _asked(load) if load.told else []
    if load.availability is not None:
        said.append(load.availability.label())
    if load.away_until is not None:
        day = formats.full_date(load.away_until)
        said.append(_("away until {day}").format(day=day))
    if load.languages:
        said.append(", ".join(load.languages))
    if not free:
        said.append(_("do not ask now") if not load.over else _("over-asked"))
    return formats.apart(said)


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
