"""Files read by profiles. The expected figures were worked by hand on the files."""

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from reseau import i18n
from reseau.domain.links import NotAnEmailError
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeRole,
    InteractionKind,
    PartnerStatus,
    Precision,
    Role,
)
from reseau.errors import ExitCode
from reseau.exchange.found import (
    FoundActor,
    FoundInteraction,
    FoundMembership,
    FoundRecord,
    FoundTie,
    ReadFile,
    TieKind,
)
from reseau.exchange.profiles.profile import load_profile, profile_from
from reseau.exchange.rows import (
    cell_dates,
    date_orders,
    fields,
    interactions,
    notices,
    reading,
    records,
    values,
)
from reseau.exchange.rows.actors import LongNameError
from reseau.exchange.rows.columns import references
from reseau.exchange.rows.reading import read_file
from reseau.exchange.text import refusals

PORTLAND = Path(__file__).parents[1] / "data" / "portland"
DOCUMENTS = Path(__file__).parents[2] / "docs"
HEAD = 'name = "x"\nkind = "interactions"\n[date]\ncolumn = "Date"\norder = "dmy"\n'
WHO = '[[participants]]\ncolumn = "Qui"\nsplit = ";"\n'


def read(folder: Path, rows: str, profile: str = HEAD + WHO) -> ReadFile:
    path = folder / "a.csv"
    path.write_text(rows, encoding="utf-8", newline="")
    return read_file(path, profile=profile_from(profile, name="x"))


def meetings(found: ReadFile) -> list[FoundInteraction]:
    assert found.problems == ()
    return [it for it in found.records if isinstance(it, FoundInteraction)]


def names(meeting: FoundInteraction) -> list[str]:
    return [it.actor.name for it in meeting.participants]


def errors(found: ReadFile) -> list[tuple[int | None, str, type[Exception]]]:
    for lang in i18n.LANGUAGES:
        i18n.use(lang)
        assert all(str(it.error) for it in found.problems)
    return [(it.row, it.column, type(it.error)) for it in found.problems]


class TestPortland:
    def test_a_quarter_is_read_whole(self) -> None:
        found = read_file(PORTLAND / "2024-q2.csv", profile=load_profile("portland"))
        assert found.rows_read == 30
        assert not found.warnings
        assert not found.skipped
        assert len(meetings(found)) == 30

    def test_kinds_are_those_of_the_city(self) -> None:
        found = read_file(PORTLAND / "2024-q2.csv", profile=load_profile("portland"))
        # Virtual 10 + personal 6 + committee 1; e-mail 9 + text 2; telephone 2.
        assert Counter(it.kind.value for it in meetings(found)) == {
            "meeting": 17,
            "message": 11,
            "call": 2,
        }

    def test_repeats_are_kept_and_told_apart(self) -> None:
        found = read_file(PORTLAND / "2024-q2.csv", profile=load_profile("portland"))
        assert found.repeats == (15,)
        again = [it for it in meetings(found) if it.repeat == 1]
        assert [it.rows for it in again] == [(15,)]
        prints = {(it.fingerprint, it.repeat) for it in meetings(found)}
        assert len(prints) == 30

    def test_themes_are_before_the_colon(self) -> None:
        found = read_file(PORTLAND / "2024-q2.csv", profile=load_profile("portland"))
        assert Counter(it.themes[0] for it in meetings(found)).most_common(2) == [
            ("Other", 9),
            ("Environment", 8),
        ]

    def test_everybody_has_a_part(self) -> None:
        found = read_file(PORTLAND / "2024-q2.csv", profile=load_profile("portland"))
        entity, official, lobbyist = meetings(found)[-17].participants[:3]
        assert (entity.role, entity.actor.kind) == (
            Role.ORGANIZER,
            ActorKind.ORGANIZATION,
        )
        assert official.on_behalf_of is not None
        assert official.on_behalf_of.name == "City of Portland"
        assert lobbyist.on_behalf_of == entity.actor

    def test_the_second_generation_of_headers_is_read(self) -> None:
        found = read_file(PORTLAND / "2025-q1.csv", profile=load_profile("portland"))
        assert len(meetings(found)) == 30
        first = meetings(found)[0]
        assert first.kind is InteractionKind.ACTIVITY
        assert first.held_on == date(2025, 1, 2)
        # “Dunphy, Jamie” and “Jamie Dunphy” are one; “Elana Pirtle-Guiney,” too.
        assert names(first) == [
            "350PDX", "Angelita Morillo", "Candace Avalos", "Dan Ryan",
            "Jamie Dunphy", "Elana Pirtle-Guiney", "Eric Zimmerman", "Loretta Smith",
            "Mitch Green", "Sameer Kanal", "Steve Novick", "Tiffany Koyama Lane",
            "Dineen Crowe",
        ]  # fmt: skip

    def test_a_long_title_is_cut_and_kept_in_the_notes(self) -> None:
        found = read_file(PORTLAND / "2025-q1.csv", profile=load_profile("portland"))
        long = next(it for it in meetings(found) if it.title.endswith("…"))
        assert len(long.title) <= 120
        assert long.notes.startswith(long.title[:-1])

    @pytest.mark.parametrize("lang", i18n.LANGUAGES)
    def test_the_quarter_that_is_no_table_is_refused(self, lang: i18n.Language) -> None:
        i18n.use(lang)
        with pytest.raises(refusals.HeaderNotFoundError) as caught:
            read_file(PORTLAND / "2014-q4.csv", profile=load_profile("portland"))
        assert caught.value.exit_code is ExitCode.USAGE
        assert "Entity" in str(caught.value)
        assert '(4 1 "Airbnb' in str(caught.value)
        assert len(str(caught.value)) < 600


