"""Read and write a thesaurus, whose file's ending says what it is."""

from collections.abc import Iterable
from pathlib import Path

from reseau.exchange.text.encoding import decoded
from reseau.exchange.text.files import content
from reseau.exchange.thesauri import skos
from reseau.exchange.thesauri.thesauri import (
    FoundTheme,
    ThesaurusError,
    faults_of,
    read_table,
    thesaurus_table,
)

_MOST = 8
_TABLES = frozenset({".csv", ".txt"})


def read_thesaurus(path: str) -> list[FoundTheme]:
    """Read a thesaurus: .csv, or .ttl, .rdf, .jsonld with rdflib.

    Raises:
        FileRefusedError: The file cannot be read.
        ThesaurusError: Its themes do not hold together; each fault names them.
        NoLabelColumnError, SkosMissingError, UnknownThesaurusError
    """
    file = Path(path)
    data = content(file, file=file.name)
    themes, faults = _read(data, file)
    found = [*faults, *faults_of(themes)]
    if found:
        told = "; ".join(found[:_MOST])
        if len(found) > _MOST:
            told += f"; … (+{len(found) - _MOST})"
        raise ThesaurusError(file=file.name, faults=told)
    return themes


def _read(data: bytes, file: Path) -> tuple[list[FoundTheme], list[str]]:
    if file.suffix.casefold() in _TABLES:
        return read_table(decoded(data, file=file.name).text, file=file.name), []
    return skos.read_skos(data, file=file.name)


def thesaurus_text(themes: Iterable[FoundTheme], path: str) -> str:
    """Write a thesaurus in the form that the file's ending names.

    Raises:
        SkosMissingError, UnknownThesaurusError
    """
    if Path(path).suffix.casefold() in _TABLES:
        return thesaurus_table(themes)
    return skos.skos_text(themes, file=Path(path).name)
