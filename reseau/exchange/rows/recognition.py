"""Exports of Google and Outlook known by their header, so that nobody names a profile.

The headers are those that the products write; Outlook's follow its language.
"""

from pathlib import Path

from reseau.domain.names import folded
from reseau.exchange.text.cells import text_of
from reseau.exchange.text.tables import read_table

# What a header holds, one name at least of each group, and the profile that reads it;
# the first that fits is taken. Google numbers its fields in English in every account;
# the columns that nobody filled in are left out, so that no one of them is sure.
_GOOGLE = (
    "E-mail 1 - Value|E-mail 1 - Label|E-mail 1 - Type|Phone 1 - Value|Phone 1 - Label|"
    "Organization 1 - Name|Group Membership"
)
_OUTLOOK = "Business Phone|Company|Job Title|Mobile Phone|Home Phone"
_OUTLOOK_FR = "Téléphone (bureau)|Téléphone (domicile)|Tél. mobile"
_MAIL_FR = "Adresse de messagerie|Adresse de courrier|Adresse e-mail"
_HOLDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("google-contacts", ("First Name|Given Name", "Last Name|Family Name", _GOOGLE)),
    ("google-contacts", ("First Name", "Last Name", "Organization Name", "Labels")),
    ("outlook-contacts", ("First Name", "Last Name", "E-mail Address", _OUTLOOK)),
    ("outlook-contacts", ("Prénom", "Nom", "Société", f"{_OUTLOOK_FR}|{_MAIL_FR}")),
    ("outlook-contacts", ("Prénom", "Nom", _OUTLOOK_FR, _MAIL_FR)),
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
        if all(names & set(map(folded, it.split("|"))) for it in holds):
            return profile
    profile, first, others = _BY_PLACE
    at_place = dict(enumerate(header))
    expected = {**dict(enumerate(first)), **others}
    if all(at_place.get(place) == folded(name) for place, name in expected.items()):
        return profile
    return None
