"""Imports: what is planned is done, once, and undone whole; all names are invented."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from reseau.domain.vocabulary import ActorKind
from reseau.errors import ReseauError
from reseau.store.models import (
    Actor,
    Affiliation,
    Collaboration,
    Interaction,
    Membership,
)
from reseau.store.place.address import Address
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actors import ActorChanges
from reseau.usecases.actors.people import NewRole, add_person
from reseau.usecases.exchanging.importing import (
    ImportReport,
    OtherKindError,
    known_profiles,
    read_sources,
    run_import,
)
from reseau.usecases.log.memory import redo_operation, undo_operation
from tests.contents import PERSON, add, operations, rows_of
from tests.records import furnish, furnish_at
from tests.support import Run

LOG = """\
Date;Titre;Organisme;Participants;Absents;Thèmes;Quartier;Numéro
2026-01-12;Table logement;CDC du Parc;Tremblay, Ève;Luc Roy;logement social;;1
2026-02-03;Appel de suivi;;Ève Tremblay; ;logement social;;2
2026-03-09;Visite;CDC du Parc;Ève Tremblay; Noé Hill;;;3
"""
NAMESAKES = """
name = "namesakes"
kind = "interactions"
[date]
column = "Date"
[[participants]]
column = "Qui"
split = ";"
pattern = '^(?P<person>[^()]+)\\((?P<organization>[^()]+)\\)$'
identity = "name+organization"
"""

Take = Callable[..., ImportReport]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Give what writes texts to files and imports them: ``take(store, LOG)``."""

    def importing(
        store: Store, *texts: str, profile: str = "interactions", **more: Any
    ) -> ImportReport:
        kind = more.pop("kind", profile)
        if "\n" in profile:
            file = tmp_path / "profile.toml"
            file.write_text(profile, "utf-8")
            profile = str(file)
        files = []
        for number, text in enumerate(texts):
            file = tmp_path / f"file-{number}.csv"
            file.write_text(text, "utf-8")
            files.append(str(file))
        return run_import(
            store, read_sources(files, profile=profile, kind=kind), **more
        )

    return importing


def names(store: Store) -> list[str]:
    return [str(it["name"]) for it in rows_of(store)["actor"]]


def reasons(report: ImportReport) -> list[str]:
    return [f"{it.row}: {it.error}" for it in report.problems]


# One plan, one operation


def test_plan_is_what_is_done(store: Store, take: Take) -> None:
    plan = take(store, LOG, dry_run=True).as_json()
    done = take(store, LOG).as_json()
    for it in (plan, done):
        del it["dry_run"], it["operation"]
    assert plan == done


def test_plan_writes_nothing(store: Store, take: Take) -> None:
    before = rows_of(store)
    take(store, LOG, dry_run=True)
    assert (rows_of(store), operations(store)) == (before, 0)


def test_import_gives_the_same_figures_on_both_databases(
    store: Store, take: Take
) -> None:
    """Counted by hand in LOG: 3 meetings, 1 organization, 3 people, 1 theme."""
    done = take(store, LOG).as_json()
    assert done["new"] == {"count": 3, "rows": {"file-0.csv": [2, 3, 4]}}
    assert done["actors_added"] == [
        "cdc-du-parc",
        "eve-tremblay",
        "luc-roy",
        "noe-hill",
    ]
    assert done["themes_added"] == ["logement social"]
    content = rows_of(store)
    assert {name: len(rows) for name, rows in content.items() if rows} == {
        "actor": 4,
        "import_source": 1,
        "interaction": 3,
        "interaction_theme": 2,
        "participation": 7,
        "theme": 1,
        "theme_label": 1,
    }


def test_import_is_one_operation(sqlite_store: Store, take: Take) -> None:
    done = take(sqlite_store, LOG)
    assert (done.operation, operations(sqlite_store)) == (1, 1)


def test_second_import_changes_nothing(store: Store, take: Take) -> None:
    take(store, LOG)
    before = rows_of(store)
    again = take(store, LOG)
    assert (len(again.created), len(again.changed), len(again.known)) == (0, 0, 3)
    assert (again.operation, operations(store)) == (None, 1)
    assert rows_of(store) == before