class TestRows:
    def test_preamble_total_and_blank_rows_are_passed_over(
        self, tmp_path: Path
    ) -> None:
        found = read(
            tmp_path,
            "Rapport annuel;\n;\nDate;Qui\n24/11/2026;Roy, Anne\n;\nTotal;1\n",
            HEAD + '[[participants]]\ncolumn = "Qui"\n',
        )
        assert [(it.row, it.why) for it in found.skipped] == [
            (1, "preamble"),
            (6, "total"),
        ]
        assert [it.rows for it in meetings(found)] == [(4,)]
        assert found.rows_read == 1

    def test_an_organization_named_total_is_not_a_total(self, tmp_path: Path) -> None:
        found = read(tmp_path, "Qui,Date\nTotal Énergies,24/11/2026\n")
        assert found.skipped == ()

    def test_rows_are_passed_over_by_a_pattern(self, tmp_path: Path) -> None:
        profile = HEAD.replace("[date]", '[file.skip_rows]\nQui = "^annul"\n[date]')
        found = read(tmp_path, "Date,Qui\n24/11/2026,ANNULÉ\n", profile + WHO)
        assert [(it.row, it.why) for it in found.skipped] == [(2, "pattern")]

    def test_a_bad_row_hides_no_other(self, tmp_path: Path) -> None:
        found = read(
            tmp_path, "Date,Qui\n31/02/2026,A\n1/2/2026,Anne Roy\nx,B\n,C\n2026,D\n"
        )
        assert errors(found) == [
            (2, "Date", cell_dates.NoSuchDayError),
            (4, "Date", cell_dates.NotADateError),
            (5, "Date", cell_dates.NoDateError),
            (6, "Date", cell_dates.VagueDateError),
        ]
        assert [it.rows for it in found.records] == [(3,)]

    def test_every_problem_of_a_row_is_told(self, tmp_path: Path) -> None:
        profile = HEAD + '[columns]\nkind = "Type"\n' + WHO
        found = read(tmp_path, f"Date,Type,Qui\nx,thé,{'a' * 201}\n", profile)
        assert errors(found) == [
            (2, "Date", cell_dates.NotADateError),
            (2, "Type", fields.UnknownValueError),
            (2, "Qui", LongNameError),
        ]

    def test_a_cell_too_many_is_told(self, tmp_path: Path) -> None:
        found = read(tmp_path, "Date,Qui\n1/2/2026,Roy, Anne\n1/2/2026,Luc\n")
        assert errors(found) == [(2, "", reading.WideRowError)]

    def test_a_row_may_be_short(self, tmp_path: Path) -> None:
        assert names(meetings(read(tmp_path, "Date,Qui\n1/2/2026\n"))[0]) == []

    def test_repeats_are_dropped_and_said(self, tmp_path: Path) -> None:
        found = read(tmp_path, "Date,Qui\n1/2/2026, Anne Roy \n01/02/2026,Anne Roy\n")
        assert found.repeats == (3,)
        assert [(it.row, it.why) for it in found.skipped] == [(3, "repeat")]
        assert len(meetings(found)) == 1

    def test_a_day_that_ends_before_it_begins_is_told(self, tmp_path: Path) -> None:
        profile = HEAD.replace("order", 'end = "Fin"\norder')
        found = read(tmp_path, "Date,Fin\n2/2/2026,1/2/2026\n", profile)
        assert errors(found) == [(2, "Fin", interactions.EndBeforeStartError)]

    def test_a_last_day_may_be_left_out(self, tmp_path: Path) -> None:
        profile = HEAD.replace("order", 'end = "Fin"\norder')
        rows = "Date,Fin\n1/2/2026,3/2/2026\n"
        assert meetings(read(tmp_path, rows, profile))[0].ended_on == date(2026, 2, 3)
        profile = profile.replace("order", 'last_day = "excluded"\norder')
        assert meetings(read(tmp_path, rows, profile))[0].ended_on == date(2026, 2, 2)

    def test_a_month_stays_a_month(self, tmp_path: Path) -> None:
        meeting = meetings(read(tmp_path, "Date,Qui\nfévrier 2026,Anne Roy\n"))[0]
        assert meeting.precision is Precision.MONTH
        assert meeting.held_on == date(2026, 2, 1)


