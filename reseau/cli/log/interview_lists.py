"""The questions of ``reseau log`` that take several answers: who, and about what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.log.interview import Interview, of_words
from reseau.cli.log.questions import BackError
from reseau.domain.form import Form
from reseau.domain.resolution import Ask, Resolved, Unknown
from reseau.domain.vocabulary import ActorKind, Role
from reseau.errors import UsageError
from reseau.i18n import N_, formats, language
from reseau.i18n import gettext as _
from reseau.usecases.log.logging import (
    NamedTwiceError,
    NobodyError,
    read_pair,
    read_participant,
)

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer

    from reseau.domain.ranking import Candidate

ALL = "+"


class NoThemeError(UsageError):
    """No theme has that label."""

    message = N_("No theme is known as “{name}”. Type its first letters to see some.")


class NothingOfferedError(UsageError):
    """There is nothing to add at once."""

    message = N_("There is nothing that + could add here.")


@dataclass(frozen=True)
class _Several:
    """A question that is asked until the answer is empty.

    Attributes:
        offered: What “+” adds.
        check: Raises for a wrong answer, given those before.
        taken: Gives what to keep of an answer; empty for nothing.
        filled: Gives the form with the answers so far.
    """

    question: str
    offered: tuple[str, ...]
    completer: "Completer"
    check: Callable[[str, Sequence[str]], None]
    taken: Callable[[str], str]
    filled: Callable[[tuple[str, ...]], Form]


def ask_participants(interview: Interview, form: Form) -> Form:
    """Ask who was there: “+” adds the committee's members, or last time's actors."""
    from reseau.cli.log.completers import ActorCompleter

    known, past = interview.known, interview.past(form)
    committee = known.committee(form.committee) if form.committee else None
    last = past.actors if past else ()
    members = committee.members if committee else ()
    new = dict(map(read_pair, form.new))

    def check(text: str, former: Sequence[str]) -> None:
        if text:
            _check_participant(interview, text, former)
        elif not (former or interview.with_others):
            raise NobodyError

    def filled(found: tuple[str, ...]) -> Form:
        names = {read_participant(it)[0] for it in found}
        kept = (f"{name}={kind}" for name, kind in new.items() if name in names)
        return replace(form, participants=found, new=tuple(kept))

    several = _Several(
        question=_("Who took part"),
        offered=known.handles(members or last),
        completer=ActorCompleter(known, first=last or members),
        check=check,
        taken=lambda text: _participant(interview, text, new=new),
        filled=filled,
    )
    return filled(_answers(interview, several, form.participants))


def ask_themes(interview: Interview, form: Form) -> Form:
    """Ask what it was about: “+” adds the themes of last time."""
    from reseau.cli.log.completers import Proposal, ProposalCompleter

    known, past = interview.known, interview.past(form)
    spoken = language()

    def check(text: str, _former: Sequence[str]) -> None:
        if text and known.theme(text) is None:
            raise NoThemeError(name=text)

    several = _Several(
        question=_("Themes, if any"),
        offered=known.labels(past.themes if past else (), language=spoken),
        completer=ProposalCompleter(
            [
                Proposal(it.label, it.label, it.language, (it.label,))
                for it in sorted(known.themes, key=lambda it: it.language != spoken)
            ]
        ),
        check=check,
        taken=lambda text: text,
        filled=lambda found: replace(form, themes=found),
    )
    return several.filled(_answers(interview, several, form.themes))


def _answers(
    interview: Interview, several: _Several, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Ask until the answer is empty; going back takes the last answer off."""
    stages = [values[:length] for length in range(len(values) + 1)]
    _tell_given(values)
    while True:
        values = stages[-1]
        left = tuple(it for it in several.offered if it not in values)
        _tell_offered(left)
        try:
            text = interview.asker.ask(
                _("{question} ({n})").format(
                    question=several.question, n=len(values) + 1
                ),
                completer=several.completer,
                check=lambda it: _check(several, it, values=stages[-1], left=left),  # noqa: B023  # Called before the next turn.
            )
        except BackError:
            if len(stages) == 1:
                raise
            stages.pop()
            _tell_given(stages[-1])
            continue
        if not text:
            return values
        added = left if text == ALL else (several.taken(text),)
        stages.append((*values, *(it for it in added if it)))
        interview.keep(several.filled(stages[-1]))


def _check(
    several: _Several, text: str, *, values: Sequence[str], left: Sequence[str]
) -> None:
    if text != ALL:
        several.check(text, values)
    elif not left:
        raise NothingOfferedError


def _tell_given(names: Sequence[str]) -> None:
    """Say what stands, where it is not just above on the screen."""
    if names:
        listed = ", ".join(output.safe(it) for it in names)
        output.note("  " + _("So far: {names}").format(names=listed))


def _tell_offered(names: Sequence[str]) -> None:
    if names:
        text = _("{mark} adds: {names}")
        listed = ", ".join(output.safe(it) for it in names)
        output.note("  " + text.format(mark=ALL, names=listed))


def _check_participant(interview: Interview, text: str, former: Sequence[str]) -> None:
    """Refuse a role that is none, and an actor already named."""
    name, _role = read_participant(text)
    answer = interview.known.actor(name)
    others = [read_participant(it)[0] for it in former]
    keys = [
        it.key for it in map(interview.known.actor, others) if isinstance(it, Resolved)
    ]
    if name in others or (isinstance(answer, Resolved) and answer.key in keys):
        raise NamedTwiceError(name=name)


def _participant(interview: Interview, text: str, *, new: dict[str, str]) -> str:
    """Say who was understood, or ask whether it is somebody new."""
    name, role = read_participant(text)
    match interview.known.actor(name):
        case Resolved(key=key):
            entry = interview.known.entries[key]
            output.note(f"  → {output.safe(entry.name)} ({entry.slug})")
            name = interview.known.handle(entry)
        case Ask(candidates=candidates):
            said = _("Not sure: {names}. You will be asked when it is logged.")
            output.note("  " + said.format(names=_named(candidates)))
        case Unknown(near=near):
            kind = _new_kind(interview, name, near=near)
            if kind is None:
                return ""
            new[name] = kind.label()
    return name if role is Role.PARTICIPANT else f"{name}={role.label()}"


def _new_kind(
    interview: Interview, name: str, *, near: Sequence["Candidate"]
) -> ActorKind | None:
    """Ask what a new actor is; None when the name is to be typed again."""
    said = _("Nobody is known as {name}.").format(
        name=formats.quoted(output.safe(name))
    )
    output.note(f"  {said}")
    if near:
        output.note("  " + _("Near: {names}.").format(names=_named(near)))
    question = _("New {organization} or {person}? Enter to type the name again").format(
        organization=ActorKind.ORGANIZATION.label(), person=ActorKind.PERSON.label()
    )
    try:
        answer = interview.asker.ask(
            question,
            completer=of_words(ActorKind),
            check=lambda it: _kind_typed(it) if it else None,
        )
    except BackError:
        return None
    return _kind_typed(answer) if answer else None


def _kind_typed(text: str) -> ActorKind:
    """Read a kind, or its first letter."""
    first = [it for it in ActorKind if text.casefold() == it.value[0]]
    return first[0] if first else ActorKind.read(text)


def _named(candidates: Sequence["Candidate"]) -> str:
    """Name the likeliest, with what to type for each."""
    entries = [it.entry for it in candidates[:3]]
    return ", ".join(f"{output.safe(it.name)} ({it.slug})" for it in entries)
