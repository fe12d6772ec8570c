"""Which lines, committees and themes answer a question, and how well."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import nsmallest
from operator import mul

from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.terms import label_words, sequence
from reseau.store.naming import finding
from reseau.store.search.expert_rows import Line, days_of, tagged_lines
from reseau.store.search.search_parts import BY_NUMBER, PARTS, Kind
from reseau.store.search.searching import Answered, idf, scored
from reseau.store.search.thesaurus import Thesaurus
from reseau.usecases.experts.search_reading import owners_of
from reseau.usecases.experts.searches import Look

_ENOUGH = 0.5
"""The share of the question that the name of a committee must answer."""
_FAINT = 0.02
"""Below this match, words alone are no evidence."""
_ALIKE = 0.6
"""What a theme is worth whose label holds the words without being them."""
_WORDED = 1_000
"""How many lines that words alone answer are looked at, the most relevant first."""
_MOST = 0.75
"""The share of the question that such a label must hold."""
_OWN = 0.8
"""Words typed and labels of the theme itself weigh as much; narrower ones do not."""
_WORDS = 0.5
"""What a word of a note is worth on a line that has the theme of another word."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers a question, each with a match from 0 to 1.

    Attributes:
        named: Keys of the themes that the words name.
        themes: Theme to match, the narrower ones included.
        declared: Likewise for declarations: who declares a broader one counts too.
        lines: Number of the interaction to what it answers.
        committees: Key to match, by name or mandate.
        alike: Keys of other themes whose label holds the words.
        capped: Whether more lines answer than were looked at.
    """

    named: tuple[int, ...]
    themes: dict[int, float]
    declared: dict[int, float]
    lines: dict[int, Line]
    committees: dict[int, float]
    alike: tuple[int, ...] = ()
    capped: bool = False


Worth = tuple[float, ...]
"""How well each word of a question is answered, 0 to 1, in their order."""


class _Shares:
    """How much each word of the question counts, by how rare it is."""

    def __init__(self, weights: Sequence[float]) -> None:
        self.weights = weights
        self.none: Worth = (0.0,) * len(weights)
        self._total = sum(weights)
        self._matches: dict[Worth, float] = {}

    def match(self, worth: Worth) -> float:
        """Give the share of the question that is answered, 0 to 1."""
        if worth not in self._matches:
            found = sum(map(mul, self.weights, worth))
            self._matches[worth] = round(found / self._total, 9) if self._total else 0.0
        return self._matches[worth]

    def worth(self, covers: Iterable[int], weight: float) -> Worth:
        """Answer some of the words equally well."""
        some = frozenset(covers)
        return tuple(weight * (it in some) for it in range(len(self.weights)))


@lru_cache(maxsize=10_000)
def _best(one: Worth, other: Worth) -> Worth:
    return tuple(map(max, one, other))


def answers(
    session: Session, look: Look, *, today: date, without: Collection[int] = ()
) -> Answers:
    """Find what answers a question: themes first, words second.

    Args:
        session: Where to read.
        look: What is looked for.
        today: What is later is no answer.
        without: Lines that are as if they were not there: a question that was taken
            from a line is not answered by it, nor measured by it.
    """
    shares = _Shares(_rarities(look))
    by_theme = _by_theme(session, look, shares)
    texts = scored(look.postings, look.asked.units)
    _leave_out(texts, without)
    alike = _alike(session, look, texts, shares=shares)
    alike = {it: worth for it, worth in alike.items() if it not in by_theme}
    by_theme |= alike
    themes = {it: shares.match(worth) for it, worth in by_theme.items()}
    lines, cut = _lines(session, look, by_theme, texts, shares=shares, today=today)
    committees = {
        key: shares.match(worth)
        for key, worth in _worded(look, texts, shares, kind=Kind.COMMITTEE).items()
    }
    for key in without:
        lines.pop(key, None)
    for kind, key in excluded(look):
        (lines if kind is Kind.INTERACTION else committees).pop(key, None)
    named = tuple(dict.fromkeys(it.theme for it in look.asked.concepts))
    if look.query.theme is not None:
        named = (*named, finding.theme_named(session, look.query.theme).key)
    return Answers(
        named,
        themes,
        _with_broader(look.known, themes, named),
        lines,
        {key: match for key, match in committees.items() if match >= _ENOUGH},
        tuple(it for it in alike if it not in named),
        cut,
    )


def _leave_out(texts: Iterable[Answered], lines: Collection[int]) -> None:
    for answered in texts:
        for part, scores in answered.scores.items():
            if BY_NUMBER[part].kind is Kind.INTERACTION:
                for key in lines:
                    scores.pop(key, None)
                    answered.ways[part].pop(key, None)


def _lines(
    session: Session,
    look: Look,
    by_theme: Mapping[int, Worth],
    texts: Sequence[Answered],
    *,
    shares: _Shares,
    today: date,
) -> tuple[dict[int, Line], bool]:
    """Find the lines of the log that answer, by their themes and by their words.

    Returns:
        The lines; and whether there may be more about the themes.
    """
    period = look.query.period
    lines, tagged, cut = _tagged(session, by_theme, shares, period=period, today=today)
    words = _worded(look, texts, shares, kind=Kind.INTERACTION)
    alone = _alone(session, texts, words, period=period, shares=shares, today=today)
    for key, line in alone.items():
        lines.setdefault(key, line)
    for key in words.keys() & tagged.keys():
        line = lines[key]
        if line.match < 1:
            halved = tuple(it * _WORDS for it in words[key])
            both = shares.match(_best(halved, tagged[key]))
            lines[key] = line._replace(match=max(line.match, both))
    return lines, cut


def excluded(look: Look) -> Iterator[tuple[Kind, int]]:
    """Give the lines and the committees that have a word that may not be there."""
    for text in look.query.excluded:
        phrase = sequence(text)
        look.postings.read([phrase])
        for part, records in look.postings.times(phrase).items():
            if BY_NUMBER[part].kind in {Kind.INTERACTION, Kind.COMMITTEE}:
                for record in records:
                    yield BY_NUMBER[part].kind, record


def _alone(
    session: Session,
    texts: Sequence[Answered],
    words: Mapping[int, Worth],
    *,
    period: Period,
    shares: _Shares,
    today: date,
) -> dict[int, Line]:
    """Match the lines that words alone answer.

    A line's relevance over that of the most relevant one, to the power log2(n) for a
    question of n words, 1 at least, times the largest share of the question that any
    line answers: the best line of a question that none answers whole is no full
    answer, and every line has some word of a question of a hundred. Lines outside the
    period, or to come, are no lines.
    """
    relevance: dict[int, int] = {}
    for answered in texts:
        for part, scores in answered.scores.items():
            if BY_NUMBER[part].kind is Kind.INTERACTION:
                _add_up(relevance, scores)
    days: dict[int, date] = {}
    if period != Period():
        days = days_of(session, relevance)
        relevance = {
            it: worth
            for it, worth in relevance.items()
            if days[it] in period and days[it] <= today
        }
    best = max(relevance.values(), default=0)
    whole = max((shares.match(words[it]) for it in relevance), default=0.0)
    power = math.log2(max(len(shares.weights), 2))
    found = nsmallest(_WORDED, relevance, key=lambda it: (-relevance[it], -it))
    days = days or days_of(session, found)
    worth = {it: relevance[it] / best for it in found}
    return {
        key: Line(key, round(own**power * whole, 9), None, days[key])
        for key, own in worth.items()
        if round(own * whole, 9) >= _FAINT and days[key] <= today
    }


def _add_up(relevance: dict[int, int], scores: Mapping[int, int]) -> None:
    for record, score in scores.items():
        relevance[record] = relevance.get(record, 0) + score


def _rarities(look: Look) -> list[float]:
    """Weigh each word or phrase typed by how few lines of the log have it."""
    numbers = [it.number for it in BY_NUMBER.values() if it.kind is Kind.INTERACTION]
    sizes = look.postings.sizes()
    texts = max((sizes.get(it, (0, 1.0))[0] for it in numbers), default=0)
    weights = []
    for unit in look.asked.units[: look.asked.words]:
        phrase = unit.ways[0].phrase
        found = look.postings.times(phrase)
        having = max(
            len(set().union(*(found.get(part, ()) for part in numbers))),
            *(
                look.postings.having(phrase, part, len(found[part]))
                for part in numbers
                if part in found
            ),
            0,
        )
        weights.append(idf(max(texts, having), having))
    return weights or [1.0]


def _by_theme(session: Session, look: Look, shares: _Shares) -> dict[int, Worth]:
    """Say which words of the question each theme answers, and how well."""
    found: dict[int, Worth] = {}
    for concept in look.asked.concepts:
        for theme, weight in concept.themes:
            worth = shares.worth(concept.covers, weight)
            found[theme] = _best(found.get(theme, shares.none), worth)
    if look.query.theme is not None:
        top = finding.theme_named(session, look.query.theme)
        covered = look.known.covered(top.key)
        if not look.asked.words:
            return found | {
                theme: shares.worth([0], weight) for theme, weight in covered.items()
            }
        return {it: worth for it, worth in found.items() if it in covered}
    return found


def _alike(
    session: Session, look: Look, texts: Sequence[Answered], *, shares: _Shares
) -> dict[int, Worth]:
    """Find other themes whose label holds most of the words, for a part of them."""
    label = next(it for it in PARTS if it.table_name == "theme_label")
    worths = _row_worths(look, texts, shares, part=label.number, least=_OWN)
    found: dict[int, Worth] = {}
    for row, theme in owners_of(session, label, worths).items():
        found[theme] = _best(found.get(theme, shares.none), worths[row])
    return {
        theme: tuple(round(_ALIKE * it, 9) for it in worth)
        for theme, worth in sorted(found.items())
        if shares.match(worth) >= _MOST
    }


def _with_broader(
    known: Thesaurus, themes: Mapping[int, float], named: Iterable[int]
) -> dict[int, float]:
    """Let a declaration of a broader theme count, for a part."""
    found = dict(themes)
    for theme in named:
        for broader, weight in known.above(theme).items():
            match = round(themes.get(theme, 0.0) * weight, 9)
            found[broader] = max(match, found.get(broader, 0.0))
    return found


def _tagged(
    session: Session,
    by_theme: Mapping[int, Worth],
    shares: _Shares,
    *,
    period: Period,
    today: date,
) -> tuple[dict[int, Line], dict[int, Worth], bool]:
    """Give the lines that have one of the themes; two themes may answer together."""
    own = {theme: (shares.match(it), -theme) for theme, it in by_theme.items()}
    worth: dict[int, Worth] = {}
    theme_of: dict[int, int] = {}
    found, cut = tagged_lines(session, list(by_theme), period=period, until=today)
    days: dict[int, date] = {}
    for key, theme, day in found:
        before = theme_of.get(key)
        if before is None:
            worth[key], theme_of[key], days[key] = by_theme[theme], theme, day
        else:
            worth[key] = _best(worth[key], by_theme[theme])
            theme_of[key] = max(before, theme, key=own.__getitem__)
    lines = {
        key: Line(key, shares.match(how), theme_of[key], days[key])
        for key, how in worth.items()
    }
    return lines, worth, cut


def _worded(
    look: Look, texts: Sequence[Answered], shares: _Shares, *, kind: Kind
) -> dict[int, Worth]:
    """Say which words of the question the texts of each record answer."""
    found: dict[int, Worth] = {}
    for part in (it for it in PARTS if it.kind is kind):
        for record, worth in _row_worths(look, texts, shares, part=part.number).items():
            before = found.get(record)
            found[record] = worth if before is None else _best(before, worth)
    return found


def _row_worths(
    look: Look,
    texts: Sequence[Answered],
    shares: _Shares,
    *,
    part: int,
    least: float = 0.0,
) -> dict[int, Worth]:
    """Say which words the rows of a part answer, by ways worth so much at least."""
    found: dict[int, Worth] = {}
    for unit, answered in zip(look.asked.units, texts, strict=True):
        by_way = {
            id(way): shares.worth(unit.covers, way.weight)
            for way in unit.ways
            if way.weight >= least
        }
        for row, way in answered.ways.get(part, {}).items():
            worth = by_way.get(id(way))
            if worth is not None:
                before = found.get(row)
                found[row] = worth if before is None else _best(before, worth)
    return found


def near_labels(known: Thesaurus, text: str, *, lang: str) -> tuple[str, ...]:
    """Give three themes at most whose label shares a word with a text."""
    typed = set(label_words(text))
    shared = {
        known.label(theme, lang)
        for theme, labels in known.labels.items()
        if any(typed & set(label_words(it.label)) for it in labels)
    }
    return tuple(sorted(shared, key=lambda it: (len(it), it))[:3])


__all__ = ["Answers", "answers", "near_labels"]
