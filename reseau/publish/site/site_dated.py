"""The pages of the site about committees, events, news and experiences."""

from collections.abc import Iterator

from reseau.i18n import ngettext_in
from reseau.i18n.formats import full_date, number
from reseau.publish.site.site import PostKind, SiteCommittee, SiteEvent, SiteMember
from reseau.publish.site.site_blocks import Item, Link, Section, SitePage, section_name
from reseau.publish.site.site_paths import Where, feed
from reseau.publish.site.site_writer import Writer


class DatedPages(Writer):
    """Makes the pages of what was said to be public, one by one."""

    def committees(self) -> Iterator[SitePage]:
        """Give the list of committees, and a page for each."""
        _, items = self._, self.items
        over = [it for it in self.site.committees if self._over(it)]
        now = [it for it in self.site.committees if not self._over(it)]
        parts = [
            Section(
                "", tuple(items.committee(it) for it in now),
                empty=_("No committee is public yet."),
            )
        ]  # fmt: skip
        if over:
            was = tuple(items.committee(it) for it in over)
            parts.append(Section(_("Committees that are over"), was))
        yield SitePage(
            Where("committees"), section_name("committees", self.lang), tuple(parts),
            self._crumbs(),
        )  # fmt: skip
        for it in self.site.committees:
            yield self._committee_page(it)

    def _over(self, it: SiteCommittee) -> bool:
        return it.ended_on is not None and it.ended_on <= self.site.as_of

    def _committee_page(self, it: SiteCommittee) -> SitePage:
        _ = self._
        text, lang = it.text.best(self.lang)
        mandate = (Item("", text=text, lang=lang),) if text else ()
        under = [one for one in self.site.committees if one.above == it.key]
        above = self.index.committees.get(it.above) if it.above is not None else None
        crumbs = (
            []
            if above is None
            else [Link(above.name, self.items.committee_path(above.key))]
        )
        return SitePage(
            Where("committees", self.index.committee_names[it.key]),
            it.name,
            (
                Section(_("Mandate"), mandate, empty=_("No mandate is published.")),
                *self._present(
                    Section(
                        _("Members"),
                        tuple(self._member(one) for one in it.members),
                        intro=self._seats(it),
                    ),
                    Section(
                        _("Committees under it"),
                        tuple(self.items.committee(one) for one in under),
                    ),
                ),
            ),
            self._crumbs(self._section("committees"), *crumbs),
            tuple(self._committee_facts(it)),
        )

    def _committee_facts(self, it: SiteCommittee) -> Iterator[str]:
        _ = self._
        place = "" if it.place is None else self.index.places[it.place].name
        facts = [it.kind.label(self.lang).capitalize(), place]
        yield ", ".join(filter(None, facts)) + "."
        if it.started_on is not None:
            day = full_date(it.started_on, lang=self.lang)
            yield _("Since {day}.").format(day=day)
        if it.ended_on is not None:
            day = full_date(it.ended_on, lang=self.lang)
            yield (
                _("Over since {day}.").format(day=day)
                if self._over(it)
                else _("Until {day}.").format(day=day)
            )
        elif it.until is not None:
            day = full_date(it.until, lang=self.lang)
            yield _("Its mandate runs until {day}.").format(day=day)

    def _seats(self, it: SiteCommittee) -> str:
        ngettext = ngettext_in(self.lang)
        said = ngettext(
            "{n} seat is taken. Here are the people and organizations that are public.",
            "{n} seats are taken. Here are the people and organizations that are "
            "public.",
            it.seats,
        )
        return said.format(n=number(it.seats, lang=self.lang))

    def _member(self, it: SiteMember) -> Item:
        role = "" if it.role is None else it.role.label(self.lang)
        return Item(
            it.name or it.on_behalf_of,
            meta=tuple(filter(None, [it.on_behalf_of if it.name else "", role])),
        )

    def events(self) -> Iterator[SitePage]:
        """Give the list of events, those to come first, and a page for each."""
        _, items = self._, self.items
        calendar = Link(
            _("All of them in my calendar (.ics)"), feed("events", self.lang, "ics")
        )
        atom = Link(_("Follow (Atom)"), feed("events", self.lang, "atom"))
        parts = [
            Section(
                _("To come"), tuple(items.event(it) for it in self.index.to_come),
                empty=_("No event is announced."), after=(calendar, atom),
            )
        ]  # fmt: skip
        if self.index.past:
            was = tuple(items.event(it) for it in self.index.past)
            parts.append(Section(_("Past"), was))
        yield SitePage(
            Where("events"), section_name("events", self.lang), tuple(parts),
            self._crumbs(),
        )  # fmt: skip
        for it in self.site.events:
            yield self._event_page(it)

    def _event_page(self, it: SiteEvent) -> SitePage:
        _ = self._
        text, lang = it.text.best(self.lang)
        facts = [
            (_("When"), self.items.when(it)),
            (_("Where"), self.items.place(it)),
            (_("By"), ", ".join(it.hosts)),
            (_("Kind"), it.what.label(self.lang)),
        ]
        shown = tuple(Item(name, meta=(value,)) for name, value in facts if value)
        parts = [Section("", (Item("", text=text, lang=lang),))] if text else []
        links = [] if it.only_month else [self.items.calendar(it)]
        links += self.items.theme_links(it.themes)
        return SitePage(
            Where("events", self.index.event_names[it.uid.hex]),
            it.title,
            (*parts, Section("", shown, after=tuple(links))),
            self._crumbs(self._section("events")),
        )

    def posts(self, section: str, kind: PostKind) -> SitePage:
        """Give the page of the news, or of the experiences."""
        _ = self._
        found = self.index.posts(kind)
        empty = {
            "news": _("There is no news yet."),
            "experiences": _("No experience is told yet."),
        }[section]
        after: tuple[Link, ...] = ()
        if section == "news":
            after = (Link(_("Follow (Atom)"), feed("news", self.lang, "atom")),)
        part = Section("", tuple(map(self.items.post, found)), empty=empty, after=after)
        title = section_name(section, self.lang)
        return SitePage(Where(section), title, (part,), self._crumbs())
