"""The words that sheets of influences and positions bear, in both languages."""

from dataclasses import dataclass

from reseau.domain.names import folded

INSTRUCTIONS = frozenset({"instructions", "mode d emploi", "how to", "lisez moi"})
"""Sheets that are never read."""


def words(*texts: str) -> frozenset[str]:
    """Fold words for comparison."""
    return frozenset(folded(it) for it in texts)


HEADINGS: dict[str, frozenset[str]] = {
    "by": words(
        "assessor", "évaluateur", "évaluatrice", "évaluateur ou évaluatrice",
        "évalué par", "asserted by", "affirmé par", "by", "par",
    ),
    "on": words("date", "day", "jour", "asserted on", "affirmé le", "on", "le"),
    "theme": words("theme", "thème", "sujet", "about"),
    "source": words(
        "source", "who influences", "qui influence", "influences", "from", "de",
    ),
    "target": words(
        "target", "cible", "whom", "who is influenced", "qui est influencé", "sur",
        "to", "vers", "à",
    ),
    "strength": words("strength", "force", "influence", "intensité", "value", "valeur"),
    "actor": words("actor", "acteur", "organisme", "organization"),
    "objective": words("objective", "objectif"),
    "stance": words("stance", "position", "appréciation", "valeur", "value"),
    "priority": words("priority", "priorité"),
    "evidence": words("evidence", "preuve", "preuves", "source de l’information"),
}  # fmt: skip
"""Field to the headers and labels that name it."""

EMPTY = frozenset({"", "-", "–", "—", "−", ".", "x", "·", "?"})
"""Cells that hold no rating."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the fields of a long list are: field to column, from 0."""

    influence: bool
    columns: dict[str, int]


def long_list(header: list[str]) -> Places | None:
    """Tell whether a header is that of a list, one assertion a row; None if not."""
    folded_header = [folded(it.replace("_", " ")) for it in header]
    for influence, needed in (
        (True, ("source", "target", "strength")),
        (False, ("actor", "objective", "stance")),
    ):
        columns: dict[str, int] = {}
        for name in (*needed, "priority", "by", "on", "theme", "evidence"):
            place = next(
                (
                    i
                    for i, it in enumerate(folded_header)
                    if it in HEADINGS[name] and i not in columns.values()
                ),
                None,
            )
            if place is not None:
                columns[name] = place
        if all(name in columns for name in needed):
            return Places(influence, columns)
    return None
