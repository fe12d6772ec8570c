"""Who knows, why, and what is never told. Scores are worked by hand."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.dissemination import ProductKind
from reseau.domain.expert_evidence import (
    KIND_WEIGHTS,
    Evidence,
    EvidenceKind,
    gathered,
    standings,
)
from reseau.domain.search_query import EmptyQueryError
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    CommitteeRole,
    Diffusion,
    InteractionKind,
    Precision,
    Role,
)
from reseau.store.models import (
    Actor,
    Committee,
    Interaction,
    Membership,
    Participation,
)
from reseau.store.naming.finding import actor_named
from reseau.store.session import Store, open_store
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.common.showing import HiddenActorError
from reseau.usecases.cycle.needs import NeedChanges, add_need, close_need
from reseau.usecases.cycle.products import ProductChanges, add_product
from reseau.usecases.experts.expert_answers import Expert, ExpertQuestion, ExpertsFound
from reseau.usecases.experts.expert_cards import expert_card
from reseau.usecases.experts.expert_declaring import Declaration, declare, withdraw
from reseau.usecases.experts.expert_gaps import gaps
from reseau.usecases.experts.expert_lists import list_experts
from reseau.usecases.experts.experts import find_experts
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.log.memory import undo_operation
from reseau.usecases.vocabulary.themes import ThemeChanges, add_theme
from tests.contents import add, show_to
from tests.records import furnish
from tests.support import NewStore, Run

TODAY = date(2026, 11, 24)  # As tests/conftest.py pins it.
PERSON, ORGANIZATION = ActorKind.PERSON, ActorKind.ORGANIZATION
EN = "en"


def ask(store: Store, text: str, **more: object) -> ExpertsFound:
    question = ExpertQuestion(text, **more)  # type: ignore[arg-type]  # Options.
    return find_experts(store, question, lang="fr")


def who(store: Store, text: str, **more: object) -> list[str]:
    return [it.name for it in ask(store, text, **more).experts]


def expert(store: Store, name: str, text: str = "logement social") -> Expert:
    found = ask(store, text, least=1, limit=50).experts
    return next(it for it in found if it.name == name)


def met(
    store: Store,
    *names: str,
    theme: str = "logement social",
    ago: int = 0,
    title: str = "Rencontre",
    role: Role = Role.PARTICIPANT,
) -> None:
    entry = Entry(
        title=title,
        held_on=TODAY - timedelta(days=ago),
        participants=[(it, role) for it in names],
        themes=[theme] if theme else [],
        planned=ago < 0,
    )
    log_interaction(store, entry)


# The score


def evidence(**more: object) -> Evidence:
    values: dict[str, object] = {
        "actor": 1, "kind": EvidenceKind.MEETING, "line": 1, "match": 1.0,
    }  # fmt: skip
    return Evidence(**(values | more))  # type: ignore[arg-type]  # Its own fields.


def test_weight_is_halved_in_24_months() -> None:
    """730 days: 1 × 1 × 0.5 × 1."""
    old = evidence(day=TODAY - timedelta(days=730))
    ((weight, age, _),) = gathered([old], today=TODAY)[1]
    assert (weight, age) == (5000, 0.5)


def test_declaration_weighs_three_and_does_not_age() -> None:
    declared = evidence(kind=EvidenceKind.DECLARED)
    ((weight, *_),) = gathered([declared], today=TODAY)[1]
    assert weight == 30_000


def test_forty_meetings_do_not_crush_a_declaration() -> None:
    """1 + 1/2 + … + 1/40 = 4.2785, against 3 and one meeting, 3.5: by hand, four
    meetings, 2.0833, are less than a declaration."""
    meetings = [evidence(line=it, day=TODAY) for it in range(40)]
    (many,) = standings(meetings, today=TODAY)
    assert many.score == pytest.approx(42_785, abs=20)
    (four,) = standings(meetings[:4], today=TODAY)
    assert four.score == 10_000 + 5_000 + 3_333 + 2_500


def test_words_of_notes_are_added_up_before_they_are_damped() -> None:
    """By hand: three whole notes of 0.5 count for log2(1 + 3) = 2 of them, in equal
    parts: 2/3 each of its weight."""
    notes = [evidence(kind=EvidenceKind.NOTE, line=it) for it in range(3)]
    (found,) = standings(notes, today=TODAY)
    assert [it.points for it in found.parts] == [3_333] * 3
    (one,) = standings(notes[:1], today=TODAY)
    assert one.score == 5_000


def test_words_do_not_push_firm_evidence_down() -> None:
    """A meeting of half the weight of a note still counts whole: 0.25 + 0.5."""
    found = [evidence(match=0.25), evidence(kind=EvidenceKind.NOTE, line=2)]
    (both,) = standings(found, today=TODAY)
    assert [(it.points, it.rank) for it in both.parts] == [(5_000, 1), (2_500, 1)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*KIND_WEIGHTS][:-1]),
            st.floats(0, 1),
            st.integers(0, 2_000),
        ),
        min_size=1,
    ),
    st.floats(0, 1),
)
def test_parts_of_any_evidence_add_up(
    drawn: list[tuple[EvidenceKind, float, int]], closeness: float
) -> None:
    found = [
        evidence(kind=kind, line=line, match=match, day=TODAY - timedelta(days=ago))
        for line, (kind, match, ago) in enumerate(drawn)
    ]
    for it in standings(found, today=TODAY):
        near = it.closer(closeness)
        assert sum(part.points for part in it.parts) == it.score
        assert sum(part.points for part in near.parts) == near.score


def test_one_line_counts_once_by_what_weighs_most() -> None:
    both = [evidence(kind=EvidenceKind.NOTE), evidence(day=TODAY)]
    (found,) = standings(both, today=TODAY)
    assert (found.score, len(found.parts)) == (10_000, 1)


def test_absence_is_no_evidence() -> None:
    assert standings([evidence(role=0.0)], today=TODAY) == []


def test_equals_are_in_the_order_of_their_keys() -> None:
    found = standings([evidence(actor=2), evidence(actor=1)], today=TODAY)
    assert [it.actor for it in found] == [1, 2]


def test_host_of_the_furnished_store(store: Store) -> None:
    """By hand. She declares habitation, which is broader: 3 × 0.7 = 2.1. She hosted
    #1, 21 days ago: 0.5^(21/730) × 1.2 = 1.17631, the second: /2. She chairs Comité
    logement, which has one of the two words: 0.5 × 1.2 = 0.6, the third: /3."""
    furnish(store)
    found = expert(store, "Nadia Tremblay")
    assert [it.points for it in found.reasons] == [21_000, 5_882, 2_000]
    assert found.score == 28_882


def test_organization_that_was_represented_counts_for_a_part(store: Store) -> None:
    """Étienne was there for Solon: 0.3 × 0.98026."""
    furnish(store)
    assert expert(store, "Solon").score == 2_941


def test_parts_add_up_to_the_score(store: Store) -> None:
    furnish(store)
    for it in range(5):
        met(store, "Solon", "Nadia Tremblay", ago=100 * it + 13)
    for found in ask(store, "logement", least=1).experts:
        assert sum(it.points for it in found.reasons) == found.score


# Who is found


def test_evidence_is_the_line_with_its_theme_and_day(store: Store) -> None:
    furnish(store)
    line = next(it for it in expert(store, "Étienne Bélanger").reasons)
    assert (line.number, line.day, line.theme, line.name) == (
        1, date(2026, 11, 3), "logement social", "Rencontre du comité",
    )  # fmt: skip


def test_english_label_finds_the_same_people(store: Store) -> None:
    furnish(store)
    assert who(store, "social housing") == who(store, "logement social")


def test_broader_theme_covers_the_narrower(store: Store) -> None:
    furnish(store)
    met(store, "Solon", theme="logement social")
    met(store, "Solon", theme="logement social", ago=3)
    assert "Solon" in who(store, "habitation")


def test_words_of_a_note_are_evidence_without_a_theme(store: Store) -> None:
    furnish(store)
    met(store, "Solon", theme="", title="Ruelle verte du parc")
    (reason,) = expert(store, "Solon", "ruelle verte").reasons
    assert reason.kind is EvidenceKind.NOTE


def test_one_line_is_too_little_beside_somebody_who_has_two(store: Store) -> None:
    furnish(store)
    found = ask(store, "logement social")
    assert [it.name for it in found.experts] == ["Nadia Tremblay"]
    assert (found.held_back.thin, found.thin) == (2, False)


def test_one_line_is_shown_as_a_trail_when_nobody_has_two(store: Store) -> None:
    furnish(store)
    met(store, "Solon", theme="transport")
    found = ask(store, "transport")
    assert ([it.name for it in found.experts], found.thin) == (["Solon"], True)


def test_theme_without_anybody_gives_nobody(store: Store) -> None:
    furnish(store)
    assert ask(store, "transport").experts == ()


def test_filters_alone_say_nothing_of_what_is_known(store: Store) -> None:
    furnish(store)
    with pytest.raises(EmptyQueryError):
        ask(store, "depuis:2025 type:personne")


def test_theme_that_nothing_has_is_told(store: Store) -> None:
    furnish(store)
    met(store, "Solon", theme="", title="Les transports du quartier")
    found = ask(store, "transport")
    assert (found.themes, found.untold, len(found.experts)) == (("transport",), True, 1)
    assert not ask(store, "logement social").untold


def test_unknown_theme_names_those_near(store: Store) -> None:
    furnish(store)
    assert ask(store, "parc social").near_themes == ("logement social",)


def test_interaction_to_come_is_no_evidence(store: Store) -> None:
    furnish(store)
    met(store, "Solon", theme="transport", ago=-10)
    assert ask(store, "transport").experts == ()


def test_last_contact_is_not_one_to_come(store: Store) -> None:
    furnish(store)
    met(store, "Nadia Tremblay", theme="", ago=-10)
    assert expert(store, "Nadia Tremblay").last == date(2026, 11, 3)


def test_homonyms_stay_apart(store: Store) -> None:
    furnish(store)
    met(store, "@marie-roy", theme="transport")
    met(store, "@marie-roy-2", theme="transport", ago=730)
    met(store, "@marie-roy-2", theme="transport", ago=731)
    found = {it.slug: it.score for it in ask(store, "transport", least=1).experts}
    assert found == {"marie-roy": 10_000, "marie-roy-2": 5_000 + 2_498}


def test_merged_expert_brings_both_histories(store: Store) -> None:
    furnish(store)
    met(store, "@marie-roy", theme="transport")
    met(store, "@marie-roy-2", theme="transport", ago=1)
    merge_actors(store, "marie-roy", "marie-roy-2")
    (found,) = ask(store, "transport").experts
    assert (found.slug, len(found.reasons)) == ("marie-roy", 2)
    undo_operation(store, None)
    assert len(ask(store, "transport", least=1).experts) == 2


def test_merged_expert_keeps_how_they_may_be_asked(store: Store) -> None:
    furnish(store)
    declare(store, "marie-roy-2", Declaration(languages=["fr"], monthly_limit=2))
    merge_actors(store, "marie-roy", "marie-roy-2")
    load = expert_card(store, "marie-roy", lang="fr").load
    assert (load.languages, load.limit) == (("fr",), 2)


# Choosing among them


def test_near_keeps_those_whom_something_ties_there(store: Store) -> None:
    furnish(store)
    found = ask(store, "logement social", near="angus", least=1)
    assert {it.name for it in found.experts} == {"Nadia Tremblay", "Étienne Bélanger"}
    assert found.held_back.elsewhere == 1


def test_near_says_what_ties_them(store: Store) -> None:
    furnish(store)
    nadia = ask(store, "logement social", near="angus").experts[0]
    assert nadia.near == (
        "is of an organization that serves Angus",
        "1 interaction about Angus",
    )


def test_organization_keeps_its_own_people(store: Store) -> None:
    furnish(store)
    assert who(store, "logement social", organization="cdc-rosemont", least=1) == [
        "Nadia Tremblay"
    ]


def test_only_organizations(store: Store) -> None:
    furnish(store)
    assert who(store, "logement social", kind=ORGANIZATION, least=1) == ["Solon"]


def test_type_in_the_words_keeps_a_kind(store: Store) -> None:
    furnish(store)
    assert who(store, "logement social type:organisme", least=1) == ["Solon"]


def test_excluded_word_takes_its_lines_away(store: Store) -> None:
    furnish(store)
    met(store, "Solon Nord", theme="transport", title="Train de nuit")
    met(store, "Solon", theme="transport", title="Piste")
    assert who(store, "transport -train", least=1) == ["Solon"]


def test_period_in_the_words_keeps_its_lines(store: Store) -> None:
    furnish(store)
    met(store, "Solon", theme="transport", ago=400)
    met(store, "Solon Nord", theme="transport")
    assert who(store, "transport depuis:2026", least=1) == ["Solon Nord"]


def test_theme_filter_alone_is_a_question(store: Store) -> None:
    furnish(store)
    assert "Étienne Bélanger" in who(store, "theme:habitation", least=1)


def test_available_leaves_out_who_is_at_the_limit(store: Store) -> None:
    furnish(store)
    met(store, "Solon Nord", "Nadia Tremblay", theme="", title="Café", ago=20)
    declare(store, "nadia-tremblay", Declaration(monthly_limit=1))
    found = ask(store, "logement social", available=True, least=1)
    assert "Nadia Tremblay" not in [it.name for it in found.experts]
    assert found.held_back.busy == 1


def test_load_says_how_often_and_the_limit(store: Store) -> None:
    """Once in the 30 days before the 24th: she hosted #1, so nobody asked her there."""
    furnish(store)
    met(store, "Solon Nord", "Nadia Tremblay", theme="", title="Café", ago=20)
    declare(store, "nadia-tremblay", Declaration(monthly_limit=3))
    load = expert(store, "Nadia Tremblay").load
    assert (load.lately, load.limit, load.over) == (1, 3, False)


