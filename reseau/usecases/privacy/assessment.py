"""The privacy impact assessment, filled in with what the store and the files say."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from reseau import i18n
from reseau.exchange.atomic import write_private
from reseau.i18n import LANGUAGES, Language, formats
from reseau.i18n import gettext as _
from reseau.publish.dossier import Dossier, DossierTable, dossier_html
from reseau.store.place.address import Address
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.backup_places import backups_of
from reseau.usecases.privacy.assessment_tables import table, tables
from reseau.usecases.privacy.privacy_file import make_folder


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment that was written.

    Attributes:
        files: One page a language.
        empty: How many answers are left to whoever knows.
        wanting: Whether the person in charge, or the place, is still to be named.
    """

    files: tuple[Path, ...]
    empty: int
    wanting: bool


def write_assessment(store: Store, folder: Path) -> Assessment:
    """Write the assessment as two pages, one in each language.

    It counts and never names anybody but the person in charge.

    Args:
        store: The store.
        folder: Where; it is made when it is not there. Only its owner reads the pages.

    Raises:
        NoFolderToWriteError, NotWrittenError: The place refuses.
    """
    make_folder(folder)
    before = i18n.language()
    files: list[Path] = []
    empty, wanting = 0, False
    try:
        for lang in LANGUAGES:
            i18n.use(lang)
            with store.reading() as session:
                page = _page(session, store.address, lang)
                wanting = not all(
                    settings.setting(session, it)
                    for it in (settings.RESPONSIBLE, settings.HOSTED)
                )
            empty = sum(not row[-1] for it in page.tables for row in it.rows)
            file = folder / _("impact-assessment-en.html")
            write_private(file, dossier_html(page))
            files.append(file)
    finally:
        i18n.use(before)
    return Assessment(tuple(files), empty, wanting)


def say_where(store: Store, place: str) -> None:
    """Say where the store and its backups are kept: a city, a supplier."""
    with store.working("privacy settings") as work:
        settings.put_setting(work.session, settings.HOSTED, place)


def _page(session: Session, address: Address, lang: Language) -> Dossier:
    name = settings.setting(session, settings.NAME) or _("[name of the organization]")
    responsible = settings.setting(session, settings.RESPONSIBLE)
    day = formats.full_date(settings.today(session))
    return Dossier(
        title=_("Privacy impact assessment: {organization}").format(organization=name),
        before=(
            _("Filled in by Réseau on {day}; it is not legal advice.").format(day=day),
            _("Person in charge of personal information: {who}").format(
                who=responsible or _("nobody is named yet")
            ),
        ),
        tables=(
            *tables(session),
            _measures(session, address),
            _judged(),
        ),
        after=(
            _("Empty cells are for whoever knows; correct what is wrong."),
            _(
                "A map without names is not anonymous: in a network, a position tells "
                "who it is."
            ),
        ),
        language=lang,
    )


def _measures(session: Session, address: Address) -> DossierTable:
    rows = tuple(_security(session, address))
    return table(_("9. Where it is and how it is protected"), (_("what"), ""), rows)


def _security(session: Session, address: Address) -> Iterator[tuple[str, str]]:
    place = settings.setting(session, settings.HOSTED)
    yield (_("Where the store and its backups are: city, supplier"), place)
    yield (_("Kept outside Québec? Then assess it before (section 17)."), "")
    if address.file is None:
        yield _("Database"), _("PostgreSQL server, encrypted connection unless local")
    else:
        yield _("Database"), _("one file, SQLite")
        yield _("The file is readable by"), _readers(address.file)
    held = backups_of(address)
    if held:
        day = formats.full_date(_made_on(held[-1]))
        last = _("{n} backups, the last of {day}")
        yield _("Backups"), last.format(n=formats.number(len(held)), day=day)
    else:
        yield _("Backups"), _("none yet: reseau backup")
    yield _("History"), _("each change: when, who, before and after")
    yield (
        _("What leaves"),
        _("each file is noted with its sum: when, who, for whom"),
    )
    yield _("Erasure"), _("history and file rewritten, then looked for everywhere")
    yield _("Encryption of the disk and of the backups"), ""
    yield _("Who has an account on this computer or this server"), ""
    yield _("When accesses were last reviewed"), ""


def _readers(file: Path) -> str:
    if os.name != "posix":
        return ""
    open_to_others = bool(file.stat().st_mode & 0o077)
    return _("others too: reseau check --repair") if open_to_others else _("its owner")


def _judged() -> DossierTable:
    """Ask what no program can judge."""
    questions = (
        _("Is each piece of information necessary to its purpose?"),
        _("How sensitive is it, taken together?"),
        _("What could be done with it against people, and how likely is that?"),
        _("Could a smaller, older or less precise record do?"),
        _("What remains as a risk, and what is done about it?"),
        _("Who was consulted, and when?"),
        _("Decision, date, name and title of who decides"),
        _("When this is looked at again"),
    )
    rows = [(it, "") for it in questions]
    return table(_("10. What is to be judged"), (_("question"), _("answer")), rows)


def _made_on(file: Path) -> date:
    return datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).date()
