"""Each thing of the site as one item of a list, in a language."""

from reseau.i18n import Language, gettext_in, ngettext_in
from reseau.i18n.formats import clock, full_date, month, number
from reseau.publish.site.site import (
    PostKind,
    SiteCommittee,
    SiteEvent,
    SiteExpert,
    SiteOrganization,
    SitePost,
)
from reseau.publish.site.site_blocks import Item, Link
from reseau.publish.site.site_index import Index
from reseau.publish.site.site_paths import Where

LANGUAGE_NAMES: dict[str, tuple[str, str]] = {
    "ar": ("arabe", "Arabic"), "bn": ("bengali", "Bengali"),
    "en": ("anglais", "English"), "es": ("espagnol", "Spanish"),
    "fa": ("persan", "Persian"), "fr": ("français", "French"),
    "ht": ("créole haïtien", "Haitian Creole"), "it": ("italien", "Italian"),
    "pa": ("pendjabi", "Punjabi"), "pt": ("portugais", "Portuguese"),
    "ro": ("roumain", "Romanian"), "ru": ("russe", "Russian"),
    "ta": ("tamoul", "Tamil"), "uk": ("ukrainien", "Ukrainian"),
    "ur": ("ourdou", "Urdu"), "vi": ("vietnamien", "Vietnamese"),
    "zh": ("chinois", "Chinese"),
}  # fmt: skip
"""Codes of languages with their names in both of ours; another code stays."""


def post_where(it: SitePost) -> Where:
    """Tell the page on which a post stands."""
    return Where("news" if it.kind is PostKind.NEWS else "experiences")


class Items:
    """Writes items in one language. A class because all of them share the index."""

    def __init__(self, index: Index, lang: Language) -> None:
        self.index, self.lang = index, lang
        self._ = gettext_in(lang)

    def expert(self, it: SiteExpert) -> Item:
        """Write an expert: who, where, on what, in which languages."""
        _ = self._
        themes = ", ".join(self.index.theme_labels(it.themes, self.lang))
        at = 0 if self.lang == "fr" else 1
        spoken = [LANGUAGE_NAMES.get(code, (code, code))[at] for code in it.languages]
        facts = [*it.roles, _("Themes: {themes}").format(themes=themes)]
        if spoken:
            facts.append(_("Languages: {names}").format(names=", ".join(spoken)))
        return Item(it.name, meta=tuple(facts))

    def organization(self, it: SiteOrganization) -> Item:
        """Write an organization: its sector, where it works, on what, its page."""
        _ = self._
        places = ", ".join(self.index.place_labels(it.places))
        themes = ", ".join(self.index.theme_labels(it.themes, self.lang))
        facts = [it.sector, places]
        if themes:
            facts.append(_("Themes: {themes}").format(themes=themes))
        links = (Link(_("Its page"), it.link),) if it.link else ()
        return Item(it.name, meta=tuple(filter(None, facts)), links=links)

    def committee(self, it: SiteCommittee) -> Item:
        """Write a committee, with a link to its page."""
        text, lang = it.text.best(self.lang)
        return Item(
            it.name,
            href=self.committee_path(it.key),
            meta=(it.kind.label(self.lang),),
            text=text,
            lang=lang,
        )

    def committee_path(self, key: int) -> str:
        """Give the path of a committee's page."""
        name = self.index.committee_names[key]
        return Where("committees", name).path(self.lang)

    def theme_path(self, key: int) -> str:
        """Give the path of a theme's page."""
        return Where("themes", self.index.theme_names[key]).path(self.lang)

    def place_path(self, key: int) -> str:
        """Give the path of a territory's page."""
        return Where("places", self.index.place_names[key]).path(self.lang)

    def event_path(self, it: SiteEvent, ending: str = "html") -> str:
        """Give the path of an event's page, or of its calendar."""
        name = self.index.event_names[it.uid.hex]
        return Where("events", name).path(self.lang, ending)

    def post_path(self, it: SitePost) -> str:
        """Give the path of a post: a part of its page."""
        return f"{post_where(it).path(self.lang)}#{self.index.post_anchors[it.uid.hex]}"

    def post(self, it: SitePost, *, whole: bool = True) -> Item:
        """Write a post; ``whole`` on its own page, else with a link to there."""
        _ = self._
        text, lang = it.text.best(self.lang)
        what = (
            it.what.label(self.lang)
            if it.what and it.kind is PostKind.EXPERIENCE
            else ""
        )
        where = ", ".join(self.index.place_labels(it.places))
        facts = [full_date(it.day, lang=self.lang), what, it.source, where]
        links = [
            Link(
                _("Read the source") if it.kind is PostKind.NEWS else _("Open"), it.link
            )
        ]
        return Item(
            it.title,
            anchor=self.index.post_anchors[it.uid.hex] if whole else "",
            href="" if whole else self.post_path(it),
            meta=tuple(filter(None, facts)),
            text=text,
            lang=lang,
            links=(
                *(links if it.link else ()),
                *(self.theme_links(it.themes) if whole else ()),
            ),
        )

    def theme_links(self, keys: tuple[int, ...]) -> list[Link]:
        """Give links to the pages of themes, by label."""
        known = [it for it in keys if it in self.index.theme_names]
        pairs = [(self.index.themes[it].label.best(self.lang)[0], it) for it in known]
        return [Link(label, self.theme_path(key)) for label, key in sorted(pairs)]

    def event(self, it: SiteEvent) -> Item:
        """Write an event, with a link to its page and its calendar."""
        text, lang = it.text.best(self.lang)
        return Item(
            it.title,
            href=self.event_path(it),
            meta=(self.when(it), *filter(None, [self.place(it)])),
            text=text,
            lang=lang,
            links=() if it.only_month else (self.calendar(it),),
        )

    def calendar(self, it: SiteEvent) -> Link:
        """Give the link that puts an event in one's calendar."""
        return Link(self._("Add to my calendar (.ics)"), self.event_path(it, "ics"))

    def when(self, it: SiteEvent) -> str:
        """Say when an event is, no more finely than it is known."""
        _ = self._
        if it.only_month:
            return month(it.held_on, lang=self.lang)
        day = full_date(it.held_on, weekday=True, lang=self.lang)
        if it.ended_on is not None and it.ended_on != it.held_on:
            until = full_date(it.ended_on, weekday=True, lang=self.lang)
            return _("from {since} to {until}").format(since=day, until=until)
        if it.starts_at is None:
            return day
        return _("{day}, {time}").format(
            day=day, time=clock(it.starts_at, lang=self.lang)
        )

    def place(self, it: SiteEvent) -> str:
        """Say where an event is."""
        return ", ".join(filter(None, [it.place, *self.index.place_labels(it.places)]))

    def counted(self, organizations: int, experts: int) -> str:
        """Say how many of both there are."""
        ngettext = ngettext_in(self.lang)
        first = ngettext("{n} organization", "{n} organizations", organizations)
        second = ngettext("{n} expert", "{n} experts", experts)
        return self._("{organizations}, {experts}").format(
            organizations=first.format(n=number(organizations, lang=self.lang)),
            experts=second.format(n=number(experts, lang=self.lang)),
        )
