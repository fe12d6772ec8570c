"""Drafts of the log: entries that were begun and are not written yet.

Plain files, because there may be no transaction while a person thinks, and in the
person's own folder, because they name people: nobody else may read them.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import date
from itertools import count
from pathlib import Path

from reseau import places
from reseau.domain import clock
from reseau.domain.form import MANY, Form, read_form, with_value
from reseau.errors import UsageError, system_reason
from reseau.i18n import N_

ANSWERS = ".json"
"""Answers to the questions of ``reseau log``."""
TEXT = ".md"
"""A form that was opened in an editor."""
_LARGEST = 1024 * 1024
_NO_DRAFT = (ValueError, TypeError, KeyError, RecursionError)


class DraftError(UsageError):
    """The drafts' folder cannot be used."""

    message = N_("The draft {path} cannot be kept: {reason}.")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that was begun.

    Attributes:
        step: Rank of the question that came next; 0 for a form.
        begun_on: Day on which it was begun.
    """

    path: Path
    form: Form
    step: int
    begun_on: date


def drafts(suffix: str = "") -> list[Draft]:
    """List the drafts, the oldest first; a file that cannot be read is passed.

    Args:
        suffix: ``ANSWERS`` or ``TEXT``; both kinds by default.
    """
    with suppress(OSError):
        names = sorted(Path(places.drafts_path()).iterdir())
        found = (_draft(it) for it in names if it.suffix in {ANSWERS, TEXT})
        return [it for it in found if it and it.path.suffix.endswith(suffix)]
    return []


def new_draft(suffix: str) -> Path:
    """Name a draft that does not exist yet, in a folder that does.

    Raises:
        DraftError: The folder cannot be made.
    """
    folder = Path(places.drafts_path())
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise DraftError(path=folder, reason=system_reason(error)) from error
    moment = clock.local_now().strftime("%Y-%m-%d-%Hh%M")
    names = (folder / f"{moment}-{number:02}{suffix}" for number in count(1))
    return next(it for it in names if not it.exists())


def keep_answers(path: Path, form: Form, *, step: int) -> None:
    """Keep answers in place of the former ones.

    Raises:
        DraftError: The file cannot be written.
    """
    content = {"step": step, "form": asdict(form)}
    keep_text(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def keep_text(path: Path, text: str) -> None:
    """Keep a text in place of the former one, whole, for its owner only.

    Raises:
        DraftError: The file cannot be written.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.unlink(missing_ok=True)
        opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        beside.replace(path)
    except OSError as error:
        raise DraftError(path=path, reason=system_reason(error)) from error


def text_of(path: Path) -> str:
    """Read the text of a form.

    Raises:
        DraftError: It cannot be read, or is not a text in UTF-8.
    """
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise DraftError(path=path, reason=system_reason(error)) from error
    except UnicodeDecodeError as error:
        raise DraftError(path=path, reason="UTF-8") from error


def drop(path: Path) -> None:
    """Remove a draft that was written or is not wanted any more."""
    path.unlink(missing_ok=True)


def _draft(path: Path) -> Draft | None:
    try:
        text = text_of(path)
        begun_on = date.fromisoformat(path.name[:10])
        if path.suffix == TEXT:
            return Draft(path, read_form(text)[0], 0, begun_on)
        content = json.loads(text)
        return Draft(path, _form(content["form"]), int(content["step"]), begun_on)
    except (DraftError, OSError, ArithmeticError, *_NO_DRAFT):
        return None


def _form(content: object) -> Form:
    """Read a form; TypeError or ValueError for what is none."""
    if not isinstance(content, dict):
        raise TypeError
    form = Form()
    for name in (it.name for it in fields(Form)):
        value = content.get(name)
        texts = value if isinstance(value, list) else [value or ""]
        if not all(isinstance(it, str) for it in texts):
            raise ValueError(name)
        many = tuple(str(it) for it in texts if it)
        form = with_value(form, name, many if name in MANY else "".join(many))
    return form
