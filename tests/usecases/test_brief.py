"""The brief tells what the other figures tell, to whom it may, on any store."""

import json
from datetime import date
from pathlib import Path

import pytest

from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    Diffusion,
    PartnerStatus,
    Role,
)
from reseau.publish.brief.brief import Brief, Section, Table
from reseau.publish.brief.brief_page import brief_json
from reseau.store.place.address import Address
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.committees import CommitteeChanges, add_committee
from reseau.usecases.actors.partners import add_partner
from reseau.usecases.brief.brief import SECTIONS, brief_of, make_brief
from reseau.usecases.brief.brief_basis import LaterStartError
from reseau.usecases.common.leaving import list_departures
from reseau.usecases.cycle.need_lists import NeedFilter, list_needs
from reseau.usecases.cycle.needs import NeedChanges, add_need
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.network.mobilization import network_mobilization
from reseau.usecases.network.network import Question
from tests.briefs import TODAY, wish
from tests.support import Run

MEETING = date(2026, 10, 20)


def known(store: Store) -> Store:
    """Put three partners, two meetings of the group, a call since, and a need.

    The second meeting, #2, is of 20 October; Zoé came to it first, Abri Est never
    came since April. People and organizations are invented.
    """
    person = ActorKind.PERSON
    for name in ("CDC Nord", "Solon Sud", "Abri Est"):
        add_actor(store, name, kind=ActorKind.ORGANIZATION, changes=ActorChanges())
        status = PartnerStatus.ACTIVE
        add_partner(store, name, status=status, since=date(2024, 1, 1))
    for name, shown in (
        ("Zoé Quenneville", Diffusion.GROUP),
        ("Ana Quirouette", Diffusion.INTERNAL),
    ):
        add_actor(store, name, kind=person, changes=ActorChanges(diffusion=shown))
    group = CommitteeKind.ADVISORY_GROUP
    add_committee(store, "Groupe", kind=group, changes=CommitteeChanges())
    meet(store, date(2026, 4, 7), "CDC Nord", "Solon Sud", "Abri Est", group="groupe")
    meet(
        store, MEETING, "CDC Nord", "Solon Sud", "Zoé Quenneville", group="groupe",
        promised=("Écrire à Ana Quirouette",),
    )  # fmt: skip
    meet(store, date(2026, 11, 3), "CDC Nord", "Zoé Quenneville")
    changes = NeedChanges(asked_on=date(2026, 1, 5), validate_by=date(2026, 11, 1))
    add_need(store, "Que sait Ana Quirouette ?", changes=changes)
    return store


def meet(
    store: Store,
    day: date,
    *names: str,
    group: str | None = None,
    promised: tuple[str, ...] = (),
) -> None:
    entry = Entry(
        title="Rencontre avec Ana Quirouette", held_on=day, committee=group,
        participants=[(it, Role.PARTICIPANT) for it in names],
        follow_ups=promised, due_on=date(2026, 11, 10) if promised else None,
    )  # fmt: skip
    log_interaction(store, entry)


def section(brief: Brief, code: str) -> Section:
    return next(it for it in brief.sections if it.code == code)


def table(brief: Brief, code: str) -> Table:
    return next(it for one in brief.sections for it in one.tables if it.code == code)


def test_it_starts_from_the_last_advisory_meeting(store: Store) -> None:
    brief, _ = brief_of(known(store), wish())
    assert (brief.since, brief.until, brief.meeting) == (MEETING, TODAY, 2)
    assert "#2" in brief.subtitle


def test_day_that_is_not_past_is_no_start(store: Store) -> None:
    with pytest.raises(LaterStartError):
        brief_of(store, wish(since=date(2027, 5, 1)))


def test_meeting_of_the_day_itself_is_not_the_last_one(store: Store) -> None:
    brief, _ = brief_of(known(store), wish(until=MEETING))
    assert (brief.since, brief.meeting) == (date(2026, 4, 7), 1)


def test_without_advisory_group_a_sentence_says_what_is_looked_at(
    store: Store,
) -> None:
    brief, _ = brief_of(store, wish())
    assert brief.since == date(2026, 8, 26)  # 90 days before.
    assert any("the last 90 days" in it for it in brief.missing)


def test_empty_store_gives_sentences_in_every_section(store: Store) -> None:
    brief, _ = brief_of(store, wish())
    assert [it.code for it in brief.sections] == list(SECTIONS)
    for it in brief.sections:
        assert it.said or it.points or any(one.empty or one.rows for one in it.tables)


def test_one_actor_alone_is_enough(store: Store, tmp_path: Path) -> None:
    meet_alone = Entry(
        title="Seule", held_on=date(2026, 11, 3), create=ActorKind.ORGANIZATION,
        participants=[("CDC Nord", Role.PARTICIPANT)],
    )  # fmt: skip
    log_interaction(store, meet_alone)
    made = make_brief(store, wish(), out=tmp_path / "a.html")
    assert section(made.brief, "map").drawing is None


def test_figures_are_those_of_mobilization(store: Store) -> None:
    brief, _ = brief_of(known(store), wish())
    found = network_mobilization(store, Question(shown_to=Diffusion.GROUP)).figures
    told = {it.code: it.value for it in section(brief, "mobilization").points}
    assert told == {
        "interactions": found.meetings,
        "active": len(found.active),
        "reach": found.reach,
        "participation_rate": found.participation_rate,
        "retention": found.retention,
    }
    assert told["interactions"] == 3  # Counted by hand.


def test_lines_of_a_figure_are_its_interactions(store: Store) -> None:
    brief, _ = brief_of(known(store), wish())
    first = section(brief, "mobilization").points[0]
    assert first.lines == (1, 2, 3)
    assert [it.number for it in brief.evidence] == [1, 2, 3]


