"""Profiles: what a person may write, and what is said when it is wrong."""

import dataclasses
from pathlib import Path

import pytest

from reseau import i18n
from reseau.domain.vocabulary import ActorKind, Role
from reseau.errors import ExitCode
from reseau.exchange.profiles.profile import (
    Profile,
    ProfileError,
    ProfileNotFoundError,
    ProfileNotTomlError,
    ProfileUnreadableError,
    load_profile,
    profile_from,
    shipped_profiles,
)
from reseau.exchange.profiles.profile_keys import KINDS, known_keys

LEAST = 'name = "x"\nkind = "interactions"\n[date]\ncolumn = "Date"\n'
DOCUMENTS = Path(__file__).parents[2] / "docs"


def faults(text: str) -> list[str]:
    """List what is said of a profile, once in each language."""
    with pytest.raises(ProfileError) as caught:
        profile_from(text, name="x")
    assert caught.value.exit_code is ExitCode.USAGE
    for lang in ("fr", "en"):
        i18n.use(lang)
        assert "{" not in str(caught.value).replace("{Date}", "")
    return [line.removeprefix("- ") for line in str(caught.value).splitlines()[1:]]


def test_the_shipped_profiles_are_these() -> None:
    assert shipped_profiles() == [
        "actors",
        "google-contacts",
        "interactions",
        "memberships",
        "outlook-calendar",
        "outlook-calendar-fr",
        "outlook-contacts",
        "portland",
        "southern-women",
        "ties",
    ]


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_shipped_profile_is_sound_and_bears_its_name(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert profile.description


def test_the_least_profile_is_a_date() -> None:
    profile = profile_from(LEAST, name="x")
    assert isinstance(profile, Profile)
    assert profile.date is not None
    assert profile.date.columns == ("Date",)
    assert not profile.keeps_repeats


def test_a_profile_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("\ufeff" + LEAST, encoding="utf-8")
    assert load_profile(path).name == "x"
    assert load_profile(str(path)).name == "x"


def test_words_may_be_codes_or_labels_of_either_language() -> None:
    profile = profile_from(
        LEAST + '[values.kind]\nRDV = "réunion"\n'
        '[[participants]]\ncolumn = "Qui"\nkind = "Organisme"\nrole = "absence"\n',
        name="x",
    )
    assert profile.values["kind"] == {"rdv": "meeting"}
    assert profile.participants[0].naming.kind is ActorKind.ORGANIZATION
    assert profile.participants[0].role is Role.ABSENT


def test_every_fault_is_told_at_once_with_its_path() -> None:
    told = faults(
        'name = 3\nkind = "interactions"\n[fiel]\n[file]\nencoding = "latin"\n'
        "header_row = -1\n[date]\n[columns]\nkind = {}\n"
    )
    assert [line.split(":")[0] for line in told] == [
        "name",
        "fiel",
        "file.encoding",
        "file.header_row",
        "date.column",
        "columns.kind",
    ]


def test_an_unknown_key_is_told_with_the_nearest_one() -> None:
    told = faults(LEAST + 'ordre = "dmy"\n')
    assert told == ["date.ordre: there is no such key; did you mean “order”?"]


def test_a_key_like_no_other_is_told_with_all_of_them() -> None:
    told = faults(LEAST + '[group]\ncolumns = "a"\nzzz = 1\n')
    assert told == ["group.zzz: there is no such key; the keys here are: columns."]


def test_a_word_out_of_the_list_is_told_with_the_list() -> None:
    told = faults(LEAST + '[values.kind]\n"Café" = "coffee"\n')
    assert told == [
        (
            'values.kind."Café": “coffee” is not one of: meeting, call, message, '
            "visit, event, activity."
        )
    ]


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ("[file]\nseparator = ';;'", "file.separator"),
        ("[file]\nheader_row = true", "file.header_row"),
        ("[file]\nrequired = []", "file.required"),
        ("[file.skip_rows]\nA = '('", 'file.skip_rows."A"'),
        ("[file]\nskip_rows = 'x'", "file.skip_rows"),
        ("[columns]\ntitle = 3", "columns.title"),
        ("[columns]\ntitle = {column = 'a', template = '{b}'}", "columns.title"),
        ("[columns]\ntitle = {template = 'no place'}", "columns.title.template"),
        ("[columns]\ntitle = {column = 'a', shorten = 500}", "columns.title.shorten"),
        ("[columns]\ntheme = {column = 'a', take = 'befor :'}", "columns.theme.take"),
        ("[columns]\ntheme = {column = 'a', split = ''}", "columns.theme.split"),
        ("[columns]\nkind = {column = 'a', pick = ['x']}", "columns.kind.pick"),
        ("[columns]\nkind = {column = 'a', default = 'x'}", "columns.kind.default"),
        ("participants = ['a']", "participants"),
        ("[participants]\ncolumn = 'a'", "participants"),
        ("[[participants]]\ncolumn = 'a'\npattern = '(?P<x>a)'", "participants[1].pattern"),
        ("[[participants]]\ncolumn = 'a'\npattern = '('", "participants[1].pattern"),
        ("[[participants]]\ncolumn = 'a'\norder = 'x'", "participants[1].order"),
        ("[[participants]]\nrole = 'host'", "participants[1]"),
        ("[values.notes]\nA = 'b'", "values.notes"),
        ("[kinds]\nA = 'dog'", 'kinds."A"'),
        ("[aliases]\nA = ''", 'aliases."A"'),
        ("[group]\nkey = 'a'", "group.columns"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_told(lines: str, path: str) -> None:
    head = LEAST if lines.startswith("[") else f"{lines}\n{LEAST}"
    told = faults(head + lines if lines.startswith("[") else head)
    assert told[0].startswith(f"{path}: ")


@pytest.mark.parametrize("kind", ["interaction", "", 3, ["actors"]])
def test_a_profile_of_no_known_kind_is_refused(kind: object) -> None:
    told = faults(f'name = "x"\nkind = {kind!r}\n')
    assert "interactions, memberships, actors, ties" in told[0]


def test_a_profile_without_a_kind_is_refused() -> None:
    assert faults('name = "x"') == ["kind: this key is needed and missing."]


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("memberships", ["columns.actor", "columns.committee"]),
        ("actors", ["columns.name"]),
        ("ties", ["columns.source", "columns.target", "columns.type"]),
    ],
)
def test_each_kind_needs_its_columns(kind: str, missing: list[str]) -> None:
    told = faults(f'name = "x"\nkind = "{kind}"\n[columns]\n')
    assert [line.split(":")[0] for line in told] == missing


