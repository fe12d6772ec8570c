"""Words of the map page, in the language of the page rather than the reader's."""

from reseau.i18n import N_, Language, gettext_in, ngettext_in

_WORDS = {
    "all": N_("all"),
    "and_others": N_("… and {n} more"),
    "by_group": N_("detected group"),
    "by_kind": N_("kind of actor"),
    "close": N_("Close"),
    "colour": N_("Colour by"),
    "find": N_("Find an actor"),
    "find_hint": N_("person or organization"),
    "fit": N_("Show the whole map"),
    "group": N_("Group"),
    "help": N_("Help"),
    "help_colour": N_(
        "Colour shows the kind of actor or the group found in the ties; a group is "
        "an invitation to discuss, not a fact."
    ),
    "help_distance": N_(
        "Actors who meet often stand near each other, but distance is not a measure."
    ),
    "help_keys": N_(
        "On the map: arrow keys to move, + and − to zoom, 0 to see everything, "
        "Escape to leave an actor."
    ),
    "help_list": N_("Everything on the map is also in the list."),
    "help_size": N_("A bigger shape means a higher figure: {measure}."),
    "help_ties": N_(
        "The map first shows the main ties: the strongest one of each actor, and "
        "those inside a circle of actors who know each other. Choose “all” for the "
        "rest; an actor’s card always counts all its ties."
    ),
    "kind": N_("Kind"),
    "legend": N_("Legend"),
    "list": N_("List"),
    "list_cut": N_("The first {n} actors. Ask for the CSV file for the rest."),
    "main": N_("main ones"),
    "map": N_("Map"),
    "map_label": N_(
        "Map of the network. Arrow keys move, plus and minus zoom, zero shows "
        "everything. Use the search or the list to choose an actor."
    ),
    "more": N_("About these data"),
    "name": N_("Name"),
    "no_actor": N_("There is no actor in this period."),
    "no_script": N_(
        "This is the printed form of the map. Save this file and open it in a web "
        "browser to search it and move around in it."
    ),
    "no_tie": N_("No tie in this period."),
    "none": N_("none"),
    "not_found": N_("No actor has this name. Try part of it."),
    "not_in_group": N_("no coloured group"),
    "other_groups": N_("other actors ({n})"),
    "since": N_("from {first} to {last}"),
    "size": N_("Size: {measure}"),
    "skip": N_("Go to the search"),
    "strongest": N_("Strongest ties"),
    "strongest_tie": N_("Strongest tie"),
    "ties": N_("Ties"),
    "ties_shown": N_("Ties shown"),
    "unnamed": N_("(without a name)"),
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
}


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
        "lines": ngettext("{n} line of the log", "{n} lines of the log"),
        "of_ties": ngettext("{shown} of {n} tie shown", "{shown} of {n} ties shown"),
        "results": ngettext("{n} actor found", "{n} actors found"),
        "ties_of": ngettext("{n} tie with another actor", "{n} ties with other actors"),
    }
