"""Print actors that may be the same, and what merging two of them does."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reseau.cli import output
from reseau.cli.lists import print_list
from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import Diffusion, Origin
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _
from reseau.store.past.dependents import counted
from reseau.store.past.field_words import field_word
from reseau.usecases.actors.duplicates import DuplicateLine
from reseau.usecases.actors.merging import FieldLine, Merge

_WORDS: Mapping[str, type[Word]] = {"diffusion": Diffusion, "origin": Origin}
_SHOWN = 60  # characters of a long text


def print_duplicates(
    found: Sequence[DuplicateLine], *, total: int, form: output.Format
) -> None:
    """Print pairs of actors, the likeliest first."""
    print_list(
        found,
        [
            output.Column("score", _("score"), right=True),
            output.Column("first", _("code")),
            output.Column("first_name", _("name")),
            output.Column("second", _("code")),
            output.Column("second_name", _("name")),
            output.Column("doubtful", _("doubtful")),
            output.Column("signs", _("why")),
        ],
        of=DuplicateLine,
        form=form,
        empty=_("No two actors look alike."),
        total=_sum(len(found), total),
    )


def _sum(shown: int, total: int) -> str:
    pairs = ngettext("{n} pair", "{n} pairs", total).format(n=total)
    if shown < total:
        pairs = _("{n} of {pairs} shown; --limit shows more.").format(
            n=shown, pairs=pairs
        )
    return pairs


def print_merge(done: Merge) -> None:
    """Print what merging two actors does, field by field, then record by record."""
    (keep, keep_name), (lose, lose_name) = done.keep, done.lose
    output.heading(
        _("{lose} into {keep}").format(
            lose=f"{lose_name} ({lose})", keep=f"{keep_name} ({keep})"
        )
    )
    if done.fields:
        output.rows(
            [
                output.Column("field", _("field")),
                output.Column("keep", keep),
                output.Column("lose", lose),
                output.Column("result", _("result")),
            ],
            [_field(it) for it in done.fields],
            form=output.Format.TABLE,
            empty="",
        )
    for text in _sentences(done):
        output.line(output.safe(text))


def _field(line: FieldLine) -> dict[str, output.Cell]:
    result = _value(line, line.result)
    if line.conflict:
        result = _("{value} (the other is given up)").format(value=result)
    return {
        "field": field_word(line.field),
        "keep": _value(line, line.kept),
        "lose": _value(line, line.lost),
        "result": result,
    }


def _value(line: FieldLine, value: object) -> str:
    if value is None or value == "":
        return "–"
    text = str(value)
    if line.field in _WORDS:
        return _WORDS[line.field](text).label()
    if line.field.endswith("_on"):
        return formats.full_date(date.fromisoformat(text))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _sentences(done: Merge) -> Iterator[str]:
    """Say what becomes of names and records; what is none is not said."""
    if done.aliases:
        names = ", ".join(formats.quoted(it) for it in done.aliases)
        yield _("Also known as: {names}.").format(names=names)
    for counts, sentence in (
        (done.moved, _("Change hands: {records}.")),
        (done.joined, _("Both had them, one of each is left: {records}.")),
        (done.dropped, _("Left out, they would tie it to itself: {records}.")),
    ):
        if counts:
            records = ", ".join(counted(name, n) for name, n in counts.items())
            yield sentence.format(records=records)