def test_language_is_asked_for(store: Store) -> None:
    furnish(store)
    declare(store, "nadia-tremblay", Declaration(languages=["français", "en"]))
    assert who(store, "logement social", language="fr") == ["Nadia Tremblay"]


# Introductions


def test_introduction_goes_through_what_was_shared(store: Store) -> None:
    furnish(store)
    met(store, "Solon Nord", "Étienne Bélanger", theme="", title="Café")
    found = ask(store, "logement social", asker="solon-nord")
    assert found.experts[0].way is not None
    assert [(it.name, it.layer, it.number) for it in found.experts[0].way] == [
        ("Étienne Bélanger", "copresence", 4),
        ("Nadia Tremblay", "copresence", 1),
    ]


def test_role_introduces_before_meetings(store: Store) -> None:
    furnish(store)
    (step,) = ask(store, "logement social", asker="cdc-rosemont").experts[0].way or ()
    assert (step.name, step.layer, step.through) == (
        "Nadia Tremblay", "affiliation", "Coordination",
    )  # fmt: skip


def test_whom_the_asker_knows_comes_first_of_equals(store: Store) -> None:
    """Equal evidence, and one interaction with the asker: half of 0.25 more."""
    furnish(store)
    for name in ("Ana", "Zoé", "Demandeur"):
        add(store, name, ActorKind.PERSON)
    met(store, "Ana", theme="transport")
    met(store, "Zoé", theme="transport")
    met(store, "Zoé", "Demandeur", theme="", title="Café")
    known, other = ask(store, "transport", asker="demandeur").experts
    assert (known.name, other.name) == ("Zoé", "Ana")
    (line, close) = known.reasons
    assert close.kind is EvidenceKind.PROXIMITY
    assert (close.match, close.points) == (0.5, round(line.points * 0.125))
    assert known.score == line.points + close.points
    assert ask(store, "transport").experts[0].name == "Ana"


