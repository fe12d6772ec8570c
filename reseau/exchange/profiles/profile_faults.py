"""What may be wrong with one key of a profile, told with the path of the key."""

from reseau.errors import UsageError
from reseau.i18n import N_


class KeyProblemError(UsageError):
    """One key of a profile is wrong."""

    message = N_("{path}: this key is wrong.")


class UnknownKeyError(KeyProblemError):
    """No such key, but one of a close name."""

    message = N_("{path}: there is no such key; did you mean “{nearest}”?")


class UnlikeAnyKeyError(KeyProblemError):
    """No such key, nor any of a close name."""

    message = N_("{path}: there is no such key; the keys here are: {known}.")


class MissingKeyError(KeyProblemError):
    """A key that a profile needs is not there."""

    message = N_("{path}: this key is needed and missing.")


class NotTextError(KeyProblemError):
    """A text was wanted."""

    message = N_("{path}: a text between quotation marks is needed.")


class NotTextsError(KeyProblemError):
    """A text or a list of texts was wanted."""

    message = N_("{path}: a text, or a list of texts, is needed.")


class NotWholeNumberError(KeyProblemError):
    """A whole number was wanted."""

    message = N_("{path}: a whole number from {least} to {most} is needed.")


class NotTableError(KeyProblemError):
    """A table was wanted."""

    message = N_("{path}: keys and values are needed here, not a lone value.")


class NotTablesError(KeyProblemError):
    """A list of tables was wanted."""

    message = N_("{path}: write one section [[{path}]] for each.")


class NotAChoiceError(KeyProblemError):
    """A value is none of those allowed."""

    message = N_("{path}: “{value}” is not one of: {choices}.")


class NotOneCharacterError(KeyProblemError):
    """One character was wanted."""

    message = N_("{path}: a single character is needed.")


class BadPatternError(KeyProblemError):
    """A regular expression cannot be understood."""

    message = N_("{path}: “{value}” is not a regular expression.")


class NoGroupError(KeyProblemError):
    """A pattern names no group that is understood."""

    message = N_(
        "{path}: name a group (?P<person>…) or (?P<organization>…) in the pattern, "
        "and no other."
    )


class BadTakeError(KeyProblemError):
    """``take`` is not written as it should."""

    message = N_("{path}: write “before X” or “after X”, X being what cuts the text.")


class NoColumnError(KeyProblemError):
    """Nothing says where the value comes from."""

    message = N_("{path}: name a “column”, a “template” or a “default”.")


class TwoSourcesError(KeyProblemError):
    """Both a column and a template."""

    message = N_("{path}: give either “column” or “template”, not both.")


class NoPlaceError(KeyProblemError):
    """A template names no column."""

    message = N_("{path}: name at least one column between braces, like {{Date}}.")
