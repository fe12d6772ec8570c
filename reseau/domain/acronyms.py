"""Shorthand of the field: acronyms, abbreviations, and the initials of a name.

The table of acronyms is only a beginning: whoever builds an index may give another.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from reseau.domain.names import folded

ACRONYMS: Mapping[str, str] = MappingProxyType(
    {
        "ACEF": "association coopérative d'économie familiale",
        "CAB": "centre d'action bénévole",
        "CDC": "corporation de développement communautaire",
        "CDEC": "corporation de développement économique communautaire",
        "CDN": "Côte-des-Neiges",
        "CJE": "carrefour jeunesse-emploi",
        "CLSC": "centre local de services communautaires",
        "CPE": "centre de la petite enfance",
        "HLM": "habitation à loyer modique",
        "HM": "Hochelaga-Maisonneuve",
        "MDF": "maison de la famille",
        "MDJ": "maison des jeunes",
        "NDG": "Notre-Dame-de-Grâce",
        "OMH": "office municipal d'habitation",
        "PAT": "Pointe-aux-Trembles",
        "RDP": "Rivière-des-Prairies",
        "RUI": "revitalisation urbaine intégrée",
        "SDC": "société de développement commercial",
        "TQ": "table de quartier",
    }
)
"""Acronyms used inside the names of organizations, with the words they stand for."""

ABBREVIATIONS: Mapping[str, str] = MappingProxyType(
    {
        "ass": "association",
        "assoc": "association",
        "comm": "communautaire",
        "coop": "cooperative",
        "corp": "corporation",
        "ctr": "centre",
        "ctre": "centre",
        "dev": "developpement",
        "devt": "developpement",
        "fond": "fondation",
        "intl": "international",
        "mtl": "montreal",
        "org": "organisme",
        "qc": "quebec",
        "regr": "regroupement",
        "serv": "services",
        "soc": "societe",
        "univ": "universite",
    }
)
"""Words cut short in the names of organizations; folded on both sides."""

_IN_PARENTHESES = re.compile(r"\(([^()]*)\)")
_LETTERS = r"[^\W\d_](?:\.?[^\W_]){1,9}\.?"
_AT_AN_END = re.compile(
    rf"^(?P<before>{_LETTERS})\s+[-–—:]\s+\S|\S\s+[-–—:]\s+(?P<after>{_LETTERS})$"
)


@dataclass(frozen=True, slots=True)
class Shorthand:
    """A table of acronyms, made ready for cleaning names.

    Attributes:
        words: Folded acronym to the folded words it stands for, small words included.
        starts: First word to the (words, acronym) that begin with it, longest first.
    """

    words: Mapping[str, tuple[str, ...]]
    starts: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def shorthand(table: Mapping[str, str]) -> Shorthand:
    """Make a table of acronyms ready; an empty table gives a shorthand of nothing."""
    words = {
        folded(acronym): tuple(re.findall(r"[^\W_]+", folded(phrase)))
        for acronym, phrase in table.items()
    }
    starts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for acronym, phrase in sorted(words.items(), key=lambda it: (-len(it[1]), it[0])):
        if len(phrase) > 1:
            starts.setdefault(phrase[0], []).append((phrase, acronym))
    return Shorthand(words, {first: tuple(found) for first, found in starts.items()})


@cache
def standard_shorthand() -> Shorthand:
    """Give the shorthand of the shipped table."""
    return shorthand(ACRONYMS)


def compact(text: str) -> str:
    """Write an acronym as it is compared: ``C.M.T.Q.`` is ``cmtq``."""
    return "".join(re.findall(r"[^\W_]", folded(text)))


def aside_of(text: str, *, organization: bool) -> tuple[str, str]:
    """Take what a name says aside: ``(CMTQ)``, or ``CMTQ - `` at either end.

    Args:
        text: A name as written.
        organization: Whether capitals before or after a dash are an acronym too.

    Returns:
        The name without it, and what was said aside, empty when nothing was; a name
        that says everything aside is left whole.
    """
    said = " ".join(_IN_PARENTHESES.findall(text))
    rest = _IN_PARENTHESES.sub(" ", text)
    edge = _AT_AN_END.search(rest.strip()) if organization and not said else None
    if edge is not None:
        said = edge["before"] or edge["after"]
        if not said.isupper():
            return text, ""
        rest = rest.strip().removeprefix(said).removesuffix(said).strip(" -–—:")
    return (rest, said) if re.search(r"[^\W_]", rest) else (text, "")


def initials(words: Sequence[str]) -> str:
    """Give the first letters of the words, in order; nothing for no word."""
    return "".join(word[0] for word in words if word)
