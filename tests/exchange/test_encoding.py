"""Decoding: the samples are French sentences encoded by Python's own codecs."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau import i18n
from reseau.errors import ExitCode
from reseau.exchange.text.encoding import decoded, mojibake
from reseau.exchange.text.refusals import NotTextError, WrongEncodingError

FRENCH = "Réunion à Montréal-Nord : l’accès au logement, où qu'on soit; Noël, façade."
CAPITALS = "PRÉSENCES À LA RÉUNION DE MONTRÉAL; HÉLÈNE CÔTÉ"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "mac-roman"])
@pytest.mark.parametrize("text", [FRENCH, CAPITALS, "Prénom;Nom\nZoé;Lévesque\n"])
def test_french_is_read_in_the_encodings_of_spreadsheets(
    encoding: str, text: str
) -> None:
    found = decoded(text.encode(encoding), file="a.csv")
    assert found == (text, encoding)


@pytest.mark.parametrize("text", [CAPITALS, "Prénom;Nom\nZoé;Lévesque\n"])
def test_the_encoding_of_an_old_terminal_is_read(text: str) -> None:
    assert decoded(text.encode("cp850"), file="a.csv").text == text


def test_polish_is_not_preferred_to_french() -> None:
    text = "Œuvre des sœurs; chèque"  # cp1250 would read «Śuvre», «chčque».
    assert decoded(text.encode("cp1252"), file="a.csv").text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    assert decoded(FRENCH.encode(encoding), file="a.csv").text == FRENCH


def test_a_mark_wins_over_what_was_stated() -> None:
    data = codecs.BOM_UTF8 + "é".encode()
    assert decoded(data, file="a.csv", encoding="windows-1252").text == "é"


def test_the_stated_encoding_is_used() -> None:
    data = b"1 000 \xa4"  # The euro of ISO 8859-15.
    assert decoded(data, file="a.csv", encoding="iso-8859-15").text == "1 000 €"


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_wrong_stated_encoding_is_refused(lang: i18n.Language) -> None:
    i18n.use(lang)
    with pytest.raises(WrongEncodingError) as caught:
        decoded("été".encode("cp1252"), file="a.csv", encoding="utf-8")
    assert "a.csv" in str(caught.value)
    assert "utf-8" in str(caught.value)
    assert caught.value.exit_code is ExitCode.USAGE


@pytest.mark.parametrize(
    "data",
    [b"a\0b", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(32)) * 4],
    ids=["nul", "image", "controls"],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decoded(data, file="a.csv")


def test_no_bytes_are_no_text_of_no_length() -> None:
    assert decoded(b"", file="a.csv").text == ""


@pytest.mark.parametrize("word", ["réunion", "L’Écuyer", "à « Noël »"])
def test_text_decoded_twice_is_told(word: str) -> None:
    spoilt = word.encode().decode("cp1252", "ignore")
    if spoilt.encode("cp1252") == word.encode():
        assert mojibake(spoilt) == word
    else:
        assert mojibake(spoilt) is None


@pytest.mark.parametrize("word", ["réunion", "SÃO PAULO", "Ânimo", "Ã©é日"])
def test_sound_text_is_left_alone(word: str) -> None:
    assert mojibake(word) is None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_in_utf8_is_given_back(text: str) -> None:
    assert decoded(text.encode(), file="a").text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decoded(data, file="a").text, str)
    except (NotTextError, WrongEncodingError) as error:
        str(error)