class TestHeader:
    def test_accents_and_case_do_not_matter(self, tmp_path: Path) -> None:
        profile = HEAD + '[columns]\ntitle = "Thème de l\'échange"\n'
        found = read(tmp_path, "DATE;theme de l’ECHANGE\n1/2/2026;x\n", profile)
        assert meetings(found)[0].title == "x"

    def test_a_row_that_names_more_columns_is_the_header(self, tmp_path: Path) -> None:
        profile = HEAD.replace("[date]", '[file]\nrequired = ["Date"]\n[date]') + WHO
        found = read(tmp_path, "Date,1/5/2026\nDate,Qui\n1/2/2026,Anne Roy\n", profile)
        assert [it.row for it in found.skipped] == [1]

    def test_a_missing_column_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(refusals.HeaderNotFoundError) as caught:
            read(tmp_path, "Date,Quoi\n1/2/2026,x\n")
        assert caught.value.values["missing"] == "“Qui”"

    def test_a_column_of_the_profile_named_twice_is_refused(
        self, tmp_path: Path
    ) -> None:
        with pytest.raises(refusals.RepeatedColumnError) as caught:
            read(tmp_path, "Date,Qui,QUI\n1/2/2026,x,y\n")
        for lang in i18n.LANGUAGES:
            i18n.use(lang)
            assert "Qui" in str(caught.value)

    def test_a_table_without_header_goes_by_letters(self, tmp_path: Path) -> None:
        profile = (
            'name = "x"\nkind = "interactions"\n[file]\nheader_row = 0\n'
            '[date]\ncolumn = "C"\n[[participants]]\ncolumn = "A"\n'
        )
        found = read(tmp_path, "Anne Roy,x,2026-02-01\n", profile)
        assert names(meetings(found)[0]) == ["Anne Roy"]

    def test_the_stated_header_row_is_the_only_one(self, tmp_path: Path) -> None:
        profile = HEAD.replace("[date]", "[file]\nheader_row = 2\n[date]")
        with pytest.raises(refusals.HeaderNotFoundError):
            read(tmp_path, "Date,a\n1/2/2026,b\n", profile)

    def test_what_the_file_begins_with_is_made_harmless(self, tmp_path: Path) -> None:
        with pytest.raises(refusals.HeaderNotFoundError) as caught:
            read(tmp_path, "\x1b[31m{file}\x07\u202e" + "x" * 500 + "\n")
        assert "\x1b" not in str(caught.value)
        assert "\u202e" not in str(caught.value)
        assert "[31m{file}x" in str(caught.value)


class TestOddities:
    def test_spoilt_accents_are_told_and_kept(self, tmp_path: Path) -> None:
        found = read(tmp_path, "Date,Qui\n1/2/2026,ZoÃ© Roy\n")
        assert [(it.row, type(it.error)) for it in found.warnings] == [
            (2, notices.MojibakeError)
        ]
        assert "“ZoÃ© Roy” may be “Zoé Roy”" in str(found.warnings[0].error)
        assert names(meetings(found)[0]) == ["ZoÃ© Roy"]

    def test_a_guessed_encoding_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes("Date,Qui\n1/2/2026,Zoé Côté\n".encode("cp1252"))
        found = read_file(path, profile=profile_from(HEAD + WHO, name="x"))
        assert names(meetings(found)[0]) == ["Zoé Côté"]
        assert "windows-1252" in str(found.warnings[0].error)

    def test_columns_that_nothing_reads_are_told(self, tmp_path: Path) -> None:
        found = read(tmp_path, "Date,Qui,Humeur\n1/2/2026,Anne Roy,bonne\n")
        assert "“Humeur”" in str(found.warnings[0].error)


