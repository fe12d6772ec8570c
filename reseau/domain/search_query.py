"""The language of searches: words, phrases, exclusions and filters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from reseau.domain import terms
from reseau.domain.folding import folded
from reseau.domain.periods import Period
from reseau.errors import UsageError
from reseau.i18n import N_

LONGEST = 200
FILTERS: dict[str, str] = {
    "theme": "theme",
    "territory": "territory",
    "territoire": "territory",
    "quartier": "territory",
    "since": "since",
    "depuis": "since",
    "until": "until",
    "jusqu'a": "until",
    "jusqua": "until",
    "type": "type",
}
"""What may stand before a colon, folded, to the filter that it is."""
_PIECE = re.compile(
    r"""(?P<minus>-?)(?:(?P<key>[^\W\d_][\w'’-]*):)?"""
    r"""(?:"(?P<quoted>[^"]*)"?|«\s*(?P<angled>[^»]*)»?|(?P<plain>[^\s"«]+))"""
)


class EmptyQueryError(UsageError):
    """Nothing is looked for."""

    message = N_("Say what to look for: a name, a theme, words of a note.")


class CommonWordsError(UsageError):
    """Only words that every text has were typed."""

    message = N_("“{query}” has only words that are in every text. Add another one.")


class EmptyFilterError(UsageError):
    """A filter stands alone."""

    message = N_(
        "Nothing stands after “{filter}”: write its value right after the colon, "
        "without a blank."
    )


class LongQueryError(UsageError):
    """The search is too long to be one."""

    message = N_("A search has at most {n} characters.")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search that was read.

    Attributes:
        text: As typed.
        words: To be found anywhere, as typed.
        phrases: To be found in that order, without quotes.
        excluded: Words or phrases that may not be there.
        theme: Label of a theme; territory: name of one; kinds: of what is found.
        period: Days of what is dated.
    """

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    theme: str | None = None
    territory: str | None = None
    kinds: tuple[str, ...] = ()
    period: Period = field(default_factory=Period)

    @property
    def free(self) -> str:
        """Give the words and the phrases, without the filters."""
        return " ".join((*self.words, *self.phrases))


def read_query(text: str, *, today: date) -> SearchQuery:
    """Read a search.

    ``"two words"`` or ``«two words»`` is a phrase, ``-word`` excludes, and
    ``theme:``, ``territory:``, ``since:``, ``until:`` and ``type:`` filter, in both
    languages; a value of several words is quoted. Another word before a colon is
    no filter: ``http://…`` stays a word.

    Raises:
        EmptyQueryError, CommonWordsError, LongQueryError: It finds nothing for sure.
        EmptyFilterError: A filter has no value.
        BackwardsPeriodError: It ends before it begins.
        DateError: A day is none.
    """
    typed = " ".join(text.split())
    if not typed:
        raise EmptyQueryError
    if len(typed) > LONGEST:
        raise LongQueryError(n=LONGEST)
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    filters: dict[str, list[str]] = {}
    for minus, key, value, quoted in _pieces(typed):
        name = FILTERS.get(folded(key)) if key else None
        if name is not None and not minus:
            filters.setdefault(name, []).append(value)
            continue
        if not quoted and value.endswith(":") and folded(value[:-1]) in FILTERS:
            raise EmptyFilterError(filter=value)
        whole = f"{key}:{value}" if key and name is None else value
        into = excluded if minus else phrases if quoted else words
        into.append(whole)
    return _checked(typed, words, phrases, excluded, filters=filters, today=today)


def _pieces(text: str) -> Iterable[tuple[bool, str, str, bool]]:
    """Cut into pieces: excluded or not, key, value, quoted or not."""
    for it in _PIECE.finditer(text):
        quoted = it["quoted"] if it["quoted"] is not None else it["angled"]
        value = it["plain"] if quoted is None else quoted
        if value and value.strip():
            yield bool(it["minus"]), it["key"] or "", value.strip(), quoted is not None


def _checked(
    text: str,
    words: list[str],
    phrases: list[str],
    excluded: list[str],
    *,
    filters: dict[str, list[str]],
    today: date,
) -> SearchQuery:
    useful = [it for it in words if terms.sequence(it)]
    kept = [it for it in phrases if terms.sequence(it)]
    if not (useful or kept or filters):
        if words or phrases:
            raise CommonWordsError(query=text)
        raise EmptyQueryError
    last = {name: values[-1] for name, values in filters.items()}
    return SearchQuery(
        text,
        tuple(useful),
        tuple(kept),
        tuple(excluded),
        theme=last.get("theme"),
        territory=last.get("territory"),
        kinds=tuple(filters.get("type", ())),
        period=_period(last.get("since"), last.get("until"), today=today),
    )


def _period(since: str | None, until: str | None, *, today: date) -> Period:
    if since is None and until is None:
        return Period()
    from reseau.domain.dates import read_end, read_start  # noqa: PLC0415  # 10 ms.

    first = None if since is None else read_start(since, today=today)
    end = None if until is None else read_end(until, today=today)
    if first is not None and end is not None and end <= first:
        from reseau.domain.spans import BackwardsPeriodError  # noqa: PLC0415  # Rare.

        raise BackwardsPeriodError(text=f"{since}..{until}")
    return Period(first, end)
