"""SKOS, the way other thesauri are published, through rdflib."""

import json
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from reseau.domain.names import slug
from reseau.errors import UsageError
from reseau.exchange.text.jsonfile import parsed
from reseau.exchange.thesauri.skos_faults import unread
from reseau.exchange.thesauri.thesauri import MOST, FoundTheme, ThesaurusError
from reseau.i18n import N_, gettext

_FORMATS = {
    ".ttl": "turtle", ".rdf": "xml", ".xml": "xml", ".jsonld": "json-ld",
    ".json": "json-ld", ".nt": "nt",
}  # fmt: skip
_BASE = "https://example.org/reseau/theme/"
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


class SkosMissingError(UsageError):
    """The library that reads SKOS is not installed."""

    message = N_(
        "SKOS needs rdflib, or use a .csv file. Install it with: pip install "
        '"reseau[skos]"'
    )


class UnknownThesaurusError(UsageError):
    """The ending of a file says nothing."""

    message = N_("{file} should end in .csv, .ttl, .rdf or .jsonld.")


def read_skos(data: bytes, *, file: str) -> tuple[list[FoundTheme], list[str]]:
    """Read the concepts of a SKOS file; nothing is fetched from the network.

    ``fr-CA`` counts as ``fr``; languages other than French and English are left out.
    A concept that lacks one of them keeps the label of the other for both.

    Returns:
        The concepts in the order of their addresses, and what is wrong in them.

    Raises:
        SkosMissingError, UnknownThesaurusError
        ThesaurusError: It is not RDF, declares entities, which may be a bomb, or
            refers to a context that is elsewhere.
    """
    form = _form(file)
    if _DOCTYPE.search(data):
        fault = gettext("it has a DOCTYPE, which may hide a trap; save it without")
        raise ThesaurusError(file=file, faults=fault)
    rdflib = _library()
    graph = rdflib.Graph()
    if form == "json-ld":
        data = _closed(data, file)
    try:
        with warnings.catch_warnings():  # Its JSON-LD parser calls what it deprecates.
            warnings.simplefilter("ignore", DeprecationWarning)
            graph.parse(data=data, format=form, publicID=_BASE)
    except Exception as error:  # rdflib lets whatever its parsers raise through.
        fault = unread(error, data, form)
        raise ThesaurusError(file=file, faults=fault) from error
    skos = rdflib.SKOS
    nodes = sorted(graph.subjects(rdflib.RDF.type, skos.Concept), key=str)
    if not nodes:
        raise ThesaurusError(file=file, faults=gettext("no concept in it"))
    if len(nodes) > MOST:
        raise ThesaurusError(file=file, faults=f"skos:Concept > {MOST}")
    ids = _identifiers(nodes)
    themes, faults = [], []
    for node in nodes:
        theme, wrong = _concept(graph, node, ids, skos)
        themes.append(theme)
        faults += wrong
    return themes, faults


def _form(file: str) -> str:
    form = _FORMATS.get(PurePath(file).suffix.casefold())
    if form is None:
        raise UnknownThesaurusError(file=file)
    return form


def _closed(data: bytes, file: str) -> bytes:
    """Give JSON-LD back, read and written again, once nothing in it is elsewhere.

    What is checked is what is parsed: the same key written twice, or with escapes,
    hides nothing.

    Raises:
        ThesaurusError: It is not JSON, or a context would have to be fetched.
    """
    try:
        content = parsed(data.decode(json.detect_encoding(data)), file=file)
        waiting = [content]
        while waiting:
            it = waiting.pop()
            if isinstance(it, dict):
                if "@import" in it or _is_elsewhere(it.get("@context")):
                    fault = gettext("its @context is an address, which is not fetched")
                    raise ThesaurusError(file=file, faults=fault)
                waiting += it.values()
            elif isinstance(it, list):
                waiting += it
        return json.dumps(content).encode()
    except (ValueError, RecursionError) as error:
        fault = unread(error, data, "json-ld")
        raise ThesaurusError(file=file, faults=fault) from error


def _is_elsewhere(context: object) -> bool:
    """Tell whether a context, at any depth of lists, is an address."""
    waiting = [context]
    while waiting:
        it = waiting.pop()
        if isinstance(it, str):
            return True
        if isinstance(it, list):
            waiting += it
    return False