class TestDates:
    def test_an_ambiguous_file_is_refused_unless_someone_says(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.csv"
        path.write_text("Date,Qui\n03/04/2026,Anne Roy\n", encoding="utf-8")
        profile = profile_from(HEAD.replace("dmy", "auto") + WHO, name="x")
        with pytest.raises(date_orders.AmbiguousDatesError):
            read_file(path, profile=profile)
        found = read_file(path, profile=profile, date_order="mdy")
        assert meetings(found)[0].held_on == date(2026, 3, 4)

    def test_the_order_is_found_in_both_columns_of_dates(self, tmp_path: Path) -> None:
        profile = HEAD.replace('"dmy"', '"auto"\nend = "Fin"') + WHO
        found = read(tmp_path, "Date,Fin,Qui\n03/04/2026,03/25/2026,x\n", profile)
        assert meetings(found)[0].held_on == date(2026, 3, 4)

    def test_real_dates_of_a_workbook_win(self, tmp_path: Path) -> None:
        book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
        sheet = book.add_worksheet()
        sheet.merge_range("A1:B1", "Nos rencontres")
        sheet.write_row(1, 0, ["Date", "Qui"])
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(2, 0, date(2026, 3, 4), day)
        sheet.write(2, 1, "Anne Roy")
        book.close()
        profile = profile_from(HEAD.replace("dmy", "auto") + WHO, name="x")
        found = read_file(tmp_path / "a.xlsx", profile=profile)
        assert meetings(found)[0].held_on == date(2026, 3, 4)
        assert meetings(found)[0].rows == (3,)


class TestFingerprints:
    def test_they_are_those_of_the_content_and_not_of_the_format(
        self, tmp_path: Path
    ) -> None:
        one = read(tmp_path, "Date,Qui\n1/2/2026,Zoé Roy\n").records[0]
        other = read(tmp_path, "Qui;Date;Vide\r\nZoé Roy ;2026-02-01;\r\n").records[0]
        assert one.fingerprint == other.fingerprint
        assert len(one.fingerprint) == 64

    def test_another_content_has_another(self, tmp_path: Path) -> None:
        found = read(tmp_path, "Date,Qui\n1/2/2026,Zoé Roy\n1/2/2026,Zoe Roy\n")
        assert len({it.fingerprint for it in found.records}) == 2

    def test_an_alias_added_to_the_profile_changes_none(self, tmp_path: Path) -> None:
        rows = "Date,Qui\n1/2/2026,Z. Roy\n"
        one = read(tmp_path, rows).records[0]
        profile = HEAD + WHO + '[aliases]\n"Z. Roy" = "Zoé Roy"\n'
        other = read(tmp_path, rows, profile).records[0]
        assert isinstance(other, FoundInteraction)
        assert names(other) == ["Zoé Roy"]
        assert one.fingerprint == other.fingerprint


class TestParticipants:
    def people(self, folder: Path, cell: str, more: str) -> FoundInteraction:
        profile = HEAD + '[[participants]]\ncolumn = "Qui"\n' + more
        return meetings(read(folder, f'Date,Qui\n1/2/2026,"{cell}"\n', profile))[0]

    def test_a_cell_lists_people_by_several_separators(self, tmp_path: Path) -> None:
        meeting = self.people(
            tmp_path, "Roy, Anne; Luc Côté,\n; Léa Caron, Jr.", 'split = [";", "\\n"]'
        )
        assert names(meeting) == ["Anne Roy", "Luc Côté", "Léa Caron, Jr."]

    def test_a_pattern_tells_the_person_from_the_organization(
        self, tmp_path: Path
    ) -> None:
        meeting = self.people(
            tmp_path,
            "Anne Roy – CDC du Parc; Luc Côté; Table Nord –",
            "split = ';'\npattern = '^(?P<person>.*?) – (?P<organization>.+)$'",
        )
        assert names(meeting) == ["Anne Roy", "Luc Côté", "Table Nord –"]
        first = meeting.participants[0]
        assert first.on_behalf_of == first.affiliation
        assert first.on_behalf_of == FoundActor(
            name="CDC du Parc", kind=ActorKind.ORGANIZATION
        )

    def test_an_organization_alone_in_a_pattern_takes_part(
        self, tmp_path: Path
    ) -> None:
        meeting = self.people(
            tmp_path, "- CDC", "pattern = '^(?P<person>.*?)- (?P<organization>.+)$'"
        )
        assert meeting.participants[0].actor.kind is ActorKind.ORGANIZATION
        assert meeting.participants[0].on_behalf_of is None

    def test_what_betrays_an_organization_is_stated(self, tmp_path: Path) -> None:
        meeting = self.people(
            tmp_path,
            "Oxley & Associés, inc.; Anne Roy",
            "split = ';'\norganizations = '\\binc\\b'",
        )
        assert [it.actor.kind.value for it in meeting.participants] == [
            "organization",
            "person",
        ]
        assert names(meeting)[0] == "Oxley & Associés, inc."

    def test_kinds_win_over_everything(self, tmp_path: Path) -> None:
        meeting = self.people(
            tmp_path, "anne roy", '[kinds]\n"Anne Roy" = "organization"'
        )
        assert meeting.participants[0].actor.kind is ActorKind.ORGANIZATION

    def test_aliases_give_a_name_or_a_slug(self, tmp_path: Path) -> None:
        meeting = self.people(
            tmp_path,
            "ROY, A.; Luc",
            'split = ";"\n[aliases]\n"A. Roy" = "Anne Roy"\n"Luc" = "@luc-cote"',
        )
        assert names(meeting) == ["Anne Roy", "Luc"]
        assert meeting.participants[1].actor.slug == "luc-cote"

    def test_some_values_name_nobody(self, tmp_path: Path) -> None:
        meeting = self.people(
            tmp_path, "Aucun; – ; , ;Anne Roy", "split = ';'\nignore = ['aucun']"
        )
        assert names(meeting) == ["Anne Roy"]

    def test_family_names_come_first_when_stated(self, tmp_path: Path) -> None:
        actor = (
            self.people(tmp_path, "ROY Anne", 'order = "last-first"')
            .participants[0]
            .actor
        )
        assert (actor.given, actor.family) == ("Anne", "ROY")

    def test_two_people_of_one_name_are_kept_apart_when_stated(
        self, tmp_path: Path
    ) -> None:
        pattern = "pattern = '^(?P<person>[^(]+)\\((?P<organization>[^)]+)\\)$'"
        cell = "Anne Roy (CDC); Anne Roy (RUI); Anne Roy (cdc)"
        meeting = self.people(tmp_path, cell, f"split = ';'\n{pattern}")
        assert names(meeting) == ["Anne Roy"]
        apart = f"split = ';'\nidentity = 'name+organization'\n{pattern}"
        meeting = self.people(tmp_path, cell, apart)
        assert [it.actor.separate_by for it in meeting.participants] == ["CDC", "RUI"]

    def test_an_actor_neither_acts_for_itself_nor_brings_itself(
        self, tmp_path: Path
    ) -> None:
        profile = (
            HEAD + '[[participants]]\ncolumn = "Qui"\nkind = "organization"\n'
            'on_behalf_of = "Pour"\nbrought_by = "Par"\n'
        )
        rows = "Date,Qui,Pour,Par\n1/2/2026,CDC,cdc,CDC\n2/2/2026,CDC,RUI,Table\n"
        one, two = (
            it.participants[0] for it in meetings(read(tmp_path, rows, profile))
        )
        assert (one.on_behalf_of, one.brought_by) == (None, None)
        assert two.on_behalf_of is not None
        assert two.brought_by is not None
        assert (two.on_behalf_of.name, two.brought_by.name) == ("RUI", "Table")

    def test_a_role_may_be_in_a_column(self, tmp_path: Path) -> None:
        profile = (
            HEAD
            + WHO
            + 'role_column = "Présence"\n[values.role]\n"oui" = "participant"\n'
        )
        rows = "Date,Qui,Présence\n1/2/2026,Anne Roy,Absence\n2/2/2026,Luc Côté,oui\n3/2/2026,Léa,\n"
        roles = [
            it.participants[0].role for it in meetings(read(tmp_path, rows, profile))
        ]
        assert roles == [Role.ABSENT, Role.PARTICIPANT, Role.PARTICIPANT]

    def test_somebody_may_always_be_there(self, tmp_path: Path) -> None:
        profile = (
            HEAD
            + WHO
            + '[[participants]]\ndefault = "Notre équipe"\nkind = "organization"\n'
        )
        meeting = meetings(read(tmp_path, "Date,Qui\n1/2/2026,Anne Roy\n", profile))[0]
        assert names(meeting) == ["Anne Roy", "Notre équipe"]


class TestFields:
    def test_a_template_puts_columns_together(self, tmp_path: Path) -> None:
        profile = HEAD + '[columns]\ntitle = {template = "{Type|Kind} : {Sujet}"}\n'
        rows = "Date,Kind,Sujet\n1/2/2026,Appel,Budget\n2/2/2026,,\n"
        assert [it.title for it in meetings(read(tmp_path, rows, profile))] == [
            "Appel : Budget",
            "",
        ]

    def test_the_first_filled_column_is_taken(self, tmp_path: Path) -> None:
        profile = (
            HEAD + '[columns]\ntitle = {column = ["A", "B"], default = "Sans titre"}\n'
        )
        rows = "Date,A,B\n1/2/2026,,b\n2/2/2026,a,b\n3/2/2026,,\n"
        titles = [it.title for it in meetings(read(tmp_path, rows, profile))]
        assert titles == ["b", "a", "Sans titre"]

    @pytest.mark.parametrize(
        ("pick", "kind"), [("'first'", "message"), ("['call', 'message']", "call")]
    )
    def test_of_several_kinds_one_is_picked(
        self, tmp_path: Path, pick: str, kind: str
    ) -> None:
        profile = (
            HEAD
            + f'[columns]\nkind = {{column = "Type", split = ";", pick = {pick}}}\n'
            '[values.kind]\n"courriel" = "message"\n"autre" = ""\n'
        )
        found = read(tmp_path, "Date,Type\n1/2/2026,autre; Courriel; appel\n", profile)
        assert meetings(found)[0].kind == kind

    def test_labels_are_cut_mapped_and_kept_once(self, tmp_path: Path) -> None:
        profile = (
            HEAD + '[columns]\ntheme = {column = "T", split = ";", take = "before :"}\n'
            '[values.theme]\n"hab" = "Logement"\n'
        )
        found = read(
            tmp_path, "Date,T\n1/2/2026,HAB: bail; Logement;Aînés : répit\n", profile
        )
        assert meetings(found)[0].themes == ("Logement", "Aînés")

    def test_notes_keep_their_lines(self, tmp_path: Path) -> None:
        profile = HEAD + '[columns]\nnotes = "N"\n'
        found = read(tmp_path, 'Date,N\n1/2/2026,"un  \r\n\r\n\x07deux"\n', profile)
        assert meetings(found)[0].notes == "un\ndeux"


class TestGroups:
    PROFILE = (
        HEAD
        + ('[columns]\ntitle = "Titre"\nnotes = "Note"\n[group]\ncolumns = "No"\n')
        + WHO
    )

    def test_rows_of_one_group_are_one_interaction(self, tmp_path: Path) -> None:
        rows = (
            "No,Date,Titre,Qui,Note\n1,1/2/2026,CA,Anne Roy,a\n2,2/2/2026,AG,Luc Côté,\n"
            "1,1/2/2026,,Léa Caron,b\n1,2026-02-01,CA,Anne Roy,a\n"
        )
        one, two = meetings(read(tmp_path, rows, self.PROFILE))
        assert names(one) == ["Anne Roy", "Léa Caron"]
        assert (one.rows, one.notes, one.title) == ((2, 4), "a\nb", "CA")
        assert two.rows == (3,)

    def test_rows_without_a_key_stand_alone(self, tmp_path: Path) -> None:
        rows = "No,Date,Titre,Qui,Note\n,1/2/2026,CA,Anne,\n,1/2/2026,CA,Luc,\n"
        assert len(meetings(read(tmp_path, rows, self.PROFILE))) == 2

    def test_rows_that_differ_are_told(self, tmp_path: Path) -> None:
        rows = "No,Date,Titre,Qui,Note\n1,1/2/2026,CA,Anne,\n1,2/2/2026,AG,Luc,\n"
        found = read(tmp_path, rows, self.PROFILE)
        assert errors(found) == [
            (3, "Date", interactions.GroupConflictError),
            (3, "Titre", interactions.GroupConflictError),
        ]

    def test_the_order_of_rows_does_not_change_the_fingerprint(
        self, tmp_path: Path
    ) -> None:
        head, one, two = (
            "No,Date,Titre,Qui,Note\n", "1,1/2/2026,CA,Anne,\n", "1,1/2/2026,CA,Luc,\n",
        )  # fmt: skip
        first = read(tmp_path, head + one + two, self.PROFILE).records[0]
        second = read(tmp_path, head + two + one, self.PROFILE).records[0]
        assert first.fingerprint == second.fingerprint

    def test_the_southern_women_meet_fourteen_times(self, tmp_path: Path) -> None:
        # Two of the events, from Davis, Gardner and Gardner (1941).
        rows = "source,target\nEVELYN,6/27\nLAURA,6/27\nBRENDA,6/27\nEVELYN,3/2\n"
        path = tmp_path / "women.csv"
        path.write_text(rows, encoding="utf-8")
        found = read_file(path, profile=load_profile("southern-women"))
        one, two = meetings(found)
        assert (one.held_on, names(one)) == (
            date(1936, 6, 27),
            ["EVELYN", "LAURA", "BRENDA"],
        )
        assert two.held_on == date(1936, 3, 2)


class TestCoordinator:
    @pytest.mark.parametrize(
        "header",
        [
            "Date,Titre,Type,Participants,Organisme,Thèmes,Comité,Notes",
            "Date,Title,Kind,Attendees,Organization,Themes,Committee,Comments",
        ],
    )
    def test_a_log_of_either_language_is_read(
        self, tmp_path: Path, header: str
    ) -> None:
        path = tmp_path / "a.csv"
        row = '24/11/2026,Bilan,Courriel,"Roy, Anne (CDC du Parc)",RUI Nord,Logement;Aînés,GPA,ok'
        path.write_text(f"{header}\n{row}\n", encoding="utf-8")
        meeting = meetings(read_file(path, profile=load_profile("interactions")))[0]
        assert meeting.kind is InteractionKind.MESSAGE
        assert names(meeting) == ["RUI Nord", "Anne Roy"]
        assert (meeting.themes, meeting.committee) == (("Logement", "Aînés"), "GPA")


@pytest.mark.checkout
class TestWalkThrough:
    @pytest.mark.parametrize("name", ["import-profiles.md", "import-profiles.fr.md"])
    def test_the_documents_say_what_happens(self, tmp_path: Path, name: str) -> None:
        text = (DOCUMENTS / name).read_text(encoding="utf-8")
        lines = text.split("| | A | B |")[1].split("\n\n")[0].splitlines()[2:]
        book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
        sheet = book.add_worksheet("Rencontres 2026")
        for row, line in enumerate(lines):
            cells = [cell.strip() for cell in line.strip("|").split(" | ")[1:]]
            sheet.write_row(row, 0, cells)
        book.close()
        toml = text.split("```toml\n")[1].split("```")[0]
        found = read_file(tmp_path / "a.xlsx", profile=profile_from(toml, name=name))
        first, second = meetings(found)
        assert (first.held_on, first.title) == (
            date(2026, 9, 14),
            "Rentrée de la table",
        )
        assert first.themes == ("Logement", "Aînés")
        assert names(first) == ["Anne Roy", "Luc Côté"]
        assert first.participants[0].on_behalf_of is not None
        assert first.participants[0].on_behalf_of.name == "CDC des Ponts"
        assert second.kind is InteractionKind.CALL
        assert [(it.row, it.why) for it in found.skipped] == [
            (1, "preamble"),
            (5, "total"),
        ]
        assert "“Saisi par”" in str(found.warnings[0].error)


class TestHostileFiles:
    @given(
        st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=6),
        st.sampled_from(["interactions", "memberships", "actors", "ties"]),
    )
    def test_any_cells_are_read_or_refused(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        rows: list[list[str]],
        name: str,
    ) -> None:
        profile = load_profile(name)
        headers = [names[0] for names in references(profile)][:5]
        text = io.StringIO()
        csv.writer(text).writerows([headers, *rows])
        path = tmp_path_factory.getbasetemp() / "hostile.csv"
        path.write_bytes(text.getvalue().encode("utf-8", "replace"))
        try:
            found = read_file(path, profile=profile, date_order="dmy")
        except refusals.FileRefusedError as error:
            str(error)
        else:
            assert all(str(it.error) for it in found.problems)
            assert len(found.records) <= found.rows_read