def test_closeness_is_said_in_words(store: Store, run: Run) -> None:
    furnish(store)
    answer = run(
        "expert", "find", "logement social", "--from", "cdc-rosemont", "--explain",
        at=store.address,
    )  # fmt: skip
    assert "close to the one who asks" in answer.out
    assert "= the sum of the others × 0.250 × closeness" in answer.out


def test_words_say_less_of_those_who_are_everywhere(store: Store) -> None:
    """Two alone in a line with the words, one of them in eight other lines: by hand,
    √(10/11) and √(10/19) of 0.5."""
    add(store, "Ici", ActorKind.PERSON)
    add(store, "Partout", ActorKind.PERSON)
    for name in ("Ici", "Partout"):
        met(store, name, theme="", title="Ruelle verte")
    for number in range(8):
        met(store, "Partout", theme="", title=f"Autre chose {number}")
    found = ask(store, "ruelle verte").experts
    weights = {it.name: it.reasons[0].role_weight for it in found}
    assert weights == pytest.approx({"Ici": 0.953463, "Partout": 0.725476}, abs=1e-6)


def test_who_asks_needs_no_introduction_to_themselves(store: Store) -> None:
    furnish(store)
    assert ask(store, "logement social", asker="nadia-tremblay").experts[0].way == ()


