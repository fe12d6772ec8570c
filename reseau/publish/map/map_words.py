"""Words of the map page, in both of its languages."""

from reseau.i18n import N_, Language, gettext_in, ngettext_in

HELPS = (
    "help_size", "help_colour", "help_ties", "help_why", "help_close", "help_path",
    "help_together",
    "help_period", "help_distance", "help_list", "help_keys", "help_layers_said",
)  # fmt: skip
"""Paragraphs of the help, in order."""

_WORDS = {
    "actor_change": N_("Actor: {change}"),
    "after": N_("Next"),
    "all": N_("all"),
    "and_others": N_("… and {n} more"),
    "back_to": N_("Back to {name}"),
    "back_to_groups": N_("Back to the groups"),
    "band": N_("Line: the ties between two groups, added up"),
    "bubble": N_("Bubble: the number of actors of a group"),
    "before": N_("Previous"),
    "by_change": N_("what changed"),
    "by_group": N_("detected group"),
    "by_kind": N_("kind of actor"),
    "by_territory": N_("territory"),
    "by_theme": N_("theme"),
    "change": N_("What changed"),
    "changed_only": N_("what changed"),
    "changes_shown": N_("Changes shown"),
    "close": N_("Close"),
    "close_cut": N_("In the close-up: the {n} strongest of {all}."),
    "close_rest": N_(
        "In the close-up: the {n} strongest of {all}; the others in one bubble for "
        "each group."
    ),
    "close_up": N_("Close-up"),
    "code": N_("Code of this view: paste one here to see it"),
    "colour": N_("Colour by"),
    "committee": N_("Committee"),
    "committees": N_("Committees"),
    "count": N_("Lines"),
    "equal": N_("all equal"),
    "every": N_("All"),
    "every_one": N_("all actors"),
    "filters": N_("Filters"),
    "filters_reset": N_("This actor was filtered out: the filters were removed."),
    "find": N_("Find an actor"),
    "find_hint": N_("person or organization"),
    "first": N_("First day"),
    "fit": N_("Show the whole map"),
    "from": N_("From"),
    "from_day": N_("since {first}"),
    "group": N_("Group"),
    "groups": N_("Groups"),
    "help": N_("Help"),
    "help_close": N_(
        "“1 tie” and “2 ties” in an actor’s card show who is that near, in rings "
        "round it; press again, or Escape, to come back."
    ),
    "help_colour": N_(
        "Colour shows the kind of actor, its main theme or territory, or the group "
        "found in the ties; a group is an invitation to discuss, not a fact."
    ),
    "help_distance": N_(
        "Actors who meet often stand near each other, but distance is not a measure, "
        "nor are left and right."
    ),
    "help_keys": N_(
        "On the map: arrow keys to move, + and − to zoom, 0 to see everything, "
        "Escape to leave an actor."
    ),
    "help_layers_said": N_("What a tie is:"),
    "help_list": N_(
        "Everything on the map is also in the list, with the same filters."
    ),
    "help_path": N_(
        "“Path from here”, then another actor, shows the shortest way between the two, "
        "and how many ways are as short."
    ),
    "help_period": N_(
        "The two sliders keep the ties that have a line between the two days; "
        "thickness stays that of the whole period."
    ),
    "help_size": N_("A bigger shape means a higher figure: {measure}."),
    "help_ties": N_(
        "The map first shows the main ties: the strongest one of each actor, and "
        "those inside a circle of actors who know each other. Choose “all” for the "
        "rest; an actor’s card always counts all its ties."
    ),
    "help_title": N_("How to read the map"),
    "help_together": N_(
        "“Gather into groups” draws one bubble for each colour, and a line between two "
        "bubbles for the ties between their actors; a click opens a group by itself, "
        "and Escape comes back."
    ),
    "help_why": N_(
        "“Why?” beside a tie, or a click on its line, opens what it rests on, line by "
        "line."
    ),
    "keep": N_("Save, print, pass on"),
    "keep_note": N_("What is in view is saved, with its legend."),
    "kind": N_("Kind"),
    "labelled": N_("{label}:"),
    "last": N_("Last day"),
    "layer": N_("Ties"),
    "legend": N_("Legend"),
    "link": N_("Copy the code of this view"),
    "link_copied": N_("The code of this view is copied."),
    "link_shown": N_("The code of this view is in the field."),
    "list": N_("List"),
    "list_cut": N_("The first {n} actors. Ask for the CSV file for the rest."),
    "list_note": N_(
        "A name opens the card of the actor; in the second table, the lines behind "
        "the tie."
    ),
    "main": N_("main ones"),
    "map": N_("Map"),
    "map_label": N_(
        "Map of the network. Arrow keys move, plus and minus zoom, zero shows "
        "everything. Use the search or the list to choose an actor."
    ),
    "more": N_("About these data"),
    "more_of": N_("{n} more: {name}"),
    "name": N_("Name"),
    "no_actor": N_(
        "There is no actor to show: none in this period, or none that this audience "
        "may be shown."
    ),
    "no_one": N_("None"),
    "no_path": N_("No way leads from one to the other by the ties in view."),
    "no_script": N_(
        "This is the printed form of the map. Save this file and open it in a web "
        "browser to search it and move around in it."
    ),
    "no_tie": N_("No tie in this period."),
    "none": N_("none"),
    "not_found": N_("No actor has this name. Try part of it."),
    "not_in_group": N_("no coloured group"),
    "not_stated": N_("not stated"),
    "nothing_left": N_("The filters leave nothing. Choose more, or remove them."),
    "one": N_("Actor"),
    "other": N_("Other actor"),
    "other_actors": N_("Other actors"),
    "other_groups": N_("other actors ({n})"),
    "page_of": N_("page {n} of {all}"),
    "panel": N_("Search and filters"),
    "path_between": N_("From {one} to {other}"),
    "path_from": N_("Path from here"),
    "path_kind": N_("Shortest path"),
    "path_stop": N_("Give up the path"),
    "path_to": N_("Path from {name} to:"),
    "period": N_("Period"),
    "play": N_("Play"),
    "print": N_("Print"),
    "reset": N_("Remove all filters"),
    "saved_views": N_("Saved views"),
    "save_csv": N_("Actors (CSV)"),
    "save_csv_ties": N_("Ties (CSV)"),
    "save_graphml": N_("Network (GraphML)"),
    "save_png": N_("Picture (PNG)"),
    "save_svg": N_("Drawing (SVG)"),
    "saved": N_("The file is saved among your downloads."),
    "share": N_("{n}% of the tie"),
    "since": N_("from {first} to {last}"),
    "size": N_("Size: {measure}"),
    "size_by": N_("Size by"),
    "size_equal": N_("Size: all equal"),
    "skip": N_("Go to the search"),
    "stop": N_("Stop"),
    "strongest": N_("Strongest ties"),
    "strongest_tie": N_("Strongest tie"),
    "territories": N_("Territories"),
    "themes": N_("Themes"),
    "tie_change": N_("Tie: {change}"),
    "ties": N_("Ties"),
    "ties_here": N_("Ties under the filters"),
    "ties_shown": N_("Ties shown"),
    "to": N_("To"),
    "together": N_("Gather into groups"),
    "until_day": N_("until {last}"),
    "unnamed": N_("(without a name)"),
    "views": N_("Views"),
    "weight": N_("Weight"),
    "which": N_("Which one?"),
    "whole_map": N_("The whole map."),
    "why": N_("Why?"),
    "why_kind": N_("Why this tie"),
    "why_pair": N_("{one} and {other}"),
    "why_tied": N_("Why are {one} and {other} tied?"),
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
}
WHY_NOTE = N_(
    "Titles are left out of this copy, for they may name people who are not to be "
    "named."
)
MADE = N_("As of {day}.")
NAMES: dict[Language, str] = {"fr": "Français", "en": "English"}


