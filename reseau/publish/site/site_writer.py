"""What every page of the site needs: where it stands, what is around it."""

from collections.abc import Iterator, Sequence

from reseau.domain.names import sort_key
from reseau.i18n import Language, gettext_in
from reseau.publish.site.site import PostKind, SiteEvent, SitePost
from reseau.publish.site.site_blocks import Link, Section, section_name
from reseau.publish.site.site_index import Index
from reseau.publish.site.site_items import Items
from reseau.publish.site.site_paths import Where


class Writer:
    """Makes pages of one language. A class because all of them share the index."""

    def __init__(self, index: Index, lang: Language) -> None:
        self.index, self.lang, self.site = index, lang, index.site
        self.items = Items(index, lang)
        self._ = gettext_in(lang)

    def _tops(self) -> list[tuple[str, int]]:
        found = [(self._theme(key), key) for key in self.index.children(None)]
        return sorted(found, key=lambda it: sort_key(it[0]))

    def _theme(self, key: int) -> str:
        label = self.index.themes[key].label.best(self.lang)[0]
        return label[:1].upper() + label[1:]

    def _crumbs(self, *more: Link) -> tuple[Link, ...]:
        return (
            Link(section_name("home", self.lang), Where("home").path(self.lang)),
            *more,
        )

    def _section(self, section: str) -> Link:
        return Link(section_name(section, self.lang), Where(section).path(self.lang))

    def _happening(
        self, events: Sequence[SiteEvent], posts: Sequence[SitePost]
    ) -> list[Section]:
        items = self.items
        return [
            Section(
                self._("Next events"), tuple(items.event(it) for it in events)
            ),
            *(
                Section(
                    section_name(name, self.lang),
                    tuple(
                        items.post(it, whole=False) for it in posts if it.kind is kind
                    ),
                )
                for name, kind in (
                    ("news", PostKind.NEWS), ("experiences", PostKind.EXPERIENCE),
                )
            ),
        ]  # fmt: skip

    def _present(self, *parts: Section) -> Iterator[Section]:
        """Keep the parts that have something."""
        yield from (it for it in parts if it.items or it.rows)

    def _how_to_ask(self) -> str:
        _ = self._
        if not self.site.contact:
            return _("To reach one of them, write to the collective.")
        return _("To reach one of them, write to the collective: {contact}").format(
            contact=self.site.contact
        )