def test_nothing_leads_to_a_stranger(store: Store) -> None:
    furnish(store)
    add(store, "Étranger")
    assert ask(store, "logement social", asker="etranger").experts[0].way is None


# What is never told


@pytest.fixture
def secret(store: Store) -> Store:
    """Zoé, whom nobody may be shown, knows transport and links Solon to the CDC."""
    furnish(store)
    add(store, "Zoé Interdite", PERSON)
    declare(store, "zoe-interdite", Declaration(themes=["transport"]))
    for ago in (1, 2):
        met(store, "Zoé Interdite", "Solon Nord", theme="", ago=ago)
        met(store, "Zoé Interdite", "Nadia Tremblay", theme="transport", ago=ago)
    show_to(store, "Zoé Interdite", Diffusion.FORBIDDEN)
    return store


def test_forbidden_person_is_no_expert_and_not_counted(secret: Store) -> None:
    found = ask(secret, "transport")
    assert [it.name for it in found.experts] == ["Nadia Tremblay"]
    assert found.held_back.private is None


def test_one_word_of_a_forbidden_name_is_masked_in_evidence(secret: Store) -> None:
    hidden = "Interdite"
    met(secret, "Solon", title=f"Appel avec Mme {hidden}")
    titles = [it.name for it in expert(secret, "Solon").reasons]
    assert "Appel avec Mme […]" in titles


