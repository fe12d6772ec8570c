"""The still picture on paper and in pixels."""

import io
import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest
from PIL import Image

from reseau.domain.vocabulary import ActorKind
from reseau.i18n import Language
from reseau.publish.map.map_page import Change, MapActor, MapPage
from reseau.publish.map.map_paper import map_pdf, map_png, western
from reseau.publish.map.map_picture import map_svg
from reseau.publish.map.map_scene import CHANGE_LOOKS, Shapes, Strokes, Text, scene
from tests.publish.towns import HOSTILE, compared_town, hostile_town, town


def marks(pdf: bytes) -> str:
    """Unpack the only page of a file of ours."""
    found = re.search(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    assert found
    return zlib.decompress(found[1]).decode("cp1252")


def texts(page: str) -> list[str]:
    return re.findall(r"\((.*?)\) Tj", page)


def test_pdf_is_one_a3_sheet() -> None:
    pdf = map_pdf(town())
    assert (pdf.count(b"/Type /Page "), b"[0 0 1190.55 841.89]" in pdf) == (1, True)


def test_pdf_points_at_each_of_its_objects() -> None:
    pdf = map_pdf(town())
    start = int(pdf.rpartition(b"startxref")[2].split()[0])
    places = [int(it) for it in re.findall(rb"(\d{10}) 00000 n", pdf[start:])]
    begun = [pdf[at : at + 7] for at in places]
    assert begun == [b"%d 0 obj" % (at + 1) for at in range(len(places))]


def test_pdf_writes_accents_that_can_be_searched() -> None:
    said = texts(marks(map_pdf(town())))
    assert {"L’Écuyer, Maison", "Regroupement Cœur-de-l’Île", "Quartier"} <= set(said)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext")
def test_pdf_is_read_by_another_program(tmp_path: Path) -> None:
    file = tmp_path / "carte.pdf"
    file.write_bytes(map_pdf(town()))
    command = ["pdftotext", str(file), "-"]
    read = subprocess.run(command, capture_output=True, check=True)
    assert "L’Écuyer, Maison" in read.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Œuvre Léger", "Œuvre Léger"),
        ("E\N{COMBINING ACUTE ACCENT}cole", "École"),
        ("a\tb", "a b"),
        ("1/(N−1)", "1/(N-1)"),
        ("Nguyễn Thị Hạnh", None),
        ("Łódź", None),
        ("مركز", None),
    ],
)
def test_letters_that_helvetica_has(name: str, kept: str | None) -> None:
    assert western(name) == kept


def named(*names: str, language: Language = "fr") -> MapPage:
    """Make a page of actors of these names, beside each other."""
    actors = tuple(
        MapActor(n, "", it, ActorKind.PERSON, None, 1.0, 300.0 * n, 0.0, 0)
        for n, it in enumerate(names)
    )
    return town(actors=actors, ties=(), lines=(), language=language)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext")
@pytest.mark.parametrize(
    "name",
    [
        "Siân Lloyd, Dŵr Cymru", "ᐃᓄᒃᑎᑐᑦ", "Nguyễn Thị Hạnh", "Łódź", "Привет", "مركز المجتمع",
        "שלום", "ქართული", "Ἑλλάς", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "社区中心",
    ],
)  # fmt: skip
def test_name_in_any_script_is_found_on_paper(name: str, tmp_path: Path) -> None:
    file = tmp_path / "carte.pdf"
    file.write_bytes(map_pdf(named(name)))
    command = ["pdftotext", str(file), "-"]
    read = subprocess.run(command, capture_output=True, check=True)
    assert name in read.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "1 text has letters that the font of this sheet has not"),
        ("fr", "1 texte a des lettres que la police de cette feuille n’a pas"),
    ],
)
def test_letters_no_font_has_are_said(language: Language, sentence: str) -> None:
    said = texts(marks(map_pdf(named("社区中心", "Łódź", language=language))))
    assert [it for it in said if it.startswith(sentence)]


