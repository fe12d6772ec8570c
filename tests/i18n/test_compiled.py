"""Our reading of a compiled catalogue gives what the library's gives."""

import gettext
from io import BytesIO
from pathlib import Path

import pytest

from reseau import i18n
from reseau.i18n.compiled import Compiled

CONTENT = (Path(i18n.__file__).parent / "fr.mo").read_bytes()


def test_every_message_is_that_of_the_library() -> None:
    library, ours = gettext.GNUTranslations(BytesIO(CONTENT)), Compiled(CONTENT)
    known = library._catalog  # type: ignore[attr-defined]
    assert len(known) > 1_000
    for message in known:
        if isinstance(message, str):
            assert ours.gettext(message) == library.gettext(message)
        else:
            singular, _form = message
            for n in (0, 1, 2, 21):
                said = library.ngettext(singular, "many", n)
                assert ours.ngettext(singular, "many", n) == said


@pytest.mark.parametrize("message", ["Nobody said this", "zzz", "!", "é", "A"])
def test_message_that_is_not_there_stays(message: str) -> None:
    ours = Compiled(CONTENT)
    assert ours.gettext(message) == message
    assert [ours.ngettext(message, "many", n) for n in (1, 2)] == [message, "many"]


def test_what_is_no_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="0"):
        Compiled(bytes(28))
