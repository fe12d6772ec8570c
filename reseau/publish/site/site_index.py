"""What is found where: the same questions asked by many pages, answered once."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Protocol, TypeVar

from reseau.domain.names import folded, sort_key
from reseau.domain.vocabulary import TerritoryKind
from reseau.i18n import Language
from reseau.publish.site.site import PostKind, Site, SiteEvent, SitePost
from reseau.publish.site.site_paths import Names, Where, names_for


class _Filed(Protocol):
    """Anything that has themes and places."""

    @property
    def themes(self) -> tuple[int, ...]: ...
    @property
    def places(self) -> tuple[int, ...]: ...


F = TypeVar("F", bound=_Filed)
MANY = 300
"""Names beyond which a list is cut by first letter."""
_SMALL = (TerritoryKind.NEIGHBOURHOOD, TerritoryKind.ZONE)


class Index:
    """A site, with what leads from one thing to another.

    A class because every page asks it, and it counts only once.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.themes = {it.key: it for it in site.themes}
        self.places = {it.key: it for it in site.places}
        self.committees = {it.key: it for it in site.committees}

    @cached_property
    def theme_names(self) -> dict[int, str]:
        """Give the file name of each theme that has a page."""
        some = sorted(self.used_themes)
        return names_for((it, self.themes[it].label.fr) for it in some)

    @cached_property
    def place_names(self) -> dict[int, str]:
        """Give the file name of each territory that has a page."""
        return names_for((it, self.places[it].name) for it in sorted(self.used_places))

    @cached_property
    def committee_names(self) -> dict[int, str]:
        """Give the file name of each committee."""
        return names_for((it.key, it.name) for it in self.site.committees)

    @cached_property
    def event_names(self) -> dict[str, str]:
        """Give the file name of each event, by its identifier."""
        names = Names()
        return {
            it.uid.hex: names.of(f"{it.held_on} {it.title}") for it in self.site.events
        }

    @cached_property
    def post_anchors(self) -> dict[str, str]:
        """Give the anchor of each post, by its identifier."""
        names = Names({"content", "index"})
        return {
            it.uid.hex: names.of(f"{it.day} {it.title}")
            for it in reversed(self.site.posts)
        }

    @cached_property
    def stands(self) -> dict[str, list[tuple[Where, str]]]:
        """Give where each expert and organization is listed: the page, the anchor.

        A list of many names is cut by first letter.
        """
        answers = {}
        for section, some in (
            ("experts", [it.name for it in self.site.experts]),
            ("organizations", [it.name for it in self.site.organizations]),
        ):
            names = Names({"content", "index"})
            cut = len(some) > MANY
            answers[section] = [
                (Where(section, letter(it) if cut else ""), names.of(it)) for it in some
            ]
        return answers

    @cached_property
    def used_themes(self) -> frozenset[int]:
        """Give the themes about which something is public, and those above them."""
        own = {key for it in self._filed for key in it.themes}
        return frozenset(
            above for it in own for above in self.up(it, self._broader)
        ) & frozenset(self.themes)

    @cached_property
    def used_places(self) -> frozenset[int]:
        """Likewise for territories; committees count too."""
        own = {key for it in self._filed for key in it.places}
        own |= {it.place for it in self.site.committees if it.place is not None}
        return frozenset(
            above for it in own for above in self.up(it, self._holding)
        ) & frozenset(self.places)

    @property
    def _filed(self) -> list[_Filed]:
        site = self.site
        return [*site.experts, *site.organizations, *site.posts, *site.events]

    @cached_property
    def _broader(self) -> dict[int, int | None]:
        return {it.key: it.above for it in self.site.themes}

    @cached_property
    def _holding(self) -> dict[int, int | None]:
        return {it.key: it.above for it in self.site.places}

    @staticmethod
    def up(key: int, above: dict[int, int | None]) -> list[int]:
        """Give a key and all those above it."""
        found: list[int] = []
        now: int | None = key
        while now is not None and now not in found:
            found.append(now)
            now = above.get(now)
        return found

    def under_theme(self, key: int) -> frozenset[int]:
        """Give a theme and all that are narrower."""
        return self._under[0][key] | {key}

    def under_place(self, key: int) -> frozenset[int]:
        """Give a territory and all that lie in it."""
        return self._under[1][key] | {key}

    @cached_property
    def _under(self) -> tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]]:
        answers = []
        for above in (self._broader, self._holding):
            found: defaultdict[int, set[int]] = defaultdict(set)
            for key in above:
                for it in self.up(key, above):
                    found[it].add(key)
            answers.append({key: frozenset(some) for key, some in found.items()})
        return answers[0], answers[1]

    def children(self, key: int | None) -> list[int]:
        """Give the themes with a page just under one; the top ones for None."""
        return [it for it in sorted(self.used_themes) if self._broader[it] == key]

    def theme_labels(self, keys: Iterable[int], lang: Language) -> list[str]:
        """Give the labels of themes, in order."""
        labels = {
            self.themes[it].label.best(lang)[0] for it in keys if it in self.themes
        }
        return sorted(labels, key=sort_key)

    def theme_words(self, keys: Iterable[int]) -> list[str]:
        """Give the labels of themes in both languages: either finds what has them."""
        known = [self.themes[it].label for it in keys if it in self.themes]
        return sorted(
            {it for one in known for it in (one.fr, one.en) if it}, key=sort_key
        )

    def place_labels(self, keys: Iterable[int]) -> list[str]:
        """Give the names of territories, in order."""
        return sorted(
            {self.places[it].name for it in keys if it in self.places}, key=sort_key
        )

    def is_small(self, key: int) -> bool:
        """Tell whether a territory is a neighbourhood, not what holds several."""
        return self.places[key].kind in _SMALL

    def posts(self, kind: PostKind) -> tuple[SitePost, ...]:
        """Give the posts of a kind, the latest first."""
        return tuple(it for it in self.site.posts if it.kind is kind)

    @cached_property
    def to_come(self) -> tuple[SiteEvent, ...]:
        """Give the events that are not over, the next first."""
        return tuple(it for it in self.site.events if not self._over(it))

    @cached_property
    def past(self) -> tuple[SiteEvent, ...]:
        """Give the events that are over, the latest first."""
        return tuple(it for it in reversed(self.site.events) if self._over(it))

    def _over(self, it: SiteEvent) -> bool:
        last = it.ended_on or it.held_on
        if it.only_month:
            return (last.year, last.month) < (
                self.site.as_of.year,
                self.site.as_of.month,
            )
        return last < self.site.as_of


def letter(name: str) -> str:
    """Give the letter under which a name is listed: “e” for Étienne, “0-9” for none."""
    first = folded(name)[:1]
    return first if first.isalpha() and first.isascii() else "0-9"


def about(things: Iterable[F], keys: frozenset[int]) -> list[F]:
    """Keep what is about one of some themes."""
    return [it for it in things if keys.intersection(it.themes)]


def there(things: Iterable[F], keys: frozenset[int]) -> list[F]:
    """Keep what is in one of some territories."""
    return [it for it in things if keys.intersection(it.places)]
