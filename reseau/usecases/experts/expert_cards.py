"""What one expert knows, theme by theme; and where nobody does."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain.expert_evidence import (
    ROLE_WEIGHTS,
    Evidence,
    EvidenceKind,
    standings,
)
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import ActorKind, Diffusion, ExpertiseLevel, Origin, Role
from reseau.store.models import (
    Interaction,
    InteractionTheme,
    Participation,
)
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.rows.lives import name_on
from reseau.store.search.expert_rows import REPRESENTED, declared, inherited, last_seen
from reseau.store.search.thesaurus import Thesaurus, thesaurus
from reseau.store.session import Store
from reseau.usecases.common.showing import HiddenActorError
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.experts.expert_load import Load, loads

_TOP = 10


@dataclass(frozen=True, slots=True)
class Declared:
    """A theme that an actor declares."""

    theme: str
    level: ExpertiseLevel | None
    since: date | None
    source: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Known:
    """A theme of which an actor has evidence.

    Attributes:
        score: In ten-thousandths, of this theme alone, narrower ones aside.
        lines: How many lines of evidence.
        last: Day of the latest one; None when only declarations speak.
    """

    theme: str
    slug: str
    score: int
    lines: int
    last: date | None


@dataclass(frozen=True, slots=True)
class ExpertCard:
    """What is known of what an actor knows."""

    slug: str
    name: str
    kind: ActorKind
    today: date
    declared: tuple[Declared, ...]
    known: tuple[Known, ...]
    load: Load
    free: bool
    last: date | None
    last_line: int | None


def expert_card(
    store: Store, who: str, *, lang: str, at: date | None = None
) -> ExpertCard:
    """Gather what an actor knows: declarations, then themes by their evidence.

    Raises:
        UnknownActorError, AmbiguousNameError
        HiddenActorError: The actor may be shown to nobody.
    """
    with store.reading() as session:
        today = at or settings.today(session)
        actor = finding.actor_named(session, who)
        if actor.diffusion is Diffusion.FORBIDDEN:
            raise HiddenActorError(name=actor.name)
        known = thesaurus(session)
        load = loads(session, [actor.key], today=today)[actor.key]
        last = last_seen(session, [actor.key], until=today).get(actor.key)
        card = ExpertCard(
            slug=actor.slug,
            name=name_on(session, actor, today),
            kind=actor.kind,
            today=today,
            declared=tuple(
                Declared(
                    known.label(it.theme_key, lang), it.level, it.since,
                    it.source or "", it.origin,
                )
                for it in actor.expertises
                if at is None or it.since is None or it.since <= at
            ),
            known=_themes(session, actor.key, known, today=today, lang=lang),
            load=load,
            free=load.free(today=today),
            last=None if last is None else last[0],
            last_line=None if last is None else last[1],
        )  # fmt: skip
        return for_the_team(session, card)


def _themes(
    session: Session, actor: int, known: Thesaurus, *, today: date, lang: str
) -> tuple[Known, ...]:
    """Score each theme of an actor's lines and declarations."""
    evidence = _of_actor(session, actor, known, today=today)
    found = []
    for theme, some in evidence.items():
        for standing in standings(some, today=today):
            days = [it.evidence.day for it in standing.parts if it.evidence.day]
            found.append(
                Known(
                    known.label(theme, lang),
                    known.slugs[theme],
                    standing.score,
                    len(standing.parts),
                    max(days, default=None),
                )
            )
    found.sort(key=lambda it: (-it.score, sort_key(it.theme)))
    return tuple(found[:_TOP])


def _of_actor(
    session: Session, actor: int, known: Thesaurus, *, today: date
) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    query = (
        select(
            InteractionTheme.theme_key,
            Interaction.key,
            Interaction.held_on,
            Interaction.title,
            Participation.role,
            Participation.actor_key == actor,
        )
        .join(Interaction, Interaction.key == InteractionTheme.interaction_key)
        .join(Participation, Participation.interaction_key == Interaction.key)
        .where(
            or_(
                Participation.actor_key == actor,
                Participation.on_behalf_of_key == actor,
            )
        )
        .where(Participation.role != Role.ABSENT, Interaction.held_on <= today)
    )
    for theme, key, day, title, role, own in session.execute(query):
        weight = ROLE_WEIGHTS[role] * (1.0 if own else REPRESENTED)
        found[theme].append(
            Evidence(
                actor, EvidenceKind.MEETING, key, 1.0, weight, day, theme,
                role.value if own else "represented", title,
            )
        )  # fmt: skip
    every = dict.fromkeys(known.slugs, 1.0)
    for it in (*declared(session, every), *inherited(session, every, today=today)):
        if it.actor == actor and it.theme is not None:
            found[it.theme].append(it)
    return found
