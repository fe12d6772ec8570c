"""A meeting written as a form: fields one under the other, then notes below “::”.

    date: hier 14h
    title: Rencontre sur le logement
    with: CDC de Rosemont; Étienne Bélanger=absent
    ::
    Apporter la carte.

Nothing is recognized here: fields hold what was typed.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from reseau.domain.names import folded, tidy
from reseau.i18n import formats, gettext, language

COMMENT = "#!"
BODY = "::"
_MOST = 2_000  # Lines above the notes.
_PROBLEM = f"{COMMENT}!"


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed, field by field; an empty field was not filled in.

    Attributes:
        participants: ``NAME`` or ``NAME=ROLE``.
        new: ``NAME=KIND`` for the actors to add.
        planned: A word for yes when it is still to come.
    """

    date: str = ""
    title: str = ""
    kind: str = ""
    duration: str = ""
    place: str = ""
    committee: str = ""
    participants: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    follow_up: str = ""
    due: str = ""
    function: str = ""
    carrier: str = ""
    planned: str = ""
    notes: str = ""


MANY = frozenset(it.name for it in fields(Form) if it.default == ())

# Each field's word in English and in French; both are always read.
WORDS: Mapping[str, tuple[str, str]] = {
    "date": ("date", "date"),
    "title": ("title", "titre"),
    "kind": ("kind", "type"),
    "duration": ("duration", "durée"),
    "place": ("place", "lieu"),
    "committee": ("committee", "comité"),
    "participants": ("with", "avec"),
    "new": ("new", "nouveau"),
    "themes": ("theme", "thème"),
    "territories": ("territory", "territoire"),
    "follow_up": ("follow-up", "suite"),
    "due": ("due", "échéance"),
    "function": ("function", "fonction"),
    "carrier": ("carrier", "porteur"),
    "planned": ("planned", "prévue"),
}
_NAMES = {folded(word): name for name, words in WORDS.items() for word in words}


def read_form(text: str) -> tuple[Form, list[str]]:
    """Read a form.

    Args:
        text: Lines ``key: value``, those of ``#!`` left out, then notes below “::”.
            A field of several values is repeated, or its values parted by “;”.

    Returns:
        The form, and a sentence for each line that cannot be read.
    """
    head, notes = _parts(text)
    form = Form(notes=notes)
    problems: list[str] = []
    if len(head) > _MOST:
        said = gettext("The form has more than {limit} lines above “::”. Shorten it.")
        return form, [said.format(limit=_MOST)]
    for number, line in head:
        key, colon, value = line.partition(":")
        name = _NAMES.get(folded(key))
        if not colon or name is None:
            problems.append(_not_a_field(number, line, key))
        elif tidy(value):
            form, problem = _filled(form, name, value)
            if problem:
                problems.append(problem)
    return form, problems


def _parts(text: str) -> tuple[list[tuple[int, str]], str]:
    """Tell the numbered lines of fields from the notes."""
    kept = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if not line.startswith(COMMENT)
    ]
    at = next((i for i, it in enumerate(kept) if it[1].strip() == BODY), len(kept))
    notes = "\n".join(line.rstrip() for _number, line in kept[at + 1 :]).strip()
    return [it for it in kept[:at] if it[1].strip()], notes


def _filled(form: Form, name: str, value: str) -> tuple[Form, str]:
    """Fill a field; give the form, and what is wrong."""
    if name in MANY:
        values = (tidy(it) for it in value.split(";"))
        former: tuple[str, ...] = getattr(form, name)
        return with_value(form, name, (*former, *(it for it in values if it))), ""
    if getattr(form, name):
        said = gettext("“{key}:” stands twice: give it once.")
        return form, said.format(key=word(name))
    return with_value(form, name, tidy(value)), ""


def with_value(form: Form, name: str, value: str | tuple[str, ...]) -> Form:
    """Fill the field of that name; a tuple for a field of ``MANY``."""
    filled: Any = {name: value}  # Any: mypy cannot tell which field it is.
    return replace(form, **filled)


def _not_a_field(number: int, line: str, key: str) -> str:
    close = difflib.get_close_matches(folded(key), _NAMES, n=1, cutoff=0.6)
    if close:
        text = gettext("Line {number}, “{line}”: no such field. Is it “{near}:”?")
        return text.format(number=number, line=tidy(line), near=word(_NAMES[close[0]]))
    text = gettext(
        "Line {number}, “{line}”: no such field. Notes go below the line “::”."
    )
    return text.format(number=number, line=tidy(line))


def word(name: str) -> str:
    """Give the word of a field in the reader's language."""
    return WORDS[name][1 if language() == "fr" else 0]


def written(form: Form, *, comments: Sequence[str] = ()) -> str:
    """Write a form to be filled in, in the reader's language; empty fields too.

    Args:
        form: What is known already.
        comments: Lines to put on top, which ``read_form`` leaves out.

    Returns:
        A text that ``read_form`` reads as the same form.
    """
    lines = [f"{COMMENT} {line}".rstrip() for line in comments]
    for name in WORDS:
        value = getattr(form, name)
        values = (value or ("",)) if name in MANY else (value,)
        lines += [f"{word(name)}: {it}".rstrip() for it in values]
    return "\n".join([*lines, BODY, form.notes]).rstrip() + "\n"


def with_problems(text: str, problems: Sequence[str]) -> str:
    """Put problems on top of a form, in place of those that were there."""
    kept = [it for it in text.splitlines() if not it.startswith(_PROBLEM)]
    told = [f"{_PROBLEM} {tidy(it)}" for it in problems]
    return "\n".join([*told, *kept]) + "\n"


def guidance() -> list[str]:
    """Explain the form to the person who fills it in."""
    return [
        gettext("Fill in what you know, save and close: that logs the interaction."),
        gettext("Leave all of it empty to log nothing. These lines are left out."),
        gettext("One actor a line, or several parted by “;”: NAME or NAME=ROLE."),
        gettext("To add an actor: {key}: NAME={kind}").format(
            key=word("new"), kind="organisme" if language() == "fr" else "organization"
        ),
        gettext("Notes go below the line {mark}.").format(mark=formats.quoted(BODY)),
    ]


__all__ = ["Form", "guidance", "read_form", "with_problems", "word", "written"]
