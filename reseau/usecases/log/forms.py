"""A form as it was filled in becomes an entry of the log."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from reseau.domain.dates import read_date, read_duration
from reseau.domain.form import Form, read_form
from reseau.domain.names import folded
from reseau.domain.quickline import NoTitleError
from reseau.domain.vocabulary import ActorKind, Carrier, Function, InteractionKind
from reseau.domain.when import When, read_when
from reseau.errors import ReseauError, UsageError
from reseau.i18n import N_, gettext
from reseau.usecases.log.logging import Entry, read_pair, read_participant
from reseau.usecases.log.quick_log import put_at

_Value = TypeVar("_Value")
_YES = frozenset({"o", "oui", "y", "yes", "x", "1"})
_NO = frozenset({"n", "non", "no", "0"})


class FormError(UsageError):
    """A form cannot be read; all that is wrong is told."""

    message = N_("Nothing was written. {problems}")


class YesOrNoError(UsageError):
    """A word is neither yes nor no."""

    message = N_("“{text}” is neither yes nor no.")


def read_entry(text: str, *, now: datetime, base: Entry) -> Entry:
    """Read the text of a form; see ``entry_of``.

    Raises:
        FormError: With everything that is wrong, one sentence a line.
    """
    form, problems = read_form(text)
    try:
        entry = entry_of(form, now=now, base=base)
    except FormError as error:
        problems.append(str(error.values["problems"]))
    else:
        if not problems:
            return entry
    raise FormError(problems="\n".join(problems))


def entry_of(form: Form, *, now: datetime, base: Entry) -> Entry:
    """Read what was filled in.

    Args:
        form: As typed; an empty date is the day of ``base``.
        now: In the organization's zone.
        base: What options say; the form completes it, and its title is not used.

    Raises:
        FormError: With everything that is wrong, one sentence a line.
    """
    problems: list[str] = []

    def read(value: str, reader: Callable[[str], _Value]) -> _Value | None:
        try:
            return reader(value) if value else None
        except ReseauError as error:
            problems.append(str(error))
            return None

    when = read(form.date, lambda it: read_when(it, now=now))
    new = [read(it, _new_actor) for it in form.new]
    entry = replace(
        base,
        title=form.title,
        kind=read(form.kind, InteractionKind.read) or base.kind,
        minutes=read(form.duration, read_duration) or base.minutes,
        participants=(
            *base.participants,
            *(
                it
                for it in (read(one, read_participant) for one in form.participants)
                if it
            ),
        ),
        new={**base.new, **dict(it for it in new if it)},
        themes=(*base.themes, *form.themes),
        territories=(*base.territories, *form.territories),
        committee=form.committee or base.committee,
        place=form.place or base.place,
        notes="\n".join(it for it in (base.notes, form.notes) if it) or None,
        function=read(form.function, Function.read) or base.function,
        carrier=read(form.carrier, Carrier.read) or base.carrier,
        due_on=read(form.due, lambda it: read_date(it, today=now.date(), prefer="next"))
        or base.due_on,
        planned=bool(read(form.planned, read_yes)) or base.planned,
    )
    if not form.title:
        problems.insert(0, gettext(NoTitleError.message))
    if problems:
        raise FormError(problems="\n".join(problems))
    return _promised(_at(entry, when), form)


def _at(entry: Entry, when: When | None) -> Entry:
    return entry if when is None else put_at(entry, when)


def _promised(entry: Entry, form: Form) -> Entry:
    """Add the follow-up; a deadline alone is that of the whole title."""
    if form.follow_up:
        return replace(entry, follow_ups=(*entry.follow_ups, form.follow_up))
    if form.due and not entry.follow_ups:
        return replace(entry, follow_ups=(entry.title,))
    return entry


def _new_actor(text: str) -> tuple[str, ActorKind]:
    name, kind = read_pair(text)
    return name, ActorKind.read(kind)


def read_yes(text: str) -> bool:
    """Read yes or no, in either language.

    Raises:
        YesOrNoError: It is neither.
    """
    word = folded(text)
    if word not in _YES | _NO:
        raise YesOrNoError(text=text)
    return word in _YES


__all__ = ["FormError", "YesOrNoError", "entry_of", "read_entry", "read_yes"]
