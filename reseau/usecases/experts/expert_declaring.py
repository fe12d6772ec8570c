"""Declare what an actor knows, and how they may be asked; take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from reseau.domain.folding import folded
from reseau.domain.vocabulary import Availability, ExpertiseLevel, Origin
from reseau.errors import NotFoundError, UsageError
from reseau.i18n import N_, gettext, language
from reseau.store.models import Actor, Expert, Expertise, Theme
from reseau.store.naming import finding
from reseau.store.session import Store
from reseau.usecases.common.edits import Clear, settled
from reseau.usecases.common.outcome import Outcome, outcome

_LANGUAGES = {
    "fr": ("fr", "francais", "french"),
    "en": ("en", "anglais", "english"),
    "es": ("es", "espagnol", "spanish", "espanol"),
    "ar": ("ar", "arabe", "arabic"),
    "ht": ("ht", "creole", "creole haitien", "haitian creole"),
    "zh": ("zh", "chinois", "mandarin", "chinese"),
    "pt": ("pt", "portugais", "portuguese"),
    "it": ("it", "italien", "italian"),
}
_CODE = range(2, 4)


class NothingDeclaredError(UsageError):
    """Neither a theme nor anything else was given."""

    message = N_("Say at least a theme, or how the expert may be asked.")


class NotDeclaredError(NotFoundError):
    """The actor declared no such theme."""

    message = N_("{name} does not declare “{theme}”.")


class UnknownLanguageError(UsageError):
    """A language is no code and no name that is known."""

    message = N_("“{text}” is not a language: give its code, such as fr or en.")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is declared; None leaves a thing as it is.

    Attributes:
        themes: Labels or short codes; added to what is declared.
        level, since, source, origin: Of these themes.
        languages: Codes or names; replaces the list.
        monthly_limit: How many times in 30 days they accept to be asked.
    """

    themes: Sequence[str] = ()
    level: ExpertiseLevel | None = None
    since: date | None = None
    source: str | Clear | None = None
    origin: Origin | None = None
    availability: Availability | None = None
    away_until: date | Clear | None = None
    languages: Sequence[str] | None = None
    monthly_limit: int | Clear | None = None
    note: str | Clear | None = None

    @property
    def of_asking(self) -> bool:
        """Tell whether something says how the expert may be asked."""
        told = (
            self.availability,
            self.away_until,
            self.languages,
            self.monthly_limit,
            self.note,
        )
        return any(it is not None for it in told)


def declare(
    store: Store, who: str, declaration: Declaration, *, dry_run: bool = False
) -> Outcome:
    """Declare what an actor knows; a theme declared before is brought up to date.

    Raises:
        NothingDeclaredError, UnknownLanguageError
        UnknownActorError, UnknownThemeError, AmbiguousNameError
    """
    if not (declaration.themes or declaration.of_asking):
        raise NothingDeclaredError
    with store.working("expert declare", dry_run=dry_run) as work:
        session = work.session
        actor = finding.actor_named(session, who)
        themes = [finding.theme_named(session, it) for it in declaration.themes]
        for theme in themes:
            _declare(actor, theme, declaration)
        if declaration.of_asking:
            _set_terms(actor, declaration)
        labels = ", ".join(it.label(language()) for it in themes)
        remarks = (
            (gettext("Declared: {themes}.").format(themes=labels),) if labels else ()
        )
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name, remarks=remarks)


def _declare(actor: Actor, theme: Theme, declaration: Declaration) -> None:
    known = next((it for it in actor.expertises if it.theme is theme), None)
    if known is None:
        known = Expertise(theme=theme, origin=declaration.origin or Origin.THIRD_PARTY)
        actor.expertises.append(known)
    known.level = declaration.level or known.level
    known.since = declaration.since or known.since
    known.source = settled(known.source, declaration.source)
    known.origin = declaration.origin or known.origin


def _set_terms(actor: Actor, declaration: Declaration) -> None:
    terms = actor.expert
    if terms is None:
        terms = actor.expert = Expert(origin=declaration.origin or Origin.THIRD_PARTY)
    terms.availability = declaration.availability or terms.availability
    terms.away_until = settled(terms.away_until, declaration.away_until)
    terms.monthly_limit = settled(terms.monthly_limit, declaration.monthly_limit)
    terms.note = settled(terms.note, declaration.note)
    terms.origin = declaration.origin or terms.origin
    if declaration.languages is not None:
        codes = dict.fromkeys(language_code(it) for it in declaration.languages)
        terms.languages = ",".join(codes) or None


def language_code(text: str) -> str:
    """Read a language: a code of two or three letters, or a name in two languages.

    Raises:
        UnknownLanguageError: It is neither.
    """
    wanted = folded(text)
    for code, names in _LANGUAGES.items():
        if wanted in names:
            return code
    if len(wanted) in _CODE and wanted.isalpha():
        return wanted
    raise UnknownLanguageError(text=text)


def withdraw(store: Store, who: str, theme: str, *, dry_run: bool = False) -> Outcome:
    """Take back the declaration of a theme.

    Raises:
        NotDeclaredError: There is none.
    """
    with store.working("expert withdraw", dry_run=dry_run) as work:
        session: Session = work.session
        actor = finding.actor_named(session, who)
        meant = finding.theme_named(session, theme)
        known = next((it for it in actor.expertises if it.theme is meant), None)
        if known is None:
            raise NotDeclaredError(name=actor.name, theme=meant.label(language()))
        actor.expertises.remove(known)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name)