def words(language: Language) -> dict[str, str]:
    """Give every single word of the page, by its name in the code."""
    translated = gettext_in(language)
    return {name: translated(word) for name, word in _WORDS.items()}


def counted_words(language: Language) -> dict[str, tuple[str, str]]:
    """Give the words that depend on a number: for one and for many.

    The page chooses between them by the rule of its language, where zero is one
    in French.
    """
    chosen = ngettext_in(language)

    def both(singular: str, plural: str) -> tuple[str, str]:
        return chosen(singular, plural, 1), chosen(singular, plural, 2)

    # Written as calls of ngettext where a singular and a plural are marked.
    ngettext = both
    return {
        "actors": ngettext("{n} actor", "{n} actors"),
        "groups": ngettext("{n} group", "{n} groups"),
        "lines": ngettext("{n} line of the log", "{n} lines of the log"),
        "of_actors": ngettext("{shown} of {n} actor", "{shown} of {n} actors"),
        "of_ties": ngettext("{shown} of {n} tie shown", "{shown} of {n} ties shown"),
        "path_steps": ngettext("{n} tie long", "{n} ties long"),
        "path_ways": ngettext("{n} way as short", "{n} ways as short"),
        "present": ngettext("{n} present", "{n} present"),
        "records": ngettext("{n} record", "{n} records"),
        "results": ngettext("{n} actor found", "{n} actors found"),
        "steps": ngettext("{n} tie", "{n} ties"),
        "ties_listed": ngettext("{n} tie", "{n} ties"),
        "ties_of": ngettext("{n} tie with another actor", "{n} ties with other actors"),
    }
