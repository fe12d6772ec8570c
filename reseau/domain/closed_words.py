"""A closed list of words: codes that are stored, with what a person may type.

Codes are stored and exported and never translated; a person may type the code or
either label, with or without accents, with blanks or hyphens.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from reseau.domain.folding import lettered, spaced
from reseau.domain.nearest import did_you_mean, nearest
from reseau.errors import UsageError
from reseau.i18n import N_, Language, language


class UnknownWordError(UsageError):
    """A word is none of a closed list."""

    message = N_("“{word}” is not one of: {choices}.{near}")


class Word(StrEnum):
    """A code with its English and French labels."""

    en: str
    fr: str

    def __new__(cls, code: str, en: str = "", fr: str = "") -> Self:
        """Keep the labels beside the code."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.en = en
        word.fr = fr
        return word

    def label(self, lang: Language | None = None) -> str:
        """Give the word in a language, by default the reader's."""
        return self.fr if (lang or language()) == "fr" else self.en

    def begins(self, words: str) -> bool:
        """Tell whether a label begins with these words, already spaced."""
        return any(spaced(it).startswith(f"{words} ") for it in (self.en, self.fr))

    @classmethod
    def others(cls) -> Mapping[str, tuple[str, ...]]:
        """Give other words that are read as one of the list, by its code."""
        return {}

    @classmethod
    def spellings(cls) -> dict[str, Self]:
        """Give all that is read as a word of the list: letters alone, to the word."""
        found: dict[str, Self] = {}
        for word in cls:
            for text in (word.value, word.en, word.fr):
                found.setdefault(lettered(text), word)
        for code, texts in cls.others().items():
            found.update((lettered(it), cls(code)) for it in texts)
        return found

    @classmethod
    def read(cls, typed: str) -> Self:
        """Read a code or a label of either language.

        Accents, case, hyphens, underscores and spaces do not matter. The first words
        of a label do when no other begins so: “comité” is read as “comité de
        travail”.

        Raises:
            UnknownWordError: It is none of the list; with the nearest ones.
        """
        known = cls.spellings()
        wanted = lettered(typed)
        if wanted in known:
            return known[wanted]
        words = spaced(typed.replace("_", " "))
        begun = [it for it in cls if words and it.begins(words)]
        if len(begun) == 1:
            return begun[0]
        choices = ", ".join(word.label() for word in cls)
        labels = {text: it.label() for text, it in known.items()}
        near = did_you_mean(nearest(wanted, labels, most=2))
        raise UnknownWordError(word=typed, choices=choices, near=near)