def test_forbidden_person_introduces_nobody(secret: Store) -> None:
    (nadia,) = ask(secret, "transport", asker="solon-nord").experts
    assert nadia.way is None


def test_forbidden_person_is_on_no_page(secret: Store, run: Run) -> None:
    for line in (
        ("expert", "find", "transport", "--from", "solon-nord", "--explain"),
        ("expert", "find", "transport", "--format", "json"),
        ("expert", "gaps"),
        ("theme", "show", "transport"),
        ("find", "transport"),
    ):
        answer = run(*line, at=secret.address)
        assert (answer.code, "Interdite" in answer.out + answer.err) == (0, False)


def test_forbidden_person_is_not_counted_in_the_list_of_themes(
    secret: Store, run: Run
) -> None:
    listed = json.loads(run("theme", "list", "--format", "json", at=secret.address).out)
    assert {it["slug"]: it["actors"] for it in listed}["transport"] == 0


def test_card_of_a_forbidden_person_is_refused(secret: Store) -> None:
    with pytest.raises(HiddenActorError):
        expert_card(secret, "zoe-interdite", lang="fr")


def test_people_held_back_are_counted_from_five_on(store: Store) -> None:
    furnish(store)
    for number in range(5):
        name = f"Personne Cachée-{number}{'abcde'[number]}"
        add(store, name, PERSON)
        met(store, name, theme="transport")
        show_to(store, name, Diffusion.FORBIDDEN)
        private = ask(store, "transport").held_back.private
        assert private == (5 if number == 4 else None)


def test_public_is_shown_no_title(store: Store) -> None:
    furnish(store)
    show_to(store, "Étienne Bélanger", Diffusion.PUBLIC)
    (found,) = ask(store, "logement social", shown_to=Diffusion.PUBLIC).experts
    assert {it.name for it in found.reasons} == {""}


def test_public_is_not_told_how_often_an_expert_is_asked(store: Store) -> None:
    furnish(store)
    declare(store, "nadia-tremblay", Declaration(monthly_limit=2, note="Le matin"))
    show_to(store, "Nadia Tremblay", Diffusion.PUBLIC)
    (found,) = ask(store, "logement social", shown_to=Diffusion.PUBLIC).experts
    assert (found.load.lately, found.load.note, found.last) == (0, "", None)


def test_way_of_asking_is_for_the_team(store: Store) -> None:
    furnish(store)
    declare(store, "nadia-tremblay", Declaration(note="Le matin"))
    show_to(store, "Nadia Tremblay", Diffusion.GROUP)
    found = ask(store, "logement social", shown_to=Diffusion.GROUP).experts
    assert found[0].load.note == ""


# Both databases


def test_same_question_gives_the_same_answer_on_both_databases(
    new_sqlite: NewStore, new_postgresql: NewStore
) -> None:
    answers = []
    for new in (new_sqlite, new_postgresql):
        with new() as address:
            store = open_store(address)
            furnish(store)
            for it in range(4):
                met(store, "Solon", "Solon Nord", theme="transport", ago=40 * it)
            answers.append(
                [
                    ask(store, text, asker="solon-nord", least=1)
                    for text in ("logement", "transport", "social housing", "comité")
                ]
            )
            store.dispose()
    assert answers[0] == answers[1]


# Declaring


def test_declaration_is_kept_and_undone(store: Store) -> None:
    furnish(store)
    declare(store, "solon", Declaration(themes=["transport"], source="Site de Solon"))
    (known,) = expert_card(store, "solon", lang="fr").declared
    assert (known.theme, known.source) == ("transport", "Site de Solon")
    undo_operation(store, None)
    assert expert_card(store, "solon", lang="fr").declared == ()


