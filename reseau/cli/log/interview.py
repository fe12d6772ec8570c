"""The questions of ``reseau log``, in order, and what is proposed for each.

A step takes the form as it is and gives it with one more answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.cards import half_day
from reseau.cli.log.questions import Asker, BackError, StopError
from reseau.domain.closed_words import Word
from reseau.domain.dates import read_date
from reseau.domain.form import WORDS, Form, word
from reseau.domain.quickline import NoTitleError
from reseau.domain.vocabulary import InteractionKind, Precision
from reseau.domain.when import When, read_when
from reseau.domain.when_words import HALF_BEGINS
from reseau.errors import UsageError
from reseau.i18n import N_, formats, language
from reseau.i18n import gettext as _
from reseau.usecases.log.suggestions import Past, Suggestions

if TYPE_CHECKING:
    from reseau.cli.log.completers import ProposalCompleter


class NoCommitteeError(UsageError):
    """No committee that is not over has that name."""

    message = N_("No committee is known as “{name}”. Leave it empty if none met.")


@dataclass(frozen=True)
class Interview:
    """One entry being asked for.

    Attributes:
        asker: Asks.
        known: What may be proposed.
        day: Proposed day, as ``Form.date``.
        kind: Proposed kind when no past interaction is like this one.
        with_others: Whether options name actors: nobody else is then needed.
        keep: Keeps the answers given so far, those of an unfinished step included.
    """

    asker: Asker
    known: Suggestions
    day: str
    kind: InteractionKind
    with_others: bool
    keep: Callable[[Form], None]

    def past(self, form: Form) -> Past | None:
        """Find the interaction that this one looks like."""
        committee = self.known.committee(form.committee) if form.committee else None
        return self.known.last_like(form.title, committee)


Step = Callable[[Interview, Form], Form]


def ask_date(interview: Interview, form: Form) -> Form:
    """Ask when it was; a day to come is asked about."""
    now = interview.known.now

    def read(text: str) -> When:
        return read_when(text, now=now)

    default = form.date or interview.day
    while True:
        answer = interview.asker.ask(
            _("Date"), default=default, shown=said(read(default)), check=read
        )
        when = read(answer)
        if answer != default:
            output.note(f"  {said(when)}")
        form = replace(form, date=_plain(when), planned="")
        if when.day <= now.date():
            return form
        question = _("This day is to come. Is the interaction planned?")
        if interview.asker.yes(question, default=True):
            return replace(form, planned="oui" if language() == "fr" else "yes")


def said(when: When) -> str:
    """Write a moment for a person, weekday included."""
    if when.precision is Precision.MONTH:
        return formats.month(when.day)
    day = formats.full_date(when.day, weekday=True)
    if when.time is not None:
        return f"{day}, {formats.clock(when.time)}"
    return half_day(day, HALF_BEGINS[when.half]) if when.half else day


def _plain(when: When) -> str:
    """Write a moment as it will be read tomorrow too."""
    if when.precision is Precision.MONTH:
        return f"{when.day:%Y-%m}"
    if when.time is not None:
        return f"{when.day.isoformat()} {when.time:%H:%M}"
    return f"{when.day.isoformat()} {when.half or ''}".strip()


def ask_title(interview: Interview, form: Form) -> Form:
    """Ask what it was."""

    def check(text: str) -> None:
        if not text:
            raise NoTitleError

    answer = interview.asker.ask(
        _("What was it, in a few words"), default=form.title, check=check
    )
    return replace(form, title=answer)


def ask_kind(interview: Interview, form: Form) -> Form:
    """Ask what sort of interaction it was."""
    past = interview.past(form)
    kind = past.kind if past else interview.kind
    answer = interview.asker.ask(
        _("Kind"),
        default=form.kind or kind.label(),
        completer=of_words(InteractionKind),
        check=InteractionKind.read,
    )
    return replace(form, kind=InteractionKind.read(answer).label())


def ask_committee(interview: Interview, form: Form) -> Form:
    """Ask which committee met, if any."""
    from reseau.cli.log.completers import Proposal, ProposalCompleter

    known = interview.known

    def check(text: str) -> None:
        if text and known.committee(text) is None:
            raise NoCommitteeError(name=text)

    past = interview.past(form)
    usual = [it.typed for it in known.committees if past and it.key == past.committee]
    answer = interview.asker.ask(
        _("Committee that met, if any"),
        default=form.committee or "".join(usual),
        completer=ProposalCompleter(
            [
                Proposal(it.typed, it.name, it.slug, (it.name, it.slug))
                for it in known.committees
            ]
        ),
        check=check,
    )
    found = known.committee(answer)
    return replace(form, committee=found.typed if found else "")


def ask_promise(interview: Interview, form: Form) -> Form:
    """Ask what was promised, if anything, then by when."""
    while True:
        what = interview.asker.ask(
            _("What was promised, if anything"), default=form.follow_up
        )
        form = replace(form, follow_up=what)
        if not what:
            return replace(form, due="")
        try:
            return replace(form, due=_deadline(interview, form))
        except BackError:
            continue


def _deadline(interview: Interview, form: Form) -> str:
    today = interview.known.now.date()

    def read(text: str) -> date | None:
        return read_date(text, today=today, prefer="next") if text else None

    answer = interview.asker.ask(_("By when"), default=form.due, check=read)
    day = read(answer)
    if day is None:
        return ""
    if answer != form.due:
        output.note(f"  {formats.full_date(day, weekday=True)}")
    return day.isoformat()


def ask_notes(interview: Interview, form: Form) -> Form:
    """Ask for notes."""
    answer = interview.asker.ask(_("Notes"), default=form.notes)
    return replace(form, notes=answer)


def confirm(interview: Interview, form: Form) -> Form:
    """Show all of the answers, and ask whether to log them.

    Raises:
        StopError: The answer is no.
    """
    output.note("")
    for name in (*WORDS, "notes"):
        text = _shown(name, form, interview)
        if text:
            label = word(name) if name in WORDS else _("notes")
            output.note(f"  {_('{title}:').format(title=label)} {output.safe(text)}")
    if not interview.asker.yes(_("Log it?"), default=True):
        raise StopError
    return form


def _shown(name: str, form: Form, interview: Interview) -> str:
    """Write an answer for a person; empty when there is none."""
    value = getattr(form, name)
    match name:
        case "date":
            return said(read_when(form.date, now=interview.known.now))
        case "due" if form.due:
            day = read_date(form.due, today=interview.known.now.date())
            return formats.full_date(day, weekday=True)
        case "new":
            pairs = (it.rpartition("=") for it in form.new)
            return ", ".join(f"{who} ({kind})" for who, _equals, kind in pairs)
        case _:
            return ", ".join(value) if isinstance(value, tuple) else str(value)


def of_words(words: type[Word]) -> "ProposalCompleter":
    """Propose the words of a closed list, in the reader's language."""
    from reseau.cli.log.completers import Proposal, ProposalCompleter

    return ProposalCompleter(
        [Proposal(it.label(), it.label(), "", (it.fr, it.en)) for it in words]
    )