class TestMemberships:
    def seats(self, folder: Path, rows: str) -> ReadFile:
        path = folder / "a.csv"
        path.write_text(rows, encoding="utf-8")
        return read_file(path, profile=load_profile("memberships"), date_order="dmy")

    def test_a_seat_is_read(self, tmp_path: Path) -> None:
        found = self.seats(
            tmp_path,
            "Nom,Prénom,Comité,Rôle,Depuis,Jusqu'au,Organisme\n"
            "Roy,Anne-Marie,GPA,Présidente,2024,30/06/2026,CDC\n",
        )
        seat = found.records[0]
        assert isinstance(seat, FoundMembership)
        assert (seat.actor.given, seat.actor.family) == ("Anne-Marie", "Roy")
        assert seat.role is CommitteeRole.CHAIR
        assert (seat.since, seat.until) == (date(2024, 1, 1), date(2026, 7, 1))
        assert seat.on_behalf_of is not None
        assert seat.on_behalf_of.kind is ActorKind.ORGANIZATION

    def test_what_is_missing_or_upside_down_is_told(self, tmp_path: Path) -> None:
        found = self.seats(
            tmp_path, "Name,Committee,Since,Until\n,GPA,,\nAnne,,,\nA B,C,2026,2025\n"
        )
        assert errors(found) == [
            (2, "Nom, Prénom", records.MissingValueError),
            (3, "Comité", records.MissingValueError),
            (4, "Jusqu'au", interactions.EndBeforeStartError),
        ]


