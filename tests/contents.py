"""What a store holds, as plain values to compare, and stores with something in them.

All people and organizations are invented.
"""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reseau.domain.dissemination import (
    Degree,
    MarkerLevel,
    MarkerState,
    OutcomePart,
    ProductKind,
    StrategyState,
    Verdict,
)
from reseau.domain.retention import DataKind, Fate
from reseau.domain.vocabulary import (
    ActorKind,
    Availability,
    Carrier,
    ConsentState,
    DecisionRule,
    Diffusion,
    Function,
    Guardian,
    InteractionKind,
    Origin,
    Purpose,
    RequestKind,
    Risk,
    Role,
    SuccessionKind,
)
from reseau.store.models import (
    Actor,
    Collaboration,
    Committee,
    CommitteeRule,
    Consent,
    Decision,
    DecisionFollowUp,
    DecisionSubject,
    Departure,
    Distinct,
    Erasure,
    Expert,
    FollowUp,
    Incident,
    Influence,
    Interaction,
    Mandate,
    MapPlace,
    Marker,
    MarkerMove,
    Mission,
    MissionTest,
    MissionTheme,
    Need,
    NeedExpert,
    NeedRound,
    NeedSignal,
    NeedTheme,
    Objective,
    Operation,
    OutcomeActor,
    OutcomeMarker,
    OutcomeStrategy,
    OutcomeTheme,
    Pledge,
    Position,
    PrivacyRequest,
    Product,
    ProductNeed,
    ProductReach,
    ProductStrategy,
    ProductTheme,
    Publication,
    ReservedSeat,
    RetentionRule,
    RetentionRun,
    Signal,
    SignalTheme,
    Spokesperson,
    Strategy,
    StrategyStep,
    StrategyTarget,
    StrategyTheme,
    Substantiation,
    Succession,
    Theme,
)
from reseau.store.models import Outcome as Record
from reseau.store.past import dump
from reseau.store.past.dump import PlainRow
from reseau.store.rows.settings import put_setting
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.common.outcome import Outcome
from reseau.usecases.log.logging import Entry, log_interaction
from tests.records import furnish

Rows = dict[str, list[PlainRow]]

ORGANIZATION, PERSON = ActorKind.ORGANIZATION, ActorKind.PERSON


def rows_of(store: Store) -> Rows:
    """Give every row of every table but the history, without the rows' versions."""
    with store.reading() as session:
        content = dump.dump(session)
    return {
        table: [
            {name: it for name, it in row.items() if name != "version"} for row in rows
        ]
        for table, rows in content.items()
    }


def operations(store: Store) -> int:
    """Count the operations of the history."""
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(Operation)) or 0