def test_declaration_made_twice_is_brought_up_to_date(store: Store) -> None:
    furnish(store)
    declare(store, "solon", Declaration(themes=["transport"]))
    declare(store, "solon", Declaration(themes=["transport"], since=date(2024, 1, 1)))
    (known,) = expert_card(store, "solon", lang="fr").declared
    assert known.since == date(2024, 1, 1)


def test_declaration_is_taken_back(store: Store) -> None:
    furnish(store)
    withdraw(store, "nadia-tremblay", "habitation")
    assert expert_card(store, "nadia-tremblay", lang="fr").declared == ()


def test_card_gives_each_theme_its_score(store: Store) -> None:
    """The declaration of habitation, 3; hosting #1 on logement social, 1.17631."""
    furnish(store)
    known = expert_card(store, "nadia-tremblay", lang="fr").known
    assert [(it.theme, it.score) for it in known] == [
        ("habitation", 30_000),
        ("logement social", 11_763),
    ]


def test_declared_experts_are_listed_by_theme(store: Store) -> None:
    furnish(store)
    declare(store, "solon", Declaration(themes=["transport"], monthly_limit=2))
    found = list_experts(store, lang="fr")
    assert [(it.slug, it.themes, it.limit) for it in found] == [
        ("nadia-tremblay", ("habitation",), None),
        ("solon", ("transport",), 2),
    ]
    assert [it.slug for it in list_experts(store, lang="fr", theme="transport")] == [
        "solon"
    ]


def test_list_of_experts_leaves_out_who_may_not_be_asked(store: Store) -> None:
    furnish(store)
    met(store, "Solon Nord", "Nadia Tremblay", theme="", title="Café", ago=20)
    declare(store, "nadia-tremblay", Declaration(monthly_limit=1))
    assert list_experts(store, lang="fr", available=True) == []


def test_list_of_experts_names_no_hidden_person(secret: Store) -> None:
    assert [it.slug for it in list_experts(secret, lang="fr")] == ["nadia-tremblay"]


# Gaps


def test_theme_of_the_log_without_an_expert_is_a_gap(store: Store) -> None:
    furnish(store)
    met(store, "Solon", theme="transport")
    assert [it.theme for it in gaps(store, lang="fr").themes] == ["transport"]


def test_expert_who_does_not_serve_the_territory_leaves_a_gap(store: Store) -> None:
    """#1 is about logement social in Angus; Nadia declares the broader theme, and
    serves no territory herself."""
    furnish(store)
    assert [(it.theme, it.place) for it in gaps(store, lang="fr").places] == [
        ("logement social", "Angus")
    ]


def test_need_without_anybody_who_could_answer_is_a_gap(store: Store) -> None:
    furnish(store)
    add_need(store, "Qui dépanne le vélo ?", changes=NeedChanges(themes=["transport"]))
    add_need(
        store, "Qui loge ?", changes=NeedChanges(themes=["logement-social"])
    )  # Nadia declares the broader theme.
    could = NeedChanges(themes=["transport"], experts={"solon": ""})
    add_need(store, "Qui livre ?", changes=could)
    (need,) = gaps(store, lang="fr").needs
    assert (need.number, need.question, need.themes) == (
        1, "Qui dépanne le vélo ?", ("transport",),
    )  # fmt: skip


def test_need_that_only_a_hidden_person_could_answer_is_a_gap(store: Store) -> None:
    furnish(store)
    add(store, "Zoé Interdite", PERSON)
    could = NeedChanges(themes=["transport"], experts={"zoe-interdite": ""})
    add_need(store, "Demander à Zoé Interdite ?", changes=could)
    show_to(store, "Zoé Interdite", Diffusion.FORBIDDEN)
    assert [it.question for it in gaps(store, lang="fr").needs] == ["Demander à […] ?"]


def test_need_they_could_answer_is_evidence(store: Store) -> None:
    """Asked 730 days ago: 1 × 0.5; answered today: 1 × 1.5."""
    furnish(store)
    asked = TODAY - timedelta(days=730)
    could = NeedChanges(themes=["transport"], experts={"solon": ""}, asked_on=asked)
    add_need(store, "Qui livre ?", changes=could)
    (reason,) = expert(store, "Solon", "transport").reasons
    assert (reason.kind, reason.number, reason.points) == (EvidenceKind.NEED, 1, 5_000)
    close_need(store, "1", answer="Une coop")
    (reason,) = expert(store, "Solon", "transport").reasons
    assert (reason.points, reason.role) == (15_000, "answered")


