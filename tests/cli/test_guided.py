"""``reseau log`` with nothing typed, on a terminal: the answers are typed by a pipe."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from reseau.cli.log import lines
from reseau.cli.log.completers import ActorCompleter
from reseau.store.place import drafts
from reseau.store.place.address import Address
from reseau.store.session import open_store
from reseau.usecases.log.suggestions import suggestions
from tests.contents import operations, rows_of
from tests.records import furnish
from tests.support import Answer, Run

CTRL_C, CTRL_D, CTRL_U = "\x03", "\x04", "\x15"
Typed = Callable[..., Answer]


@pytest.fixture
def at(sqlite_address: Address) -> Address:
    store = open_store(sqlite_address)
    furnish(store)
    store.dispose()
    return sqlite_address


@pytest.fixture
def typed(run: Run, at: Address, monkeypatch: pytest.MonkeyPatch) -> Iterator[Typed]:
    """Give what answers the questions of ``reseau log``, one text each."""
    monkeypatch.setattr(lines, "somebody_answers", lambda: True)
    with create_pipe_input() as pipe, create_app_session(pipe, DummyOutput()):

        def go(
            *answers: str, lang: str = "en", options: tuple[str, ...] = ()
        ) -> Answer:
            pipe.send_text(
                "".join(it if it in {CTRL_C, CTRL_D} else f"{it}\r" for it in answers)
            )
            return run("log", *options, lang=lang, at=at)

        yield go


def logged(at: Address) -> list[dict[str, Any]]:
    store = open_store(at)
    found = [dict(it) for it in rows_of(store)["interaction"][3:]]
    store.dispose()
    return found


def present(at: Address) -> Sequence[object]:
    store = open_store(at)
    found = [
        it["actor_key"]
        for it in rows_of(store)["participation"]
        if it["interaction_key"] == 4
    ]
    store.dispose()
    return found


# Date, title, kind, committee; the title is that of a meeting of the housing committee.
BEGINNING = ("hier 14h", "Rencontre du comité", "", "")
# Nothing more after the participants: themes, promise, notes, yes, no other one.
END = ("", "", "", "", "", "n")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_answers_become_an_interaction(typed: Typed, at: Address, lang: str) -> None:
    done = typed("hier 14h", "Rencontre du comité", "", "", "etienne belanger", "",
                 "logement", "", "Envoyer la carte", "vendredi", "Belle salle", "", "n",
                 lang=lang)  # fmt: skip
    [line] = logged(at)
    assert (done.code, line["title"], line["starts_at"], line["notes"]) == (
        0,
        "Rencontre du comité",
        "2026-11-23T19:00:00+00:00",
        "Belle salle",
    )


def test_screen_speaks_french(typed: Typed) -> None:
    done = typed(*BEGINNING, "solon", *END, lang="fr")
    assert "→ Solon (solon)" in done.err
    assert "titre\N{NO-BREAK SPACE}: Rencontre du comité" in done.err
    assert "Pour annuler\N{NO-BREAK SPACE}: reseau annuler 2" in done.err


def test_promise_has_its_deadline(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, "solon", "", "", "Rappeler", "vendredi", "", "", "n")
    promise = rows_of(open_store(at))["follow_up"][-1]
    assert (promise["what"], promise["due_on"]) == ("Rappeler", "2026-11-27")


def test_similar_title_proposes_its_committee(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, "solon", *END)
    [like, *_others] = rows_of(open_store(at))["interaction"]
    assert logged(at)[0]["committee_key"] == like["committee_key"]


def test_plus_adds_the_members_of_the_committee(typed: Typed, at: Address) -> None:
    done = typed(*BEGINNING, "+", *END)
    assert "+ adds: Nadia Tremblay" in done.err
    assert present(at) == [4]


def test_plus_adds_the_actors_of_last_time_without_a_committee(
    typed: Typed, at: Address
) -> None:
    typed("", "Appels de mars", "", "", "+", *END)
    assert (present(at), logged(at)[0]["kind"]) == ([4], "call")


def test_plus_adds_the_themes_of_last_time(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, "+", "", "+", "", "", "", "", "n")
    assert rows_of(open_store(at))["interaction_theme"][-1]["theme_key"] == 2


def test_absence_is_noted_after_an_equals_sign(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, "solon=absent", *END)
    assert rows_of(open_store(at))["participation"][-1]["role"] == "absent"


def test_new_actor_is_added_once_its_kind_is_said(typed: Typed, at: Address) -> None:
    done = typed(*BEGINNING, "Arpent", "o", *END)
    assert (done.code, "Arpent: new organization, arpent" in done.err) == (0, True)


def test_name_nobody_has_can_be_typed_again(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, "Zzyzx", "", "solon", *END)
    assert present(at) == [2]


def test_stepping_back_asks_the_question_before(typed: Typed, at: Address) -> None:
    typed("", "Mauvais titre", "<", "Suivi", "call", "", "solon", *END)
    [line] = logged(at)
    assert (line["title"], line["kind"]) == ("Suivi", "call")


def test_stepping_back_takes_the_last_participant_off(
    typed: Typed, at: Address
) -> None:
    typed(*BEGINNING, "solon", "Nadia Tremblay", "<", *END)
    assert present(at) == [2]


def test_stepping_back_from_the_deadline_asks_the_promise_again(
    typed: Typed, at: Address
) -> None:
    typed(*BEGINNING, "solon", "", "", "Appeler", "<", "Écrire", "", "", "", "n")
    assert rows_of(open_store(at))["follow_up"][-1]["what"] == "Écrire"


def test_dash_empties_what_is_proposed(typed: Typed, at: Address) -> None:
    typed("", "Rencontre du comité", "", "-", "solon", *END)
    assert logged(at)[0]["committee_key"] is None


def test_wrong_answer_can_be_corrected(typed: Typed, at: Address) -> None:
    typed(
        "mardi 4 novembre 2026", f"{CTRL_U}2026-11-03", "Suivi", "", "", "solon", *END
    )
    assert logged(at)[0]["held_on"] == "2026-11-03"


def test_same_actor_is_not_taken_twice(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, "cdcr", "CDC Rosemont", CTRL_U, *END[1:])
    assert present(at) == [1]


def test_day_to_come_is_asked_about(typed: Typed, at: Address) -> None:
    done = typed("2026-12-01", "y", "Suivi", "", "", "solon", *END)
    assert (done.code, logged(at)[0]["held_on"]) == (0, "2026-12-01")


def test_day_of_the_entry_before_is_proposed(typed: Typed, at: Address) -> None:
    typed("2026-11-02", "Un", "", "", "solon", *END[:-1], "y",
          "", "Deux", "", "", "solon", *END)  # fmt: skip
    assert [it["held_on"] for it in logged(at)] == ["2026-11-02", "2026-11-02"]


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_stopping_writes_nothing_and_keeps_a_draft(
    typed: Typed, at: Address, key: str
) -> None:
    done = typed(*BEGINNING, "solon", key)
    [draft] = drafts.drafts()
    assert (done.code, logged(at), str(draft.path) in done.err) == (130, [], True)
    assert (draft.form.title, draft.form.date) == (
        "Rencontre du comité",
        "2026-11-23 14:00",
    )


def test_stopping_before_any_answer_keeps_no_draft(typed: Typed) -> None:
    done = typed(CTRL_C)
    assert (done.code, drafts.drafts(), "draft is kept:" in done.err) == (
        130,
        [],
        False,
    )


def test_refusing_at_the_end_keeps_a_draft(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, "solon", "", "", "", "", "n")
    assert (logged(at), len(drafts.drafts())) == ([], 1)


def test_draft_is_taken_up_where_it_was_left(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, CTRL_C)
    typed("y", "solon", *END)
    assert (present(at), drafts.drafts()) == ([2], [])


def test_draft_keeps_those_named_so_far(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, "solon", "Nadia Tremblay", CTRL_C)
    typed("y", *END)
    assert present(at) == [2, 4]


def test_wrong_answer_says_why_under_it(typed: Typed) -> None:
    done = typed(*BEGINNING, "solon", "", "Zzyzx", CTRL_U, *END[1:], lang="fr")
    assert "  Aucun thème n’est connu sous «\N{NO-BREAK SPACE}Zzyzx" in done.err


def test_draft_that_is_not_taken_up_stays(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, CTRL_C)
    typed("n", "", "Suivi", "", "", "solon", *END)
    assert (logged(at)[0]["title"], len(drafts.drafts())) == ("Suivi", 1)


def test_dry_run_keeps_the_draft(typed: Typed, at: Address) -> None:
    done = typed(*BEGINNING, "solon", *END[:-1], options=("--dry-run",))
    assert (done.code, logged(at), len(drafts.drafts())) == (0, [], 1)


def test_refused_entry_can_be_corrected(typed: Typed, at: Address) -> None:
    """Two Marie Roy: nobody is there to choose, so the log refuses the name."""
    done = typed(*BEGINNING, "Marie Roy", "", "", "", "", "",
                 "<", "<", "<", "<", "<", "@marie-roy-2", *END)  # fmt: skip
    assert (done.code, "marie-roy-2" in done.err) == (0, True)
    assert present(at) == [7]


def test_one_operation_is_recorded(typed: Typed, at: Address) -> None:
    typed(*BEGINNING, "solon", *END)
    assert operations(open_store(at)) == 2


def test_status_lists_the_draft(typed: Typed, run: Run, at: Address) -> None:
    typed(*BEGINNING, CTRL_C)
    shown = run("status", at=at).out
    told = json.loads(run("status", "--format", "json", at=at).out)
    assert "Unfinished drafts\n  Rencontre du comité — November 24, 2026, " in shown
    assert [Path(it["path"]).suffix for it in told["drafts"]] == [".json"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("etie", "Étienne Bélanger"),
        ("bel", "Étienne Bélanger"),
        ("cdc ros", "CDC de Rosemont"),
        ("CDCR", "CDC de Rosemont"),
        ("nadia-t", "Nadia Tremblay"),
        ("trembley", "Nadia Tremblay"),
        ("marie", "@marie-roy"),
        ("solon=ab", "absent"),
    ],
)
def test_completion_forgives_accents_hyphens_and_particles(
    at: Address, text: str, first: str
) -> None:
    completer = ActorCompleter(suggestions(open_store(at)), first=())
    found = completer.get_completions(Document(text), CompleteEvent())
    assert next(iter(found)).text == first


def test_nobody_on_a_terminal_is_told_what_to_type(run: Run, at: Address) -> None:
    done = run("log", at=at)
    assert (done.code, "reseau log yesterday" in done.err) == (2, True)
