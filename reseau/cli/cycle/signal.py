"""``reseau signal``: watch, one piece at a time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.options import (
    At,
    AudienceOption,
    DryRun,
    FormatOption,
    Since,
    Until,
    Yes,
)
from reseau.cli.state import store
from reseau.i18n import N_, language
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.cycle.signals import SignalChanges

app = new_group(N_("Watch: what members see and bring; triage, digest."))

Which = Annotated[
    str,
    argument(text=N_("Its number, or words of its title."), metavar=N_("SIGNAL")),
]
By = Annotated[str | None, option("--by", text=N_("Who brought it."))]
Link = Annotated[
    str | None,
    option("--link", text=N_("Address of the page, http or https.")),
]
Source = Annotated[str | None, option("--source", text=N_("Who published it."))]
Summary = Annotated[
    str | None, option("--summary", text=N_("What it says, in a few lines."))
]
Themes = Annotated[
    list[str] | None, option("--theme", text=N_("A theme; may be repeated."))
]
Where = Annotated[
    str | None, option("--territory", text=N_("The territory it is about."))
]
Seen = Annotated[
    str | None,
    option("--on", text=N_("The day it was brought; today."), metavar=N_("DATE")),
]
Published = Annotated[
    str | None,
    option("--published", text=N_("The day it was published."), metavar=N_("DATE")),
]
Expires = Annotated[
    str | None,
    option("--expires", text=N_("Last day on which it matters."), metavar=N_("DATE")),
]
FunctionOption = Annotated[
    str | None, option("--function", text=N_("watch, analysis or dissemination."))
]
CarrierOption = Annotated[
    str | None, option("--carrier", text=N_("advisory-group, members or staff."))
]
_STATES = N_("new, kept, set-aside or expired.")


@dataclass(frozen=True, slots=True)
class Told:
    """What “add” and “edit” say of a signal, in the order of their help."""

    by: By = None
    link: Link = None
    source: Source = None
    summary: Summary = None
    theme: Themes = None
    territory: Where = None
    on: Seen = None
    published: Published = None
    expires: Expires = None
    function: FunctionOption = None
    carrier: CarrierOption = None

    def changes(self, title: str | None = None) -> "SignalChanges":
        """Gather what changes."""
        from reseau.domain.vocabulary import Carrier, Function
        from reseau.usecases.cycle.signals import SignalChanges

        return SignalChanges(
            title=title,
            summary=words.text_change(self.summary),
            link=words.text_change(self.link),
            source=words.text_change(self.source),
            brought_by=words.text_change(self.by),
            published_on=words.day_change(self.published),
            seen_on=words.day(self.on),
            expires_on=words.day_change(self.expires, prefer="next"),
            territory=words.text_change(self.territory),
            themes=words.listed(self.theme),
            function=words.word_change(Function, self.function),
            carrier=words.word_change(Carrier, self.carrier),
        )


@command(
    app,
    "add",
    text=N_("Add a signal: something that somebody saw and brought."),
    example=N_(
        'reseau signal add "Call for projects on housing" --by cdc-rosemont --link '
        "https://example.org/call --theme housing --expires 2026-12-15"
    ),
)
def add(
    title: Annotated[
        str, argument(text=N_("What was seen, in a few words."), metavar=N_("TITLE"))
    ],
    told: Told,
    create_anyway: Annotated[
        bool,
        option("--create-anyway", text=N_("Even when a signal has that address.")),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import signals

    changes = told.changes()
    done = signals.add_signal(
        store(), title, changes=changes, known_too=create_anyway, dry_run=dry_run
    )
    report(done, _("Signal {slug} is added: {name}."))


@command(
    app,
    "list",
    text=N_("List signals, the newest first; new and kept ones unless --all."),
    example=N_("reseau signal list --state new --theme housing"),
)
def list_(
    since: Since = None, until: Until = None,
    state: Annotated[str | None, option("--state", text=_STATES)] = None,
    by: By = None,
    theme: Annotated[
        str | None,
        option("--theme", text=N_("Only those about it, or a narrower theme.")),
    ] = None,
    territory: Annotated[
        str | None,
        option("--territory", text=N_("Only those about it, or a part of it.")),
    ] = None,
    all_: Annotated[
        bool, option("--all", text=N_("Those set aside or out of date, too."))
    ] = False,
    at: At = None, audience: AudienceOption = "internal", form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.cli.cycle.signal_page import print_signals
    from reseau.domain.vocabulary import Diffusion, SignalState
    from reseau.usecases.cycle import signal_lists

    wanted = signal_lists.SignalFilter(
        period=words.period(since, until),
        state=words.read_word(SignalState, state),
        actor=by, theme=theme, territory=territory, all=all_,
        at=words.day(at),
    )  # fmt: skip
    chosen = output.read_format(form)
    found = signal_lists.list_signals(
        store(), wanted, lang=language(),
        shown_to=words.audience(Diffusion.read(audience)),
    )  # fmt: skip
    print_signals(found, form=chosen)


@command(
    app,
    "show",
    text=N_("Show everything known of a signal."),
    example=N_("reseau signal show 12"),
)
def show(which: Which, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.cycle.signal_page import print_signal
    from reseau.usecases.cycle.signal_lists import signal_card

    chosen = output.read_format(form)
    card = signal_card(store(), which, lang=language(), at=words.day(at))
    print_signal(card, form=chosen)


@command(
    app,
    "edit",
    text=N_(
        "Correct a signal. Themes replace the list; an empty text clears an option."
    ),
    example=N_('reseau signal edit 12 --expires 2027-01-31 --source "Le Devoir"'),
)
def edit(
    *,
    which: Which,
    title: Annotated[str | None, option("--title", text=N_("The new title."))] = None,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import signals

    changes = told.changes(title)
    done = signals.edit_signal(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("Signal {slug} is changed: {name}."))


@command(
    app,
    "triage",
    text=N_(
        "Decide of new signals: kept, set aside, out of date. On a terminal, with "
        "nothing typed, one after the other."
    ),
    example=N_('reseau signal triage 12 15 --state kept --reason "For the next plan"'),
)
def triage(
    which: Annotated[
        list[str] | None,
        argument(text=N_("Numbers, or words of a title."), metavar=N_("SIGNAL")),
    ] = None,
    state: Annotated[
        str | None, option("--state", text=N_("kept, set-aside or expired."))
    ] = None,
    reason: Annotated[str | None, option("--reason", text=N_("Why."))] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.cli.cycle import signal_triage
    from reseau.cli.log import lines
    from reseau.domain.vocabulary import SignalState
    from reseau.usecases.cycle import signals

    if which and state is not None:
        done = signals.triage_signals(
            store(), which, state=SignalState.read(state), reason=reason,
            dry_run=dry_run,
        )  # fmt: skip
        report(done, _("Decided of {slug}: {name}."))
        return
    if which or state is not None or not lines.somebody_answers():
        raise signal_triage.NeedsDecisionError
    signal_triage.triage_by_questions(dry_run=dry_run)


@command(
    app,
    "digest",
    text=N_(
        "What came since the advisory group's last meeting, who and which themes "
        "brought nothing, and what waits."
    ),
    example=N_("reseau signal digest --limit 8"),
)
def digest(
    since: Annotated[
        str | None,
        option(
            "--since",
            text=N_("First day; the advisory group's last meeting by default."),
            metavar=N_("DATE"),
        ),
    ] = None,
    limit: Annotated[
        int, option("--limit", text=N_("How many signals at most."), min=1)
    ] = 10,
    audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:
    from reseau.cli.cycle.signal_digest import print_digest
    from reseau.domain.vocabulary import Diffusion
    from reseau.usecases.cycle import signal_digest

    chosen = output.read_format(form)
    found = signal_digest.digest(
        store(), lang=language(), since=words.period(since, None).since, limit=limit,
        shown_to=words.audience(Diffusion.read(audience)),
    )  # fmt: skip
    print_digest(found, form=chosen)


@command(
    app,
    "import",
    text=N_(
        "Import an RSS or Atom feed that you saved, or signals that “list” wrote. What "
        "is known already is left as it is."
    ),
    example=N_("reseau signal import city-news.xml --theme housing --dry-run"),
)
def import_(
    file: Annotated[
        str, argument(text=N_("The file: .xml, .csv or .json."), metavar=N_("FILE"))
    ],
    by: By = None,
    theme: Themes = None,
    territory: Where = None,
    expires: Expires = None,
    since: Annotated[
        str | None,
        option("--since", text=N_("Leave out what is older."), metavar=N_("DATE")),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.cli.cycle.signal_page import print_import
    from reseau.usecases.exchanging.signal_import import FeedChoices, import_signals

    choices = FeedChoices(
        brought_by=by, themes=tuple(theme or ()), territory=territory,
        expires_on=words.day(expires, prefer="next"),
        since=words.period(since, None).since,
    )  # fmt: skip
    print_import(import_signals(store(), file, choices=choices, dry_run=dry_run))


@command(
    app,
    "remove",
    text=N_("Remove a signal from which no need came."),
    example=N_("reseau signal remove 12"),
)
def remove(which: Which, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.cycle import signals

    question = _("Remove {name}?").format(name=which)
    if dry_run or output.confirm(question, yes=yes):
        done = signals.remove_signal(store(), which, dry_run=dry_run)
        report(done, _("Signal {slug} is removed: {name}."))
