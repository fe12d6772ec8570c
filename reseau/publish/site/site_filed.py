"""The pages of the site by theme and by territory."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from reseau.domain.names import sort_key
from reseau.i18n import gettext_in
from reseau.publish.portrait.portrait_public import FIGURES, notes
from reseau.publish.portrait.portrait_told import Days, Told
from reseau.publish.portrait.portrait_words import about_territory, ties_title, told
from reseau.publish.portrait.territory_map import small_map
from reseau.publish.site.site import SiteCommittee, SitePlace
from reseau.publish.site.site_blocks import Item, Link, Section, SitePage, section_name
from reseau.publish.site.site_index import about, there
from reseau.publish.site.site_paths import Where
from reseau.publish.site.site_writer import Writer


class FiledPages(Writer):
    """Makes the pages of themes and of territories."""

    def themes(self) -> Iterator[SitePage]:
        """Give the list of themes, and a page for each that has something."""
        _ = self._
        parts = [
            Section(
                self._theme(key),
                tuple(self._theme_item(it) for it in self._narrower(key)),
                after=(self._whole(self._theme(key), self.items.theme_path(key)),),
                brief=True,
            )
            for _label, key in self._tops()
        ]
        none = Section("", empty=_("No theme has anything public yet."))
        yield SitePage(
            Where("themes"), section_name("themes", self.lang),
            tuple(parts) or (none,), self._crumbs(),
        )  # fmt: skip
        for key in sorted(self.index.used_themes):
            yield self._theme_page(key)

    def _whole(self, name: str, path: str) -> Link:
        return Link(self._("All of it: {name}").format(name=name), path)

    def _place(self, key: int) -> str:
        return self.index.places[key].name

    def _narrower(self, key: int) -> list[int]:
        keys = self.index.children(key)
        return sorted(keys, key=lambda it: sort_key(self._theme(it)))

    def _theme_item(self, key: int) -> Item:
        return Item(self._theme(key), href=self.items.theme_path(key))

    def _theme_page(self, key: int) -> SitePage:
        _, items = self._, self.items
        keys = self.index.under_theme(key)
        experts = about(self.site.experts, keys)
        homes = about(self.site.organizations, keys)
        above = self.index.up(key, {it.key: it.above for it in self.site.themes})[1:]
        crumbs = [Link(self._theme(it), items.theme_path(it)) for it in reversed(above)]
        return SitePage(
            Where("themes", self.index.theme_names[key]),
            self._theme(key),
            tuple(
                self._present(
                    Section(
                        _("More precisely"),
                        tuple(self._theme_item(it) for it in self._narrower(key)),
                        brief=True,
                    ),
                    Section(
                        section_name("experts", self.lang),
                        tuple(items.expert(it) for it in experts),
                        intro=self._how_to_ask() if experts else "",
                    ),
                    Section(
                        section_name("organizations", self.lang),
                        tuple(items.organization(it) for it in homes),
                    ),
                    *self._happening(
                        about(self.index.to_come, keys), about(self.site.posts, keys)
                    ),
                )
            ),
            self._crumbs(self._section("themes"), *crumbs),
            (items.counted(len(homes), len(experts)) + ".",),
        )

    def places(self) -> Iterator[SitePage]:
        """Give the list of territories by what holds them, and a page for each."""
        _, items = self._, self.items
        keys = sorted(
            self.index.used_places,
            key=lambda it: sort_key(self._place(it)),
        )
        by_holder: dict[int | None, list[int]] = {}
        for key in keys:
            by_holder.setdefault(self.index.places[key].above, []).append(key)
        tops = by_holder.get(None, [])
        parts = [
            Section(
                self._place(top),
                tuple(
                    Item(self._place(it), href=items.place_path(it))
                    for it in by_holder.get(top, [])
                ),
                after=(self._whole(self._place(top), items.place_path(top)),),
                brief=True,
            )
            for top in tops
        ]
        none = Section("", empty=_("No neighbourhood has anything public yet."))
        yield SitePage(
            Where("places"), section_name("places", self.lang), tuple(parts) or (none,),
            self._crumbs(),
        )  # fmt: skip
        for key in keys:
            yield self._place_page(key)

    def _place_page(self, key: int) -> SitePage:
        _, items = self._, self.items
        inside = self.index.under_place(key)
        place = self.index.places[key]
        experts = there(self.site.experts, inside)
        homes = there(self.site.organizations, inside)
        committees = self._committees(key, inside)
        parts = [
            it for it in self.index.used_places if self.index.places[it].above == key
        ]
        parts.sort(key=lambda it: sort_key(self._place(it)))
        above = self.index.up(key, {it.key: it.above for it in self.site.places})[1:]
        return SitePage(
            Where("places", self.index.place_names[key]),
            place.name,
            tuple(
                self._present(
                    Section(
                        _("Parts of it"),
                        tuple(
                            Item(self._place(it), href=items.place_path(it))
                            for it in parts
                        ),
                        brief=True,
                    ),
                    Section(
                        section_name("organizations", self.lang),
                        tuple(items.organization(it) for it in homes),
                    ),
                    Section(
                        section_name("experts", self.lang),
                        tuple(items.expert(it) for it in experts),
                        intro=self._how_to_ask() if experts else "",
                    ),
                    Section(
                        section_name("committees", self.lang),
                        tuple(items.committee(it) for it in committees),
                    ),
                    *self._happening(
                        there(self.index.to_come, inside),
                        there(self.site.posts, inside),
                    ),
                )
            ),
            self._crumbs(
                self._section("places"),
                *(
                    Link(self._place(it), items.place_path(it))
                    for it in reversed(above)
                ),
            ),
            (
                *self._about(key, place),
                items.counted(len(homes), len(experts)) + ".",
            ),
            portrait=self._portrait(key),
        )

    def _committees(self, key: int, inside: Collection[int]) -> list[SiteCommittee]:
        """Give the committees of a place, and those where somebody from there sits."""
        portrait = self.site.portraits.get(key)
        seats = portrait.committees if portrait is not None else frozenset[int]()
        return [
            it for it in self.site.committees if it.place in inside or it.key in seats
        ]

    def _about(self, key: int, place: SitePlace) -> tuple[str, ...]:
        it = self.site.portraits.get(key)
        if it is None:
            return (place.kind.label(self.lang).capitalize() + ".",)
        return tuple(about_territory(it.portrait[self.lang], self.lang))

    def _portrait(self, key: int) -> Told | None:
        """Tell the portrait of a place, as its page shows it: after what is named."""
        it = self.site.portraits.get(key)
        if it is None:
            return None
        _, one = self._, it.portrait[self.lang]
        days = Days(
            *it.days, self.lang, meanings=True, parts=_PARTS, figures=FIGURES,
            drawn=_DRAWN,
        )  # fmt: skip
        ties = [(to.slug, to.now) for to in one.links if to.slug]
        title = ties_title(one, self.lang)
        picture = small_map(it.outlines, one.slug, ties, title=title)
        found = told(one, days, picture=picture)
        return replace(
            found,
            slug="portrait",
            title=_("Portrait"),
            about=(_said_of(days),),
            parts=(*found.parts, notes(self.lang, attribution=it.attribution)),
        )


def _said_of(days: Days) -> str:
    text = gettext_in(days.language)(
        "As of {now}, beside {before}. Interactions and ties are those of the twelve "
        "months up to each day."
    )
    return text.format(now=days.written(days.now), before=days.written(days.before))


_PARTS = ("sectors", "trend", "links", "themes")
_DRAWN = ("trend",)
"""The parts that are drawn; a hundred pages should be made in a few seconds."""
