"""Contact cards, and exports known by their header. People are invented."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau import i18n
from reseau.domain.vocabulary import ActorKind, Role
from reseau.errors import ExitCode, ReseauError
from reseau.exchange.cards import contact_cards, contacts
from reseau.exchange.cards.contacts import (
    ReadContacts,
    read_contacts,
    recognized_profile,
)
from reseau.exchange.found import FoundInteraction, FoundRecord
from reseau.exchange.profiles.profile import load_profile
from reseau.exchange.rows import notices
from reseau.exchange.rows.reading import read_file
from reseau.exchange.text import refusals
from tests.archives import members, within


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(folder: Path, text: str | bytes) -> ReadContacts:
    path = folder / "contacts.vcf"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_contacts(path)


def one(folder: Path, *lines: str, version: str = "3.0") -> FoundRecord:
    found = read(folder, card(*lines, version=version))
    assert found.problems == ()
    (record,) = found.records
    return record


def errors(found: ReadContacts) -> list[tuple[int | None, type[ReseauError]]]:
    for lang in i18n.LANGUAGES:
        i18n.use(lang)
        assert all(
            "{" not in str(it.error) for it in (*found.problems, *found.warnings)
        )
    return [(it.row, type(it.error)) for it in found.problems + found.warnings]


class TestVersions:
    def test_2_1_of_windows_is_read(self, tmp_path: Path) -> None:
        lines = (
            "N;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:C=F4t=E9;H=E9l=E8ne",
            "FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:H=E9l=E8ne=",
            " C=F4t=E9",
            "ORG:CDC des Ponts;Direction",
            "TEL;WORK;VOICE:514 555-0102",
            "TEL;WORK;FAX:514 555-0103",
            "EMAIL;PREF;INTERNET:helene@cdc.example",
        )
        found = one(tmp_path, *lines, version="2.1")
        assert (found.actor.given, found.actor.family) == ("Hélène", "Côté")
        assert found.phones == ("514 555-0102",)
        assert found.emails == ("helene@cdc.example",)
        assert found.organization is not None
        assert found.organization.name == "CDC des Ponts"

    @pytest.mark.parametrize("charset", ["", ";CHARSET=klingon", ";CHARSET=UTF-8"])
    def test_an_encoding_that_is_not_said_or_wrong_is_found(
        self, tmp_path: Path, charset: str
    ) -> None:
        line = f"FN{charset};ENCODING=QUOTED-PRINTABLE:H=E9l=E8ne C=F4t=E9"
        assert one(tmp_path, line, version="2.1").actor.name == "Hélène Côté"

    def test_3_0_of_apple_is_read(self, tmp_path: Path) -> None:
        found = one(
            tmp_path,
            "N:Roy;Anne;;Mme;",
            "FN:Mme Anne Roy",
            r"ORG:Table\, quartier;",
            "item1.EMAIL;type=INTERNET;type=pref:anne@table.example",
            "item1.X-ABLabel:_$!<Work>!$_",
            r"item2.URL:https\://table.example",
            "UID:abc",
        )
        assert found.actor.name == "Anne Roy"
        assert found.emails == ("anne@table.example",)
        assert found.webs == ("https://table.example",)
        assert found.organization is not None
        assert found.organization.name == "Table, quartier"
        assert found.external_id == "abc"

    def test_4_0_with_its_telephone_addresses_is_read(self, tmp_path: Path) -> None:
        found = one(
            tmp_path,
            "FN:Luc Côté",
            'TEL;VALUE=uri;TYPE="voice,work":tel:+1-514-555-0102;ext=12',
            "TEL;VALUE=uri;TYPE=cell:tel:+1-514-555-0104",
            "TITLE:Directeur",
            version="4.0",
        )
        assert found.phones == ("+1-514-555-0102 x12", "+1-514-555-0104")
        assert found.function == "Directeur"

    def test_several_cards_are_read(self, tmp_path: Path) -> None:
        found = read(tmp_path, card("FN:Anne Roy") + "\r\n" + card("FN:Luc Côté"))
        assert [it.rows for it in found.records] == [(1,), (6,)]
        assert found.cards_read == 2

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
    def test_accents_are_read_in_every_encoding(
        self, tmp_path: Path, encoding: str
    ) -> None:
        found = read(tmp_path, card("FN:Hélène Côté").encode(encoding))
        assert found.records[0].actor.name == "Hélène Côté"

    def test_a_guessed_encoding_is_said(self, tmp_path: Path) -> None:
        found = read(tmp_path, card("FN:Hélène Côté").encode("cp1252"))
        assert errors(found) == [(None, notices.GuessedEncodingError)]


class TestNames:
    def test_a_name_alone_written_last_first_is_inverted(self, tmp_path: Path) -> None:
        actor = one(tmp_path, r"FN:Roy\, Anne").actor
        assert (actor.given, actor.family) == ("Anne", "Roy")

    @pytest.mark.parametrize(
        "lines",
        [
            ("ORG:CDC des Ponts",),
            ("FN:CDC des Ponts", "ORG:CDC des Ponts", "N:;;;;"),
            ("FN:CDC des Ponts", "KIND:org"),
            ("FN:Roy", "N:Roy;;;;", "ORG:CDC des Ponts", "X-ABShowAs:COMPANY"),
        ],
    )
    def test_an_organization_is_one(
        self, tmp_path: Path, lines: tuple[str, ...]
    ) -> None:
        found = one(tmp_path, *lines)
        assert (found.actor.kind, found.actor.name) == (
            ActorKind.ORGANIZATION,
            "CDC des Ponts",
        )
        assert found.organization is None

    @pytest.mark.parametrize(
        "line", ["EMAIL:x@y.example", "FN:", "N:;;;;", "FN:x@y.example"]
    )
    def test_a_card_that_names_nobody_is_told_and_hides_no_other(
        self, tmp_path: Path, line: str
    ) -> None:
        found = read(tmp_path, card(line) + card("FN:Anne Roy"))
        assert errors(found) == [(1, contacts.NamelessCardError)]
        assert [it.actor.name for it in found.records] == ["Anne Roy"]

    def test_lists_of_people_are_passed_over(self, tmp_path: Path) -> None:
        found = read(tmp_path, card("FN:Tous", "KIND:group") + card("FN:Anne Roy"))
        assert (found.groups, len(found.records)) == ((1,), 1)

    def test_the_same_card_twice_is_told_apart(self, tmp_path: Path) -> None:
        found = read(tmp_path, card("FN:Anne Roy") * 2)
        assert [it.repeat for it in found.records] == [0, 1]
        assert len({it.fingerprint for it in found.records}) == 1


class TestPrivacy:
    def test_what_nobody_needs_is_not_read(self, tmp_path: Path) -> None:
        found = one(
            tmp_path,
            "FN:Anne Roy",
            "BDAY:19800101",
            "PHOTO;ENCODING=b;TYPE=JPEG:pas du base64 !",
            "ADR;TYPE=HOME:;;1 rue Secrète;Montréal;QC;H1H 1H1;Canada",
            "NOTE:divorce",
        )
        assert "divorce" not in repr(found)
        assert "Secrète" not in repr(found)
        assert found.notes == ""

    def test_the_home_is_left_out_when_there_is_the_work(self, tmp_path: Path) -> None:
        found = one(
            tmp_path,
            "FN:Anne Roy",
            "TEL;TYPE=HOME:514 555-0100",
            "TEL;TYPE=WORK:514 555-0102",
            "EMAIL;TYPE=HOME:anne@maison.example",
        )
        assert found.phones == ("514 555-0102",)
        assert found.emails == ("anne@maison.example",)


class TestWrongCards:
    def test_an_address_that_is_none_is_told_and_left_out(self, tmp_path: Path) -> None:
        found = read(tmp_path, card("FN:Anne Roy", "EMAIL:anne arobase cdc"))
        assert found.records[0].emails == ()
        assert errors(found) == [(1, contacts.OddAddressError)]

    def test_a_card_that_cannot_be_read_hides_no_other(self, tmp_path: Path) -> None:
        bad = card("FN;ENCODING=QUOTED-PRINTABLE:=00=E9=00")
        found = read(tmp_path, bad + card("FN:Anne Roy"))
        assert errors(found) == [(1, contact_cards.UnreadableCardError)]
        assert [it.actor.name for it in found.records] == ["Anne Roy"]

    @pytest.mark.parametrize(
        "line",
        [
            "TEL;" + "a;" * 4_900 + "x",
            'TEL;A="' + '"' * 4_900 + ":x",
            "TEL" + ";A=" * 3_000 + ":x",
            "EMAIL:" + "a@" * 4_900,
        ],
    )
    def test_a_line_made_to_take_for_ever_does_not(
        self, tmp_path: Path, line: str
    ) -> None:
        with within(5):
            assert one(tmp_path, "FN:Anne Roy", line).actor.name == "Anne Roy"

    @pytest.mark.parametrize("lang", i18n.LANGUAGES)
    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (b"", refusals.EmptyFileError),
            (b"Nom;Courriel\r\n", contacts.NotContactsError),
            (b"\x89PNG\r\n\x1a\n\0\0", contacts.NotContactsError),
            (b"<html><body>Connexion</body></html>", contacts.ContactsPageError),
            (b"BEGIN:VCARD\r\nFN:Anne", contacts.CutContactsError),
        ],
    )
    def test_what_holds_no_whole_card_is_refused(
        self, tmp_path: Path, lang: i18n.Language, data: bytes, error: type[ReseauError]
    ) -> None:
        i18n.use(lang)
        with pytest.raises(error) as caught:
            read(tmp_path, data)
        assert caught.value.exit_code is ExitCode.USAGE
        assert "contacts.vcf" in str(caught.value)

    def test_too_many_cards_are_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(contacts, "MAX_CARDS", 1)
        with pytest.raises(contacts.TooManyContactsError):
            read(tmp_path, card("FN:Anne Roy") * 2)

    @given(st.binary(max_size=100), st.integers(0, 120))
    def test_any_bytes_within_are_read_or_refused(
        self, tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int
    ) -> None:
        data = card("N:Roy;Anne", "FN:Anne Roy", "TEL;TYPE=WORK:514 555-0102").encode()
        with suppress(refusals.FileRefusedError):
            found = read(
                tmp_path_factory.getbasetemp(), data[:place] + noise + data[place:]
            )
            assert all(it.actor.name for it in found.records)


CARDS = members(".vcf")


class TestCardsOfOthers:
    def test_there_are_19_files(self) -> None:
        assert len(CARDS) == 19

    @pytest.mark.parametrize("name", sorted(CARDS))
    def test_each_is_read_and_again_the_same(self, tmp_path: Path, name: str) -> None:
        with within(5):
            found = read(tmp_path, CARDS[name])
        assert found.records == read(tmp_path, CARDS[name]).records
        assert len(found.records) + len(found.problems) == found.cards_read
        assert "\N{REPLACEMENT CHARACTER}" not in repr(found.records)

    def test_only_two_cards_name_nobody(self, tmp_path: Path) -> None:
        # The first two of John_Doe_ANDROID.vcf hold an address, or nothing, alone.
        wrong = {
            name.rpartition("/")[2]: errors(found)
            for name, data in CARDS.items()
            if (found := read(tmp_path, data)).problems
        }
        assert list(wrong) == ["John_Doe_ANDROID.vcf"]
        assert wrong["John_Doe_ANDROID.vcf"][:2] == [
            (1, contacts.NamelessCardError),
            (6, contacts.NamelessCardError),
        ]

    def test_the_card_of_rfc_6350_says_what_it_prints(self, tmp_path: Path) -> None:
        name = next(it for it in CARDS if "rfc6350" in it)
        (found,) = read(tmp_path, CARDS[name]).records
        assert (found.actor.given, found.actor.family) == ("Simon", "Perreault")
        assert found.emails == ("simon.perreault@viagenie.ca",)
        assert found.organization is not None
        assert found.organization.name == "Viagenie"


GOOGLE_OLD = "Name,Given Name,Additional Name,Family Name,Yomi Name,Birthday,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title"
GOOGLE_NEW = "First Name,Middle Name,Last Name,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value"
OUTLOOK_EN = "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Phone,Home Phone,Mobile Phone,Birthday,E-mail Address,E-mail 2 Address,Notes,Private,Sensitivity,Web Page"
# What Google writes of contacts of whom little is filled in, and a layout in between.
GOOGLE_SHORT = "First Name,Middle Name,Last Name,E-mail 1 - Label,E-mail 1 - Value"
GOOGLE_PHONES = "First Name,Last Name,Labels,Phone 1 - Label,Phone 1 - Value"
GOOGLE_MIXED = "Name,Given Name,Family Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value"
# Outlook on the web, and what Google calls “Outlook CSV”.
OUTLOOK_WEB = "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone"
OUTLOOK_BY_GOOGLE = "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Anniversary,Location,Language,Internet Free Busy,Notes,E-mail Address,E-mail 2 Address,E-mail 3 Address,Primary Phone,Home Phone,Home Phone 2,Mobile Phone,Pager,Company Main Phone,Business Phone,Company,Job Title,Sensitivity,Priority,Private,Categories"
OUTLOOK_FR_SHORT = "Prénom,Nom,Adresse de messagerie,Téléphone (bureau)"
# In French two columns are named “Titre”.
OUTLOOK_FR = "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre,Rue (bureau),Téléphone (bureau),Téléphone (domicile),Tél. mobile,Adresse de messagerie,Notes,Page Web,Privé"
CALENDAR_EN = "Subject,Start Date,Start Time,End Date,End Time,All day event,Reminder on/off,Reminder Date,Reminder Time,Meeting Organizer,Required Attendees,Optional Attendees,Meeting Resources,Billing Information,Categories,Description,Location,Mileage,Priority,Private,Sensitivity,Show time as"
CALENDAR_FR = "Objet,Début,Début,Fin,Fin,Journée entière,Rappel actif/inactif,Date de rappel,Heure du rappel,Organisateur d'une réunion,Participants obligatoires,Participants facultatifs,Ressources de la réunion,Afficher la disponibilité,Catégories,Critère de diffusion,Description,Emplacement,Informations facturation,Kilométrage,Priorité,Privé"


def export(folder: Path, header: str, *rows: dict[str, str]) -> Path:
    path = folder / "export.csv"
    names = header.split(",")
    lines = [header]
    for row in rows:
        left = dict(row)  # A name that two columns bear fills the first one.
        cells = [left.pop(name, "") for name in names]
        lines.append(",".join(f'"{cell}"' for cell in cells))
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


class TestRecognition:
    @pytest.mark.parametrize(
        ("header", "profile"),
        [
            (GOOGLE_OLD, "google-contacts"),
            (GOOGLE_NEW, "google-contacts"),
            (GOOGLE_SHORT, "google-contacts"),
            (GOOGLE_PHONES, "google-contacts"),
            (GOOGLE_MIXED, "google-contacts"),
            (OUTLOOK_WEB, "outlook-contacts"),
            (OUTLOOK_BY_GOOGLE, "outlook-contacts"),
            (OUTLOOK_FR_SHORT, "outlook-contacts"),
            ("First Name,Last Name,Email", None),
            (OUTLOOK_EN, "outlook-contacts"),
            (OUTLOOK_FR, "outlook-contacts"),
            (CALENDAR_EN, "outlook-calendar"),
            (CALENDAR_FR, "outlook-calendar-fr"),
            ("Nom,Prénom,Courriel", None),
            ("Date,Titre,Participants", None),
            ("Objet,Début,Fin", None),
        ],
    )
    def test_an_export_is_known_by_its_header(
        self, tmp_path: Path, header: str, profile: str | None
    ) -> None:
        assert recognized_profile(export(tmp_path, header)) == profile

    def test_what_is_no_table_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(refusals.MissingFileError):
            recognized_profile(tmp_path / "x.csv")


def recognized(path: Path) -> list[FoundRecord | FoundInteraction]:
    name = recognized_profile(path)
    assert name is not None
    found = read_file(path, profile=load_profile(name), date_order="mdy")
    assert found.problems == ()
    return [
        it for it in found.records if isinstance(it, FoundRecord | FoundInteraction)
    ]


class TestExports:
    @pytest.mark.parametrize(
        ("header", "row"),
        [
            (GOOGLE_OLD, {"Given Name": "Anne", "Family Name": "Roy", "E-mail 1 - Value": "a@x.example ::: b@x.example", "Phone 1 - Value": "514 555-0102", "Organization 1 - Name": "CDC", "Organization 1 - Title": "Directrice"}),
            (GOOGLE_NEW, {"First Name": "Anne", "Last Name": "Roy", "E-mail 1 - Value": "a@x.example", "E-mail 2 - Value": "b@x.example", "Phone 1 - Value": "514 555-0102", "Organization Name": "CDC", "Organization Title": "Directrice"}),
            (OUTLOOK_EN, {"First Name": "Anne", "Last Name": "Roy", "E-mail Address": "a@x.example", "E-mail 2 Address": "b@x.example", "Business Phone": "514 555-0102", "Home Phone": "514 555-0100", "Company": "CDC", "Job Title": "Directrice"}),
        ],
    )  # fmt: skip
    def test_a_contact_is_read(
        self, tmp_path: Path, header: str, row: dict[str, str]
    ) -> None:
        (found,) = recognized(
            export(tmp_path, header, {**row, "Notes": "secret", "Birthday": "1/1/80"})
        )
        assert isinstance(found, FoundRecord)
        assert (found.actor.given, found.actor.family) == ("Anne", "Roy")
        assert found.emails == ("a@x.example", "b@x.example")
        assert found.phones == ("514 555-0102",)
        assert found.organization is not None
        assert (found.organization.name, found.function) == ("CDC", "Directrice")
        assert found.notes == ""

    def test_a_contact_of_outlook_in_french_is_read(self, tmp_path: Path) -> None:
        row = {
            "Titre": "Mme",
            "Prénom": "Anne",
            "Nom": "Roy",
            "Société": "CDC",
            "Tél. mobile": "514 555-0102",
            "Adresse de messagerie": "a@x.example",
        }
        private = {**row, "Privé": "Vrai"}
        (found,) = recognized(export(tmp_path, OUTLOOK_FR, row, private))
        assert isinstance(found, FoundRecord)
        assert found.actor.name == "Anne Roy"
        assert found.emails == ("a@x.example",)

    @pytest.mark.parametrize(
        ("header", "names", "private"),
        [
            (CALENDAR_EN, ("Subject", "Start Date", "Meeting Organizer", "Required Attendees", "Location", "Description"), {"Private": "True"}),
            (CALENDAR_FR, ("Objet", "Début", "Organisateur d'une réunion", "Participants obligatoires", "Emplacement", "Description"), {"Privé": "Vrai"}),
            (CALENDAR_FR, ("Objet", "Début", "Organisateur d'une réunion", "Participants obligatoires", "Emplacement", "Description"), {"Critère de diffusion": "Confidentielle"}),
        ],
    )  # fmt: skip
    def test_a_meeting_is_read_and_a_private_one_is_not(
        self,
        tmp_path: Path,
        header: str,
        names: tuple[str, ...],
        private: dict[str, str],
    ) -> None:
        cells = (
            "Bilan",
            "11/24/2026",
            "Roy, Anne",
            "Luc Côté;Gill, Sam",
            "Salle B",
            "NIP",
        )
        row = dict(zip(names, cells, strict=True))
        (found,) = recognized(export(tmp_path, header, row, {**row, **private}))
        assert isinstance(found, FoundInteraction)
        assert (found.title, found.place, found.notes) == ("Bilan", "Salle B", "")
        assert f"{found.held_on}" == "2026-11-24"
        assert [(it.actor.name, it.role) for it in found.participants] == [
            ("Anne Roy", Role.ORGANIZER),
            ("Luc Côté", Role.INVITED),
            ("Sam Gill", Role.INVITED),
        ]
