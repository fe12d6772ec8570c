"""``reseau privacy``: what people said, what they ask, what happened, who is erased."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, option
from reseau.cli.done import report
from reseau.cli.options import DryRun, FormatOption, Yes
from reseau.cli.privacy.privacy_group import Number, On, Person, app
from reseau.cli.state import store
from reseau.i18n import N_
from reseau.i18n import gettext as _


@command(
    app,
    "status",
    text=N_("What wants attention: requests, consents, incidents."),
    example=N_("reseau privacy status"),
)
def status(form: FormatOption = "table") -> None:
    from reseau.cli.privacy.privacy_lists import print_status
    from reseau.usecases.privacy.privacy_status import privacy_status

    chosen = output.read_format(form)
    print_status(privacy_status(store()), form=chosen)


@command(
    app,
    "responsible",
    text=N_("Name who is in charge of personal information."),
    example=N_('reseau privacy responsible "Ana Bell, coordination, 514 555-0100"'),
)
def responsible(
    who: Annotated[
        str, argument(text=N_("Name, title, how to reach them."), metavar=N_("WHO"))
    ],
) -> None:
    from reseau.usecases.privacy.privacy_status import name_responsible

    name_responsible(store(), who)
    output.line(_("In charge: {who}").format(who=output.safe(who)))


@command(
    app,
    "consent",
    text=N_(
        "Write what a person said of a purpose: memory, group, public or invitations."
    ),
    example=N_(
        "reseau privacy consent ana-bell public given --means form --expires 2028-01-01"
    ),
)
def consent(
    person: Person,
    purpose: Annotated[
        str,
        argument(
            text=N_("memory, group, public or invitations."), metavar=N_("PURPOSE")
        ),
    ],
    state: Annotated[
        str,
        argument(text=N_("given, refused or withdrawn."), metavar=N_("STATE")),
    ],
    on: On = None,
    expires: Annotated[
        str | None,
        option(
            "--expires",
            text=N_("First day on which it no longer holds."),
            metavar=N_("DATE"),
        ),
    ] = None,
    means: Annotated[
        str | None, option("--means", text=N_("How it was said: form, e-mail, call."))
    ] = None,
    evidence: Annotated[
        str | None, option("--evidence", text=N_("Where that can be seen."))
    ] = None,
    by: Annotated[
        str | None,
        option("--by", text=N_("Who speaks for somebody too young: parent or tutor.")),
    ] = None,
    guardian: Annotated[
        str | None,
        option(
            "--guardian", text=N_("Name of that parent or tutor."), metavar=N_("NAME")
        ),
    ] = None,
    turns_14: Annotated[
        str | None,
        option(
            "--turns-14",
            text=N_("When somebody younger turns 14, and consents alone."),
            metavar=N_("DATE"),
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import ConsentState, Guardian, Purpose
    from reseau.usecases.actors.consents import Statement, state_consent

    said = Statement(
        purpose=Purpose.read(purpose),
        state=ConsentState.read(state),
        stated_on=words.day(on),
        expires_on=words.day(expires, prefer="next"),
        means=means,
        evidence=evidence,
        given_by=words.read_word(Guardian, by),
        guardian=guardian,
        fourteen_on=words.day(turns_14, prefer="next"),
    )
    report(
        state_consent(store(), person, said, dry_run=dry_run),
        _("Written: what {name} said."),
        undoable=False,
    )


@command(
    app,
    "consents",
    text=N_("List what people said, the latest first."),
    example=N_("reseau privacy consents --person ana-bell"),
)
def consents(
    person: Annotated[
        str | None, option("--person", text=N_("Only this person."))
    ] = None,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.privacy.privacy_lists import print_consents
    from reseau.usecases.actors.consents import list_consents

    chosen = output.read_format(form)
    print_consents(list_consents(store(), who=person), form=chosen)


@command(
    app,
    "request",
    text=N_(
        "Write down what a person asks: access, portability, rectification, erasure, "
        "diffusion or complaint. The answer is due within 30 days."
    ),
    example=N_("reseau privacy request access ana-bell --on 2026-11-20"),
)
def request(
    kind: Annotated[str, argument(text=N_("What is asked."), metavar=N_("KIND"))],
    who: Annotated[str, argument(text=N_("An actor, or any name."), metavar=N_("WHO"))],
    on: On = None,
    identity: Annotated[
        str | None, option("--identity", text=N_("How the identity was checked."))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import RequestKind
    from reseau.usecases.privacy.privacy_requests import add_request

    done = add_request(
        store(), RequestKind.read(kind), who, received_on=words.day(on),
        identity=identity, dry_run=dry_run,
    )  # fmt: skip
    report(
        done,
        _("Request {slug} is written; the answer is due on {name}."),
        undoable=False,
    )


@command(
    app,
    "requests",
    text=N_("List the requests, the nearest deadline first."),
    example=N_("reseau privacy requests --waiting"),
)
def requests(
    waiting: Annotated[
        bool, option("--waiting", text=N_("Only those without an answer."))
    ] = False,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.privacy.privacy_lists import print_requests
    from reseau.usecases.privacy.privacy_requests import list_requests

    chosen = output.read_format(form)
    print_requests(list_requests(store(), waiting=waiting), form=chosen)


@command(
    app,
    "answer",
    text=N_("Write how a request was answered: granted, partly or refused."),
    example=N_("reseau privacy answer 3 granted --identity video-call"),
)
def answer(
    number: Number,
    how: Annotated[
        str, argument(text=N_("granted, partly or refused."), metavar=N_("ANSWER"))
    ],
    on: On = None,
    reason: Annotated[
        str | None, option("--reason", text=N_("Why, when it is not granted whole."))
    ] = None,
    identity: Annotated[
        str | None, option("--identity", text=N_("How the identity was checked."))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import RequestAnswer
    from reseau.usecases.privacy.privacy_requests import Answered, answer_request

    said = Answered(RequestAnswer.read(how), words.day(on), reason, identity)
    done = answer_request(store(), number, said, dry_run=dry_run)
    report(done, _("Request {slug}: {name}."), undoable=False)


@command(
    app,
    "erase",
    text=N_(
        "Erase a person for good: record, mentions, history. It cannot be undone; the "
        "meetings keep their number of participants."
    ),
    example=N_('reseau privacy erase ana-bell --reason "request 3"'),
)
def erase(
    person: Person,
    reason: Annotated[
        str | None,
        option("--reason", text=N_("Why; it must not name the person.")),
    ] = None,
    mentions: Annotated[
        str | None,
        option(
            "--mentions",
            text=N_("replace or keep the name in texts, where others have it too."),
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.cli.privacy.privacy_erasing import (
        confirmed,
        print_erasure,
        read_mentions,
    )
    from reseau.usecases.privacy.erasing import erase_person

    replace = read_mentions(mentions)
    opened = store()
    if dry_run or not yes:
        planned = erase_person(
            opened, person, reason=reason, mentions=replace, dry_run=True
        )
        print_erasure(planned, dry_run=True)
        if dry_run or not confirmed():
            return
    print_erasure(
        erase_person(opened, person, reason=reason, mentions=replace), dry_run=False
    )


@command(
    app,
    "incident",
    text=N_(
        "Write a confidentiality incident in the register, or complete one with "
        "--number. All incidents are kept, serious or not."
    ),
    example=N_(
        'reseau privacy incident "List sent to the wrong person" --information "names, '
        'e-mails" --people 40 --risk not-serious'
    ),
)
def incident(
    circumstances: Annotated[
        str | None, argument(text=N_("What happened."), metavar=N_("WHAT"))
    ] = None,
    number: Annotated[
        int | None, option("--number", text=N_("Complete the incident so numbered."))
    ] = None,
    information: Annotated[
        str | None, option("--information", text=N_("What information is concerned."))
    ] = None,
    since: Annotated[
        str | None,
        option("--since", text=N_("When, or the first day."), metavar=N_("DATE")),
    ] = None,
    until: Annotated[
        str | None, option("--until", text=N_("The last day."), metavar=N_("DATE"))
    ] = None,
    known: Annotated[
        str | None,
        option(
            "--known",
            text=N_("When it became known; today by default."),
            metavar=N_("DATE"),
        ),
    ] = None,
    people: Annotated[
        int | None, option("--people", text=N_("How many people are concerned."))
    ] = None,
    risk: Annotated[
        str | None, option("--risk", text=N_("unknown, not-serious or serious."))
    ] = None,
    risk_reason: Annotated[
        str | None,
        option(
            "--risk-reason", text=N_("Sensitivity, possible use, likelihood of injury.")
        ),
    ] = None,
    told_commission: Annotated[
        str | None,
        option(
            "--told-commission",
            text=N_("When the Commission d’accès à l’information was told."),
            metavar=N_("DATE"),
        ),
    ] = None,
    told_people: Annotated[
        str | None,
        option(
            "--told-people", text=N_("When the people were told."), metavar=N_("DATE")
        ),
    ] = None,
    public_notice: Annotated[
        str | None,
        option("--public-notice", text=N_("Public notice, and why it was given.")),
    ] = None,
    measures: Annotated[
        str | None, option("--measures", text=N_("What was done about it."))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import Risk
    from reseau.usecases.privacy import incidents

    entries = incidents.IncidentEntries(
        circumstances, information, words.day(since), words.day(until),
        words.day(known), people, None if risk is None else Risk.read(risk),
        risk_reason, words.day(told_commission), words.day(told_people),
        public_notice, measures,
    )  # fmt: skip
    done = (
        incidents.add_incident(store(), entries, dry_run=dry_run)
        if number is None
        else incidents.complete_incident(store(), number, entries, dry_run=dry_run)
    )
    report(done, _("Incident {slug} is in the register."), undoable=False)


@command(
    app,
    "incidents",
    text=N_("The register of incidents, the latest first."),
    example=N_("reseau privacy incidents --format csv"),
)
def incidents(form: FormatOption = "table") -> None:
    from reseau.cli.privacy.privacy_lists import print_incidents
    from reseau.usecases.privacy.incidents import list_incidents

    chosen = output.read_format(form)
    print_incidents(list_incidents(store()), form=chosen)
