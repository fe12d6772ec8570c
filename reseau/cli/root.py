"""The top level of the command line: which commands there are, in which order."""

import sys
from functools import cache

import reseau
from reseau.cli._base import Entry, RootGroup, click
from reseau.i18n import N_

_ENTRIES = (
    Entry(
        "demo",
        "safekeeping.demo",
        N_("A network to try on, in a folder of its own: real or told."),
    ),
    Entry(
        "init",
        "safekeeping.init",
        N_("Create a store, with themes and Montréal's territories."),
    ),
    Entry("log", "log.log", N_("Log an interaction: a meeting, a call, a message.")),
    Entry(
        "interaction",
        "log.interactions",
        N_("Interactions: list, show, correct, remove."),
    ),
    Entry(
        "find",
        "experts.find",
        N_("Find anything: people, organizations, notes, themes."),
    ),
    Entry("status", "status", N_("What wants attention today.")),
    Entry("follow-up", "log.follow_up", N_("Follow-ups: what was promised, by when.")),
    Entry(
        "undo",
        "history.undo",
        N_("Undo the last operation, or the one with that number."),
    ),
    Entry("redo", "history.redo", N_("Take the last undo back.")),
    Entry("history", "history.history", N_("What was done, when and by whom.")),
    Entry("actor", "actors.actors", N_("Actors: organizations and people.")),
    Entry("person", "actors.person", N_("People, and their roles in organizations.")),
    Entry("expert", "experts.expert", N_("Experts: who knows about a theme, and why.")),
    Entry("partner", "actors.partner", N_("Partners: actors with a partnership.")),
    Entry("committee", "actors.committee", N_("Committees, and who sits in them.")),
    Entry(
        "decision",
        "governance.decision",
        N_("Decisions: what, by whom, recorded where."),
    ),
    Entry(
        "spokesperson",
        "governance.spokesperson",
        N_("Who may speak for the collective, on what."),
    ),
    Entry(
        "theme",
        "vocabulary.theme",
        N_("Themes of the thesaurus, in French and English."),
    ),
    Entry(
        "territory",
        "vocabulary.territory",
        N_("Territories: boroughs, cities, neighbourhoods."),
    ),
    Entry(
        "network",
        "network.network",
        N_("The network: who takes part, groups, why a tie exists, what changed."),
    ),
    Entry(
        "influence",
        "influence.influence",
        N_("Inter-influence: who influences whom, on what, as whom says; MACTOR."),
    ),
    Entry(
        "signal",
        "cycle.signal",
        N_("Watch: what members see and bring; triage, digest."),
    ),
    Entry("need", "cycle.need", N_("Analysis: the questions that need an answer.")),
    Entry(
        "product",
        "cycle.product",
        N_("Products: notes, maps, portraits, conferences, and their reach."),
    ),
    Entry(
        "strategy", "cycle.strategy", N_("Strategies: targets, change, steps, pledges.")
    ),
    Entry(
        "marker",
        "cycle.marker",
        N_("Markers: signs of change one expects, would like, would love."),
    ),
    Entry(
        "mission",
        "cycle.mission",
        N_("Missions: a hypothesis, test meetings, go or no-go, a lesson."),
    ),
    Entry(
        "outcome",
        "cycle.outcome",
        N_("Outcomes: who changed what, with what shows it."),
    ),
    Entry(
        "impact",
        "cycle.impact",
        N_("From signal to outcome, both ways, and where the chain breaks."),
    ),
    Entry(
        "matrix", "cycle.matrix", N_("What was done, by function and carrier: a 3 × 3.")
    ),
    Entry(
        "plan",
        "planning.plan",
        N_("Plan whom to reach on a theme, through which member."),
    ),
    Entry("map", "publications.map", N_("Draw the network: one file, offline.")),
    Entry(
        "atlas",
        "publications.atlas",
        N_("The neighbourhoods: a map, a portrait of each."),
    ),
    Entry(
        "brief",
        "publications.brief",
        N_("The brief for an advisory meeting: a page, a PDF."),
    ),
    Entry(
        "site", "publications.site", N_("The public site: build it, say what is on it.")
    ),
    Entry("workbook", "publications.workbook", N_("Every table as an Excel workbook.")),
    Entry(
        "import", "exchanging.importing", N_("Import tables, calendars and contacts.")
    ),
    Entry(
        "export",
        "exchanging.export",
        N_("Export to Excel, Gephi, Kumu, or the whole store."),
    ),
    Entry("completion", "completion", N_("Complete commands and names with TAB.")),
    Entry(
        "privacy", "privacy.privacy", N_("People's rights over what is kept of them.")
    ),
    Entry(
        "backup", "safekeeping.backup", N_("Copy the whole store, and verify the copy.")
    ),
    Entry(
        "restore", "safekeeping.restore", N_("Put a backup in the place of the store.")
    ),
    Entry("check", "safekeeping.check", N_("See that the whole store holds together.")),
    Entry("encrypt", "safekeeping.encrypt", N_("Encrypt the file of the store.")),
    Entry(
        "decrypt",
        "safekeeping.decrypt",
        N_("Write the file of the store in clear again."),
    ),
    Entry(
        "guide",
        "publications.guide",
        N_("The user guide, to read in a browser, offline."),
    ),
    Entry("doctor", "safekeeping.doctor", N_("What to send to whoever helps.")),
    Entry(
        "upgrade",
        "safekeeping.upgrade",
        N_("Bring the store up to this version of Réseau."),
    ),
)


class _Root(RootGroup):
    entries = {entry.name: entry for entry in _ENTRIES}  # noqa: RUF012  # Never changed.


def _version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        sys.stdout.write(f"reseau {reseau.__version__}\n")
        context.exit()


@cache
def root() -> click.Group:
    """Build the top level."""
    return _Root(
        name="reseau",
        help=N_(
            "Réseau keeps the memory of who works with whom, shows what it means, and "
            "helps decide whom to reach next."
        ),
        epilog="reseau demo",
        no_args_is_help=True,
        rich_markup_mode=None,
        suggest_commands=False,
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help=N_("Show the version."),
            ),
            *_everywhere(),
        ],
    )


def _everywhere() -> list[click.Option]:
    """Describe the options that ``state.take_everywhere`` has already taken."""
    return [
        click.Option(
            ["--database", "--base"],
            metavar=N_("PLACE"),
            expose_value=False,
            help=N_("The store: a file, or postgresql+psycopg://user@host/name."),
        ),
        click.Option(
            ["--lang", "--langue"],
            metavar="fr|en",
            expose_value=False,
            help=N_("Speak French or English."),
        ),
        click.Option(
            ["--seen", "--vu"],
            metavar=N_("NUMBER"),
            expose_value=False,
            help=N_(
                "Change nothing that others changed after this operation, the last one "
                "when you read."
            ),
        ),
        click.Option(
            ["--debug", "--debogage"],
            is_flag=True,
            expose_value=False,
            help=N_("Show where an error comes from."),
        ),
    ]
