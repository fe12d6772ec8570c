"""What is shown of each record that a search finds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Diffusion
from reseau.store import models
from reseau.store.search.search_parts import Kind
from reseau.store.search.thesaurus import Thesaurus
from reseau.usecases.experts.search_filters import Owner, model_of


@dataclass(frozen=True, slots=True)
class Record:
    """A record as a search shows it.

    Attributes:
        texts: Column to text, other than the name.
    """

    slug: str
    name: str
    detail: str
    held_on: date | None
    texts: dict[str, str]


def records(
    session: Session,
    owners: Iterable[Owner],
    *,
    known: Thesaurus,
    lang: str,
    shown_to: Diffusion,
) -> dict[Owner, Record]:
    """Read what is shown of records; notes are for the team alone."""
    found: dict[Owner, Record] = {}
    by_kind: dict[Kind, list[int]] = {}
    for kind, key in owners:
        by_kind.setdefault(kind, []).append(key)
    inside = shown_to is Diffusion.INTERNAL
    for kind, keys in by_kind.items():
        model = model_of(kind)
        for row in session.scalars(select(model).where(model.key.in_(keys))):
            if kind in _OF_THE_CYCLE:
                found[kind, row.key] = _of_the_cycle(kind, row, inside=inside)
            else:
                found[kind, row.key] = _shown(row, known, lang=lang, inside=inside)
    return found


def _shown(row: Any, known: Thesaurus, *, lang: str, inside: bool) -> Record:
    match row:
        case models.Actor():
            aliases = ", ".join(it.name for it in row.aliases)
            texts = [("alias", aliases), ("sector", row.sector)]
            texts += [("notes", row.notes)] if inside else []
            return _record(row.slug, row.name, row.kind.value, None, texts)
        case models.Committee():
            texts = [("mandate", row.mandate)]
            return _record(row.slug, row.name, row.kind.value, None, texts)
        case models.Interaction():
            texts = [("notes", row.notes)] if inside else []
            texts += [("place", row.place)]
            return _record("", row.title, row.kind.value, row.held_on, texts)
        case models.Theme():
            labels = [it for it, _weight in known.weighed(row.key)]
            texts = [("label", ", ".join(labels)), ("note", row.note)]
            return _record(row.slug, known.label(row.key, lang), "", None, texts)
        case _:
            return _record(row.slug, row.name, row.kind.value, None, [])


_OF_THE_CYCLE = frozenset(
    {
        Kind.SIGNAL,
        Kind.NEED,
        Kind.PRODUCT,
        Kind.STRATEGY,
        Kind.MISSION,
        Kind.OUTCOME,
        Kind.DECISION,
    }
)


def _of_the_cycle(  # noqa: PLR0911  # One a kind.
    kind: Kind, row: Any, *, inside: bool
) -> Record:
    """Show a record whose class is loaded only when one is found."""
    texts: list[tuple[str, str | None]]
    match kind:
        case Kind.DECISION:
            texts = [("text", row.text)]
            return _record("", row.title, row.committee.name, row.decided_on, texts)
        case Kind.SIGNAL:
            texts = [("summary", row.summary), ("source", row.source)]
            return _record("", row.title, row.state.value, row.seen_on, texts)
        case Kind.NEED:
            texts = [("answer", row.answer)] if inside else []
            texts += [("context", row.context)]
            return _record("", row.question, row.state.value, row.asked_on, texts)
        case Kind.PRODUCT:
            texts = [("notes", row.notes)] if inside else []
            texts += [("audience", row.audience)]
            return _record(row.slug, row.name, row.kind.value, row.made_on, texts)
        case Kind.STRATEGY:
            texts = [("lesson", row.lesson)] if inside else []
            signs = ", ".join(it.sign for it in row.markers)
            texts += [("intended", row.intended), ("messages", row.messages)]
            texts += [("sign", signs)]
            return _record(row.slug, row.name, row.state.value, row.started_on, texts)
        case Kind.MISSION:
            texts = [("lesson", row.lesson)] if inside else []
            texts += [("hypothesis", row.hypothesis)]
            return _record(row.slug, row.name, "", row.started_on, texts)
        case _:
            texts = [("contribution", row.contribution)]
            texts += [("significance", row.significance)]
            return _record("", row.what, "", row.happened_on, texts)


def _record(
    slug: str,
    name: str,
    detail: str,
    held_on: date | None,
    texts: Sequence[tuple[str, str | None]],
) -> Record:
    return Record(slug, name, detail, held_on, {it: text for it, text in texts if text})