def fill_every_table(store: Store) -> None:
    """Put a row at least in every table; two operations."""
    furnish(store)
    with store.working("furnish the rest") as work:
        session = work.session
        put_setting(session, "organization", "Collectif d’essai")
        cdc, solon, _north, nadia, _etienne, marie, other_marie = session.scalars(
            select(Actor).order_by(Actor.key)
        ).all()
        other_marie.merged_into = marie.key
        housing = session.scalars(select(Theme).where(Theme.slug == "habitation")).one()
        session.add_all(
            [
                Consent(
                    actor=marie, purpose=Purpose.GROUP, state=ConsentState.GIVEN,
                    stated_on=date(2026, 1, 1), means="formulaire",
                ),
                Consent(
                    actor=marie, purpose=Purpose.PUBLIC, state=ConsentState.GIVEN,
                    stated_on=date(2026, 1, 1), given_by=Guardian.PARENT,
                    guardian="Odile Roy", fourteen_on=date(2030, 5, 6),
                ),
                PrivacyRequest(
                    actor=marie, kind=RequestKind.ACCESS,
                    received_on=date(2026, 1, 1), due_on=date(2026, 1, 31),
                ),
                Incident(
                    information="noms", circumstances="Liste égarée",
                    known_on=date(2026, 1, 2), people=3, risk=Risk.NOT_SERIOUS,
                ),
                Erasure(
                    actor_uid=UUID(int=7), done_at=datetime(2026, 1, 3, tzinfo=UTC),
                    author="tester",
                ),
                Departure(
                    left_at=datetime(2026, 1, 4, tzinfo=UTC), author="tester",
                    command="map", audience=Diffusion.GROUP, chosen="{}", count=2,
                    sha256="0" * 64, actors="1:2",
                ),
                Succession(
                    predecessor=cdc, kind=SuccessionKind.RENAME,
                    happened_on=date(2025, 3, 1), former_name="CDC Petite-Patrie",
                ),
                Spokesperson(
                    actor=marie, theme=housing, since=date(2026, 1, 1), note="Médias",
                ),
                RetentionRule(
                    kind=DataKind.NOTES, months=36, fate=Fate.ERASE, purpose="Suivi"
                ),
                RetentionRun(
                    kind=DataKind.NOTES, fate=Fate.ERASE, cutoff=date(2023, 1, 5),
                    purpose="Suivi", done_at=datetime(2026, 1, 5, tzinfo=UTC),
                    author="tester", count=3,
                ),
                Distinct(first=cdc, second=solon),
                MapPlace(view="copresence", actor_key=cdc.key, x=-1250, y=300),
                Expert(
                    actor=nadia, availability=Availability.OPEN, languages="fr,en",
                    monthly_limit=2, origin=Origin.PERSON,
                ),
                Collaboration(
                    source=cdc, target=solon, theme=housing, strength=3,
                    since=date(2025, 1, 1), evidence="Entente", origin=Origin.PUBLIC,
                ),
                Influence(
                    source=cdc, target=solon, theme=housing, strength=2,
                    asserted_by=marie, asserted_on=date(2026, 1, 1),
                ),
                Position(
                    actor=cdc, stance=-3, priority=1, asserted_by=marie,
                    asserted_on=date(2026, 1, 1), evidence="Mémoire",
                    objective=Objective(
                        slug="loyers", name="Geler les loyers",
                        name_key="geler les loyers", theme=housing,
                    ),
                ),
            ]
        )  # fmt: skip
        need = _watch(session, theme=housing, actor=marie)
        strategy = _strategy(session, theme=housing, actors=(solon, marie))
        _rest_of_the_cycle(
            session, theme=housing, actors=(solon, marie), of=(need, strategy)
        )
        _govern(session, cdc, housing)


def _watch(session: Session, *, theme: Theme, actor: Actor) -> Need:
    """Put a signal and the need that came of it."""
    signal = Signal(
        title="Avis public", link="https://exemple.org/avis", seen_on=date(2026, 1, 5),
        brought_by=actor, themes=[SignalTheme(theme=theme)], fingerprint="0" * 64,
        added_at=datetime(2026, 1, 5, 14, tzinfo=UTC),
    )  # fmt: skip
    voted = NeedRound(
        held_on=date(2026, 2, 2), priority=1, votes=3, voters=5,
        interaction=session.get_one(Interaction, 3),
    )  # fmt: skip
    need = Need(
        question="Où manque-t-il de logements ?", asked_by=actor,
        asked_on=date(2026, 1, 6), added_at=datetime(2026, 1, 6, 14, tzinfo=UTC),
        themes=[NeedTheme(theme=theme)], signals=[NeedSignal(signal=signal)],
        experts=[NeedExpert(actor=actor, reason="Elle suit le dossier")],
        rounds=[voted],
    )  # fmt: skip
    session.add(need)
    return need


def _strategy(
    session: Session, *, theme: Theme, actors: tuple[Actor, Actor]
) -> Strategy:
    """Put a strategy towards an organization, for which a person pledges."""
    target, member = actors
    met = session.get_one(Interaction, 1)
    strategy = Strategy(
        slug="cour-ouverte", name="Cour ouverte", name_key="cour ouverte",
        intended="Ouvrir la cour le soir", messages="Le quartier en a besoin",
        means="Rencontres", state=StrategyState.RUNNING, started_on=date(2026, 1, 1),
        due_on=date(2026, 12, 1), function=Function.DISSEMINATION,
        targets=[StrategyTarget(actor=target)], themes=[StrategyTheme(theme=theme)],
        steps=[StrategyStep(interaction=met, note="Bon accueil")],
        pledges=[
            Pledge(
                actor=member, what="Porter la lettre", pledged_on=date(2026, 1, 8),
                kept_on=date(2026, 2, 1),
            )
        ],
    )  # fmt: skip
    strategy.markers = [
        Marker(
            actor=target, level=MarkerLevel.LIKE, sign="Une date est proposée",
            moves=[
                MarkerMove(
                    interaction=met, state=MarkerState.REACHED,
                    seen_on=date(2026, 11, 3), evidence="Compte rendu",
                )
            ],
        )
    ]  # fmt: skip
    session.add(strategy)
    return strategy


