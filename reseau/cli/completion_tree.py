"""What completion knows of the commands: reseau/completing/commands.tsv.

``python -m reseau.cli.completion_tree`` writes it from the commands themselves, and
so does ``python -m reseau.cli.reference``. A text of lines, because to read it takes
nothing, where to import the commands takes 80 ms.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reseau import i18n
from reseau.cli._words import COMMANDS, OPTIONS, VALUES, WHICH
from reseau.domain import dissemination, vocabulary
from reseau.domain.closed_words import Word
from reseau.domain.names import folded
from reseau.domain.quickline import KEYS

if TYPE_CHECKING:
    from reseau.cli._base import click

FILE = Path(__file__).parents[1] / "completing" / "commands.tsv"
_SHORTEST = 4  # A first word such as «en» or «de» says nothing.

# What an option or an argument takes, by its English name; the name of a command
# before it where commands differ. What is not here is free text.
_ACTOR_ROLE = "actor=Role"
_TAKES = {
    "--actor": "actor",
    "--actors": "ActorKind",
    "--assessor": "actor",
    "--audience": "Audience",
    "--broader": "theme",
    "--between": "Groupings",
    "--brought-by": "actor=actor",
    "--carrier": "Carrier",
    "--committee": "committee",
    "--contributor": "actor",
    "--correction": "Corrections",
    "--create": "ActorKind",
    "--date-order": "Orders",
    "--diffusion": "Diffusion",
    "--format": "Formats",
    "--function": "Function",
    "--kind": "InteractionKind",
    "--database": "place",
    "--degree": "Degree",
    "--lang": "Languages",
    "--into": "organization",
    "--layer": "Layer",
    "--on-behalf-of": "actor=organization",
    "--organization": "organization",
    "--profile": "Profiles",
    "--role": "CommitteeRole",
    "--rule": "DecisionRule",
    "--sector": "text",
    "--size": "Sizes",
    "--sort": "ActorSorts",
    "--status": "PartnerStatus",
    "--strategy": "strategy",
    "--target": "actor",
    "--territory": "territory",
    "--theme": "theme",
    "--variant": "Patterns",
    "--who": "actor",
    "--why": "actor",
    "--with": _ACTOR_ROLE,
    "--without": "actor",
    "decision --by": "actor",
    "import --by": "actor",
    "need --asked-by": "actor",
    "need --could-answer": "actor",
    "need --state": "NeedState",
    "signal --by": "actor",
    "signal --state": "SignalState",
    "influence --by": "actor",
    "actor --distinct": "actor",
    "actor --kind": "ActorKind",
    "committee --kind": "CommitteeKind",
    "committee --parent": "committee",
    "committee --sort": "CommitteeSorts",
    "marker --level": "MarkerLevel",
    "marker --state": "MarkerState",
    "network --by": "Divisions",
    "network --size": "text",
    "outcome --by": "actor",
    "product --audience": "text",
    "product --kind": "ProductKind",
    "strategy --state": "StrategyState",
    "territory --kind": "TerritoryKind",
    "territory --parent": "territory",
    "ACTOR": "actor",
    "COMMITTEE": "committee",
    "GOES": "actor",
    "LINE": "mark",
    "MISSION": "mission",
    "ORGANIZATION": "organization",
    "ORGANIZATION…": "organization",
    "OTHER": "actor",
    "PERSON": "person",
    "PRODUCT": "product",
    "RECORDS": "Records",
    "RULE": "DecisionRule",
    "SHELL": "Shells",
    "STAYS": "actor",
    "STRATEGY": "strategy",
    "TABLE": "Tables",
    "TERRITORY": "territory",
    "THEME": "theme",
    "VERDICT": "Verdict",
}
# What the keys of a quick line take, by the word they mean; others take free text.
_KEYS_TAKE = {
    "brought-by": "actor=actor",
    "carrier": "Carrier",
    "committee": "committee",
    "function": "Function",
    "kind": "InteractionKind",
    "territory": "territory",
}


def tree() -> str:
    """Write every command with its options, and every closed list, in both languages.

    A title in brackets begins a command, or a list after ``=``. Columns are between
    tabs: ``command``, English and French names and purposes; ``option``, names and
    what it takes, one word for each value, nothing for a flag; ``argument``, what it
    takes, ``+`` when it is repeated; ``word``, what to type in English and in French,
    and what it means; ``key``, of a quick line, and what it takes.
    """
    from reseau.cli._base import click
    from reseau.cli.root import root

    lines = [
        "# python -m reseau.cli.completion_tree",
        *_below(click.Context(root(), info_name="reseau"), "reseau"),
    ]
    for name, words in _lists():
        lines += [f"[={name}]", *("\t".join(("word", *it)) for it in words)]
    keys = [
        (key, _KEYS_TAKE[means]) for key, means in KEYS.items() if means in _KEYS_TAKE
    ]
    lines += ["[=key]", *(f"key\t{key}\t{takes}" for key, takes in keys)]
    return "\n".join([*lines, ""])


def _below(context: "click.Context", path: str) -> Iterator[str]:
    """Describe a command, then those of its group."""
    from reseau.cli._base import click

    group = context.command
    yield f"[{path}]"
    inner: list[tuple[str, click.Command]] = []
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None  # noqa: S101  # It was listed.
            inner.append((name, command))
            yield _command(name, command)
    for parameter in group.get_params(context):
        if not getattr(parameter, "hidden", False):
            yield _parameter(parameter, path)
    for name, command in inner:
        yield from _below(click.Context(command, context), f"{path} {name}")


def _command(name: str, command: "click.Command") -> str:
    english, french = (_first_line(command, lang) for lang in ("en", "fr"))
    return "\t".join(["command", name, COMMANDS.get(name, name), english, french])


def _first_line(command: "click.Command", lang: i18n.Language) -> str:
    text = i18n.gettext_in(lang)(command.help or "")
    return " ".join(text.split("\n\n")[0].split())


def _parameter(parameter: "click.Parameter", path: str) -> str:
    from reseau.cli._base import click

    if not isinstance(parameter, click.Option):
        takes = _TAKES.get(str(parameter.metavar), "text")
        return f"argument\t{takes}{'+' if parameter.nargs != 1 else ''}"
    name = next(it for it in parameter.opts if it.startswith("--"))
    taken = 0 if parameter.is_flag else parameter.nargs
    takes = " ".join([_taken(name, path)] * taken)
    own = (it for it in parameter.opts if it in WHICH)
    french = next(own, OPTIONS.get(name, name))
    return f"option\t{name}\t{french}\t{takes}"


def _taken(name: str, path: str) -> str:
    group = path.split(" ")[1:2]
    return _TAKES.get(" ".join([*group, name])) or _TAKES.get(name, "text")


def _lists() -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    """Give each closed list, with the four columns of its words."""
    words = {
        it.__name__: it
        for it in (*vars(vocabulary).values(), *vars(dissemination).values())
        if isinstance(it, type) and issubclass(it, Word) and it is not Word
    }
    for name in sorted(set(_names_in_use()) & set(words)):
        yield name, _columns(list(words[name]))
    audiences = [it for it in vocabulary.Diffusion if it.name != "FORBIDDEN"]
    yield "Audience", _columns(audiences)
    yield "Records", list(_record_kinds())
    for name, values in _plain_lists():
        french_of = {} if name == "Profiles" else VALUES  # Those are names of files.
        texts = [(it, french_of.get(it, it)) for it in values]
        yield name, [(it, french, it, french) for it, french in texts]


def _record_kinds() -> Iterator[tuple[str, str, str, str]]:
    """Give the kinds of records that are exported and imported, and “all”."""
    from reseau.store.records.record_types import record_kind_names

    french_of = i18n.gettext_in("fr")
    for name in (*record_kind_names(), "all"):
        french = french_of(name).replace(" ", "-")
        yield name, french, name, french_of(name)


def _names_in_use() -> Iterator[str]:
    for takes in _TAKES.values():
        yield from takes.split("=")


def _plain_lists() -> Iterator[tuple[str, tuple[str, ...]]]:
    from reseau.analysis.backbone.backbone import CORRECTIONS
    from reseau.analysis.groups.core_search import VARIANTS
    from reseau.analysis.positions.centrality import MEASURES
    from reseau.cli.completion import SHELLS
    from reseau.cli.network.network_mobilization import DIVISIONS
    from reseau.cli.output import Format
    from reseau.exchange.profiles.profile import shipped_profiles
    from reseau.usecases.actors import actor_lists, committees
    from reseau.usecases.exchanging.exporting import TABLE_NAMES
    from reseau.usecases.exchanging.importing import DATE_ORDERS
    from reseau.usecases.network.brokers import Between

    yield "ActorSorts", actor_lists.SORTS
    yield "CommitteeSorts", committees.SORTS
    yield "Divisions", DIVISIONS
    yield "Corrections", CORRECTIONS
    yield "Formats", tuple(Format)
    yield "Groupings", tuple(Between)
    yield "Languages", i18n.LANGUAGES
    yield "Orders", tuple(DATE_ORDERS)
    yield "Patterns", VARIANTS
    yield "Profiles", tuple(shipped_profiles())
    yield "Shells", SHELLS
    yield "Sizes", tuple(MEASURES)
    yield "Tables", TABLE_NAMES


def _columns(words: Sequence[Word]) -> list[tuple[str, str, str, str]]:
    return [(it.value, _typed_in_french(it), it.en, it.fr) for it in words]


def _typed_in_french(word: Word) -> str:
    """Give one word to type: the label, its first word alone, or the code."""
    first = word.fr.split(" ")[0]
    kind = type(word)
    same = [it for it in kind if it is not word and it.begins(folded(first))]
    exact = {folded(it.fr) for it in kind if it is not word}
    alone = not same and folded(first) not in exact
    if first == word.fr or (alone and len(first) >= _SHORTEST):
        return first
    return word.value


def main() -> None:
    """Write the file in place."""
    i18n.install("en")  # Before Click is imported, which binds its words.
    FILE.write_text(tree(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