def test_nothing_is_said_when_all_letters_are_drawn() -> None:
    page = named("Łódź", "Seule", language="en")
    assert not [it for it in texts(marks(map_pdf(page))) if "letters" in it]


def test_western_sheet_holds_no_font() -> None:
    assert b"FontFile2" not in map_pdf(town())


def test_hostile_names_stay_inside_their_strings() -> None:
    page = marks(map_pdf(hostile_town()))
    # Without what stands between brackets, only the language of pages is left.
    rest = re.sub(r"\((?:\\.|[^\\()])*\)|<[0-9a-f]*>", "", page)
    assert set(re.findall(r"[A-Za-z]+", rest)) <= {
        "q", "Q", "cm", "gs", "O", "RG", "rg", "w", "d", "m", "l", "S", "c", "B", "re",
        "BT", "ET", "BDC", "EMC", "Span", "ActualText", "F", "Tf", "Tr", "Tm", "Tj", "j",
    }  # fmt: skip


def test_picture_of_pixels_is_as_wide_as_asked() -> None:
    picture = Image.open(io.BytesIO(map_png(town(), width=600)))
    assert (picture.format, picture.width) == ("PNG", 600)


def test_picture_of_pixels_has_the_colours_of_the_groups() -> None:
    picture = Image.open(io.BytesIO(map_png(town(), width=800))).convert("RGB")
    colours = {it for _, it in picture.getcolors(1 << 24) or []}
    assert {(0x00, 0x72, 0xB2), (0xE6, 0x9F, 0x00)} <= colours


@pytest.mark.parametrize("draw", [map_pdf, map_png, map_svg])
def test_same_page_gives_the_same_file(draw: object) -> None:
    assert callable(draw)
    assert draw(town()) == draw(town())


@pytest.mark.parametrize("draw", [map_pdf, map_png])
def test_nobody_can_be_drawn(draw: object) -> None:
    assert callable(draw)
    assert draw(town(actors=(), ties=(), lines=()))


def test_hostile_texts_can_be_drawn_in_pixels() -> None:
    page = hostile_town()
    assert len(HOSTILE) == len(page.actors)
    assert map_png(page, width=400)


def test_file_that_stands_alone_says_how_it_was_obtained() -> None:
    said = [it.text for it in scene(town(), facts=True).items if isinstance(it, Text)]
    assert {"Quartier", "Réunions · Interne", "Janvier et février."} <= set(said)


def test_picture_inside_a_page_does_not_repeat_its_title() -> None:
    said = [it.text for it in scene(town()).items if isinstance(it, Text)]
    assert "Quartier" not in said


def test_each_change_has_its_look_and_its_words() -> None:
    drawn = scene(compared_town()).items
    inks = {it.colour for it in drawn if isinstance(it, Strokes)}
    said = " ".join(it.text for it in drawn if isinstance(it, Text))
    assert {it.line for it in CHANGE_LOOKS.values()} <= inks
    assert all(it.fr in said for it in Change)


def test_changes_differ_otherwise_than_by_colour() -> None:
    assert len({(it.dash, it.wide) for it in CHANGE_LOOKS.values()}) == len(Change)


def test_only_the_layer_of_the_map_is_drawn() -> None:
    lines = [it for it in scene(town()).items if isinstance(it, Strokes)]
    # Forty ties of co-presence, at most; the seat in a committee is not among them.
    assert not [it for it in lines if it.dash]


def test_person_is_a_circle_and_organization_a_square() -> None:
    page = town()
    people = sum(it.kind is ActorKind.PERSON for it in page.actors)
    shapes = [it for it in scene(page).items if isinstance(it, Shapes)]
    # The legend adds one circle for each kind, group and rest, and one square.
    assert sum(len(it.circles) for it in shapes) == people + 4
    assert sum(len(it.squares) for it in shapes) == len(page.actors) - people + 1
