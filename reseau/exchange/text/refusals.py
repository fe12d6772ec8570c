"""Why a whole file is refused: one sentence, and what to do next."""

from reseau.errors import ExitCode, UsageError
from reseau.i18n import N_


class FileRefusedError(UsageError):
    """A file is refused as a whole; nothing of it was read."""

    message = N_("{file} cannot be read.")


class MissingFileError(FileRefusedError):
    """There is no such file."""

    message = N_("There is no file {file}. Check its name and its folder.")
    exit_code = ExitCode.NOT_FOUND


class DirectoryError(FileRefusedError):
    """A folder was given in place of a file."""

    message = N_("{file} is a folder. Name one of the files it holds.")


class UnreadableFileError(FileRefusedError):
    """The system does not let the file be read."""

    message = N_(
        "The system does not let {file} be read. Close it in other programs and check "
        "that you have the right to open it."
    )


class EmptyFileError(FileRefusedError):
    """There is nothing in the file."""

    message = N_("{file} is empty. Export it again, or name another file.")


class TooBigError(FileRefusedError):
    """The file passes the limit of size."""

    message = N_(
        "{file} is larger than {limit} MB. Cut it into several files, one a year for "
        "instance."
    )


class TooManyRowsError(FileRefusedError):
    """The file passes the limit of rows."""

    message = N_(
        "{file} holds more than {limit} rows. Cut it into several files, one a year "
        "for instance."
    )


class NotTextError(FileRefusedError):
    """The bytes are not those of a text."""

    message = N_(
        "{file} is neither a text nor a workbook. Give a .csv, .xlsx, .xls or .ods "
        "file."
    )


class WrongEncodingError(FileRefusedError):
    """The bytes are not those of the encoding that was stated or marked."""

    message = N_(
        "{file} is not written in {encoding}. Correct “encoding” in the profile, or "
        "save the file again as CSV UTF-8."
    )


class WebPageError(FileRefusedError):
    """A web page was saved in place of the table."""

    message = N_(
        "{file} is a web page, not a table: perhaps a sign-in page was saved. Download "
        "the file again, or open it in a spreadsheet and save it as .xlsx."
    )


class ArchiveError(FileRefusedError):
    """A zip archive is not a workbook."""

    message = N_(
        "{file} is an archive, not a workbook. Unpack it and name one of its files."
    )


class SwollenWorkbookError(FileRefusedError):
    """A workbook would take far too much memory once unpacked."""

    message = N_(
        "{file} would fill too much memory once unpacked. Copy the useful rows into a "
        "new workbook and give that one."
    )


class DamagedWorkbookError(FileRefusedError):
    """A workbook cannot be opened."""

    message = N_(
        "{file} cannot be opened as a workbook: it is damaged or protected by a "
        "password. Open it in a spreadsheet and save it again without a password."
    )


class SheetNotFoundError(FileRefusedError):
    """The workbook has no sheet of that name."""

    message = N_(
        "{file} has no sheet named “{sheet}”. Its sheets are: {sheets}. Correct "
        "“sheet” in the profile."
    )
    exit_code = ExitCode.NOT_FOUND


class TooManyColumnsError(FileRefusedError):
    """A row holds more cells than any spreadsheet has columns."""

    message = N_(
        "{file} holds a row of more than {limit} cells. Check what separates its "
        "cells, or save it again from a spreadsheet."
    )


class SwollenJsonError(FileRefusedError):
    """A file of JSON would fill too much memory."""

    message = N_(
        "{file} holds more than {limit} lists and objects: it would fill the memory. "
        "Cut it into several files."
    )


class OpenQuoteError(FileRefusedError):
    """A quotation mark is opened and never closed."""

    message = N_(
        "In {file}, a quotation mark opened in row {row} is never closed. Correct that "
        "row, or save the file again from a spreadsheet."
    )


class HeaderNotFoundError(FileRefusedError):
    """No row of the file names the expected columns."""

    message = N_(
        "{file} does not have the columns expected by the profile {profile}. Missing: "
        "{missing}. The file begins with: {beginning}. Choose another profile, or "
        "correct the names of the columns."
    )


class RepeatedColumnError(FileRefusedError):
    """Two columns that the profile reads bear one name."""

    message = N_(
        "Two columns of {file} are named “{column}”, and the profile reads it. Rename "
        "one of them."
    )
