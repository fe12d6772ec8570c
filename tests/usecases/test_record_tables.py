"""Every record type goes out as a table, is edited or filled, and comes back."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reseau import i18n
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.errors import ReseauError
from reseau.store.place.address import Address
from reseau.store.records.record_rows import RecordBook
from reseau.store.records.record_types import record_kind_names, record_kinds
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.cycle.needs import NeedChanges, add_need, edit_need
from reseau.usecases.exchanging import whole_store
from reseau.usecases.exchanging.exporting_records import (
    LongForExcelError,
    OneTableError,
    UnknownFileEndingError,
    Wanted,
    export_records,
)
from reseau.usecases.exchanging.importing_records import RecordsReport, import_records
from reseau.usecases.exchanging.record_sheets import NoHeadingError, read_sheets
from reseau.usecases.log import memory
from tests import cycles
from tests.contents import add
from tests.records import dump
from tests.support import Run

STORY_DAY = "2026-11-24T15:00:00-05:00"
# What other records than those of the table refer to stays.
KEPT = {"territories", "committees"}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the training store as one file, told once."""
    folder = tmp_path_factory.mktemp("records")
    surroundings = {it: os.environ[it] for it in ("PATH", "HOME") if it in os.environ}
    surroundings |= {"RESEAU_NOW": STORY_DAY, "RESEAU_LANG": "fr"}
    told = ["demo", "--scenario", "quartier", "--out", str(folder / "essai")]
    asked = ["export", "json", str(folder / "story.json")]
    for words in (told, asked):
        subprocess.run(
            [sys.executable, "-m", "reseau", *words], env=surroundings, check=True,
            capture_output=True,
        )  # fmt: skip
        surroundings["RESEAU_DATABASE"] = str(folder / "essai" / "demo.sqlite")
    return folder / "story.json"


@pytest.fixture
def told(store: Store, story: Path) -> Store:
    """Give the training store on each database."""
    with store.working("settings") as work:
        work.session.flush()
    whole_store.import_store(store, str(story))
    return store


def marks(store: Store) -> dict[str, dict[str, str]]:
    """Digest every record of every kind, by what tells it apart."""
    with store.reading() as session:
        book = RecordBook(session, Diffusion.INTERNAL, "en")
        return {
            name: {it.uid: it.mark for it in book.records(kind)}
            for name, kind in record_kinds().items()
        }


def emptied(store: Store) -> None:
    """Take every record away but those that the log refers to."""
    with store.engine.begin() as connection:
        for name, kind in reversed(record_kinds().items()):
            if name in KEPT:
                continue
            for each in kind.fields:
                if each.link is not None:
                    connection.execute(each.link.table.delete())
            connection.execute(kind.table.delete())


def taken_back(store: Store, file: Path, kind: str, **more: Any) -> RecordsReport:
    return import_records(store, read_sheets(file, name=kind), **more)


def reasons(report: RecordsReport) -> list[str]:
    return [str(it.error) for it in report.problems]


