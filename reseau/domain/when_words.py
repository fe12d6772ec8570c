"""The words of a date, folded, in one table for both languages."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Literal

Half = Literal["morning", "afternoon", "evening"]
Side = Literal["past", "next"]


def _numbered(start: int, *rows: str) -> dict[str, int]:
    return {
        word: number for number, row in enumerate(rows, start) for word in row.split()
    }


MONTHS = _numbered(
    1,
    "janvier january janv jan",
    "fevrier february fevr fev feb",
    "mars march mar",
    "avril april avr apr",
    "mai may",
    "juin june jun",
    "juillet july juill juil jul",
    "aout august aug",
    "septembre september sept sep",
    "octobre october oct",
    "novembre november nov",
    "decembre december dec",
)
WEEKDAYS = _numbered(
    0,
    "lundi monday lun mon",
    "mardi tuesday mar tues tue",
    "mercredi wednesday mer wed",
    "jeudi thursday jeu thurs thur thu",
    "vendredi friday ven fri",
    "samedi saturday sam sat",
    "dimanche sunday dim sun",
)
# Days from today.
NEAR_DAYS = {
    "avant-hier": -2,
    "hier": -1, "yesterday": -1,
    "aujourd'hui": 0, "auj": 0, "today": 0,
    "demain": 1, "tomorrow": 1,
    "apres-demain": 2,
}  # fmt: skip
# Weeks from this one.
WEEKS = {
    "la semaine derniere": -1, "la semaine passee": -1, "last week": -1,
    "cette semaine": 0, "this week": 0,
    "la semaine prochaine": 1, "next week": 1,
}  # fmt: skip
# Which of its days a weekday is. English has these before it only: “Tuesday next
# steps” is a title.
SIDES_BEFORE: dict[str, Side] = {"last": "past", "next": "next"}
SIDES_AFTER: dict[str, Side] = {"dernier": "past", "passe": "past", "prochain": "next"}
HALVES: dict[str, Half] = {
    "matin": "morning", "matinee": "morning", "avant-midi": "morning",
    "morning": "morning", "am": "morning",
    "apres-midi": "afternoon", "aprem": "afternoon", "afternoon": "afternoon",
    "pm": "afternoon",
    "soir": "evening", "soiree": "evening", "evening": "evening",
}  # fmt: skip
HOURS: dict[Half, range] = {
    "morning": range(12),
    "afternoon": range(12, 19),
    "evening": range(17, 24),
}
# The moment that stands for a half of a day in the store; it is never shown as a time.
HALF_BEGINS: dict[Half, time] = {
    "morning": time(9),
    "afternoon": time(14),
    "evening": time(19),
}
NOONS = {"midi": 12, "noon": 12}
# A number of these is a number of days, or of months.
DAYS_IN = {
    "jours": 1, "jour": 1, "j": 1, "days": 1, "day": 1,
    "semaines": 7, "semaine": 7, "weeks": 7, "week": 7,
}  # fmt: skip
MONTHS_IN = {
    "mois": 1, "months": 1, "month": 1,
    "ans": 12, "an": 12, "annees": 12, "annee": 12, "years": 12, "year": 12,
}  # fmt: skip
NUMBERS = _numbered(
    1,
    "un une one a an",
    "deux two",
    "trois three",
    "quatre four",
    "cinq five",
    "six",
    "sept seven",
    "huit eight",
    "neuf nine",
    "dix ten",
    "onze eleven",
    "douze twelve",
    "treize thirteen",
    "quatorze fourteen",
    "quinze fifteen",
) | {"vingt": 20, "twenty": 20, "trente": 30, "thirty": 30}
# Several words that stand for one, before anything is read.
REWRITTEN = {
    "the day before yesterday": "avant-hier",
    "day before yesterday": "avant-hier",
    "the day after tomorrow": "apres-demain",
    "day after tomorrow": "apres-demain",
    "avant hier": "avant-hier",
    "apres demain": "apres-demain",
    "avant midi": "avant-midi",
    "apres midi": "apres-midi",
    "a.m": "am",
    "p.m": "pm",
    "last night": "yesterday evening",
    "tonight": "this evening",
}
# Without a dot these are names or words as often as dates: «Sam», «mon», «May».
DOUBTFUL_DAYS = frozenset(word for word in WEEKDAYS if len(word) == 3)  # noqa: PLR2004  # Letters.
DOUBTFUL_MONTHS = frozenset({"jan", "mar", "may", "jun"})
# What is a date by itself, to recognize one that is mistyped.
WHOLE_DATES = tuple(
    word
    for word in (*NEAR_DAYS, *WEEKDAYS)
    if len(word) > 3  # noqa: PLR2004  # Letters.
)


def any_of(words: Iterable[str]) -> str:
    """Write the regular expression of any of these words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
