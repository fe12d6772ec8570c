"""Typed names are linked when sure, asked about when unsure, and never guessed.

The names and the right answers of tests/data/names were written by hand.
"""

from itertools import count, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.domain.acronyms import shorthand
from reseau.domain.alignment import (
    BEGINNING,
    MISTYPED,
    Agreement,
    Reason,
    agreement,
)
from reseau.domain.cleaning import cleaned
from reseau.domain.name_index import Entry, How, Index, index_of
from reseau.domain.name_units import INITIAL, form
from reseau.domain.ranking import ranked
from reseau.domain.resolution import (
    NEAR_FROM,
    SHOWN,
    Ask,
    Resolution,
    Resolved,
    Unknown,
    near,
    resolve,
)
from reseau.domain.vocabulary import ActorKind
from tests.name_cases import Query, known_names, queries, verdict

PERSON, ORGANIZATION = ActorKind.PERSON, ActorKind.ORGANIZATION
QUERIES = queries()
ONE_RIGHT = [query for query in QUERIES if query.right]


@pytest.fixture(scope="module")
def crowd() -> Index:
    return index_of(known_names())


@pytest.fixture(scope="module")
def verdicts(crowd: Index) -> dict[Query, str]:
    slugs = {it.key: it.slug for it in crowd.entries}
    return {it: verdict(it, resolve(crowd, it.typed), slugs=slugs) for it in QUERIES}


def people(*names: str) -> Index:
    return index_of(
        Entry(key, f"p-{key}", name, PERSON) for key, name in enumerate(names, 1)
    )


def organizations(*names: str) -> Index:
    return index_of(
        Entry(key, f"o-{key}", name, ORGANIZATION) for key, name in enumerate(names, 1)
    )


def shown(answer: Resolution) -> list[str]:
    assert isinstance(answer, Ask)
    return [it.entry.name for it in answer.candidates]


def words(text: str, kind: ActorKind) -> str:
    """Write the words of a name, its particles in parentheses."""
    return " ".join(
        word.text if word.weight else f"({word.text})"
        for word in cleaned(text, kind).words
    )


def agreed(typed: str, known: str, kind: ActorKind = PERSON) -> Agreement:
    return agreement(form(cleaned(typed, kind)), form(cleaned(known, kind)))


# The whole set


def test_at_least_120_queries_are_asked_of_3000_names(crowd: Index) -> None:
    assert len(QUERIES) >= 120
    assert len(crowd.entries) == 3000


def test_no_query_is_linked_to_a_wrong_actor(verdicts: dict[Query, str]) -> None:
    assert [it for it, word in verdicts.items() if word == "WRONG LINK"] == []


def test_at_least_85_percent_of_answerable_queries_are_linked_alone(
    verdicts: dict[Query, str],
) -> None:
    linked = [query for query in ONE_RIGHT if verdicts[query] == "linked"]
    assert len(linked) >= 0.85 * len(ONE_RIGHT)


def test_right_actors_are_shown_whenever_somebody_is_asked(
    verdicts: dict[Query, str],
) -> None:
    failures = {"MISSED", "ASKED WITHOUT"}
    assert [it for it, word in verdicts.items() if word in failures] == []


def test_shortlist_changes_no_answer(crowd: Index) -> None:
    for query in QUERIES:
        of_all = resolve(crowd, query.typed, everyone=True)
        assert resolve(crowd, query.typed) == of_all, query


def test_somebody_not_known_yet_is_rarely_linked_to_another_one() -> None:
    """Take a tenth of the names out, and ask for them: each link is a wrong one.

    The names written by hand are full of homonyms, so only the others are taken out.
    """
    known = known_names()
    strangers = known[110::10]
    index = index_of(it for it in known if it not in set(strangers))
    answers = [resolve(index, it.name) for it in strangers]
    wrong = [it for it in answers if isinstance(it, Resolved)]
    assert len(wrong) <= 0.01 * len(strangers)