def test_what_changed_counts_from_the_meeting_on(store: Store) -> None:
    brief, _ = brief_of(known(store), wish())
    said = section(brief, "changed").said[0]
    assert said.lines == (2, 3)
    assert "Zoé Quenneville" in said.text  # Who came for the first time.


def test_quiet_partner_is_the_one_that_is_silent(store: Store) -> None:
    brief, _ = brief_of(known(store), wish())
    assert [it.data["actor"] for it in table(brief, "quiet").rows] == ["abri-est"]


def test_needs_are_those_past_validation(store: Store) -> None:
    brief, _ = brief_of(known(store), wish())
    due = list_needs(store, NeedFilter(due=True), lang="en")
    rows = table(brief, "needs").rows
    assert [it.data["number"] for it in rows] == [it.number for it in due]
    assert rows[0].late


def test_new_tie_leads_to_the_meeting_that_made_it(store: Store) -> None:
    brief, _ = brief_of(known(store), wish(since=date(2026, 10, 21)))
    assert table(brief, "new_ties").rows == ()
    earlier, _ = brief_of(store, wish(since=date(2026, 10, 1)))
    found = {
        (it.data["actor"], it.data["other"]): it.lines
        for it in table(earlier, "new_ties").rows
    }
    assert found["cdc-nord", "zoe-quenneville"] == (2, 3)
    assert found["solon-sud", "zoe-quenneville"] == (2,)


def test_actors_left_off_the_map_still_have_their_new_ties(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reseau.usecases.brief.brief_map.MOST_DRAWN", 2)
    brief, _ = brief_of(known(store), wish(since=date(2026, 10, 1)))
    drawn = section(brief, "map")
    assert drawn.drawing is not None
    assert "2 actors, 1 tie" in drawn.drawing.caption
    assert "of 4 who have some" in drawn.said[0].text  # The four who met in a year.
    names = {it.data["name"] for it in table(brief, "new_ties").rows}
    assert len(names) > 1


def test_past_day_tells_as_of_that_day(store: Store) -> None:
    brief, _ = brief_of(known(store), wish(until=date(2026, 10, 30)))
    assert not table(brief, "follow_ups").rows[0].late  # Due on 10 November.
    assert any("Told as of" in it for it in brief.missing)
    assert section(brief, "changed").said[0].lines == (2,)


def test_hidden_person_is_masked_in_texts(store: Store) -> None:
    brief, names = brief_of(known(store), wish(titles=True))
    text = json.dumps(brief_json(brief), default=str, ensure_ascii=False) + repr(brief)
    assert "Quirouette" not in text
    assert "Zoé Quenneville" in names.values()


def test_titles_of_the_log_stay_with_the_team(store: Store) -> None:
    group, _ = brief_of(known(store), wish())
    team, _ = brief_of(store, wish(shown_to=Diffusion.INTERNAL))
    assert not any("Rencontre avec" in it.what for it in group.evidence)
    assert all("Rencontre avec Ana Quirouette" in it.what for it in team.evidence)


def test_public_is_told_nothing_of_what_is_for_the_group(store: Store) -> None:
    brief, _ = brief_of(known(store), wish(shown_to=Diffusion.PUBLIC))
    codes = {it.code for it in brief.sections}
    assert codes == {
        "changed", "map", "mobilization", "partners", "matrix", "signals",
    }  # fmt: skip


def test_sections_can_be_chosen_and_left_out(store: Store) -> None:
    some, _ = brief_of(known(store), wish(only=("matrix", "changed")))
    assert [it.code for it in some.sections] == ["changed", "matrix"]
    rest, _ = brief_of(store, wish(without=("map", "load")))
    assert [it.code for it in rest.sections] == [
        it for it in SECTIONS if it not in {"map", "load"}
    ]


def test_every_reference_is_to_something_in_the_brief(store: Store) -> None:
    brief, _ = brief_of(known(store), wish())
    assert brief.cited() == {it.code for it in brief.definitions}
    codes = {it.code for it in brief.sections}
    assert {it.see for one in brief.sections for it in one.said} - codes == {""}


def test_same_store_gives_the_same_bytes(store: Store, tmp_path: Path) -> None:
    known(store)
    files = [tmp_path / "a.html", tmp_path / "b.html"]
    for file in files:
        make_brief(store, wish("fr"), out=file, pdf=True)
    one, other = files
    assert one.read_bytes() == other.read_bytes()
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_what_leaves_is_noted(store: Store, tmp_path: Path) -> None:
    make_brief(known(store), wish(), out=tmp_path / "a.html", pdf=True)
    left = list_departures(store, who="zoe-quenneville")
    assert [(it.command, it.audience) for it in left] == [("brief", "group")] * 2
    assert list_departures(store, who="ana-quirouette") == []


def test_numbers_alone_write_no_file(
    run: Run, sqlite_address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("brief", "--format", "json", at=sqlite_address)
    assert json.loads(said.out)["sections"]["mobilization"]["figures"] == {}
    assert not list(tmp_path.glob("*.html"))


@pytest.mark.parametrize("name", ["a.docx", "a.svg"])
def test_other_endings_are_refused(
    run: Run, sqlite_address: Address, tmp_path: Path, name: str
) -> None:
    said = run("brief", "--out", str(tmp_path / name), at=sqlite_address)
    assert said.code == 2
    assert ".html or .pdf" in said.err


def test_french_names_of_sections_are_understood(
    run: Run, sqlite_address: Address
) -> None:
    typed = ("cahier", "--parties", "changements,matrice", "--format", "json")
    said = run(*typed, lang="fr", at=sqlite_address)
    assert list(json.loads(said.out)["sections"]) == ["changed", "matrix"]