class TestActors:
    def cards(self, folder: Path, rows: str) -> ReadFile:
        path = folder / "a.csv"
        path.write_text(rows, encoding="utf-8")
        return read_file(path, profile=load_profile("actors"), date_order="dmy")

    def test_a_person_and_an_organization_are_read(self, tmp_path: Path) -> None:
        found = self.cards(
            tmp_path,
            "Nom;Prénom;Type;Courriel;Téléphone;Organisme;Fonction;Expertise;Statut;Sigle\n"
            'Roy;Anne;;mailto:a@cdc.example, b@cdc.example;5145550102.0;CDC;Directrice;"Aînés\nBail";;\n'
            "CDC, inc.;;Organisme;;;;;;Partenaire;CDC\n",
        )
        person, body = found.records
        assert isinstance(person, FoundRecord)
        assert isinstance(body, FoundRecord)
        assert person.emails == ("a@cdc.example", "b@cdc.example")
        assert person.phones == ("5145550102",)
        assert person.themes == ("Aînés", "Bail")
        assert person.function == "Directrice"
        assert body.actor == FoundActor(name="CDC, inc.", kind=ActorKind.ORGANIZATION)
        assert (body.partner_status, body.aliases) == (PartnerStatus.ACTIVE, ("CDC",))

    def test_what_is_no_address_is_told(self, tmp_path: Path) -> None:
        found = self.cards(tmp_path, "Nom,Courriel\nAnne Roy,anne arobase cdc\n")
        assert errors(found) == [(2, "Courriel", NotAnEmailError)]