# Cleaning


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cœur-Joly, Mme Zoé", "zoe coeur joly"),
        ("M. Marc St-Pierre", "marc saint pierre"),
        ("Dre Fatoumata Kébé", "fatoumata kebe"),
        ("M. E. Roy", "m e roy"),
        ("Me Saint-Pierre", "saint pierre"),
        ("ME Saint-Pierre", "me saint pierre"),
        ("Chantal D’Amours", "chantal (d) amours"),
        ("D. Amours", "d amours"),
        ("Paul van der Elst", "paul (van) (der) elst"),
        ("Minh Le", "minh le"),
        ("Van Nguyen", "van nguyen"),
        ("J.-F. Lécuyer", "j f lecuyer"),
        ("J.F. Lécuyer", "jf lecuyer"),
        ("Rui Costa", "rui costa"),
        ("Mme", "mme"),
        ("", ""),
    ],
)
def test_persons_name_is_cleaned(text: str, expected: str) -> None:
    assert words(text, PERSON) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assoc. vélo Mtl", "association velo montreal"),
        ("MDJ Ste-Odile", "maison (des) jeunes sainte odile"),
        (
            "C.D.C. de l'Anse",
            "corporation (de) developpement communautaire (de) (l) anse",
        ),
        ("Coalition du fleuve (CDF)", "coalition (du) fleuve"),
        ("CDF - Coalition du fleuve", "coalition (du) fleuve"),
        ("(CDF)", "cdf"),
        ("Comité logement inc.", "comite logement"),
        ("!!!", ""),
    ],
)
def test_organizations_name_is_cleaned(text: str, expected: str) -> None:
    assert words(text, ORGANIZATION) == expected


def test_words_of_a_known_acronym_weigh_one_word_together() -> None:
    name = cleaned("Maison des jeunes Odile", ORGANIZATION)
    assert [word.weight for word in name.words] == [0.5, 0, 0.5, 1]


def test_acronyms_can_be_replaced() -> None:
    table = shorthand({"MDJ": "Marais de Joubert"})
    name = cleaned("MDJ", ORGANIZATION, table=table)
    assert name.weighty == ("marais", "joubert")


def test_page_pasted_by_mistake_is_cut_but_still_told_apart() -> None:
    one, other = (cleaned("mot " * 5000 + end, ORGANIZATION) for end in ("a", "b"))
    assert len(one.words) == 40
    assert one.key != other.key


# Alignment, worked by hand


def test_same_words_in_another_order_score_1() -> None:
    assert agreed("Lécuyer Jean-François", "Jean-François Lécuyer").score == 1


def test_initial_of_two_words_scores_halfway_to_an_initial() -> None:
    found = agreed("J Lécuyer", "Julie Lécuyer")
    assert found.score == pytest.approx((INITIAL + 1) / 2)
    assert found.reasons == (Reason.SAME, Reason.INITIAL)


def test_two_initials_typed_as_one_word_are_initials() -> None:
    found = agreed("jf lecuyer", "Jean-François Lécuyer")
    assert found.score == pytest.approx((INITIAL + 1) / 2)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Paul Vanderelst", "Paul van der Elst"),
        ("paul vander elst", "Paul van der Elst"),
        ("Chantal Damours", "Chantal D'Amours"),
        ("Julie L'Écuyer", "Julie Lécuyer"),
        ("Saintpierre Luc", "Luc St-Pierre"),
    ],
)
def test_words_run_together_are_the_same_words(typed: str, known: str) -> None:
    assert agreed(typed, known).score == 1


def test_mistyped_word_scores_by_its_likeness() -> None:
    # Tremblai for Tremblay: one letter of eight.
    found = agreed("Julie Tremblai", "Julie Tremblay")
    assert found.score == pytest.approx((1 + MISTYPED * 7 / 8) / 2)
    assert Reason.MISTYPED in found.reasons


def test_swapped_letters_are_one_error() -> None:
    assert agreed("Tremblya", "Tremblay").score == pytest.approx(MISTYPED * 7 / 8)


def test_other_first_letter_is_not_a_typing_error() -> None:
    assert agreed("Dremblay", "Tremblay").score == 0


def test_figures_are_not_mistyped() -> None:
    assert agreed("2040", "2030", ORGANIZATION).score == 0


def test_beginning_of_an_organizations_word_counts() -> None:
    found = agreed("biblio", "Bibliothèque", ORGANIZATION)
    assert found == Agreement(BEGINNING, (Reason.BEGINNING,))


def test_two_letters_are_no_beginning() -> None:
    assert agreed("bi", "Bibliothèque", ORGANIZATION).score == 0


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Julie Bélanger", "Juliette Bélanger-Lavoie"),
        ("Hélène Roy", "Hélène Royer"),
        ("Marie Tremblay", "Marie Tremblay-Gagnon"),
        ("Louis Roy (Rivemont)", "Louis Roy (Belleplaine)"),
    ],
)
def test_part_of_a_person_is_capped_at_85(typed: str, known: str) -> None:
    assert agreed(typed, known).score <= 0.85


def test_other_acronym_in_parentheses_is_capped_at_85() -> None:
    found = agreed("Aide au quai (AQ)", "Aide au quai (AAQ)", ORGANIZATION)
    assert found.score == pytest.approx(0.85)


