"""SKOS of others: nothing is fetched, and what swells is refused."""

import logging
import urllib.request

import pytest

from reseau.exchange.thesauri import skos
from reseau.exchange.thesauri.thesauri import FoundTheme, ThesaurusError, faults_of
from tests.support import missing

CORE = "http://www.w3.org/2004/02/skos/core#"
CONCEPT = (
    f'"@graph": [{{"@id": "https://example.org/1", "@type": "{CORE}Concept", '
    f'"{CORE}prefLabel": {{"@value": "eau", "@language": "fr"}}}}]'
)
ELSEWHERE = {
    "an address": '"@context": "http://example.org/c"',
    "an escaped name": r'"\u0040context": "http://example.org/c"',
    "an address in a list": '"@context": [{}, "http://example.org/c"]',
    "a file": '"@context": [[{}, ["file:///etc/passwd"]]]',
    "an import": '"@context": {"@version": 1.1, "@import": "http://example.org/c"}',
    "a context of a term": (
        '"@context": {"x": {"@id": "http://example.org/x", '
        '"@context": ["http://example.org/c"]}}, "x": {}'
    ),
    "the second of two": '"@context": {}, "@context": "http://example.org/c"',
}


@pytest.fixture(autouse=True)
def _with_rdflib() -> None:
    try:
        import rdflib  # noqa: F401, PLC0415
    except ImportError:
        missing("The extra “skos”")


@pytest.mark.parametrize("way", ELSEWHERE)
def test_context_that_is_elsewhere_is_refused_and_not_fetched(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetched(*_args: object, **_options: object) -> None:
        pytest.fail("The network was asked.")  # BaseException: nothing catches it.

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", fetched)
    data = f"{{{ELSEWHERE[way]}, {CONCEPT}}}".encode()
    with pytest.raises(ThesaurusError, match="@context is an address"):
        skos.read_skos(data, file="t.jsonld")


def test_context_of_its_own_is_read() -> None:
    data = f'{{"@context": {{"s": "{CORE}"}}, {CONCEPT}}}'.encode()
    (theme,), _faults = skos.read_skos(data, file="t.jsonld")
    assert theme.pref == {"fr": "eau"}


def test_entities_are_refused_whatever_the_case() -> None:
    data = b'<?xml version="1.0"?><!doctype r [<!entity a "x">]><r>&a;</r>'
    with pytest.raises(ThesaurusError, match="DOCTYPE"):
        skos.read_skos(data, file="t.rdf")


def test_library_says_nothing_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    text = (
        f'@prefix s: <{CORE}> . <http://e.org/a b> a s:Concept ; s:prefLabel "eau"@fr ;'
        ' s:notation "x"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    )
    with caplog.at_level(logging.DEBUG):
        skos.read_skos(text.encode(), file="t.ttl")
    assert caplog.records == []


def test_concepts_whose_addresses_end_alike_are_numbered() -> None:
    text = f"@prefix s: <{CORE}> .\n" + "\n".join(
        f'<http://e.org/{it}/eau> a s:Concept ; s:prefLabel "{it}"@fr .'
        for it in range(3)
    )
    themes, _faults = skos.read_skos(text.encode(), file="t.ttl")
    assert [it.id for it in themes] == ["eau", "eau-2", "eau-3"]


def test_each_loop_is_told_once_from_its_first_identifier() -> None:
    above = {"d": "c", "c": "b", "b": "a", "a": "c", "e": "d", "f": "f", "g": None}
    themes = [
        FoundTheme(it, {"fr": it}, broader=broader) for it, broader in above.items()
    ]
    assert faults_of(themes) == ["a < c < b < a: a loop", "f < f: a loop"]


RDF = b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
BROKEN = {  # The lines are counted by hand.
    "t.rdf": (RDF + b"\n<a>\n</r:RDF>", "line 3 does not read as RDF/XML"),
    "li.rdf": (RDF + b"\n<r:li/></r:RDF>", "line 2 does not read as RDF/XML"),
    "t.ttl": (b"@prefix a: <b> .\nx y z", "line 2 does not read as Turtle"),
    "cut.ttl": (b"<a> <b>", "it does not read as Turtle: something is missing"),
    "empty.rdf": (b" \n", "it is empty"),
    "latin.ttl": (b"# \xe9t\xe9", "it is not written in UTF-8"),
    "t.nt": (b"<http://a> <http://b> <http://c> .\nno", "line 2 does not read as N-"),
    "t.jsonld": (b'{\n"a": 1,\n}', "line [23] does not read as JSON-LD"),
}


@pytest.mark.parametrize("file", BROKEN)
def test_broken_file_is_refused_in_words_at_its_line(file: str) -> None:
    data, said = BROKEN[file]
    with pytest.raises(ThesaurusError, match=said) as refused:
        skos.read_skos(data, file=file)
    assert "Error" not in str(refused.value)