def test_undo_takes_the_whole_import_back_and_redo_restores_it(
    store: Store, take: Take
) -> None:
    add(store, "CDC du Parc")
    before = rows_of(store)
    take(store, LOG)
    after = rows_of(store)
    undo_operation(store, None)
    assert rows_of(store) == before
    redo_operation(store)
    assert rows_of(store) == after


def test_undone_import_can_be_done_again(sqlite_store: Store, take: Take) -> None:
    take(sqlite_store, LOG)
    undo_operation(sqlite_store, None)
    assert len(take(sqlite_store, LOG).created) == 3


def test_file_that_grew_adds_what_is_new(sqlite_store: Store, take: Take) -> None:
    take(sqlite_store, LOG)
    longer = LOG + "2026-04-01;Bilan;CDC du Parc;;;;;4\n"
    done = take(sqlite_store, longer)
    assert (len(done.created), len(done.known)) == (1, 3)


def test_two_files_that_overlap_count_each_line_once(
    sqlite_store: Store, take: Take
) -> None:
    done = take(sqlite_store, LOG, LOG)
    assert (len(done.created), len(done.known)) == (3, 3)


def test_profile_of_another_kind_is_refused(sqlite_store: Store, take: Take) -> None:
    with pytest.raises(OtherKindError):
        take(sqlite_store, LOG, profile="interactions", kind="ties")


def test_shipped_profiles_load() -> None:
    assert {it.name for it in known_profiles()} >= {
        "actors",
        "interactions",
        "memberships",
        "ties",
    }


# Who is who


def test_name_written_either_way_round_is_one_person(
    sqlite_store: Store, take: Take
) -> None:
    take(sqlite_store, "Date;Participants\n2026-01-12;Wheeler, Ted; Ted Wheeler\n")
    take(sqlite_store, 'Date;Participants\n2026-02-12;"Wheeler, Ted"\n')
    assert names(sqlite_store) == ["Ted Wheeler"]


def test_name_with_other_accents_and_case_is_one_person(
    sqlite_store: Store, take: Take
) -> None:
    take(sqlite_store, "Date;Participants\n2026-01-12;Ève Tremblay\n")
    take(sqlite_store, "Date;Participants\n2026-01-13;EVE TREMBLAY\n")
    assert names(sqlite_store) == ["Ève Tremblay"]


def test_alias_in_the_store_is_recognized(sqlite_store: Store, take: Take) -> None:
    furnish(sqlite_store)
    done = take(sqlite_store, "Date;Organisme\n2026-01-12;CDCR\n")
    assert (done.linked, done.added_actors) == (1, [])


def test_person_is_never_taken_for_an_organization(
    sqlite_store: Store, take: Take
) -> None:
    add(sqlite_store, "Solon", PERSON)
    take(sqlite_store, "Date;Organisme\n2026-01-12;Solon\n")
    kinds = [it["kind"] for it in rows_of(sqlite_store)["actor"]]
    assert kinds == ["person", "organization"]


def test_homonyms_are_refused_with_what_to_write(
    sqlite_store: Store, take: Take
) -> None:
    furnish(sqlite_store)
    done = take(sqlite_store, "Date;Participants\n2026-01-12;Marie Roy\n")
    assert done.blocked
    assert "“Marie Roy” = “@marie-roy”" in reasons(done)[0]


def test_alias_of_the_profile_tells_homonyms_apart(
    sqlite_store: Store, take: Take
) -> None:
    furnish(sqlite_store)
    before = len(rows_of(sqlite_store)["actor"])
    profile = f'{NAMESAKES}\n[aliases]\n"Marie Roy" = "@marie-roy-2"\n'
    take(
        sqlite_store,
        "Date;Qui\n2026-01-12;Marie Roy\n",
        profile=profile,
        kind="interactions",
    )
    content = rows_of(sqlite_store)
    assert len(content["actor"]) == before
    assert content["participation"][-1]["actor_key"] == 7


def test_alias_to_nobody_is_refused(sqlite_store: Store, take: Take) -> None:
    profile = f'{NAMESAKES}\n[aliases]\n"Marie Roy" = "@personne"\n'
    done = take(
        sqlite_store,
        "Date;Qui\n2026-01-12;Marie Roy\n",
        profile=profile,
        kind="interactions",
    )
    assert "“@personne”" in reasons(done)[0]


