"""Exports of Google and Outlook known by their header, so that nobody names a profile.

The headers are those that the products write; Outlook's follow its language.
"""

from pathlib import Path

from reseau.domain.names import folded
from reseau.exchange.cells import text_of
from reseau.exchange.tables import read_table

# What a header holds, and the profile that reads it; the first that fits is taken.
_HOLDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("google-contacts", ("First Name", "Last Name", "Organization Name", "Labels")),
    ("google-contacts", ("Name", "Given Name", "Family Name", "Group Membership")),
    ("outlook-contacts", ("First Name", "Last Name", "Company", "E-mail Address")),
    ("outlook-contacts", ("Prénom", "Nom", "Société", "Téléphone (bureau)")),
    ("outlook-contacts", ("Prénom", "Nom", "Société", "Adresse de messagerie")),
    ("outlook-calendar", ("Subject", "Start Date", "Start Time", "End Date")),
    ("outlook-calendar", ("Objet", "Date de début", "Heure de début", "Date de fin")),
)
# Outlook in French names two columns “Début” and two “Fin”: they are read by place.
_BY_PLACE = (
    "outlook-calendar-fr",
    ("Objet", "Début", "Début", "Fin", "Fin", "Journée entière"),
    {9: "Organisateur d'une réunion", 10: "Participants obligatoires", 21: "Privé"},
)


def recognized_profile(path: str | Path) -> str | None:
    """Tell which shipped profile reads an export, by the first row of the file.

    Args:
        path: Of a CSV file or of a workbook.

    Returns:
        The name of the profile; None when the header is of no known export.

    Raises:
        FileRefusedError: The file is no table; its subclass says why.
    """
    header = [folded(text_of(cell)) for cell in read_table(Path(path)).rows[0].cells]
    names = set(header)
    for profile, holds in _HOLDS:
        if names.issuperset(map(folded, holds)):
            return profile
    profile, first, others = _BY_PLACE
    at_place = dict(enumerate(header))
    expected = {**dict(enumerate(first)), **others}
    if all(at_place.get(place) == folded(name) for place, name in expected.items()):
        return profile
    return None