def test_words_left_over_cost_a_little() -> None:
    # One word of three is left over: a third of 0.25.
    found = agreed("Comité Anse", "Comité citoyen Anse", ORGANIZATION)
    assert found.score == pytest.approx(1 - 0.25 / 3)
    assert found.reasons == (Reason.SAME, Reason.MISSING)


def test_typed_word_that_matches_nothing_costs_its_share() -> None:
    found = agreed("Comité citoyen Anse", "Comité Anse", ORGANIZATION)
    assert found.score == pytest.approx(2 / 3)
    assert found.reasons == (Reason.SAME, Reason.EXTRA)


def test_nothing_agrees_with_a_name_without_letters() -> None:
    assert agreed("!!!", "Julie") == Agreement(0, ())


# The policy


def test_number_and_code_come_first() -> None:
    index = people("Zoé Roy", "Luc Roy")
    assert resolve(index, "#2") == Resolved(2, How.HANDLE)
    assert resolve(index, "@p-1") == Resolved(1, How.HANDLE)
    assert resolve(index, "p-1") == Resolved(1, How.HANDLE)


def test_unknown_code_is_not_read_as_a_name() -> None:
    assert isinstance(resolve(people("Zoé Roy"), "@zoe-roy"), Unknown)


def test_code_of_another_kind_is_not_meant() -> None:
    assert resolve(people("Zoé Roy"), "@p-1", kind=ORGANIZATION) == Unknown(())


def test_bare_code_that_is_also_another_ones_name_is_asked_about() -> None:
    index = index_of(
        [
            Entry(1, "tandem", "Tandem de l'Anse", ORGANIZATION),
            Entry(2, "tandem-2", "tandem", ORGANIZATION),
        ]
    )
    assert shown(resolve(index, "tandem")) == ["tandem", "Tandem de l'Anse"]
    assert resolve(index, "@tandem") == Resolved(1, How.HANDLE)


def test_alias_is_as_good_as_a_name() -> None:
    index = index_of([Entry(7, "fx", "Xavier Roy", PERSON, ("Le Grand",))])
    assert resolve(index, "le grand") == Resolved(7, How.ALIAS)


def test_alias_of_one_that_names_another_is_asked_about() -> None:
    index = index_of(
        [
            Entry(1, "a", "Zoé Roy", PERSON, ("Zoé Le Blanc",)),
            Entry(2, "b", "Zoé Leblanc", PERSON),
        ]
    )
    assert shown(resolve(index, "Zoé Leblanc")) == ["Zoé Leblanc", "Zoé Roy"]


def test_acronym_inside_another_name_is_asked_about() -> None:
    index = organizations("Ateliers du lac (ADL)", "ADL Nord")
    assert shown(resolve(index, "ADL")) == ["ADL Nord", "Ateliers du lac (ADL)"]


def test_acronym_of_four_initials_is_linked_and_of_three_asked_about() -> None:
    index = organizations("Bureau citoyen de Rivemont-Nord", "Comité vert Odile")
    assert resolve(index, "BCRN") == Resolved(1, How.ACRONYM)
    assert shown(resolve(index, "CVO")) == ["Comité vert Odile"]


def test_person_has_no_acronym() -> None:
    assert isinstance(resolve(people("Anne Betty Carla Diaz"), "abcd"), Unknown)


def test_homonyms_are_asked_about_and_say_so() -> None:
    answer = resolve(people("Julie L'Écuyer", "Julie Lécuyer", "Luc Roy"), "J. Lecuyer")
    assert sorted(shown(answer)) == ["Julie L'Écuyer", "Julie Lécuyer"]
    answer = resolve(
        people("Julie L'Écuyer", "Julie Lécuyer", "Luc Roy"), "julie lecuyer"
    )
    assert isinstance(answer, Ask)
    assert all(Reason.HOMONYM in it.reasons for it in answer.candidates)


def test_all_homonyms_are_shown_however_many() -> None:
    index = people(*["Marie Tremblay"] * (SHOWN + 3))
    assert len(shown(resolve(index, "Marie Tremblay"))) == SHOWN + 3


def test_merged_actor_leads_to_the_one_it_became() -> None:
    index = index_of(
        [
            Entry(1, "zoe-roy", "Zoé Roy", PERSON),
            Entry(1, "zoe-roi", "Zoé Roi", PERSON),
        ]
    )
    for typed in ("Zoé Roi", "Zoé Roy", "zoe-roi", "Roy, Zoé"):
        answer = resolve(index, typed)
        assert isinstance(answer, Resolved)
        assert answer.key == 1


def test_name_either_way_round_of_two_people_is_asked_about() -> None:
    index = people("Pierre Martin", "Martin Pierre")
    assert len(shown(resolve(index, "Pierre Martin"))) == 2