def test_two_people_of_one_name_are_kept_apart_by_their_organizations(
    store: Store, take: Take
) -> None:
    text = (
        "Date;Qui\n"
        "2026-01-12;Marie Roy (CDC)\n"
        "2026-01-13;Marie Roy (Solon)\n"
        "2026-01-14;Marie Roy (CDC)\n"
    )
    take(store, text, profile=NAMESAKES, kind="interactions")
    people = [it for it in rows_of(store)["actor"] if it["kind"] == "person"]
    assert [(it["name"], it["apart"]) for it in people] == [
        ("Marie Roy", "CDC"),
        ("Marie Roy", "Solon"),
    ]
    again = take(store, text, profile=NAMESAKES, kind="interactions")
    assert again.operation is None


def test_unknown_territory_is_refused_with_its_row(
    sqlite_store: Store, take: Take
) -> None:
    furnish(sqlite_store)
    text = "Date;Organisme;Quartier\n2026-01-12;Solon;Angus\n2026-01-13;Solon;Atlantis"
    done = take(sqlite_store, text)
    assert reasons(done)[0].startswith("3: No territory is known as “Atlantis”")


def test_refused_row_adds_nobody(sqlite_store: Store, take: Take) -> None:
    text = "Date;Organisme;Quartier\n2026-01-12;Solon;\n2026-01-13;Inconnu;Atlantis\n"
    take(sqlite_store, text, partial=True)
    assert names(sqlite_store) == ["Solon"]


def test_file_of_refused_rows_makes_no_operation(
    sqlite_store: Store, take: Take
) -> None:
    text = "Date;Organisme;Quartier\n2026-01-13;Inconnu;Atlantis\n"
    take(sqlite_store, text, partial=True)
    assert (names(sqlite_store), operations(sqlite_store)) == ([], 0)


# Repeats


REPEATED = "Date;Titre\n2026-01-12;Appel\n2026-01-12;Appel\n2026-01-13;Appel\n"


@pytest.mark.parametrize(("repeats", "lines"), [("keep", 3), ("drop", 2)])
def test_repeated_lines_are_kept_or_dropped(
    sqlite_store: Store, take: Take, repeats: str, lines: int
) -> None:
    profile = f"""
name = "calls"
kind = "interactions"
[file]
repeats = "{repeats}"
[date]
column = "Date"
[columns]
title = "Titre"
"""
    done = take(sqlite_store, REPEATED, profile=profile, kind="interactions")
    assert (done.sources.repeats, len(done.created)) == (1, lines)
    again = take(sqlite_store, REPEATED, profile=profile, kind="interactions")
    assert (len(again.known), again.operation) == (lines, None)


# Rows that changed


def test_row_of_a_known_number_that_differs_is_changed(
    store: Store, take: Take
) -> None:
    take(store, LOG)
    done = take(store, LOG.replace("Appel de suivi", "Appel de rappel"))
    assert (len(done.created), len(done.changed), len(done.known)) == (0, 1, 2)
    with store.reading() as session:
        titles = session.scalars(select(Interaction.title).order_by(Interaction.key))
        assert list(titles) == ["Table logement", "Appel de rappel", "Visite"]


def test_changed_row_is_undone(store: Store, take: Take) -> None:
    take(store, LOG)
    before = rows_of(store)
    take(
        store,
        LOG.replace("CDC du Parc;Tremblay, Ève", "Solon;Ève Tremblay").replace(
            "logement social;;1", "transport;;1"
        ),
    )
    after = rows_of(store)
    assert after != before
    undo_operation(store, None)
    assert rows_of(store) == before
    redo_operation(store)
    assert rows_of(store) == after


def test_participants_that_stay_keep_their_rows(
    sqlite_store: Store, take: Take
) -> None:
    take(sqlite_store, LOG)
    before = rows_of(sqlite_store)["participation"]
    take(sqlite_store, LOG.replace("Ève Tremblay; Noé Hill", "Ève Tremblay; Ana Bell"))
    after = rows_of(sqlite_store)["participation"]
    assert [it for it in before if it in after] == before[:-1]


