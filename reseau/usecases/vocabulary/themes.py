"""Keep the thesaurus: add, edit, remove themes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.errors import ConflictError, NotFoundError
from reseau.i18n import LANGUAGES, N_, Language, language
from reseau.store.models import Theme, ThemeLabel, ThemeRelation
from reseau.store.naming import finding
from reseau.store.past.dependents import refuse_if_used
from reseau.store.session import Store
from reseau.usecases.actors.actors import checked_name
from reseau.usecases.common.edits import Clear, settled, settled_record
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.trees import refuse_loop


class LabelTakenError(ConflictError):
    """Another theme has that label in that language."""

    message = N_(
        "“{label}” is already a label of the theme “{theme}” ({slug}). Use that theme, "
        "or give another label."
    )


@dataclass(frozen=True, slots=True)
class ThemeChanges:
    """What is to be set on a theme; None leaves a thing as it is.

    Attributes:
        fr: Preferred label in French; the former one stays as another label.
        en: Preferred label in English, likewise.
        aliases: Language and label; added to the list.
        broader: Label or short code of the theme above.
        related: Labels or short codes of related themes; replaces the list.
        exact_match: Address of the same concept in another thesaurus.
        hidden: Language and label, understood and never shown; added to the list.
        dropped: Labels that are taken off; a preferred one stays.
    """

    fr: str | None = None
    en: str | None = None
    aliases: Sequence[tuple[Language, str]] = ()
    broader: str | Clear | None = None
    note: str | Clear | None = None
    related: Sequence[str] | None = None
    exact_match: str | Clear | None = None
    hidden: Sequence[tuple[Language, str]] = ()
    dropped: Sequence[str] = ()


class NotALabelError(NotFoundError):
    """A theme has no such label that could be taken off."""

    message = N_(
        "“{label}” is no other label of “{theme}”: a preferred one is replaced with "
        "--fr or --en."
    )


def read_alias(text: str, *, lang: Language) -> tuple[Language, str]:
    """Read ``en:housing``, or a label in the language given when none is said."""
    start, colon, rest = text.partition(":")
    for known in LANGUAGES:
        if colon and start.strip().casefold() == known:
            return known, rest.strip()
    return lang, text


def add_theme(
    store: Store, fr: str, en: str, *, changes: ThemeChanges, dry_run: bool = False
) -> Outcome:
    """Add a theme with its preferred labels in both languages.

    Raises:
        LabelTakenError: Another theme has one of the labels, in the same language.
    """
    with store.working("theme add", dry_run=dry_run) as work:
        session = work.session
        slug = finding.free_slug(session, Theme, checked_name(fr))
        theme = Theme(slug=slug)
        _prefer(session, theme, "fr", label=fr)
        _prefer(session, theme, "en", label=en)
        _apply(session, theme, changes)
        session.add(theme)
        name = theme.label(language())
    return outcome(work, slug=slug, name=name)


def edit_theme(
    store: Store, which: str, *, changes: ThemeChanges, dry_run: bool = False
) -> Outcome:
    """Change a theme; its short code stays.

    Raises:
        LabelTakenError: Another theme has one of the labels, in the same language.
        LoopError: It would be broader than itself.
    """
    with store.working("theme edit", dry_run=dry_run) as work:
        theme = finding.theme_named(work.session, which)
        _apply(work.session, theme, changes)
        slug, name = theme.slug, theme.label(language())
    return outcome(work, slug=slug, name=name)


def remove_theme(store: Store, which: str, *, dry_run: bool = False) -> Outcome:
    """Remove a theme that nothing is about, with its labels and relations.

    Raises:
        StillUsedError: Interactions or actors refer to it, or narrower themes.
    """
    with store.working("theme remove", dry_run=dry_run) as work:
        session = work.session
        theme = finding.theme_named(session, which)
        slug, name = theme.slug, theme.label(language())
        refuse_if_used(session, theme, name=name)
        for relation in relations(session, theme):
            session.delete(relation)
        session.flush()  # Nothing else tells that relations go before the theme.
        session.delete(theme)
    return outcome(work, slug=slug, name=name)


def relations(session: Session, theme: Theme) -> Sequence[ThemeRelation]:
    """List the relations of a theme to others."""
    return session.scalars(
        select(ThemeRelation)
        .where(
            or_(
                ThemeRelation.theme_key == theme.key,
                ThemeRelation.related_key == theme.key,
            )
        )
        .order_by(ThemeRelation.key)
    ).all()


def _apply(session: Session, theme: Theme, changes: ThemeChanges) -> None:
    broader = settled_record(
        theme.broader,
        changes.broader,
        find=lambda label: finding.theme_named(session, label),
    )
    if broader is not None and theme.key is not None:
        names = (theme.label(language()), broader.label(language()))
        refuse_loop(session, theme, broader, names=names)
    theme.broader = broader
    theme.note = settled(theme.note, changes.note)
    for lang, label in (("fr", changes.fr), ("en", changes.en)):
        if label is not None:
            _prefer(session, theme, lang, label=label)
    theme.exact_match = settled(theme.exact_match, changes.exact_match)
    _apply_labels(session, theme, changes)
    if changes.related is not None:
        _relate(session, theme, changes.related)


def _apply_labels(session: Session, theme: Theme, changes: ThemeChanges) -> None:
    for kind, labels in (("alt", changes.aliases), ("hidden", changes.hidden)):
        for lang, label in labels:
            if _label(theme, lang, checked_name(label)) is None:
                _add_label(session, theme, lang, kind=kind, label=checked_name(label))
    for label in changes.dropped:
        _drop(theme, label)


def _drop(theme: Theme, label: str) -> None:
    wanted = folded(label)
    found = [it for it in theme.labels if it.label_key == wanted and it.kind != "pref"]
    if not found:
        raise NotALabelError(label=label, theme=theme.label(language()))
    for it in found:
        theme.labels.remove(it)


def _relate(session: Session, theme: Theme, labels: Sequence[str]) -> None:
    """Make the related themes be those, and no other."""
    session.add(theme)
    session.flush()
    others = {finding.theme_named(session, it).key for it in labels} - {theme.key}
    wanted = {tuple(sorted((theme.key, it))) for it in others}
    known = {(it.theme_key, it.related_key): it for it in relations(session, theme)}
    for pair, relation in known.items():
        if pair not in wanted:
            session.delete(relation)
    for first, second in sorted(wanted - set(known)):
        session.add(ThemeRelation(theme_key=first, related_key=second))


def _prefer(session: Session, theme: Theme, lang: str, *, label: str) -> None:
    """Make a label the preferred one; the former stays as another label."""
    written = checked_name(label)
    chosen = _label(theme, lang, written)
    if chosen is None:
        chosen = _add_label(session, theme, lang, kind="alt", label=written)
    for other in theme.labels:
        if other.language == lang and other.kind == "pref":
            other.kind = "alt"
    chosen.kind, chosen.label = "pref", written


def _label(theme: Theme, lang: str, label: str) -> ThemeLabel | None:
    """Find a label that the theme has already, accents and case aside."""
    own = {(it.language, it.label_key): it for it in theme.labels}
    return own.get((lang, folded(label)))


def _add_label(
    session: Session, theme: Theme, lang: str, *, kind: str, label: str
) -> ThemeLabel:
    with session.no_autoflush:
        taken = session.scalar(
            select(ThemeLabel)
            .where(ThemeLabel.language == lang)
            .where(ThemeLabel.label_key == folded(label))
        )
    if taken is not None:
        other = taken.theme
        raise LabelTakenError(label=label, theme=other.label(lang), slug=other.slug)
    added = ThemeLabel(language=lang, kind=kind, label=label, label_key=folded(label))
    theme.labels.append(added)
    return added
