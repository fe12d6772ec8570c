"""The examples of the help and of the documents, and the store they are run on.

Help speaks of one small invented collective; ``TOLD`` makes its store. Whatever an
example needs besides, or what must not be there yet, is said in ``BEFORE``.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reseau import i18n
from reseau.cli import reference
from reseau.cli._base import click
from reseau.cli.root import root
from reseau.cli.state import take_everywhere
from reseau.i18n import Language

DOCS = Path(__file__).parents[1] / "docs"
FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROFILE = re.compile(r'^```toml\n(name = "(.*?)"\n.*?)^```$', re.MULTILINE | re.DOTALL)
_SPOKEN = re.compile(r"`(reseau [^`]+)`")


@dataclass(frozen=True, slots=True)
class Example:
    """One line to type.

    Attributes:
        path: The command, in English.
        line: As it is shown, in the language of the help.
    """

    lang: Language
    path: str
    line: str

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line)[1:]


def of_the_help() -> Iterator[Example]:
    """Give the example at the end of the help of each command, in both languages."""
    for lang in i18n.LANGUAGES:
        before = i18n.language()
        i18n.use(lang)
        try:
            for context in reference._contexts():
                if not isinstance(context.command, click.Group):
                    line = context.get_help().rsplit("\n  ", 1)[1].strip()
                    yield Example(lang, reference.english_path(context), line)
        finally:
            i18n.use(before)


def of_the_blocks(text: str) -> list[str]:
    """Give the lines to type of a page, in their order."""
    lines = [it for block in FENCE.findall(text) for it in block.splitlines()]
    lines += [it.strip() for it in text.splitlines() if it.startswith("    reseau ")]
    return [it for it in lines if it.startswith("reseau ")]


def of_the_sentences(text: str) -> list[str]:
    """Give the commands that stand in sentences and tables."""
    return _SPOKEN.findall(FENCE.sub("", text))


def found(line: str) -> tuple[click.Context, list[str]]:
    """Find the command that a line names, and what is left for it."""
    try:
        words = take_everywhere(shlex.split(line)[1:])
    finally:
        take_everywhere([])
    context = click.Context(root(), info_name="reseau")
    while isinstance(context.command, click.Group) and words:
        if words[0].startswith("-"):
            break
        name, command, words = context.command.resolve_command(context, words)
        assert command is not None
        context = click.Context(command, context, info_name=name)
    return context, words


# ---- the store ------------------------------------------------------------------------

_MEETINGS = "\n".join(
    f"2026-{4 + at % 7:02}-{1 + at % 27:02} Rencontre {at} @cdc-rosemont"
    f" @nadia-tremblay @ville-de-montreal +{theme} due:2026-12-{1 + at % 27:02}"
    for at in range(45)
    for theme in ["habitation" if at % 2 else "logement-social"]
)
FILES = {
    "told.txt": f"{_MEETINGS}\n",
    "week.txt": "2026-11-16 9:30am Round @nadia-tremblay @cdc-rosemont +housing\n"
    '2026-11-17 Call kind:call @nadia-tremblay @"Comité des locataires"\n',
    "semaine.txt": "2026-11-16 9h30 Tour @nadia-tremblay @cdc-rosemont +logement\n"
    '2026-11-17 Appel type:appel @nadia-tremblay @"Comité des locataires"\n',
    "committees.csv": "Nom,Comité,Rôle\nLuc Roy,Comité école,member\n",
    "partners.csv": "Nom,Type\nMusée,organization\n",
    "collaborations.csv": "Source,Cible,Type\nMusée,École,collaboration\n",
    "meetings.csv": "Date,Titre,Participants\n2026-11-03,Réunion,Luc Roy; Anne Roy\n",
    "elements.csv": "Label,Type,Description,Tags\nMusée,Organisme,Un lieu,culture|jeunesse\n"
    "Luc Roy,Person,,\n",
    "connections.csv": "From,To,Direction\nMusée,CDC Rosemont,mutual\n",
    "contacts.csv": "First Name,Last Name,Company,E-mail Address\n"
    "Luc,Roy,Musée,luc@example.org\n",
    "google.csv": "First Name,Last Name,Organization Name,Labels,E-mail 1 - Value\n"
    "Luc,Roy,Musée,,luc@example.org\n",
    "contacts.vcf": "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roy;Luc;;;\r\nFN:Luc Roy\r\nEND:VCARD\r\n",
    "meetings.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\n"
    "UID:1@example.org\r\nDTSTAMP:20261101T120000Z\r\nDTSTART:20261103T140000Z\r\n"
    "DTEND:20261103T150000Z\r\nSUMMARY:Réunion\r\n"
    "ORGANIZER;CN=Nadia Tremblay:mailto:nadia@example.org\r\n"
    "ATTENDEE;CN=Luc Roy;PARTSTAT=ACCEPTED:mailto:luc@example.org\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n",
    "city-news.xml": '<rss version="2.0"><channel><title>Ville</title><item><title>Un plan</title>'
    "<link>https://example.org/1</link><guid>1</guid></item></channel></rss>",
    "zones.geojson": '{"type":"FeatureCollection","features":[{"type":"Feature",'
    '"properties":{"NOM":"Est"},"geometry":{"type":"Polygon","coordinates":[[[-73.6,45.5],'
    "[-73.5,45.5],[-73.5,45.6],[-73.6,45.6],[-73.6,45.5]]]}}]}",
    "thesaurus.ttl": "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    '<http://example.org/1> a skos:Concept ; skos:prefLabel "ruelles"@fr .\n',
}
# The same file under the name that another language, or another program, gives it.
SAME = {
    "nouvelles-de-la-ville.xml": "city-news.xml",
    "nouvelles.xml": "city-news.xml",
    "news.xml": "city-news.xml",
    "rencontres.ics": "meetings.ics",
    "agendas/travail.ics": "meetings.ics",
    "calendars/work.ics": "meetings.ics",
    "connexions.csv": "connections.csv",
    "nouvelles-ville.xml": "city-news.xml",
    "comites.csv": "committees.csv",
}
# Read from a table, written as a workbook.
WORKBOOKS = {
    "meetings.xlsx": "meetings.csv",
    "rencontres.xlsx": "meetings.csv",
    "partners.xlsx": "partners.csv",
    "partenaires.xlsx": "partners.csv",
}

_PEOPLE = """
actor add "CDC Rosemont" --territory rosemont
actor add "Ville de Montréal"
actor add "CSSDM"
person add "Nadia Tremblay" --organization cdc-rosemont
person add "Ana Bell"
person add "Luc Roy"
person add "Marie-Ève L'Écuyer"
"""
_CYCLE = """
signal add "Signal {n}" --by cdc-rosemont --theme habitation
need add "Besoin {n}" --theme habitation --priority 2 --on 2026-01-15
"""
TOLD = f"""
init --name "Collectif des quartiers"
{_PEOPLE}
person add "Marie Roy"
actor add "Marie Roy" --kind person --apart École
partner add cdc-rosemont --status active --since 2025-01-15
territory add "Angus" --kind neighbourhood --parent rosemont-la-petite-patrie
committee add "Groupe aviseur" --kind advisory-group
committee add "Comité logement" --kind working
committee add "GPA" --kind advisory-group
committee add "Advisory group" --kind advisory-group
committee join comite-logement nadia-tremblay --since 2025-09-01
committee join groupe-aviseur luc-roy --since 2025-09-01
committee join groupe-aviseur cdc-rosemont --since 2025-09-01
committee join advisory-group luc-roy --since 2025-09-01
committee join advisory-group cdc-rosemont --since 2025-09-01
log --file told.txt
interaction edit 41 --committee groupe-aviseur
interaction edit 12 --committee groupe-aviseur
decision add "Décision 1" --committee groupe-aviseur --on 2026-10-01
decision add "Décision 2" --committee groupe-aviseur --on 2026-10-01
decision add "Décision 3" --committee groupe-aviseur --on 2026-10-01
decision add "Décision 4" --committee groupe-aviseur --on 2026-10-01
log "Appel" --on 2026-11-02 --with nadia-tremblay --with "Marie-Ève L'Écuyer" --with cdc-rosemont
expert declare nadia-tremblay logement-social
theme add --fr "toits verts" --en "green roofs" --broader environnement
committee mandate add comite-logement --text "Un" --since 2020-01-01 --end 2021-01-01
committee mandate add comite-logement --text "Deux" --since 2022-01-01 --end 2023-01-01
committee mandate add comite-logement --text "Trois" --since 2024-01-01 --end 2025-09-01
committee rule add groupe-aviseur consensus
committee rule add comite-logement majority
committee seats add groupe-aviseur "Un" --seats 1
committee seats add groupe-aviseur "Deux" --seats 1
committee seats add groupe-aviseur "Trois" --seats 1
committee seats add groupe-aviseur "Quatre" --seats 1
spokesperson add luc-roy --theme culture --since 2026-01-01
spokesperson add nadia-tremblay --theme culture --since 2026-01-01
influence objective "Rent freeze" --theme habitation
influence objective "Gel des loyers" --theme habitation
influence position cdc-rosemont rent-freeze --stance +3 --by luc-roy
influence position ville-de-montreal rent-freeze --stance -2 --by luc-roy
influence position cdc-rosemont gel-des-loyers --stance +3 --by luc-roy
influence position ville-de-montreal gel-des-loyers --stance -2 --by luc-roy
influence position cssdm rent-freeze --stance +1 --by luc-roy
influence position cssdm gel-des-loyers --stance +1 --by luc-roy
product add "Portrait des cours" --kind portrait
strategy add "Ouvrir la cour" --target cssdm --change "La cour est ouverte" --start 2026-03-01
product edit portrait-des-cours --strategy ouvrir-la-cour
marker add ouvrir-la-cour "Un" --level expect
marker add ouvrir-la-cour "Deux" --level like
marker add ouvrir-la-cour "Trois" --level like
strategy pledge ouvrir-la-cour nadia-tremblay "Un" --on 2026-11-01 --due 2026-12-01
strategy pledge ouvrir-la-cour nadia-tremblay "Deux" --on 2026-11-01 --due 2026-12-01
strategy pledge ouvrir-la-cour nadia-tremblay "Trois" --on 2026-11-01 --due 2026-12-01
strategy pledge ouvrir-la-cour nadia-tremblay "Quatre" --on 2026-11-01 --due 2026-12-01
mission add "Cours ouvertes" --hypothesis "Deux écoles" --start 2026-01-01 --due 2026-12-15
outcome add "Un" --who cssdm --on 2026-11-10 --contribution "Trois rencontres" --others "Aucun"
outcome add "Deux" --who cssdm --on 2026-11-10 --contribution "Trois rencontres" --others "Aucun"
privacy consent ana-bell public given --means form
privacy request access ana-bell
privacy request access luc-roy
privacy request access nadia-tremblay
privacy retention set follow-up 24 --purpose "suites"
""" + "".join(_CYCLE.format(n=at) for at in range(1, 16)) + "".join(
    f"influence assert ville-de-montreal {to} --theme habitation --strength {1 + at % 4}"
    f" --by luc-roy --on 2026-{1 + at % 11:02}-0{1 + at // 11}\n"
    for at in range(12)
    for to in ["cssdm" if at % 2 else "cdc-rosemont"]
) + """
export json store.json
backup --to .
"""  # fmt: skip

# What stands before an example that makes what the others speak of: the store holds
# this and the starter records, nothing else. An empty text: there is no store.
_WHO = f"init\n{_PEOPLE}"
BEFORE = {
    "init": "",
    "actor add": "init",
    "actor remove": 'init\nactor add "CDC Rosemont"',
    "actor rename": 'init\nactor add "CDC Rosemont"\n'
    'actor edit cdc-rosemont --name "Corporation de Rosemont"',
    "actor succeed": 'init\nactor add "CDC Nord"\nactor add "CDC Sud"',
    "actor split": 'init\nactor add "CDC Unie"',
    "actor end": 'init\nactor add "CDC Nord"',
    "person add": 'init\nactor add "CDC Rosemont"',
    "person remove": 'init\nperson add "Nadia Tremblay"',
    "partner add": "init",
    "committee add": "init",
    "committee remove": 'init\ncommittee add "Comité logement" --kind working',
    "committee join": f'{_WHO}\ncommittee add "Comité logement" --kind working',
    "theme add": "init",
    "territory add": "init",
    "influence objective": "init",
    "product add": f'{_WHO}\nstrategy add "Ouvrir la cour" --target cssdm --change Un --start 2026-03-01\n'
    + "need add Un\n" * 4,
    "strategy add": _WHO,
    "strategy remove": f'{_WHO}\nstrategy add "Ouvrir la cour" --target cssdm --change Un',
    "mission add": _WHO,
    "import json": "init --bare",
}
# What is added to the told store before an example.
_CHANGES = "".join(
    f'actor add "{it}"\nactor end {it.lower()} --on 2025-03-01\n'
    for it in ("Alpha", "Beta", "Gamma")
)
_TIES = """
actor collaboration add cssdm ville-de-montreal
actor collaboration add cssdm cdc-rosemont --since 2026-01-01
"""
AFTER = {
    "actor collaboration list": _TIES,
    "actor collaboration show": _TIES,
    "actor collaboration edit": _TIES,
    "actor collaboration remove": _TIES,
    "actor merge": 'actor add "CDC de Rosemont" --apart "ancienne fiche"',
    "actor change show": _CHANGES,
    "actor change edit": _CHANGES,
    "actor change remove": _CHANGES,
    "redo": "undo",
    "marker withdraw": "marker see 3 12 --evidence Un",
    "import influence": "".join(
        f"influence template {it} --committee advisory-group "
        '--assessor "Nadia Tremblay" --theme habitation\n'
        for it in ("workshop.xlsx", "atelier.xlsx")
    ),
    "site hide": "site show signal 4",
    "import records": "export records needs needs.xlsx\nexport records needs besoins.xlsx",
    "decrypt": "encrypt --key-file here.key --yes",
}
# What is added to an example, and why.
MORE = {
    "encrypt": ("--key-file", "here.key"),  # A test has no keyring.
}
# Places that only the reader has, and where the test has them.
PLACES = {"/media/usb": "usb", "/home/moi": "moi"}


def profiles(text: str) -> list[tuple[str, str]]:
    """Give the name and the text of each import profile of a page."""
    return [(it[1], it[0]) for it in _PROFILE.findall(text)]


def extra(words: list[str]) -> tuple[str, ...]:
    """Give what is added to a line of a page."""
    return MORE["encrypt"] if words[0] in {"encrypt", "chiffrer"} else ()


def here(words: list[str]) -> list[str]:
    """Put what a line names in the folder of the test."""
    for place, name in PLACES.items():
        words = [it.replace(place, name) for it in words]
    return words


def commands(text: str) -> Iterator[list[str]]:
    for line in text.strip().splitlines():
        if line.strip():
            yield shlex.split(line)