# Problems


BAD = "Date;Titre;Organisme\n2026-01-12;Bon;CDC\n2026-02-31;Mauvais;Solon\n"


def test_file_with_a_wrong_row_writes_nothing(store: Store, take: Take) -> None:
    before = rows_of(store)
    done = take(store, BAD)
    assert (done.blocked, done.operation) == (True, None)
    assert (rows_of(store), operations(store)) == (before, 0)


def test_partial_import_takes_the_good_rows(store: Store, take: Take) -> None:
    done = take(store, BAD, partial=True)
    assert (len(done.created), len(done.problems)) == (1, 1)
    assert [it["title"] for it in rows_of(store)["interaction"]] == ["Bon"]


def test_refused_file_does_not_stop_the_others(sqlite_store: Store, take: Take) -> None:
    done = take(sqlite_store, "", LOG, partial=True)
    assert len(done.sources.refused) == 1
    assert len(done.created) == 3


def test_refused_file_blocks_an_import_that_is_not_partial(
    sqlite_store: Store, take: Take
) -> None:
    assert take(sqlite_store, "", LOG).blocked
    assert operations(sqlite_store) == 0


# Seats, actors, ties


SEATS = """\
Nom;Prénom;Comité;Sorte de comité;Rôle;Depuis;Jusqu'au;Organisme
Tremblay;Ève;Comité logement;comité de travail;présidente;2025-09-01;;CDC du Parc
Roy;Luc;Comité logement;;membre;2025-09-01;;
"""


def test_seats_are_imported(store: Store, take: Take) -> None:
    take(store, SEATS, profile="memberships")
    with store.reading() as session:
        found = [
            (it.actor.name, it.committee.name, it.role.value, it.since,
             it.on_behalf_of and it.on_behalf_of.name)
            for it in session.scalars(select(Membership).order_by(Membership.key))
        ]  # fmt: skip
        assert found == [
            ("Ève Tremblay", "Comité logement", "chair", date(2025, 9, 1), "CDC du Parc"),
            ("Luc Roy", "Comité logement", "member", date(2025, 9, 1), None),
        ]  # fmt: skip


PEOPLE = """\
Nom;Prénom;Sorte;Courriel;Organisme;Fonction;Quartier;Thèmes;Sigle;Statut;Notes
Tremblay;Ève;personne;eve@example.org;CDC du Parc;Coordonnatrice;Angus;habitation;;;
CDC du Parc;;organisme;;;;Rosemont;;CDCP;actif;Voisine
"""
TIES = """\
Source;Sorte de source;Cible;Sorte de cible;Type;Force;Thème;Depuis;Selon;Preuve
CDC du Parc;organisme;Solon;organisme;collaboration;3;habitation;2025-01-01;;Entente
Ève Tremblay;personne;CDC du Parc;organisme;affiliation;;;2024-09-01;;
Solon;organisme;CDC du Parc;organisme;influence;2;habitation;2026-01-01;Ève Tremblay;
"""


@pytest.mark.parametrize(
    ("profile", "text", "lines"),
    [("memberships", SEATS, 2), ("actors", PEOPLE, 2), ("ties", TIES, 3)],
    ids=["seats", "actors", "ties"],
)
def test_other_imports_change_nothing_twice_and_are_undone(
    store: Store, take: Take, profile: str, text: str, lines: int
) -> None:
    furnish(store)
    before = rows_of(store)
    done = take(store, text, profile=profile)
    assert (reasons(done), len(done.created + done.changed)) == ([], lines)
    after = rows_of(store)
    again = take(store, text, profile=profile)
    assert (len(again.known), again.operation) == (lines, None)
    undo_operation(store, None)
    assert rows_of(store) == before
    redo_operation(store)
    assert rows_of(store) == after