def test_product_made_for_a_need_is_evidence(store: Store) -> None:
    furnish(store)
    could = NeedChanges(themes=["transport"], experts={"solon": ""})
    add_need(store, "Qui livre ?", changes=could)
    add_product(
        store, "Carte", kind=ProductKind.MAP, changes=ProductChanges(needs=["1"])
    )
    (reason,) = expert(store, "Solon", "transport").reasons
    assert reason.points == 15_000


def test_expert_never_seen_is_told(store: Store) -> None:
    furnish(store)
    declare(store, "solon-nord", Declaration(themes=["transport"]))
    assert [it.slug for it in gaps(store, lang="fr").never] == ["solon-nord"]


def test_organization_whose_people_speak_for_it_was_seen(store: Store) -> None:
    furnish(store)
    add(store, "Coop Zénith", ORGANIZATION)
    declare(store, "coop-zenith", Declaration(themes=["transport"]))
    _met_for(store, "Solon Nord", "coop-zenith", ago=3)
    assert gaps(store, lang="fr").never == ()


def test_organization_was_seen_where_its_seat_was_held(store: Store) -> None:
    furnish(store)
    add(store, "Coop Zénith", ORGANIZATION)
    declare(store, "coop-zenith", Declaration(themes=["transport"]))
    _seat_for(store, "nadia-tremblay", "coop-zenith", ago=5, since=TODAY)
    assert [it.slug for it in gaps(store, lang="fr").never] == ["coop-zenith"]
    _seat_for(store, "marie-roy", "coop-zenith", ago=5, since=date(2020, 1, 1))
    assert gaps(store, lang="fr").never == ()


def _met_for(store: Store, who: str, home: str, *, ago: int) -> None:
    held_on = TODAY - timedelta(days=ago)
    with store.working("test") as work:
        line = Interaction(
            kind=InteractionKind.MEETING, title="Rencontre", held_on=held_on,
            precision=Precision.DAY, added_at=datetime.now(UTC),
        )  # fmt: skip
        line.participations.append(
            Participation(
                actor=actor_named(work.session, who),
                role=Role.PARTICIPANT,
                on_behalf_of=actor_named(work.session, home),
            )
        )
        work.session.add(line)


def _seat_for(store: Store, who: str, home: str, *, ago: int, since: date) -> None:
    """Hold a meeting of a committee where somebody has a seat in the name of another."""
    with store.working("test") as work:
        session = work.session
        committee = Committee(
            slug=f"comite-{who}", name=f"Comité {who}", name_key=f"comite {who}",
            kind=CommitteeKind.WORKING,
        )  # fmt: skip
        member = actor_named(session, who)
        seat = Membership(
            actor=member, committee=committee, role=CommitteeRole.MEMBER, since=since,
            on_behalf_of=actor_named(session, home),
        )  # fmt: skip
        line = Interaction(
            kind=InteractionKind.MEETING, title="Comité", committee=committee,
            held_on=TODAY - timedelta(days=ago), precision=Precision.DAY,
            added_at=datetime.now(UTC),
        )  # fmt: skip
        line.participations.append(Participation(actor=member, role=Role.PARTICIPANT))
        session.add_all([seat, line])


def test_expert_over_the_limit_is_told(store: Store) -> None:
    furnish(store)
    met(store, "Solon Nord", "Nadia Tremblay", theme="", title="Café", ago=20)
    declare(store, "nadia-tremblay", Declaration(monthly_limit=1))
    assert [it.slug for it in gaps(store, lang="fr").over] == ["nadia-tremblay"]


# The commands


def test_command_prints_terms_that_add_up(store: Store, run: Run) -> None:
    furnish(store)
    asked = ("expert", "find", "logement social", "--explain", "--limit", "0")
    out = run(*asked, at=store.address).out
    terms = [float(it.split(" = ")[0]) for it in out.splitlines() if " ÷ " in it]
    total = next(it for it in out.splitlines() if "Sum:" in it)
    assert sum(round(it * 10_000) for it in terms) == round(
        float(total.split(":")[1]) * 10_000
    )


