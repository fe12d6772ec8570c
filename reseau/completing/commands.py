"""The commands as commands.tsv has them; ``reseau.cli.completion_tree`` writes it."""

import os


class Section:
    """A command or a list of words, as rows of columns.

    A plain class: dataclasses take 9 ms to import.
    """

    def __init__(self, text: str) -> None:
        self.rows = [line.split("\t") for line in text.splitlines()]

    def of(self, kind: str) -> list[list[str]]:
        """Give the rows of a kind, without the first column."""
        return [row[1:] for row in self.rows if row[0] == kind]

    def taken_by(self, option: str) -> str | None:
        """Tell what an option takes: nothing for a flag, None when it is unknown."""
        for english, french, takes in self.of("option"):
            if option in {english, french}:
                return takes
        return None


def read() -> str:
    """Read the whole file: 30 kB."""
    file = os.path.join(os.path.dirname(__file__), "commands.tsv")  # noqa: PTH118, PTH120  # pathlib takes 7 ms.
    with open(file, encoding="utf-8") as text:  # noqa: PTH123  # As above.
        return text.read()


def section(text: str, title: str) -> Section:
    """Give a part of the file, empty when there is none of that title."""
    _before, _title, after = text.partition(f"\n[{title}]\n")
    return Section(after.partition("\n[")[0])