def test_actor_is_imported_with_what_is_said_of_it(
    sqlite_store: Store, take: Take
) -> None:
    furnish(sqlite_store)
    take(sqlite_store, PEOPLE, profile="actors")
    with sqlite_store.reading() as session:
        eve = session.scalars(select(Actor).where(Actor.slug == "eve-tremblay")).one()
        assert (eve.given_name, eve.family_name) == ("Ève", "Tremblay")
        assert [it.value for it in eve.contacts] == ["eve@example.org"]
        assert [it.theme.slug for it in eve.expertises] == ["habitation"]
        assert [it.territory.slug for it in eve.territories] == ["angus"]
        cdc = session.scalars(select(Actor).where(Actor.slug == "cdc-du-parc")).one()
        assert cdc.kind is ActorKind.ORGANIZATION
        assert [it.name for it in cdc.aliases] == ["CDCP"]
        assert [it.status.value for it in cdc.partnerships] == ["active"]
        assert cdc.notes == "Voisine"


def test_actor_that_gained_something_is_changed(
    sqlite_store: Store, take: Take
) -> None:
    furnish(sqlite_store)
    take(sqlite_store, PEOPLE, profile="actors")
    more = PEOPLE.replace("eve@example.org", "eve@example.org,e.t@example.org")
    done = take(sqlite_store, more, profile="actors")
    assert (len(done.changed), len(done.known)) == (1, 1)


def _two_marie(store: Store) -> None:
    """Add one of Solon, and one of the CDC, told apart by it."""
    for apart, home in (("", "Solon"), ("CDC", "CDC du Parc")):
        role = NewRole(home, create=True)
        add_person(store, "Marie Roy", changes=ActorChanges(), apart=apart, role=role)


def test_namesake_of_two_known_people_is_the_one_with_a_role_there(
    store: Store, take: Take
) -> None:
    _two_marie(store)
    text = (
        "Nom;Sorte;Organisme;Courriel\nMarie Roy;personne;CDC du Parc;m@roy.example\n"
    )
    take(store, text, profile="actors")
    [field] = rows_of(store)["contact_field"]
    [there] = [it for it in rows_of(store)["actor"] if it["slug"] == "marie-roy-2"]
    assert field["actor_key"] == there["key"]


@pytest.mark.parametrize("home", ["Bouffe-Action", "Solon 2", ""])
def test_namesake_of_two_known_people_is_never_guessed(
    sqlite_store: Store, take: Take, home: str
) -> None:
    _two_marie(sqlite_store)
    before = rows_of(sqlite_store)
    text = f"Nom;Sorte;Organisme\nMarie Roy;personne;{home}\n"
    done = take(sqlite_store, text, profile="actors")
    assert "marie-roy, marie-roy-2, and the organization" in reasons(done)[0]
    assert rows_of(sqlite_store) == before


def test_organization_of_itself_has_no_role_there(
    sqlite_store: Store, take: Take
) -> None:
    take(sqlite_store, "Nom;Sorte;Organisme\nSolon;organisme;Solon", profile="actors")
    assert rows_of(sqlite_store)["affiliation"] == []


def test_actor_of_an_unknown_territory_is_not_added(
    sqlite_store: Store, take: Take
) -> None:
    text = "Nom;Sorte;Quartier\nSolon;organisme;Atlantis\n"
    take(sqlite_store, text, profile="actors", partial=True)
    assert names(sqlite_store) == []


def test_tie_to_oneself_is_refused(sqlite_store: Store, take: Take) -> None:
    text = "Source;Sorte de source;Cible;Sorte de cible\nA1;organisme;A1;organisme\n"
    assert take(sqlite_store, text, profile="ties").blocked


def test_influence_without_a_strength_adds_nobody(
    sqlite_store: Store, take: Take
) -> None:
    text = "Source;Cible;Type\nÈve Un;Luc Deux;influence\n"
    done = take(sqlite_store, text, profile="ties", partial=True)
    assert len(done.problems) == 1
    assert names(sqlite_store) == []


A_TIE = "Source;Cible;Type;Force;Depuis\nÈve Un;Luc Deux;collaboration;3;2025-02-01\n"
SAID_AGAIN = {  # the other way round: strength and first day, and what comes of it
    "the same": ("3;2025-02-01", (3, date(2025, 2, 1)), "known"),
    "no more than that they collaborate": (";", (3, date(2025, 2, 1)), "known"),
    "that it is stronger": ("4;2025-02-01", (4, date(2025, 2, 1)), "changed"),
}


