"""Bring a thesaurus in, and take it out."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded, slug
from reseau.errors import ConflictError
from reseau.exchange.atomic import write_private
from reseau.exchange.thesauri.thesauri import FoundTheme
from reseau.exchange.thesauri.thesaurus_files import read_thesaurus, thesaurus_text
from reseau.i18n import N_, formats, gettext, ngettext
from reseau.store.models import Theme, ThemeLabel, ThemeRelation
from reseau.store.naming import finding
from reseau.store.session import Store
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.trees import subtree


class LabelsTakenError(ConflictError):
    """Labels of the file belong to other themes of the store."""

    message = N_(
        "{file} gives to one theme labels that are of several here: {labels}. Merge "
        "these first, or change the file. Nothing was written."
    )


class ImportedLoopError(ConflictError):
    """A theme would be broader than itself."""

    message = N_(
        "With {file}, “{theme}” would be broader than itself. Nothing was written."
    )


def import_thesaurus(store: Store, file: str, *, dry_run: bool = False) -> Outcome:
    """Bring a thesaurus in: a theme is known by one of its labels, else it is new.

    Of a known theme, the preferred labels stay; labels are added, and what is not
    said yet: the theme above, the note, the address.

    Raises:
        ThesaurusError, NoLabelColumnError, FileRefusedError, SkosMissingError
        LabelsTakenError, ImportedLoopError
    """
    themes = read_thesaurus(file)
    name = Path(file).name
    with store.working("theme import", dry_run=dry_run) as work:
        session = work.session
        owners = _owners(session)
        known = {it.id: _known(it, owners, file=name) for it in themes}
        new = [it for it in themes if known[it.id] is None]
        placed = {it.id: _placed(session, it, known[it.id]) for it in themes}
        session.flush()
        _link(session, themes, placed, file=name)
    text = ngettext("{n} theme added", "{n} themes added", len(new))
    told = gettext("{added}, {known} known already.").format(
        added=text.format(n=len(new)), known=len(themes) - len(new)
    )
    return outcome(work, slug="", name=name, remarks=(told,))


def _owners(session: Session) -> dict[tuple[str, str], Theme]:
    """Give the theme of each label, by language and folded label."""
    return {
        (it.language, it.label_key): it.theme
        for it in session.scalars(select(ThemeLabel).order_by(ThemeLabel.key))
    }


def _known(
    found: FoundTheme, owners: dict[tuple[str, str], Theme], *, file: str
) -> Theme | None:
    """Find the theme of the store that has labels of one of the file."""
    themes = {
        owner.key: owner
        for lang, _kind, label in found.labels()
        if (owner := owners.get((lang, folded(label)))) is not None
    }
    if len(themes) > 1:
        labels = ", ".join(formats.quoted(it.label("fr")) for it in themes.values())
        raise LabelsTakenError(file=file, labels=labels)
    return next(iter(themes.values()), None)


def _placed(session: Session, found: FoundTheme, theme: Theme | None) -> Theme:
    """Add a theme, or what a known one does not say yet."""
    if theme is None:
        first = next(iter(found.pref.values()))
        base = slug(found.id) if slug(found.id) != "x" else first
        theme = Theme(slug=finding.free_slug(session, Theme, base))
        session.add(theme)
    own = {(it.language, it.label_key) for it in theme.labels}
    preferred = {it.language for it in theme.labels if it.kind == "pref"}
    for lang, kind, label in found.labels():
        if (lang, folded(label)) in own:
            continue
        own.add((lang, folded(label)))
        kept = "alt" if kind == "pref" and lang in preferred else kind
        theme.labels.append(
            ThemeLabel(language=lang, kind=kept, label=label, label_key=folded(label))
        )
    theme.note = theme.note or found.note or None
    theme.exact_match = theme.exact_match or found.exact_match or None
    return theme


def _link(
    session: Session,
    themes: Iterable[FoundTheme],
    placed: dict[str, Theme],
    *,
    file: str,
) -> None:
    """Hang themes under each other, and tie those that are related."""
    pairs = {
        (it.theme_key, it.related_key) for it in session.scalars(select(ThemeRelation))
    }
    for found in themes:
        theme = placed[found.id]
        if found.broader is not None and theme.broader is None:
            above = placed[found.broader]
            session.flush()
            if above.key in subtree(session, theme):
                raise ImportedLoopError(file=file, theme=theme.label("fr"))
            theme.broader = above
        for other in found.related:
            first, second = sorted((theme.key, placed[other].key))
            if first != second and (first, second) not in pairs:
                pairs.add((first, second))
                session.add(ThemeRelation(theme_key=first, related_key=second))


def export_thesaurus(store: Store, out: str) -> int:
    """Write the whole thesaurus to a file; give how many themes.

    Raises:
        NotWrittenError, SkosMissingError, UnknownThesaurusError
    """
    with store.reading() as session:
        themes = _found(session)
    write_private(out, thesaurus_text(themes, out))
    return len(themes)


def _found(session: Session) -> list[FoundTheme]:
    themes = session.scalars(select(Theme).order_by(Theme.slug)).all()
    slugs = {it.key: it.slug for it in themes}
    near: dict[int, list[str]] = {}
    for pair in session.scalars(select(ThemeRelation).order_by(ThemeRelation.key)):
        near.setdefault(pair.theme_key, []).append(slugs[pair.related_key])
        near.setdefault(pair.related_key, []).append(slugs[pair.theme_key])
    return [
        FoundTheme(
            id=it.slug,
            pref={one.language: one.label for one in it.labels if one.kind == "pref"},
            alt=_of_kind(it, "alt"),
            hidden=_of_kind(it, "hidden"),
            broader=slugs.get(it.broader_key) if it.broader_key else None,
            related=tuple(sorted(near.get(it.key, ()))),
            note=it.note or "",
            exact_match=it.exact_match or "",
        )
        for it in themes
    ]


def _of_kind(theme: Theme, kind: str) -> tuple[tuple[str, str], ...]:
    return tuple((it.language, it.label) for it in theme.labels if it.kind == kind)
