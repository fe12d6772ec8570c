"""What the page prints and saves: one sheet, whole, with its letters."""

import base64
import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from tests.publish.pages import Visit, choose, press_on
from tests.publish.towns import both

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="no pdftoppm"),
]


def printed(page: Any, folder: Path) -> Path:
    data = page.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    file = folder / "printed.pdf"
    file.write_bytes(base64.b64decode(data["data"]))
    return file


def read(file: Path) -> str:
    command = ["pdftotext", str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def inked(picture: Image.Image) -> tuple[float, float]:
    """Give which share of the width and of the height the ink spans."""
    plain = picture.convert("L")
    box = ImageChops.difference(plain, Image.new("L", plain.size, 255)).getbbox()
    assert box
    return (box[2] - box[0]) / plain.width, (box[3] - box[1]) / plain.height


def sheet(file: Path) -> Image.Image:
    command = ["pdftoppm", "-r", "40", "-png", str(file)]
    done = subprocess.run(command, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout))


def test_sheet_is_one_and_filled(visit: Visit, tmp_path: Path) -> None:
    page = visit(both())
    page.until("reseau.labels().length > 0")
    file = printed(page, tmp_path)
    wide, high = inked(sheet(file))
    pages = len(re.findall(rb"/Type /Page\b(?!s)", file.read_bytes()))
    assert (pages, wide > 0.5, high > 0.55) == (1, True, True)
    assert "L’Écuyer, Maison" in read(file)
    assert "Regroupement Cœur-de-l’Île" in read(file)


def test_open_card_changes_nothing_on_paper(visit: Visit, tmp_path: Path) -> None:
    page = visit(both())
    choose(page, "ecuyer")
    file = printed(page, tmp_path)
    wide, high = inked(sheet(file))
    pages = len(re.findall(rb"/Type /Page\b(?!s)", file.read_bytes()))
    assert (pages, wide > 0.5, high > 0.55) == (1, True, True)
    assert "Pourquoi" not in read(file)


def test_bubbles_are_printed(visit: Visit, tmp_path: Path) -> None:
    page = visit(both())
    press_on(page, "#together")
    text = read(printed(page, tmp_path))
    assert "L’Écuyer" in text
    assert text.count("(21)") >= 2


def test_list_is_printed_when_it_is_open(visit: Visit, tmp_path: Path) -> None:
    page = visit(both())
    press_on(page, "#tab_list")
    assert "Organisme numéro 17" in read(printed(page, tmp_path))


def test_saved_picture_is_filled(visit: Visit) -> None:
    page = visit(both())
    page.until("reseau.labels().length > 0")
    found = page.run("reseau.pixels()")
    with Image.open(io.BytesIO(base64.b64decode(found.partition(",")[2]))) as it:
        wide, high = inked(it)
    assert (wide > 0.5, high > 0.55) == (True, True)
