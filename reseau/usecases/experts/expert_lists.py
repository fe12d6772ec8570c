"""The experts who are declared, one a line."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from reseau.domain.names import sort_key
from reseau.domain.vocabulary import ActorKind, Availability
from reseau.store.models import Expertise
from reseau.store.naming import finding
from reseau.store.rows import rows, settings
from reseau.store.search.expert_rows import last_seen
from reseau.store.search.thesaurus import thesaurus
from reseau.store.session import Store
from reseau.usecases.common.as_of import Then
from reseau.usecases.experts.expert_load import loads


@dataclass(frozen=True, slots=True)
class ExpertLine:
    """A declared expert in a list.

    Attributes:
        themes: Labels, in order.
        lately: How many times they were asked in 30 days; ``limit``, how many they
            accept.
        free: Whether they may be asked today.
        last: Day of the last interaction.
    """

    slug: str
    name: str
    kind: ActorKind
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    availability: Availability | None
    lately: int
    limit: int | None
    free: bool
    last: date | None


def list_experts(
    store: Store,
    *,
    lang: str,
    theme: str | None = None,
    available: bool = False,
    at: date | None = None,
) -> list[ExpertLine]:
    """List the actors who declare something, by name; hidden ones are left out.

    Args:
        store: The store.
        lang: Of the labels.
        theme: Only those who declare it, or a narrower one.
        available: Only those who may be asked that day.
        at: As things were on that day; today by default. What was declared later is
            left out; what has no day counts.

    Raises:
        UnknownThemeError, AmbiguousNameError
    """
    with store.reading() as session:
        today = at or settings.today(session)
        then = Then(session, today)
        known = thesaurus(session)
        top = finding.theme_named(session, theme) if theme else None
        wanted = None if top is None else rows.with_narrower(session, top)
        declared: dict[int, list[int]] = defaultdict(list)
        for actor, key in session.execute(
            select(Expertise.actor_key, Expertise.theme_key).where(
                Expertise.since.is_(None) | (Expertise.since <= today)
            )
        ):
            declared[actor].append(key)
        keys = [
            actor
            for actor, themes in declared.items()
            if (wanted is None or wanted & set(themes))
            and then.known.exists(actor, today)
        ]
        shown = rows.actor_rows(session, among=keys)
        burden = loads(session, keys, today=today)
        seen = last_seen(session, keys, until=today)
        found = []
        for it in sorted(shown, key=lambda it: (sort_key(it.name), it.slug)):
            load = burden[it.actor]
            free = load.free(today=today)
            labels = sorted({known.label(key, lang) for key in declared[it.actor]})
            last = seen[it.actor][0] if it.actor in seen else None
            if free or not available:
                found.append(
                    ExpertLine(
                        it.slug, then.name(it.actor, it.name), it.kind, tuple(labels),
                        load.languages, load.availability, load.lately, load.limit,
                        free, last,
                    )
                )  # fmt: skip
        return found