@pytest.mark.parametrize("name", SAID_AGAIN)
def test_collaboration_is_recognized_the_other_way_round(
    store: Store, take: Take, name: str
) -> None:
    rest, expected, what = SAID_AGAIN[name]
    text = A_TIE.splitlines()[0] + f"\nLuc Deux;Ève Un;collaboration;{rest}\n"
    take(store, A_TIE, profile="ties")
    done = take(store, text, profile="ties")
    assert (reasons(done), len(getattr(done, what))) == ([], 1)
    with store.reading() as session:
        (tie,) = session.scalars(select(Collaboration))
        assert (tie.strength, tie.since) == expected


def test_collaboration_since_another_day_is_refused_with_its_number(
    store: Store, take: Take
) -> None:
    take(store, A_TIE, profile="ties")
    text = A_TIE.splitlines()[0] + "\nLuc Deux;Ève Un;collaboration;;2026-02-01\n"
    done = take(store, text, profile="ties")
    assert ["number 1" in it or "numéro 1" in it for it in reasons(done)] == [True]


def test_affiliation_without_kinds_is_of_a_person_in_an_organization(
    sqlite_store: Store, take: Take
) -> None:
    take(sqlite_store, "Source;Cible;Type\nÈve Un;CDC;affiliation\n", profile="ties")
    with sqlite_store.reading() as session:
        (it,) = session.scalars(select(Affiliation))
        kinds = it.person.kind, it.organization.kind
        assert kinds == (ActorKind.PERSON, ActorKind.ORGANIZATION)


def test_affiliation_of_two_organizations_is_refused_and_adds_nobody(
    sqlite_store: Store, take: Take
) -> None:
    text = (
        "Source;Sorte de source;Cible;Sorte de cible;Type\n"
        "CDC du Parc;organisme;Solon;organisme;affiliation\n"
    )
    done = take(sqlite_store, text, profile="ties", partial=True)
    assert len(done.problems) == 1
    assert names(sqlite_store) == []


def test_affiliation_written_from_the_organization_is_the_persons(
    sqlite_store: Store, take: Take
) -> None:
    text = (
        "Source;Sorte de source;Cible;Sorte de cible;Type\n"
        "CDC du Parc;organisme;Ève Un;personne;appartenance\n"
    )
    assert not take(sqlite_store, text, profile="ties").problems
    with sqlite_store.reading() as session:
        (it,) = session.scalars(select(Affiliation))
        assert (it.person.name, it.organization.name) == ("Ève Un", "CDC du Parc")


# The command


def put(folder: Path, text: str, name: str = "log.csv") -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def refuse(run: Run, address: Address, *typed: str, lang: str = "en") -> str:
    """Run an import that must fail as a usage error and write nothing."""
    before = rows_of(open_store(address))
    answer = run("import", *typed, at=address, lang=lang)
    assert answer.code == 2, answer
    assert "Traceback" not in answer.err
    store = open_store(address)
    assert (rows_of(store), operations(store)) == (before, 0)
    return answer.err


