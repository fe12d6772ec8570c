"""A small site made by hand, and what is read back of one. All names are invented."""

import posixpath
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import html5lib

from reseau.analysis.shapes import Outline
from reseau.domain.vocabulary import (
    ActionKind,
    CommitteeKind,
    CommitteeRole,
    InteractionKind,
    TerritoryKind,
)
from reseau.publish.portrait.portrait import (
    NOBODY,
    Figures,
    Link,
    Portrait,
    Sector,
    Step,
    Subject,
)
from reseau.publish.site.site import (
    PostKind,
    Said,
    Site,
    SiteCommittee,
    SiteEvent,
    SiteExpert,
    SiteMember,
    SiteOrganization,
    SitePlace,
    SitePortrait,
    SitePost,
    SiteTheme,
)

DAY = date(2026, 11, 24)
_ZONE = ZoneInfo("America/Toronto")
EMPTY = Site("Collectif d’essai", DAY, "", "", "")


def site(mark: str = "", *, base: str = "") -> Site:
    """Make a site that has something of everything; ``mark`` is in every text."""
    return Site(
        name=f"Collectif d’essai{mark}", as_of=DAY, contact=f"ecrire@essai.example{mark}",
        responsible=f"coordination{mark}", base=base,
        themes=(
            SiteTheme(1, Said("habitation", "housing"), None),
            SiteTheme(2, Said(f"loyers{mark}", f"rents{mark}"), 1),
            SiteTheme(3, Said("rien", "nothing"), None),
        ),
        places=(
            SitePlace(1, "Villeneuve", TerritoryKind.BOROUGH, None),
            SitePlace(2, f"Le Coteau{mark}", TerritoryKind.NEIGHBOURHOOD, 1),
            SitePlace(3, "La Rive", TerritoryKind.NEIGHBOURHOOD, 1),
        ),
        experts=(
            SiteExpert(
                f"Ève Marquis{mark}", (f"directrice{mark}, Abri",), (2,), ("fr", "xx"),
                (2,),
            ),
        ),
        organizations=(
            SiteOrganization(
                f"Abri{mark}", f"logement{mark}", (2,), (2,), "https://abri.example/"
            ),
        ),
        committees=(
            SiteCommittee(
                1, f"Groupe aviseur{mark}", CommitteeKind.ADVISORY_GROUP,
                Said(own=f"Orienter{mark}"), None, None, date(2024, 1, 1), None,
                date(2027, 1, 1), 3,
                (
                    SiteMember(f"Ève Marquis{mark}", CommitteeRole.CHAIR, "Abri"),
                    SiteMember("", None, f"Solon{mark}"),
                ),
            ),
            SiteCommittee(
                2, "Comité loyers", CommitteeKind.WORKING, Said(), 1, 2, None,
                date(2026, 1, 1), None, 0, (),
            ),
        ),
        posts=(
            SitePost(
                uuid.UUID(int=1), PostKind.NEWS, ActionKind.SIGNAL, f"Loyers{mark}",
                Said(f"En hausse{mark}", ""), date(2026, 11, 2), date(2026, 11, 3),
                "https://journal.example/a?b=1&c=2", f"Le Journal{mark}", (2,), (2,),
            ),
            SitePost(
                uuid.UUID(int=2), PostKind.EXPERIENCE, None, f"Une cour{mark}",
                Said(own=f"Ouverte{mark}"), date(2026, 5, 2), date(2026, 11, 3),
                "", "", (), (),
            ),
        ),
        events=(
            _event(3, f"Fête{mark}", date(2026, 12, 1), starts=18, mark=mark),
            _event(4, f"Fête{mark}", date(2026, 12, 1), mark=mark),
            _event(5, f"Marche{mark}", date(2026, 3, 1), mark=mark),
        ),
        portraits={2: _portrait(mark)},
    )  # fmt: skip


def _portrait(mark: str) -> SitePortrait:
    square = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0), (0.0, 0.0))
    shape = Outline((square,), (4.0, 4.0), (0.0, 0.0, 9.0, 9.0))
    now = Figures(1, 1, None, 1, 12, 0, 7, 1)
    portrait = Portrait(
        "coteau", f"Le Coteau{mark}", "quartier", "Villeneuve", "", now,
        replace(now, interactions=None),
        (Sector(f"logement{mark}", 1, 1), Sector(None, 0, 1)), (), (),
        (Link("rive", "La Rive", 7, 0),),
        (Subject("loyers", f"loyers{mark}", 12, 0, 14, 1),), NOBODY, NOBODY,
        (
            Step(date(2026, 7, 1), date(2026, 9, 30), 5, None),
            Step(date(2026, 10, 1), DAY, 7, None),
        ), (),
    )  # fmt: skip
    return SitePortrait(
        {"fr": portrait, "en": portrait}, (DAY, date(2025, 11, 24)), frozenset({1}),
        {"coteau": shape, "rive": replace(shape, at=(8.0, 2.0))}, f"Ville{mark}",
    )  # fmt: skip


def _event(
    n: int, title: str, day: date, *, starts: int | None = None, mark: str = ""
) -> SiteEvent:
    moment = starts and datetime(day.year, day.month, day.day, starts, tzinfo=_ZONE)
    return SiteEvent(
        uuid.UUID(int=n), 0, InteractionKind.EVENT, title,
        Said(f"Venez{mark}", f"Come{mark}"), day, None, False,  # noqa: FBT003
        moment or None, 90 if starts else None, f"Salle{mark}", (f"Abri{mark}",),
        date(2026, 11, 3), (2,), (2,),
    )  # fmt: skip


def pages(files: Mapping[str, bytes]) -> dict[str, str]:
    return {it: files[it].decode() for it in files if it.endswith(".html")}


def parsed(html: str) -> Any:
    """Read a page as strictly as the standard asks."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(html)


def addresses(tree: Any) -> Iterator[tuple[str, str]]:
    """Give every address of a page with the name of its element."""
    for it in tree.iter():
        for name in ("href", "src", "action", "data", "poster", "srcset"):
            if isinstance(it.tag, str) and it.get(name):
                yield it.tag, it.get(name)


def broken(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Give the links that lead to no file or no part of it, with their page."""
    trees = {path: parsed(html) for path, html in pages(files).items()}
    ids = {
        path: {it.get("id") for it in tree.iter() if it.get("id")}
        for path, tree in trees.items()
    }
    found = []
    for path, tree in trees.items():
        for _tag, address in addresses(tree):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            to = path
            if parts.path:
                to = posixpath.normpath(
                    posixpath.join(posixpath.dirname(path), unquote(parts.path))
                )
            if to not in files or (parts.fragment and parts.fragment not in ids[to]):
                found.append((path, address))
    return found