def test_kind_narrows_the_answer() -> None:
    index = index_of(
        [Entry(1, "a", "Tandem", ORGANIZATION), Entry(2, "b", "Tandem", PERSON)]
    )
    assert resolve(index, "Tandem", kind=PERSON) == Resolved(2, How.NAME)
    assert isinstance(resolve(index, "Tandem"), Ask)


def test_word_that_another_name_has_is_not_a_typing_error() -> None:
    alone = people("Jean-Christophe Morinville")
    assert isinstance(resolve(alone, "Jean-Christophe Morenville"), Resolved)
    two = people("Jean-Christophe Morinville", "Zoé Morenville")
    assert isinstance(resolve(two, "Jean-Christophe Morenville"), Ask)


@pytest.mark.parametrize("typed", ["", "   ", "#", "@", "!!!", "#99999999999999999999"])
def test_nothing_typed_is_unknown(typed: str) -> None:
    assert resolve(people("Zoé Roy"), typed) == Unknown(())


def test_creation_is_warned_of_near_names() -> None:
    index = people("Julie Tremblay", "Julien Tremblay", "Luc Roy")
    found = [it.entry.name for it in near(index, "Julie Tremblai", kind=PERSON)]
    assert found == ["Julie Tremblay", "Julien Tremblay"]


def test_creation_is_warned_of_the_same_name() -> None:
    [found] = near(people("Julie Tremblay", "Luc Roy"), "tremblay, julie")
    assert (found.entry.key, found.score) == (1, 1.0)


def test_creation_of_a_new_name_is_not_warned_of() -> None:
    assert near(people("Julie Tremblay", "Luc Roy"), "Zoé Désormiers") == ()


# Laws

SYLLABLES = ["ma", "rie", "de", "la", "st", "jean", "roy", "é", "van", "o", "lu", "cie"]
GLUE = ["", " ", "-", "'", " "]
NAMES = st.lists(
    st.tuples(st.sampled_from(SYLLABLES), st.sampled_from(GLUE)),
    min_size=1,
    max_size=5,
).map(lambda parts: "".join(it for part in parts for it in part))
KINDS = st.sampled_from(list(ActorKind))
ENTRIES = st.lists(
    st.builds(
        Entry,
        key=st.integers(1, 30),
        slug=st.integers(1, 99).map("code-{}".format),
        name=NAMES,
        kind=KINDS,
        aliases=st.lists(NAMES, max_size=1).map(tuple),
    ),
    max_size=8,
    unique_by=(lambda it: it.key, lambda it: it.slug),
)


@given(st.lists(st.tuples(NAMES, KINDS), min_size=1, max_size=8))
def test_stored_name_that_no_other_shares_is_linked(
    stored: list[tuple[str, ActorKind]],
) -> None:
    numbers = count(1)
    known = [Entry(key := next(numbers), f"code-{key}", *it) for it in stored]
    index = index_of(known)
    keys = {it.key: cleaned(it.name, it.kind).keys for it in known}
    for it in known:
        typed = {cleaned(it.name, kind).key for kind in ActorKind}
        if all(typed.isdisjoint(keys[other]) for other in keys if other != it.key):
            answer = resolve(index, it.name)
            assert isinstance(answer, Resolved)
            assert answer.key == it.key


@given(ENTRIES.flatmap(lambda it: st.tuples(st.just(it), st.permutations(it))), NAMES)
def test_order_of_entries_changes_no_answer(
    orders: tuple[list[Entry], list[Entry]], typed: str
) -> None:
    one, other = (index_of(it) for it in orders)
    assert resolve(one, typed) == resolve(other, typed)
    assert near(one, typed) == near(other, typed)


@given(ENTRIES, NAMES)
def test_shortlist_leaves_nobody_out(known: list[Entry], typed: str) -> None:
    index = index_of(known)
    for least in (0.2, NEAR_FROM):
        of_all = ranked(index, typed, least=least, everyone=True)
        assert ranked(index, typed, least=least) == of_all


@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=30))
@settings(max_examples=200)
def test_any_text_at_all_has_an_answer(names: list[str], typed: str) -> None:
    index = index_of(
        Entry(number, f"code-{number}", name, kind, (name[::-1],))
        for number, (name, kind) in enumerate(product(names, ActorKind))
    )
    for text in (typed, *names):
        resolve(index, text)
        near(index, text)


@given(NAMES, NAMES, KINDS)
def test_score_is_between_0_and_1(one: str, other: str, kind: ActorKind) -> None:
    assert 0 <= agreed(one, other, kind).score <= 1 + 1e-9
