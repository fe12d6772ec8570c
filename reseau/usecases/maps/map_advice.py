"""What a map can honestly show, and the narrower map to ask for beyond that."""

from collections import Counter
from dataclasses import replace

from reseau.i18n import gettext_in
from reseau.i18n.formats import number, quoted
from reseau.publish.map.map_page import MapPage

READABLE = 2_000
"""Above it, shapes are dots, and only the heaviest ties are drawn."""
MOST = 10_000
"""Above it, even groups run into each other."""
_NARROW = 500
_Found = tuple[str, str, int]


def advice(page: MapPage) -> MapPage:
    """Say on a page that it is too large to be read, and what to ask for instead.

    Returns:
        The same page when it has at most 2,000 actors.
    """
    n = len(page.actors)
    if n <= READABLE:
        return page
    gettext = gettext_in(page.language)
    said = (
        gettext(
            "{n} actors: each is a dot, and only the main ties are drawn. Find an "
            "actor, or filter, to read names."
        )
        if n <= MOST
        else gettext(
            "{n} actors are more than a map can honestly show: they are gathered into "
            "groups. Open one, find an actor, or filter, to read names."
        )
    )
    return replace(
        page, advice=f"{said.format(n=number(n, lang=page.language))} {_narrower(page)}"
    )


def _narrower(page: MapPage) -> str:
    """Propose the largest part of the map that can be read; else its smallest."""
    gettext = gettext_in(page.language)
    parts = _parts(page)
    if not parts:
        return gettext(
            "A narrower map reads better: add --focus ACTOR or --since DATE."
        )
    small = [it for it in parts if it[2] <= _NARROW]
    option, name, n = (
        max(small, key=lambda it: it[2]) if small else min(parts, key=lambda it: it[2])
    )
    return gettext(
        "A narrower map reads better: for example {option} {name} ({n} actors)."
    ).format(
        option=option,
        name=quoted(name, lang=page.language),
        n=number(n, lang=page.language),
    )


def _parts(page: MapPage) -> list[_Found]:
    """Count the actors of each committee, territory and theme."""
    told = (
        ("--committee", "--comite", page.committees, "committees"),
        ("--territory", "--territoire", page.territories, "territories"),
        ("--theme", "--theme", page.themes, "themes"),
    )
    found: list[_Found] = []
    for en, fr, values, field in told:
        count = Counter(at for it in page.actors for at in getattr(it, field))
        option = fr if page.language == "fr" else en
        found += [
            (option, getattr(values[at], page.language), n)
            for at, n in sorted(count.items())
        ]
    return found
