"""The file handed to a person who asks what is held on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from reseau.domain.vocabulary import ActorKind
from reseau.errors import UsageError, system_reason
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _
from reseau.publish.dossier import Dossier, DossierTable, dossier_html
from reseau.store.models import Actor
from reseau.store.naming import finding
from reseau.store.privacy import erasure
from reseau.store.privacy.departures import Leaving
from reseau.store.rows import settings
from reseau.store.rows.settings import RESPONSIBLE
from reseau.store.session import Store
from reseau.usecases.common.leaving import hand_over
from reseau.usecases.privacy.dossier_own import own_archive
from reseau.usecases.privacy.dossier_tables import Asked, tables
from reseau.usecases.privacy.dossier_texts import Redaction, redaction


class NoFileOfOrganizationError(UsageError):
    """The file is a person's right."""

    message = N_("{name} is an organization: the file is made for people.")


class NoFolderToWriteError(UsageError):
    """The folder for the file cannot be made."""

    message = N_("{path} cannot be made into a folder: {reason}.")


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A file that was written.

    Attributes:
        page: The page to be read.
        archive: What came from the person, for other programs.
        lines: How many lines the page holds.
        own: How many records the archive holds.
        hidden: How many times somebody else was hidden in a text.
    """

    page: Path
    archive: Path
    lines: int
    own: int
    hidden: int


def write_person_file(
    store: Store, who: str, folder: Path, *, withhold: bool = False
) -> PersonFile:
    """Write all that is held on a person: a page, and an archive of what they gave.

    Args:
        store: The store.
        who: The person, surely.
        folder: Where; it is made when it is not there. Both files can be read by
            their owner only.
        withhold: Whether a text that names somebody else is left out whole, instead
            of handed over with the others' names hidden.

    Raises:
        NoFileOfOrganizationError: It is an organization.
        NoFolderToWriteError, NotWrittenError: The place refuses.
        UnknownActorError, AmbiguousNameError
    """
    with store.reading() as session:
        actor = finding.actor_named(session, who)
        if actor.kind is not ActorKind.PERSON:
            raise NoFileOfOrganizationError(name=actor.name)
        people = erasure.people_of(session, actor)
        hide = redaction(session, people, withhold=withhold)
        held = tuple(tables(Asked(session, people, hide)))
        dossier = _dossier(session, actor, held, hide=hide)
        archive, own = own_archive(session, people)
        slug = actor.slug
    make_folder(folder)
    page = folder / f"{slug}.html"
    lines = sum(len(it.rows) for it in held)
    keys = [it.key for it in people]
    html = dossier_html(dossier)
    hand_over(store, page, Leaving("privacy file", html, lines, keys))
    packed = Leaving("privacy file", archive, own, keys)
    hand_over(store, folder / f"{slug}.zip", packed)
    return PersonFile(page, folder / f"{slug}.zip", lines, own, hide.hidden)


def make_folder(folder: Path) -> None:
    """Make a folder that its owner alone reads, when it is not there.

    Raises:
        NoFolderToWriteError: The system refuses.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = system_reason(error)
        raise NoFolderToWriteError(path=folder, reason=reason) from error


def _dossier(
    session: Session, actor: Actor, held: Sequence[DossierTable], *, hide: Redaction
) -> Dossier:
    name = settings.setting(session, settings.NAME)
    responsible = settings.setting(session, RESPONSIBLE)
    day = formats.full_date(settings.today(session))
    before = [
        _("Held by {organization} as of {day}.").format(organization=name, day=day)
        if name
        else _("As of {day}.").format(day=day),
        _("Person in charge of personal information: {who}").format(
            who=responsible or _("nobody is named yet")
        ),
    ]
    return Dossier(
        title=_("What is held on {name}").format(name=actor.name),
        before=tuple(before),
        tables=tuple(held),
        after=(*_hidden(hide), *_rights()),
        language=language(),
    )


def _hidden(hide: Redaction) -> list[str]:
    if not hide.hidden:
        return []
    text = ngettext(
        "Somebody else was named in {n} place: their name is not shown, for it is "
        "theirs.",
        "Other people were named in {n} places: their names are not shown, for they "
        "are theirs.",
        hide.hidden,
    )
    return [text.format(n=formats.number(hide.hidden))]


def _rights() -> list[str]:
    return [
        _(
            "Earlier values of these lines are kept in the history, so that a mistake "
            "can be undone; they leave with an erasure."
        ),
        _(
            "You may have what is wrong corrected, withdraw a consent, ask that you no "
            "longer be shown, or be erased: write to the person in charge, who answers "
            "within 30 days."
        ),
        _(
            "If the answer does not satisfy you, you may turn to the Commission "
            "d’accès à l’information du Québec within 30 days of it."
        ),
    ]
