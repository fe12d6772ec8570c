"""Pages turned into PDF without a browser."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reseau.publish.page import printing
from reseau.publish.page.pages import page_html
from reseau.publish.page.printing import PrinterMissingError, page_pdf

MADE = datetime(2026, 11, 24, 20, tzinfo=UTC)


def page(body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="fr"><title>Été</title><body>{body}</body></html>'
    )


def test_same_page_gives_same_file() -> None:
    one = page_pdf(page("<p>œuvre</p>"), title="Été", made_at=MADE)
    assert one == page_pdf(page("<p>œuvre</p>"), title="Été", made_at=MADE)
    assert one[0].startswith(b"%PDF-")
    assert one[1] == 1


def test_letters_are_found_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(page_pdf(page("<p>Cœur d’été</p>"), title="É", made_at=MADE)[0])
    text = subprocess.run(
        ["pdftotext", file, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "Cœur d’été" in text


def test_nothing_is_read_from_the_disk(tmp_path: Path) -> None:
    picture = tmp_path / "secret.svg"
    picture.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><text>secret</text></svg>'
    )
    body = f'<img src="{picture.as_uri()}"><img src="{picture}">'
    written, _ = page_pdf(page(body), title="a", made_at=MADE)
    empty, _ = page_pdf(page("<img><img>"), title="a", made_at=MADE)
    assert len(written) == pytest.approx(len(empty), abs=200)


def test_without_the_library_the_next_step_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "find_spec", lambda _: None)
    with pytest.raises(PrinterMissingError, match=re.escape("reseau[pdf]")):
        page_pdf(page(""), title="a", made_at=MADE)


def test_page_names_its_language_and_lets_nothing_in() -> None:
    html = page_html("_page.html.j2", language="fr", title="<Été>")
    assert '<html lang="fr">' in html
    assert "&lt;Été&gt;" in html
    assert "default-src 'none'" in html
    assert "unsafe" not in html