def _library() -> Any:  # Any: rdflib, when it is there.
    try:
        import rdflib  # noqa: PLC0415  # 150 ms, and an extra.
    except ImportError as error:
        raise SkosMissingError from error
    # It tells the terminal of odd addresses and values, in English, with tracebacks.
    logging.getLogger("rdflib").setLevel(logging.CRITICAL + 1)
    return rdflib


def _identifiers(nodes: Iterable[Any]) -> dict[Any, str]:
    """Name each concept by the end of its address, numbered when two end so."""
    ids: dict[Any, str] = {}
    taken: set[str] = set()
    last: Counter[str] = Counter()
    for node in nodes:
        base = slug(re.split(r"[/#]", str(node).rstrip("/#"))[-1])
        name = base
        while name in taken:
            last[base] += 1
            name = f"{base}-{last[base] + 1}"
        taken.add(name)
        ids[node] = name
    return ids


def _labels(graph: Any, node: Any, relation: Any) -> list[tuple[str, str]]:
    found = {
        (_language(it.language), str(it).strip())
        for it in graph.objects(node, relation)
        if _language(getattr(it, "language", None)) in {"fr", "en"} and str(it).strip()
    }
    return sorted(found)


def _language(tag: str | None) -> str:
    return (tag or "").partition("-")[0].casefold()


def _concept(
    graph: Any, node: Any, ids: dict[Any, str], skos: Any
) -> tuple[FoundTheme, list[str]]:
    name, faults = ids[node], []
    preferred = _labels(graph, node, skos.prefLabel)
    for lang in ("fr", "en"):
        several = [label for it, label in preferred if it == lang]
        if len(several) > 1:
            faults.append(f"{name}: prefLabel@{lang} “{'”, “'.join(several)}”")
    pref = dict(preferred)
    above = _neighbours(graph, node, skos.broader, skos.narrower)
    faults += [f"{name}: broader {it}" for it in above if it not in ids]
    below = graph.objects(node, skos.narrower)
    faults += [f"{name}: narrower {it}" for it in below if it not in ids]
    near = _neighbours(graph, node, skos.related, skos.related)
    notes = [str(it) for it in graph.objects(node, skos.scopeNote)]
    notes += [str(it) for it in graph.objects(node, skos.definition)]
    matches = sorted(str(it) for it in graph.objects(node, skos.exactMatch))
    theme = FoundTheme(
        id=name,
        pref=pref,
        alt=tuple(it for it in _labels(graph, node, skos.altLabel)),
        hidden=tuple(it for it in _labels(graph, node, skos.hiddenLabel)),
        broader=next((ids[it] for it in above if it in ids), None),
        related=tuple(ids[it] for it in near if it in ids and it != node),
        note=" / ".join(sorted(notes)),
        exact_match=next(iter(matches), _address(node)),
    )
    return theme, faults


def _address(node: Any) -> str:
    text = str(node)
    return text if text.startswith("http") and not text.startswith(_BASE) else ""


def _neighbours(graph: Any, node: Any, there: Any, back: Any) -> list[Any]:
    found = {*graph.objects(node, there), *graph.subjects(back, node)}
    return sorted(found, key=str)


def skos_text(themes: Iterable[FoundTheme], *, file: str) -> str:
    """Write themes as SKOS, in the form that the file's ending names.

    Raises:
        SkosMissingError, UnknownThesaurusError
    """
    form = _form(file)
    rdflib = _library()
    graph, skos = rdflib.Graph(), rdflib.SKOS
    space = rdflib.Namespace(_BASE)
    graph.bind("skos", skos)
    kinds = {"pref": skos.prefLabel, "alt": skos.altLabel, "hidden": skos.hiddenLabel}
    for it in themes:
        node = space[it.id]
        graph.add((node, rdflib.RDF.type, skos.Concept))
        for lang, kind, label in it.labels():
            graph.add((node, kinds[kind], rdflib.Literal(label, lang=lang)))
        if it.broader:
            graph.add((node, skos.broader, space[it.broader]))
        for other in it.related:
            graph.add((node, skos.related, space[other]))
        if it.note:
            graph.add((node, skos.scopeNote, rdflib.Literal(it.note)))
        if it.exact_match:
            graph.add((node, skos.exactMatch, rdflib.URIRef(it.exact_match)))
    return str(graph.serialize(format=form))