def test_what_is_for_interactions_is_refused_elsewhere() -> None:
    told = faults(
        'name = "x"\nkind = "actors"\n[columns]\nname = "N"\n[group]\ncolumns = "N"\n'
    )
    assert told[0].startswith("group: ")


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_profile_that_is_not_toml_is_told_with_its_line(lang: i18n.Language) -> None:
    i18n.use(lang)
    with pytest.raises(ProfileNotTomlError) as caught:
        profile_from('name = "x"\nkind = interactions\n', name="x")
    assert caught.value.values["line"] == 2
    assert "2" in str(caught.value)


def test_toml_that_stops_short_is_told() -> None:
    with pytest.raises(ProfileNotTomlError):
        profile_from("a = [", name="x")


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_an_unknown_profile_is_told_with_those_there_are(lang: i18n.Language) -> None:
    i18n.use(lang)
    with pytest.raises(ProfileNotFoundError) as caught:
        load_profile("portlant")
    assert caught.value.exit_code is ExitCode.NOT_FOUND
    assert "southern-women" in str(caught.value)


@pytest.mark.parametrize("name", ["a\0b", "../portland", "", "."])
def test_a_name_is_never_a_way_out_of_the_folder(name: str) -> None:
    with pytest.raises((ProfileNotFoundError, ProfileUnreadableError)):
        load_profile(name)


def test_a_profile_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes('name = "Été"'.encode("cp1252"))
    with pytest.raises(ProfileUnreadableError):
        load_profile(path)


def test_profiles_of_one_text_are_equal() -> None:
    assert profile_from(LEAST, name="x") == profile_from(LEAST, name="y")
    assert dataclasses.is_dataclass(Profile)


@pytest.mark.checkout
@pytest.mark.parametrize("document", ["import-profiles.md", "import-profiles.fr.md"])
@pytest.mark.parametrize("key", known_keys())
def test_every_key_is_in_the_documents(document: str, key: str) -> None:
    assert f"`{key}`" in (DOCUMENTS / document).read_text(encoding="utf-8")


@pytest.mark.checkout
@pytest.mark.parametrize("document", ["import-profiles.md", "import-profiles.fr.md"])
def test_every_shipped_profile_is_in_the_documents(document: str) -> None:
    text = (DOCUMENTS / document).read_text(encoding="utf-8")
    assert [name for name in shipped_profiles() if f"`{name}`" not in text] == []


@pytest.mark.checkout
@pytest.mark.parametrize("document", ["import-profiles.md", "import-profiles.fr.md"])
def test_whole_profiles_in_the_documents_are_sound(document: str) -> None:
    text = (DOCUMENTS / document).read_text(encoding="utf-8")
    blocks = [block.split("```")[0] for block in text.split("```toml\n")[1:]]
    whole = [block for block in blocks if block.startswith("name = ")]
    assert {profile_from(it, name=document).kind for it in whole} == set(KINDS)


@pytest.mark.checkout
def test_the_documents_have_the_same_plan_and_examples() -> None:
    english, french = (
        (DOCUMENTS / name).read_text(encoding="utf-8").splitlines()
        for name in ("import-profiles.md", "import-profiles.fr.md")
    )

    def plan(lines: list[str]) -> list[str]:
        return [
            line.split(" ")[0] for line in lines if line.startswith(("#", "|", "```"))
        ]

    assert plan(english) == plan(french)