class TestTies:
    def ties(self, folder: Path, rows: str) -> ReadFile:
        path = folder / "a.csv"
        path.write_text(rows, encoding="utf-8")
        return read_file(path, profile=load_profile("ties"), date_order="dmy")

    def test_a_tie_is_read(self, tmp_path: Path) -> None:
        found = self.ties(
            tmp_path,
            "De,Vers,Type,Force,Thème,Depuis,Selon,Preuve\n"
            'CDC,RUI,Influence,"0,0",Bail,24/11/2025,"Roy, Anne",entrevue\n',
        )
        tie = found.records[0]
        assert isinstance(tie, FoundTie)
        assert (tie.kind, tie.strength, tie.theme) == (TieKind.INFLUENCE, 0, "Bail")
        assert (tie.source.name, tie.target.name) == ("CDC", "RUI")
        assert tie.asserted_by is not None
        assert tie.asserted_by.name == "Anne Roy"
        assert tie.since == date(2025, 11, 24)

    def test_a_strength_out_of_bounds_is_told(self, tmp_path: Path) -> None:
        found = self.ties(tmp_path, "De,Vers,Force\nA,B,5\nA,B,0\nA,C,fort\nA,D,2\n")
        assert errors(found) == [
            (row, "Force", values.NotAStrengthError) for row in (2, 3, 4)
        ]
        assert len(found.records) == 1

    def test_a_tie_with_oneself_is_told(self, tmp_path: Path) -> None:
        found = self.ties(tmp_path, "From,To\nCDC,CDC\n")
        assert errors(found) == [(2, "Cible", records.SelfTieError)]
