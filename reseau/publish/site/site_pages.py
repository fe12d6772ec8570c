"""The pages of the site, in a language: the first one, the lists of names, the last."""

from collections.abc import Iterator
from dataclasses import replace

from reseau.domain.names import sort_key
from reseau.i18n import ngettext_in
from reseau.i18n.formats import number
from reseau.publish.site.site import PostKind
from reseau.publish.site.site_blocks import Item, Link, Section, SitePage, section_name
from reseau.publish.site.site_dated import DatedPages
from reseau.publish.site.site_filed import FiledPages
from reseau.publish.site.site_paths import Where
from reseau.publish.site.site_writer import Writer

_FEW = 5  # News and events of the first page.


class Pages(Writer):
    """Makes every page of one language."""

    def all(self) -> Iterator[SitePage]:
        """Give every page but that of the search, which looks in the others."""
        yield self.home()
        filed = FiledPages(self.index, self.lang)
        yield from filed.themes()
        yield from filed.places()
        yield from self.named("experts")
        yield from self.named("organizations")
        dated = DatedPages(self.index, self.lang)
        yield from dated.committees()
        yield from dated.events()
        yield dated.posts("news", PostKind.NEWS)
        yield dated.posts("experiences", PostKind.EXPERIENCE)
        yield self.about()

    def home(self) -> SitePage:
        """Say who the collective is, what is new, and where everything is."""
        _, items = self._, self.items
        tops = [Item(label, href=items.theme_path(key)) for label, key in self._tops()]
        small = [it for it in self.index.used_places if self.index.is_small(it)]
        small.sort(key=lambda it: sort_key(self.index.places[it].name))
        news = self.index.posts(PostKind.NEWS)[:_FEW]
        coming = self.index.to_come[:_FEW]
        lead = [
            _(
                "Who knows about what, which committees work on it, and what is "
                "happening in the neighbourhoods."
            )
        ]
        if self.site.contact:
            lead.append(
                _("To write to us: {contact}").format(contact=self.site.contact)
            )
        return SitePage(
            Where("home"),
            self.site.name,
            (
                Section(
                    _("Next events"), tuple(items.event(it) for it in coming),
                    empty=_("No event is announced."),
                    after=(Link(_("All events"), Where("events").path(self.lang)),),
                ),
                Section(
                    _("Latest news"),
                    tuple(items.post(it, whole=False) for it in news),
                    empty=_("There is no news yet."),
                    after=(Link(_("All news"), Where("news").path(self.lang)),),
                ),
                Section(
                    section_name("themes", self.lang), tuple(tops), brief=True,
                    empty=_("No theme has anything public yet."),
                ),
                Section(
                    section_name("places", self.lang),
                    tuple(
                        Item(self.index.places[it].name, href=items.place_path(it))
                        for it in small
                    ),
                    brief=True, empty=_("No neighbourhood has anything public yet."),
                ),
            ),
            lead=tuple(lead),
        )  # fmt: skip

    def named(self, section: str) -> Iterator[SitePage]:
        """Give the list of experts or of organizations, by letter if it is long."""
        _ = self._
        if section == "experts":
            found = list(map(self.items.expert, self.site.experts))
            lead = [self._how_to_ask()] if found else []
            empty = _("Nobody agreed to be listed here yet.")
        else:
            found = list(map(self.items.organization, self.site.organizations))
            lead, empty = [], _("No organization is public yet.")
        lead.insert(0, self._how_many(section, len(found)))
        stands = self.index.stands[section]
        by_page: dict[Where, list[Item]] = {}
        for item, (where, anchor) in zip(found, stands, strict=True):
            by_page.setdefault(where, []).append(replace(item, anchor=anchor))
        title, first = section_name(section, self.lang), Where(section)
        if by_page.keys() <= {first}:
            part = Section("", tuple(by_page.get(first, ())), empty=empty)
            yield SitePage(first, title, (part,), self._crumbs(), tuple(lead))
            return
        letters = tuple(
            Item(
                where.name.upper(), href=where.path(self.lang),
                meta=(f"({number(len(some), lang=self.lang)})",),
            )
            for where, some in by_page.items()
        )  # fmt: skip
        part = Section(_("By first letter"), letters, brief=True)
        yield SitePage(first, title, (part,), self._crumbs(), tuple(lead))
        for where, some in by_page.items():
            yield SitePage(
                where, f"{title} – {where.name.upper()}", (Section("", tuple(some)),),
                self._crumbs(self._section(section)),
                (self._how_many(section, len(some)),),
            )  # fmt: skip

    def _how_many(self, section: str, n: int) -> str:
        ngettext = ngettext_in(self.lang)
        if section == "experts":
            said = ngettext("{n} expert.", "{n} experts.", n)
        else:
            said = ngettext("{n} organization.", "{n} organizations.", n)
        return said.format(n=number(n, lang=self.lang))

    def about(self) -> SitePage:
        """Say what is here, what is not, and who answers for it."""
        _ = self._
        site = self.site
        said = [
            _(
                "This site is made from the collective’s own records, and shows only "
                "what the collective said is public."
            ),
            _(
                "An expert is here only with a consent to be shown that still holds. "
                "An organization is here when the collective marked it public. "
                "Committees, events, news and experiences were chosen one by one."
            ),
            _(
                "What nobody wrote down, or nobody made public, is not here: an empty "
                "page does not mean that nothing is done."
            ),
            _(
                "No cookie, no tracker, nothing asked of another site. The search runs "
                "in your browser."
            ),
            _("Titles and texts are in the language in which they were written."),
        ]
        privacy = [
            _(
                "Anybody may ask to see what is kept of them, to have it corrected, or "
                "to be taken off this site."
            )
        ]
        if site.responsible:
            privacy.append(
                _("Person in charge of personal information: {who}").format(
                    who=site.responsible
                )
            )
        if site.contact:
            privacy.append(_("To write to us: {contact}").format(contact=site.contact))
        return SitePage(
            Where("about"),
            section_name("about", self.lang),
            (
                Section(_("What is here"), said=tuple(said)),
                Section(_("Personal information"), said=tuple(privacy)),
                Section(
                    _("In figures"),
                    columns=(_("What"), _("How many")),
                    rows=tuple(
                        (section_name(name, self.lang), number(n, lang=self.lang))
                        for name, n in self._figures()
                    ),
                ),
            ),
            self._crumbs(),
        )

    def _figures(self) -> list[tuple[str, int]]:
        return [
            ("themes", len(self.index.used_themes)),
            ("experts", len(self.site.experts)),
            ("organizations", len(self.site.organizations)),
            ("places", sum(map(self.index.is_small, self.index.used_places))),
            ("committees", len(self.site.committees)),
            ("events", len(self.site.events)),
            ("news", len(self.index.posts(PostKind.NEWS))),
            ("experiences", len(self.index.posts(PostKind.EXPERIENCE))),
        ]