def test_import_without_a_terminal_says_to_add_yes(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    said = refuse(run, sqlite_address, "interactions", put(tmp_path, LOG))
    assert "add --yes" in said


def test_import_is_done_with_yes(run: Run, address: Address, tmp_path: Path) -> None:
    done = run("import", "interactions", put(tmp_path, LOG), "--yes", at=address)
    assert (done.code, "Imported." in done.out) == (0, True)
    assert "To undo: reseau undo 1" in done.err


def test_second_import_says_that_nothing_changes(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    typed = ("import", "interactions", put(tmp_path, LOG), "--yes")
    run(*typed, at=sqlite_address)
    assert "0 changes" in run(*typed, at=sqlite_address).out


def test_plan_is_shown_by_a_dry_run(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    typed = ("import", "interactions", put(tmp_path, LOG), "--dry-run")
    assert "Dry run: nothing was written." in run(*typed, at=sqlite_address).err
    assert operations(open_store(sqlite_address)) == 0


FAULTS = {
    "impossible date": "Date;Titre\n2026-02-31;Bilan\n",
    "missing column": "Jour;Titre\n2026-02-01;Bilan\n",
    "ambiguous order of dates": "Date;Titre\n03/04/2026;Bilan\n05/06/2026;Suivi\n",
    "empty file": "",
    "too many cells": "Date;Titre\n2026-02-01;Bilan;en;trop\n",
}
SAID = {
    "impossible date": "2026-02-31",
    "missing column": "Date",
    "ambiguous order of dates": "03/04/2026",
    "empty file": "log.csv",
    "too many cells": "en",
}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_file_is_refused_and_nothing_is_written(
    run: Run, sqlite_address: Address, tmp_path: Path, fault: str, lang: str
) -> None:
    file = put(tmp_path, FAULTS[fault])
    said = refuse(run, sqlite_address, "interactions", file, "--yes", lang=lang)
    assert SAID[fault] in said


def test_file_with_nothing_but_a_header_changes_nothing(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    typed = ("import", "interactions", put(tmp_path, "Date;Titre\n"), "--yes")
    assert run(*typed, at=sqlite_address).code == 0
    assert operations(open_store(sqlite_address)) == 0


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_folder_is_refused(
    run: Run, sqlite_address: Address, tmp_path: Path, lang: str
) -> None:
    refuse(run, sqlite_address, "interactions", str(tmp_path), "--yes", lang=lang)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_profile_with_an_unknown_key_is_refused(
    run: Run, sqlite_address: Address, tmp_path: Path, lang: str
) -> None:
    profile = put(
        tmp_path,
        'name = "x"\nkind = "interactions"\nclums = 1\n[date]\ncolumn = "Date"\n',
        "profile.toml",
    )
    said = refuse(
        run, sqlite_address, "interactions", put(tmp_path, LOG),
        "--profile", profile, "--yes", lang=lang,
    )  # fmt: skip
    assert "clums" in said


def test_profile_that_is_not_there_is_refused(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    typed = ("import", "interactions", put(tmp_path, LOG), "--profile", "nothing")
    refused = run(*typed, "--yes", at=sqlite_address)
    assert (refused.code, "There is no profile nothing" in refused.err) == (4, True)


def test_missing_file_is_refused(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    file = str(tmp_path / "nowhere.csv")
    assert "nowhere.csv" in refuse(run, sqlite_address, "interactions", file, "--yes")


def test_partial_import_reports_the_rest(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    typed = ("import", "interactions", put(tmp_path, BAD), "--yes", "--partial")
    done = run(*typed, at=sqlite_address)
    assert done.code == 0
    assert "log.csv:3" in done.err


def test_actor_whose_record_changes_is_named(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    furnish_at(sqlite_address)
    text = "Nom;Sorte;Courriel\nNadia Tremblay;personne;n@example.org\n"
    typed = ("import", "actors", put(tmp_path, text), "--dry-run", "--profile")
    done = run(*typed, "actors", at=sqlite_address)
    assert "1 (Nadia Tremblay – log.csv:2)" in done.out


def test_stated_order_of_dates_settles_an_ambiguous_file(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    file = put(tmp_path, FAULTS["ambiguous order of dates"])
    typed = ("import", "interactions", file, "--yes", "--date-order", "dmy")
    assert run(*typed, at=sqlite_address).code == 0
    held = [it["held_on"] for it in rows_of(open_store(sqlite_address))["interaction"]]
    assert held == ["2026-04-03", "2026-06-05"]


def test_star_is_expanded_where_the_shell_does_not(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    put(tmp_path, LOG, "a.csv")
    put(tmp_path, "Date;Titre\n2026-05-01;Bilan\n", "b.csv")
    typed = ("import", "interactions", str(tmp_path / "*.csv"), "--yes")
    assert run(*typed, at=sqlite_address).code == 0
    assert len(rows_of(open_store(sqlite_address))["interaction"]) == 4


def test_import_answers_to_its_french_names(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    typed = ("importer", "interactions", put(tmp_path, LOG), "--oui")
    assert run(*typed, at=sqlite_address, lang="fr").code == 0


def test_errors_of_an_import_are_our_own() -> None:
    assert issubclass(OtherKindError, ReseauError)
