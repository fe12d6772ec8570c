"""What can come next on a line of words."""

from reseau.completing import commands
from reseau.domain.folding import spaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reseau.languages import Language

    Found = tuple[str, str]  # What to type, and what it means.

_EVERYWHERE = ("--database", "--lang", "--seen", "--debug")


class _Place:
    """Where the words before lead: read from left to right, so it has state.

    Attributes:
        command: The command that is reached.
        waiting: What the option before still takes; nothing when it has it all.
        position: How many arguments are typed.
        words_only: Whether a bare ``--`` was passed.
        database: The store that the line names.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._path = "reseau"
        self.command = self.top = commands.section(text, self._path)
        self.waiting: list[str] = []
        self.position = 0
        self.words_only = False
        self.database = ""
        self.known = True

    def take(self, word: str) -> None:
        """Go past a word."""
        if self.waiting:
            if self.waiting.pop(0) == "place":
                self.database = word
        elif self.words_only or not word.startswith("-"):
            self._take_plain(word)
        elif word == "--":
            self.words_only = True
        else:
            name, equals, value = word.partition("=")
            self.waiting = (self.taken_by(name) or "").split()
            if equals and self.waiting:
                self.take(value)

    def taken_by(self, option: str) -> str | None:
        """Tell what an option of the command or of everywhere takes."""
        takes = self.command.taken_by(option)
        return self.top.taken_by(option) if takes is None else takes

    def _take_plain(self, word: str) -> None:
        inner = self.command.of("command")
        if not inner:
            self.position += 1
            return
        wanted = spaced(word)
        for english, french, *_summaries in inner:
            if wanted in {spaced(english), spaced(french)}:
                self._path += f" {english}"
                self.command = commands.section(self._text, self._path)
                return
        self.known = False


def completions(words: list[str], language: "Language") -> "list[Found]":
    """List what the last word can become; nothing is an empty list."""
    text = commands.read()
    *before, current = words
    place = _Place(text)
    for word in before:
        place.take(word)
    if not place.known:
        return []
    if place.waiting:
        return _values(text, place, place.waiting[0], current, language)
    if current.startswith("-") and not place.words_only:
        name, equals, value = current.partition("=")
        if not equals:
            return _options(place, current, language)
        takes = place.taken_by(name) or ""
        return _after(name, _values(text, place, takes, value, language))
    if place.command.of("command"):
        return _commands(place, current, language)
    return _values(text, place, _argument(place), current, language)


def _argument(place: _Place) -> str:
    """Tell what the next argument takes; the last one may be repeated."""
    kinds = [row[0] for row in place.command.of("argument")]
    if place.position < len(kinds):
        return kinds[place.position].removesuffix("+")
    return kinds[-1][:-1] if kinds and kinds[-1].endswith("+") else ""


def _commands(place: _Place, current: str, language: "Language") -> "list[Found]":
    """Offer names in the reader's language, else in the other one."""
    rows = place.command.of("command")
    own = int(language == "fr")
    for column in (own, 1 - own):
        found = [(row[column], row[2 + own]) for row in rows]
        if kept := [it for it in found if _begins(it[0], current)]:
            return kept
    return []


def _options(place: _Place, current: str, language: "Language") -> "list[Found]":
    """Offer options in the reader's language, else in the other one."""
    rows = place.command.of("option")
    here = {row[0] for row in rows}
    top = place.top.of("option")
    rows += [it for it in top if it[0] in _EVERYWHERE and it[0] not in here]
    own = int(language == "fr")
    for column in (own, 1 - own):
        found = [(row[column], "") for row in rows]
        if kept := [it for it in found if _begins(it[0], current)]:
            return kept
    return []


def _begins(name: str, typed: str) -> bool:
    return spaced(name).startswith(spaced(typed))


def _values(
    text: str, place: _Place, takes: str, current: str, language: "Language"
) -> "list[Found]":
    """Offer the values of an option or of an argument."""
    left, pair, right = takes.partition("=")
    if pair:
        name, equals, value = current.partition("=")
        if equals:
            return _after(name, _values(text, place, right, value, language))
    if left[:1].isupper():
        return _words(text, left, current, language)
    if left == "mark":
        return _marks(text, place, current, language)
    if left in {"", "text", "place"}:
        return []
    from reseau.completing.names import names_like  # noqa: PLC0415  # sqlite3: 6 ms.

    return names_like(left, current, language=language, database=place.database)


def _marks(
    text: str, place: _Place, current: str, language: "Language"
) -> "list[Found]":
    """Offer what a mark names: @actor, @actor=role, +theme or key:value."""
    takes = {"@": "actor=Role", "+": "theme"}.get(current[:1], "")
    start, named = current[:1], current[1:]
    if not takes:
        key, _colon, named = current.partition(":")
        start = f"{key}:"
        known = dict(commands.section(text, "=key").of("key"))
        takes = known.get(spaced(key).replace(" ", "-"), "")
    found = _values(text, place, takes, named.lstrip('"'), language) if takes else []
    return [(f"{start}{value}", meaning) for value, meaning in found]


def _words(text: str, title: str, current: str, language: "Language") -> "list[Found]":
    """Offer the words of a closed list, found by any of their words."""
    own = int(language == "fr")
    wanted = " " + spaced(current)
    return [
        (row[own], row[2 + own])
        for row in commands.section(text, f"={title}").of("word")
        if any(wanted in f" {spaced(it)}" for it in row)
    ]


def _after(name: str, found: "list[Found]") -> "list[Found]":
    return [(f"{name}={value}", meaning) for value, meaning in found]