def test_command_shows_the_terms_that_make_most_of_a_score(
    sqlite_store: Store, run: Run
) -> None:
    """Ten meetings of today: by hand, 1 + 1/2 + … + 1/10 = 2.929; the first five,
    2.2833, are 78 %, and no more than five are shown; the other five are 22.0 %."""
    add_theme(sqlite_store, "transport", "transport", changes=ThemeChanges())
    for name in ("Ana", "Béa"):
        add(sqlite_store, name, ActorKind.PERSON)
    for number in range(10):
        met(sqlite_store, "Ana", "Béa", theme="transport", title=f"Rencontre {number}")
    out = run("expert", "find", "transport", "--explain", at=sqlite_store.address).out
    first = out.split("2. ")[0]
    assert "made of: 100.0% theme of an interaction (10 lines)" in first
    assert first.count(" ÷ ") == 5
    assert "… and 5 other lines of evidence (0.6457; 22.0%)" in first


def test_command_says_by_what_one_is_above_the_next(
    sqlite_store: Store, run: Run
) -> None:
    """By hand: a declaration counts for 3, then a meeting 1/2; the other has 1."""
    add_theme(sqlite_store, "transport", "transport", changes=ThemeChanges())
    for name in ("Ana", "Béa"):
        add(sqlite_store, name, ActorKind.PERSON)
    met(sqlite_store, "Ana", "Béa", theme="transport", title="Rencontre")
    declare(sqlite_store, "ana", Declaration(themes=("transport",)))
    asked = ("expert", "find", "transport", "--explain", "--least", "1")
    out = run(*asked, at=sqlite_store.address).out
    assert (
        "above Béa by 2.5000: declared expertise +3.0000, theme of an interaction "
        "−0.5000" in out
    )


def test_command_speaks_french(store: Store, run: Run) -> None:
    furnish(store)
    out = run(
        "expert", "chercher", "logement social", "--de", "solon", at=store.address,
        lang="fr",
    ).out  # fmt: skip
    assert "Nadia Tremblay (personne, nadia-tremblay) — cote 2,8882" in out
    assert "présentation" in out


def test_command_declares_in_french(store: Store, run: Run) -> None:
    furnish(store)
    answer = run(
        "expert", "declarer", "solon", "transport", "--niveau", "confirmé", "--parle",
        "français", "--limite-mensuelle", "2", lang="fr", at=store.address,
    )  # fmt: skip
    assert (answer.code, "Déclaré" in answer.err) == (0, True)


def test_negative_limit_is_refused(store: Store, run: Run) -> None:
    furnish(store)
    answer = run(
        "expert", "declare", "solon", "--monthly-limit", "-2", at=store.address
    )
    assert answer.code == 2


def test_json_gives_every_term(store: Store, run: Run) -> None:
    furnish(store)
    out = json.loads(
        run("expert", "find", "habitation", "--format", "json", at=store.address).out
    )
    first = out["experts"][0]
    assert first["score"] == sum(it["points"] for it in first["reasons"])


def test_archived_actor_is_no_expert(store: Store) -> None:
    furnish(store)
    with store.working("archive") as work:
        for actor in work.session.query(Actor).filter(Actor.slug == "nadia-tremblay"):
            actor.archived_on = TODAY
    assert "Nadia Tremblay" not in who(store, "logement social", least=1)


def test_old_period_is_searched_whole(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = sqlite_store
    furnish(store)
    for year, name in ((2015, "Ana"), (2016, "Ana"), (2024, "Luc"), (2025, "Luc")):
        entry = Entry(
            title="Rencontre", held_on=date(year, 5, 4), themes=["habitation"],
            participants=[(name, Role.PARTICIPANT)], create=PERSON,
        )  # fmt: skip
        log_interaction(store, entry)
    monkeypatch.setattr("reseau.store.search.expert_rows.MOST_LINES", 2)
    assert "Ana" in who(store, "habitation since:2015 until:2017")


def test_old_period_is_searched_among_frequent_words(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reseau.store.search.searching.MOST_POSTINGS", 2)
    furnish(store)
    met(store, "Solon", theme="", title="Serre solaire", ago=900)
    for ago in (3, 2, 1):
        met(store, "Nadia Tremblay", theme="", title="Serre solaire", ago=ago)
    assert who(store, "serre until:2025", least=1) == ["Solon"]


def test_most_relevant_lines_are_those_of_the_period(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reseau.usecases.experts.expert_lines._WORDED", 1)
    furnish(store)
    met(store, "Solon", theme="", title="Serre et jardin de quartier", ago=900)
    met(store, "Nadia Tremblay", theme="", title="Serre", ago=1)
    assert who(store, "serre until:2025", least=1) == ["Solon"]