def table(tmp_path: Path, *rows: dict[str, str], name: str = "table.csv") -> Path:
    """Write a table by hand, as a coordinator saves it."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, heads, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    file = tmp_path / name
    file.write_text(text.getvalue(), "utf-8-sig")
    return file


def exported(store: Store, tmp_path: Path, kind: str) -> list[dict[str, str]]:
    file = tmp_path / "out.csv"
    export_records(store, file, Wanted(kind))
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))


def added_apart(store: Store, name: str, apart: str) -> None:
    kind = ActorKind.ORGANIZATION
    add_actor(store, name, kind=kind, changes=ActorChanges(), apart=apart)


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_every_kind_comes_back_into_a_store_without_it(
    told: Store, tmp_path: Path, ending: str
) -> None:
    before, file = marks(told), tmp_path / f"all.{ending}"
    export_records(told, file, Wanted("all"))
    emptied(told)
    report = taken_back(told, file, "all")
    assert reasons(report) == []
    assert marks(told) == before
    again = taken_back(told, file, "all")
    assert (again.operation, again.created, again.changed) == (None, [], [])


@pytest.mark.parametrize("field", ["actor", "what"])
@pytest.mark.parametrize("sign", ["\0", "\ud800"])
def test_json_with_half_a_character_is_refused(
    told: Store, tmp_path: Path, field: str, sign: str
) -> None:
    file = tmp_path / "pledges.json"
    export_records(told, file, Wanted("pledges"))
    content = json.loads(file.read_text("utf-8"))
    content["tables"]["pledges"][0][field] = f"Roy{sign}"
    file.write_text(json.dumps(content), "utf-8")
    (reason,) = reasons(taken_back(told, file, "pledges"))
    assert "“Roy?” holds a character that cannot be kept" in reason


def test_each_kind_comes_back_from_csv_in_french(told: Store, tmp_path: Path) -> None:
    i18n.use("fr")
    before = marks(told)
    for name in record_kind_names():
        export_records(told, tmp_path / f"{name}.csv", Wanted(name))
    emptied(told)
    for name in record_kind_names():
        assert reasons(taken_back(told, tmp_path / f"{name}.csv", name)) == []
    assert marks(told) == before


def test_file_in_one_language_is_read_in_the_other(told: Store, tmp_path: Path) -> None:
    file = tmp_path / "tout.xlsx"
    i18n.use("fr")
    export_records(told, file, Wanted("all"))
    i18n.use("en")
    report = taken_back(told, file, "tout")
    assert (reasons(report), report.changes_nothing) == ([], True)


def test_undo_takes_a_whole_import_back(
    told: Store, address: Address, tmp_path: Path
) -> None:
    file = tmp_path / "all.json"
    export_records(told, file, Wanted("all"))
    emptied(told)
    before = dump(address)
    report = taken_back(told, file, "all")
    assert report.operation is not None
    memory.undo_operation(told, report.operation)
    assert dump(address) == before


def test_no_kind_has_two_headings_alike() -> None:
    for lang in i18n.LANGUAGES:
        i18n.use(lang)
        for kind in record_kinds().values():
            heads = [it.heading().casefold() for it in kind.fields]
            assert len(set(heads)) == len(heads), (kind.name, heads)


def test_every_heading_is_said_in_french() -> None:
    for kind in record_kinds().values():
        for each in kind.fields:
            i18n.use("fr")
            assert each.heading().replace("-", "_").casefold() != each.name or (
                each.name
                in {
                    "question",
                    "note",
                    "notes",
                    "contribution",
                    "interaction",
                    "messages",
                    "source",
                    "quorum",
                    "mission",
                }
            ), each.name


@pytest.fixture
def cycle(store: Store) -> Store:
    """Give a strategy with markers, from 1 March 2026: see ``cycles``."""
    cycles.marked(store)
    return store


def test_edited_row_changes_what_it_says_and_no_more(
    cycle: Store, tmp_path: Path
) -> None:
    rows = exported(cycle, tmp_path, "markers")
    rows[3]["Sign"] = "Elle ouvre seule, l’été"
    report = taken_back(cycle, table(tmp_path, *rows), "markers")
    assert [(it.row, it.fields) for it in report.changed] == [(5, ("Sign",))]
    assert report.known == 3
    assert exported(cycle, tmp_path, "markers")[3]["Sign"] == "Elle ouvre seule, l’été"


def test_row_without_uuid_is_new_once(cycle: Store, tmp_path: Path) -> None:
    file = table(
        tmp_path, {"Question": "Qui ouvre la cour ?", "Priorité": "2", "Posé le": ""}
    )
    i18n.use("fr")
    first = taken_back(cycle, file, "besoins")
    again = taken_back(cycle, file, "besoins")
    assert len(first.created) == 1
    assert (again.operation, again.known) == (None, 1)


def test_record_that_changed_since_is_not_written_over(
    store: Store, tmp_path: Path
) -> None:
    add_need(store, "Qui ouvre ?", changes=NeedChanges(priority=3))
    rows = exported(store, tmp_path, "needs")
    edit_need(store, "#1", changes=NeedChanges(priority=1))
    rows[0]["Priority"] = "2"
    report = taken_back(store, table(tmp_path, *rows), "needs")
    assert report.operation is None
    assert reasons(report)[0].startswith("Need #1 changed since this file was written")


def test_row_left_as_it_was_is_no_conflict(store: Store, tmp_path: Path) -> None:
    add_need(store, "Qui ouvre ?", changes=NeedChanges(priority=3))
    rows = exported(store, tmp_path, "needs")
    edit_need(store, "#1", changes=NeedChanges(priority=1))
    report = taken_back(store, table(tmp_path, *rows), "needs")
    assert (report.known, reasons(report)) == (1, [])
    assert exported(store, tmp_path, "needs")[0]["Priority"] == "1"


def test_row_copied_with_its_uuid_is_told(store: Store, tmp_path: Path) -> None:
    add_need(store, "Qui ouvre ?", changes=NeedChanges())
    row = exported(store, tmp_path, "needs")[0]
    file = table(tmp_path, row, row | {"Question": "Qui ferme ?"})
    (said,) = reasons(taken_back(store, file, "needs"))
    assert said.startswith("Row 2 of this file is about the same record")


def test_emptied_cell_clears_what_it_said(store: Store, tmp_path: Path) -> None:
    add_need(store, "Qui ouvre ?", changes=NeedChanges(priority=3, context="Le plan"))
    rows = exported(store, tmp_path, "needs")
    rows[0]["Context"] = ""
    taken_back(store, table(tmp_path, *rows), "needs")
    assert exported(store, tmp_path, "needs")[0]["Context"] == ""


def test_column_taken_out_leaves_what_it_said(store: Store, tmp_path: Path) -> None:
    add_need(store, "Qui ouvre ?", changes=NeedChanges(priority=3, context="Le plan"))
    rows = exported(store, tmp_path, "needs")
    del rows[0]["Context"]
    rows[0]["Priority"] = "1"
    taken_back(store, table(tmp_path, *rows), "needs")
    found = exported(store, tmp_path, "needs")[0]
    assert (found["Context"], found["Priority"]) == ("Le plan", "1")


def test_dry_run_writes_nothing(cycle: Store, address: Address, tmp_path: Path) -> None:
    before = dump(address)
    file = table(tmp_path, {"Question": "Qui ouvre la cour ?"})
    report = taken_back(cycle, file, "needs", dry_run=True)
    assert len(report.created) == 1
    assert dump(address) == before


def test_one_wrong_row_keeps_the_others_out(
    cycle: Store, address: Address, tmp_path: Path
) -> None:
    before = dump(address)
    file = table(tmp_path, {"Question": "A"}, {"Question": "B", "Priority": "9"})
    report = taken_back(cycle, file, "needs")
    assert [(it.row, it.column) for it in report.problems] == [(3, "")]
    assert dump(address) == before


def test_partial_writes_what_is_good(cycle: Store, tmp_path: Path) -> None:
    file = table(tmp_path, {"Question": "A"}, {"Question": "B", "Priority": "9"})
    report = taken_back(cycle, file, "needs", partial=True)
    assert (len(report.created), len(report.problems)) == (1, 1)
    assert [it["Question"] for it in exported(cycle, tmp_path, "needs")] == ["A"]


def test_every_wrong_cell_of_a_row_is_told(cycle: Store, tmp_path: Path) -> None:
    row = {"Question": "A", "Priority": "much", "State": "asleep", "Asked by": "Zoé X"}
    report = taken_back(cycle, table(tmp_path, row), "needs")
    assert [it.column for it in report.problems] == ["Asked by", "Priority", "State"]


def test_unsure_name_is_refused_with_candidates(store: Store, tmp_path: Path) -> None:
    for apart in ("", "Nord"):
        added_apart(store, "Centre Horizon", apart)
    file = table(tmp_path, {"Question": "A", "Asked by": "Centre Horizon"})
    (problem,) = taken_back(store, file, "needs").problems
    assert problem.row == 2
    assert "centre-horizon-2" in str(problem.error)


def test_heading_that_is_none_is_told(store: Store, tmp_path: Path) -> None:
    file = table(tmp_path, {"Question": "A", "Priorityy": "1"})
    (problem,) = taken_back(store, file, "needs").problems
    assert (problem.row, problem.column) == (1, "Priorityy")


def test_dates_of_the_province_are_read(cycle: Store, tmp_path: Path) -> None:
    rows = [{"Question": it, "Asked on": day} for it, day in
            (("A", "25/10/2026"), ("B", "03/04/2026"), ("C", "1899-12-31"))]  # fmt: skip
    assert reasons(taken_back(cycle, table(tmp_path, *rows), "needs")) == []
    found = [it["Asked on"] for it in exported(cycle, tmp_path, "needs")]
    assert found == ["2026-10-25", "2026-04-03", "1899-12-31"]


COUR = {"Strategy": "Ouvrir la cour"}
MEET = "2026-02-01 Rencontre de l’école (#1)"
NEW_STRATEGY = {
    "Name": "Autre", "Change intended": "Elle ouvre", "Targets": "École Nord",
}  # fmt: skip
WRONG: dict[str, tuple[str, dict[str, str], str, str]] = {
    "marker moved by what came before": (
        "moves", {"Marker": "Elle nous reçoit", "Interaction": MEET, "Evidence": "Vu"},
        "it cannot have moved its marker", "ne peut avoir fait bouger",
    ),
    "mandate that ends before it starts": (
        "mandates",
        {"Committee": "Comité", "Since": "2026-05-01", "Until": "2026-04-01"},
        "it cannot end on", "la fin ne peut pas être",
    ),
    "step before the strategy": (
        "steps", {**COUR, "Interaction": "#1"}, "it is no step of it", "étape",
    ),
    "pledge of a person who left": (
        "pledges", {**COUR, "Actor": "Luc Parti", "What": "Venir"},
        "Luc Parti left", "Luc Parti n’est plus là",
    ),
    "loop of mergers": (
        "changes",
        {"Predecessor": "Centre Un", "Successor": "Centre Deux", "Kind": "merger",
         "Happened on": "2026-03-01"},
        "already comes after", "vient déjà après",
    ),
    "strategy without a target": (
        "strategies", {**NEW_STRATEGY, "Targets": ""}, "needs the actor", "l’acteur qui agirait autrement",
    ),
    "strategy of the same title": (
        "strategies", {**NEW_STRATEGY, "Name": "Ouvrir la cour", "Means": "x"},
        "is called", "s’appelle",
    ),
    "closed need without its day": (
        "needs", {"Question": "A", "State": "answered"}, "says otherwise", "autre chose",
    ),
    "votes beyond voters": (
        "validations",
        {"Need": "Qui", "Votes": "3", "Voters": "2"},
        "There are more votes (3) than voters (2)", "Il y a plus de voix (3)",
    ),
    "outcome without anybody else": (
        "outcomes",
        {"What": "A", "Contribution": "B", "Who changed": "École Nord"},
        "what else contributed", "ce qui a aussi contribué",
    ),
    "decision to come": (
        "decisions",
        {"Title": "A", "Committee": "Comité", "Decided on": "2027-01-01"},
        "is in the future", "est à venir",
    ),
    "person as an organization": (
        "affiliations", {"Person": "École Nord", "Organization": "Centre Un"},
        "École Nord is an organization", "École Nord est un organisme",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_wrong_row_is_refused_with_the_reason(
    cycle: Store, address: Address, run: Run, tmp_path: Path, case: str,
    lang: i18n.Language,
) -> None:  # fmt: skip
    for name in ("Centre Un", "Centre Deux"):
        add(cycle, name)
    for words in (
        "person add|Luc Parti|--organization|Centre Un|--since|2024-01-01",
        "person leave|Luc Parti|Centre Un|--on|2025-01-01",
        "committee add|Comité|--kind|other",
        "need add|Qui",
        "actor succeed|Centre Deux|--into|Centre Un|--on|2026-02-01",
    ):
        first, *others = words.split("|")
        assert run(*first.split(), *others, at=address).code == 0
    before = dump(address)
    kind, row, english, french = WRONG[case]
    file = table(tmp_path, row)
    i18n.use(lang)
    report = taken_back(cycle, file, kind)
    (said,) = reasons(report)
    assert report.problems[0].row == 2
    assert (english if lang == "en" else french) in said, said
    assert dump(address) == before


def test_hidden_person_is_in_no_table(
    cycle: Store, address: Address, run: Run, tmp_path: Path
) -> None:
    assert (
        run(
            "person", "add", "Zénobie Cachée", "--diffusion", "forbidden", at=address
        ).code
        == 0
    )
    changes = NeedChanges(asked_by="Zénobie Cachée", context="Dit Zénobie Cachée.")
    add_need(cycle, "Qui ouvre ?", changes=changes)
    rows = exported(cycle, tmp_path, "needs")
    assert "Zénobie" not in json.dumps(rows, ensure_ascii=False)
    rows[0]["Priority"] = "2"
    assert reasons(taken_back(cycle, table(tmp_path, *rows), "needs")) == []
    rows = exported(cycle, tmp_path, "needs")
    rows[0]["Context"] = "Dit […], et moi."
    report = taken_back(cycle, table(tmp_path, *rows), "needs")
    assert "nobody may be shown" in reasons(report)[0]


def test_what_stays_within_the_team_is_not_written_for_others(
    cycle: Store, address: Address, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "s.csv"
    said = run("export", "records", "pledges", str(file), "--audience", "group",
               at=address)  # fmt: skip
    assert (said.code, file.exists()) == (2, False)


@pytest.mark.parametrize(
    ("kind", "name", "error"),
    [
        ("all", "a.csv", OneTableError),
        ("needs", "a.doc", UnknownFileEndingError),
    ],
)
def test_file_that_cannot_be_is_refused(
    sqlite_store: Store, tmp_path: Path, kind: str, name: str, error: type[ReseauError]
) -> None:
    with pytest.raises(error):
        export_records(sqlite_store, tmp_path / name, Wanted(kind))


def test_text_too_long_for_excel_is_not_cut(
    sqlite_store: Store, tmp_path: Path
) -> None:
    add_need(sqlite_store, "A", changes=NeedChanges(context="mot " * 9000))
    with pytest.raises(LongForExcelError):
        export_records(sqlite_store, tmp_path / "a.xlsx", Wanted("needs"))


def test_file_of_something_else_is_refused(sqlite_store: Store, tmp_path: Path) -> None:
    with pytest.raises(NoHeadingError):
        taken_back(sqlite_store, table(tmp_path, {"x": "1"}), "needs")


def test_empty_table_has_its_headings(sqlite_store: Store, tmp_path: Path) -> None:
    add_need(sqlite_store, "A", changes=NeedChanges())
    file = tmp_path / "vide.csv"
    export_records(sqlite_store, file, Wanted("needs", empty=True))
    assert file.read_text("utf-8-sig").count("\n") == 1
    assert taken_back(sqlite_store, file, "needs").changes_nothing


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\0"), min_size=1
) | st.sampled_from(["=1+1", "'=1", "''=1", "-x", "+x", "@x", "＝x", "a;b", 'a"b', "|"])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, ending=st.sampled_from(["csv", "xlsx", "json"]))
def test_any_text_comes_back_as_it_was(
    sqlite_store: Store, tmp_path: Path, text: str, ending: str
) -> None:
    add_need(sqlite_store, "Q", changes=NeedChanges(context=text))
    file = tmp_path / f"n.{ending}"
    export_records(sqlite_store, file, Wanted("needs"))
    report = taken_back(sqlite_store, file, "needs")
    assert (reasons(report), report.changes_nothing) == ([], True)


def test_decision_comes_back_with_the_records_it_is_about(
    cycle: Store, tmp_path: Path
) -> None:
    add_need(cycle, "Qui ouvre ?", changes=NeedChanges())
    committee = {"Name": "Comité des cours", "Kind": "working"}
    taken_back(cycle, table(tmp_path, committee), "committees")
    row = {"Titre": "Ouvrir", "Comité": "Comité des cours", "Au sujet d’autres fiches": "besoin: Qui ouvre ? | "
           "stratégie:ouvrir-la-cour"}  # fmt: skip
    i18n.use("fr")
    report = taken_back(cycle, table(tmp_path, row), "décisions")
    assert reasons(report) == []
    i18n.use("en")
    (found,) = exported(cycle, tmp_path, "decisions")
    assert found["About other records"] == (
        "need: Qui ouvre ? (#1) | strategy: Ouvrir la cour"
    )
    found["About other records"] = "need:1"
    taken_back(cycle, table(tmp_path, found), "decisions")
    (kept,) = exported(cycle, tmp_path, "decisions")
    assert kept["About other records"] == "need: Qui ouvre ? (#1)"


@pytest.mark.parametrize("said", ["need:77", "besoins:1", "need:", "Qui ouvre ?"])
def test_decision_about_no_record_is_refused(
    cycle: Store, tmp_path: Path, said: str
) -> None:
    row = {"Title": "Ouvrir", "About other records": said}
    (problem,) = taken_back(cycle, table(tmp_path, row), "decisions").problems
    assert problem.column == "About other records"


def test_merger_that_is_imported_hands_over_what_it_holds(
    store: Store, tmp_path: Path
) -> None:
    for name in ("École Nord", "École Sud"):
        added_apart(store, name, "")
    partner = {"Actor": "École Nord", "Status": "active", "Since": "2025-01-01"}
    taken_back(store, table(tmp_path, partner), "partnerships")
    row = {"Predecessor": "École Nord", "Successor": "École Sud", "Kind": "merger",
           "Happened on": "2026-02-01"}  # fmt: skip
    assert reasons(taken_back(store, table(tmp_path, row), "changes")) == []
    found = exported(store, tmp_path, "partnerships")
    assert [(it["Actor"], it["Since"], it["Until"]) for it in found] == [
        ("École Nord", "2025-01-01", "2026-02-01"),
        ("École Sud", "2026-02-01", ""),
    ]


def test_collaboration_is_known_the_other_way_round(
    store: Store, tmp_path: Path
) -> None:
    for name in ("École Nord", "École Sud"):
        added_apart(store, name, "")
    sheet = "collaborations"
    row = {"Source": "École Nord", "Target": "École Sud", "Strength": "2"}
    turned = {"Source": "École Sud", "Target": "École Nord", "Strength": "2"}
    assert len(taken_back(store, table(tmp_path, row), sheet).created) == 1
    assert taken_back(store, table(tmp_path, turned), sheet).changes_nothing
