"""Names from the store: a plain read-only query, or the copy of a server's names.

What is merged or archived never comes, nor what is shown to nobody.
"""

import os

from reseau.config import configured
from reseau.domain.folding import spaced
from reseau.places import completion_path, store_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reseau.languages import Language

_MOST = 100  # More than that is no choice; a shell asks before it lists as many.
_PATIENCE = 0.2  # Seconds during which another process may hold the file.
_KINDS = {"actor": ("organization", "person"), "person": ("person",)}


def _words_of(column: str) -> str:
    """Write in SQL what ``spaced`` does to a text already folded.

    Few rows hold the first word at all: the others are passed over at once.
    """
    plain = column
    for mark in ("'-'", "''''", "'.'"):
        plain = f"replace({plain}, {mark}, ' ')"
    sought = f"instr(' ' || {plain}, :wanted) > 0"
    return f"(instr({column}, :first) > 0 AND {sought})"


_SHOWN = """merged_into IS NULL AND archived_on IS NULL AND diffusion <> 'forbidden'
    AND kind IN (:kind, :other) AND"""
_LABEL = """COALESCE((SELECT label FROM theme_label WHERE theme_key = theme.key
    AND kind = 'pref' AND language = :language), slug)"""
# Short codes that begin so, by their index; then the words of codes and of names.
_BEGINS = "slug >= :typed AND slug < :typed || '{'"
_HOLDS = f"NOT ({_BEGINS}) AND ({_words_of('slug')} OR %s)"


def _queries(start: str, words: str) -> tuple[str, str]:
    end = "ORDER BY slug LIMIT :most"
    return f"{start} {_BEGINS} {end}", f"{start} {_HOLDS % words} {end}"


_ACTORS = _queries(
    f"SELECT slug, name FROM actor WHERE {_SHOWN}",  # noqa: S608  # Ours.
    f"{_words_of('name_key')} OR key IN "  # noqa: S608  # Ours.
    f"(SELECT actor_key FROM alias WHERE {_words_of('name_key')})",
)
_THEMES = _queries(
    f"SELECT slug, {_LABEL} FROM theme WHERE",  # noqa: S608  # Ours.
    "key IN (SELECT theme_key FROM theme_label "  # noqa: S608  # Ours.
    f"WHERE {_words_of('label_key')})",
)
_COMMITTEES = _queries("SELECT slug, name FROM committee WHERE", _words_of("name_key"))
_TERRITORIES = _queries("SELECT slug, name FROM territory WHERE", _words_of("name_key"))
_TITLED = {
    it: _queries(
        f"SELECT slug, name FROM {it} WHERE",  # noqa: S608  # Ours.
        _words_of("name_key"),
    )
    for it in ("mission", "product", "strategy")
}
_QUERIES = {
    **_TITLED,
    "committee": _COMMITTEES,
    "territory": _TERRITORIES,
    "theme": _THEMES,
}


def names_like(
    kind: str, typed: str, *, language: "Language", database: str = ""
) -> list[tuple[str, str]]:
    """List the short codes and the names that a typed word begins a word of.

    Args:
        kind: actor, organization, person, committee, mission, product, strategy,
            theme or territory.
        typed: Accents, case and hyphens do not matter.
        language: In which themes are named.
        database: The store that the line names.

    Returns:
        At most a hundred, those whose code begins so before the others.

    Raises:
        OSError, ValueError: There is no store; sqlite3 has errors of its own.
    """
    place = database or os.environ.get("RESEAU_DATABASE") or configured("database")
    scheme, found, rest = (place or "").partition("://")
    if not place:
        rows = _from_file(store_path(), kind, typed, language)
    elif not found:
        rows = _from_file(place, kind, typed, language)
    elif scheme == "sqlite":
        rows = _from_file(rest.removeprefix("/"), kind, typed, language)
    else:
        rows = _from_copy(completion_path(rest), kind, typed, language)
    return [it for it in rows if it[0].isascii() and it[0].replace("-", "").isalnum()]


def _from_file(
    file: str, kind: str, typed: str, language: "Language"
) -> list[tuple[str, str]]:
    import sqlite3  # noqa: PLC0415  # 6 ms, not for a server.

    kinds = _KINDS.get(kind, (kind,))
    wanted = spaced(typed)
    asked: dict[str, str | int] = {
        "wanted": f" {wanted}" if wanted else "",
        "first": wanted.partition(" ")[0],
        "typed": wanted.replace(" ", "-"),
        "language": language,
        "kind": kinds[0],
        "other": kinds[-1],
    }
    found: list[tuple[str, str]] = []
    connection = sqlite3.connect(_address(file), uri=True, timeout=_PATIENCE)
    try:
        for query in _QUERIES.get(kind, _ACTORS):
            if len(found) < _MOST:
                asked["most"] = _MOST - len(found)
                found += connection.execute(query, asked)
    finally:
        connection.close()
    return found


def _address(file: str) -> str:
    """Write a file as SQLite's address, for reading only."""
    whole = os.path.abspath(os.path.expanduser(file))  # noqa: PTH100, PTH111  # pathlib takes 7 ms.
    if os.path.exists(f"{whole}.removing"):  # noqa: PTH110  # As reseau.store.place.unfinished says it.
        raise ValueError(whole)
    # As reseau.store.place.files says it.
    left = [it for it in ("-wal", "-journal") if os.path.exists(whole + it)]  # noqa: PTH110
    frozen = not left and not os.access(os.path.dirname(whole), os.W_OK)  # noqa: PTH120
    path = whole.replace("\\", "/")
    for mark, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        path = path.replace(mark, code)
    return (
        f"file:{'' if path.startswith('/') else '/'}{path}?mode=ro"
        + "&immutable=1" * frozen
    )


def _from_copy(
    file: str, kind: str, typed: str, language: "Language"
) -> list[tuple[str, str]]:
    """Read the copy that ``reseau.store.place.completion_cache`` wrote."""
    kinds = _KINDS.get(kind, (kind,))
    wanted = spaced(typed)
    first: list[tuple[str, str]] = []
    rest: list[tuple[str, str]] = []
    with open(file, encoding="utf-8") as text:  # noqa: PTH123  # As above.
        for line in text:
            found, slug, english, french, searched = line.rstrip("\n").split("\t")
            if found in kinds and f" {wanted}" in searched:
                row = (slug, french if language == "fr" else english)
                begins = slug.startswith(wanted.replace(" ", "-"))
                (first if begins else rest).append(row)
    return [*first, *rest][:_MOST]