def _rest_of_the_cycle(
    session: Session,
    *,
    theme: Theme,
    actors: tuple[Actor, Actor],
    of: tuple[Need, Strategy],
) -> None:
    """Put a product, a mission and an outcome."""
    need, strategy = of
    product = Product(
        slug="portrait", name="Portrait", name_key="portrait",
        kind=ProductKind.PORTRAIT, made_on=date(2026, 2, 1), audience="Élus",
        function=Function.ANALYSIS, carrier=Carrier.STAFF,
        themes=[ProductTheme(theme=theme)], needs=[ProductNeed(need=need)],
        strategies=[ProductStrategy(strategy=strategy)],
        reaches=[
            ProductReach(number=40, counted="copies", counted_on=date(2026, 3, 1))
        ],
    )  # fmt: skip
    mission = Mission(
        slug="essai", name="Essai", name_key="essai", hypothesis="On nous répondra",
        started_on=date(2026, 1, 1), verdict=Verdict.GO, decided_on=date(2026, 12, 1),
        lesson="Téléphoner d’abord", strategy=strategy,
        function=Function.DISSEMINATION, themes=[MissionTheme(theme=theme)],
        tests=[MissionTest(interaction=session.get_one(Interaction, 1))],
    )  # fmt: skip
    outcome = Record(
        what="La cour est ouverte le soir", happened_on=date(2026, 11, 10),
        contribution="Trois rencontres", others="L’arrondissement",
        evidence="Affiche à la grille", noted_on=date(2026, 11, 12),
        actors=[OutcomeActor(actor=actors[0], part=OutcomePart.CHANGED)],
        themes=[OutcomeTheme(theme=theme)],
        markers=[OutcomeMarker(marker=strategy.markers[0])],
        strategies=[OutcomeStrategy(strategy=strategy)],
        substantiations=[
            Substantiation(
                actor=actors[1], degree=Degree.PARTLY, stated_on=date(2026, 11, 20)
            )
        ],
    )  # fmt: skip
    session.add_all([product, mission, outcome])
    session.flush()
    session.add(
        Publication(
            record_kind="outcome", record_uid=outcome.uid,
            shown_on=date(2026, 11, 20), text_fr="La cour est ouverte à tous.",
        )
    )  # fmt: skip


def _govern(session: Session, actor: Actor, theme: Theme) -> None:
    """Put a row in every table of how a committee governs itself."""
    committee = session.scalars(select(Committee).order_by(Committee.key)).first()
    promise = session.scalars(select(FollowUp).order_by(FollowUp.key)).first()
    assert committee is not None
    if promise is None:
        promise = FollowUp(what="Rappeler")
    day = date(2026, 1, 1)
    session.add_all(
        [
            Mandate(committee=committee, text="Loger", since=day, decided_on=day),
            CommitteeRule(
                committee=committee, rule=DecisionRule.CONSENSUS, quorum_percent=50
            ),
            ReservedSeat(
                committee=committee, sector="Santé", sector_key="sante", seats=2
            ),
            Decision(
                title="Écrire à la Ville", committee=committee, decided_on=day,
                subjects=[DecisionSubject(actor=actor), DecisionSubject(theme=theme)],
                promises=[DecisionFollowUp(follow_up=promise)],
            ),
        ]
    )  # fmt: skip


def add(store: Store, name: str, kind: ActorKind = ORGANIZATION) -> Outcome:
    """Add an actor and nothing of it but its name."""
    return add_actor(store, name, kind=kind, changes=ActorChanges())


def meet(
    store: Store,
    *names: str,
    title: str = "Rencontre",
    on: date = date(2026, 11, 2),
    kind: InteractionKind = InteractionKind.MEETING,
    create: ActorKind | None = ORGANIZATION,
) -> Outcome:
    """Log a meeting of some actors, who are added when they are not known."""
    entry = Entry(
        title=title,
        held_on=on,
        kind=kind,
        participants=[(name, Role.PARTICIPANT) for name in names],
        create=create,
    )
    return log_interaction(store, entry)


def show_to(store: Store, name: str, diffusion: Diffusion) -> None:
    """Set who may be shown an actor."""
    with store.working("diffusion") as work:
        actor = work.session.scalars(select(Actor).where(Actor.name == name)).one()
        actor.diffusion = diffusion
