"""Hide, in the texts that are shown to an audience, the people it may not be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy.orm import Session

from reseau.domain.phrases import Hidden, masked
from reseau.domain.traces import Traces
from reseau.domain.vocabulary import Diffusion
from reseau.store.privacy.betrayal import concealed, traces_of_people
from reseau.store.privacy.hidden_names import hidden_names

if TYPE_CHECKING:
    from reseau.store.models import Actor

MASK = "[…]"
NOTHING = Traces(frozenset(), frozenset(), frozenset(), frozenset())
Line = TypeVar("Line", bound=Any)  # A frozen dataclass.
Told = TypeVar("Told")
_REMEMBERED = 50_000
_SHORT = 100  # Letters of a text that is likely to come again: a name, a title.


@dataclass(frozen=True, slots=True)
class Veil:
    """What betrays those who may not be shown.

    Attributes:
        hidden: Their names, and the words of them, as a search knows them.
        traces: Likewise, with their addresses and numbers, letter by letter.
    """

    hidden: Hidden = field(default_factory=Hidden)
    traces: Traces = NOTHING
    _told: dict[str, str] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def over(self, text: str) -> str:
        """Give a text without the names, addresses and numbers of hidden people.

        A nickname that the store does not know stays.
        """
        if not text:
            return text
        known = self._told.get(text)
        if known is None:
            bare = self.traces.veiled(text, instead=MASK)
            known = masked(bare, self.hidden, mask=MASK)
            if len(text) <= _SHORT and len(self._told) < _REMEMBERED:
                self._told[text] = known
        return known

    def over_values(self, texts: Mapping[int, str]) -> dict[int, str]:
        """Give the texts of actors or records so veiled; each text is read once."""
        if not self.hidden and self.traces == NOTHING:
            return dict(texts)
        told = {it: self.over(it) for it in set(texts.values())}
        return {key: told[it] for key, it in texts.items()}

    def over_fields(self, line: Line, *names: str) -> Line:
        """Give a line with some of its texts so veiled; an empty one stays empty."""
        texts = {it: getattr(line, it) for it in names}
        return replace(
            line, **{it: text and self.over(text) for it, text in texts.items()}
        )

    def over_code(self, code: str) -> str:
        """Give a short code, made of a title, without the names of hidden people."""
        bare = self.traces.hidden(code, instead=MASK)
        return masked(bare, self.hidden, mask=MASK)

    def code_or_number(self, code: str, number: int) -> str:
        """Give a short code, or ``#12`` where it names hidden people."""
        return code if self.over_code(code) == code else f"#{number}"

    def over_all(self, told: Told) -> Told:
        """Give what is told with every text so veiled, however deep it is.

        Args:
            told: Dataclasses, lists and tuples; a field ``slug`` has a short code.
        """
        if not self.hidden and self.traces == NOTHING:
            return told
        return cast("Told", self._over_any(told))

    def _over_any(self, told: Any) -> Any:
        if type(told) is str:  # A word of a closed list is more.
            return self.over(told)
        if isinstance(told, list | tuple):
            return type(told)(map(self._over_any, told))
        if not is_dataclass(told) or isinstance(told, type):
            return told
        found = {it.name: getattr(told, it.name) for it in fields(told) if it.init}
        shown = {
            name: self.over_code(it) if name == "slug" and it else self._over_any(it)
            for name, it in found.items()
        }
        return told if shown == found else replace(told, **shown)


def veil(
    session: Session,
    *,
    shown_to: Diffusion,
    hidden: Hidden | None = None,
    people: "Mapping[Actor, Diffusion] | None" = None,
) -> Veil:
    """Make the veil for an audience; over nothing where everybody may be shown.

    Args:
        session: Open for reading.
        shown_to: Whom the texts are for; those shown to nobody are hidden from all.
        hidden: The names, when they are known already.
        people: Likewise, who may not be shown, see ``concealed``.
    """
    if people is None:
        people = concealed(session, shown_to=shown_to)
    if not people:  # Most stores, for the team: nothing more is read.
        return Veil()
    if hidden is None:
        hidden = hidden_names(session, shown_to=shown_to, people=people)
    return Veil(hidden, traces_of_people(session, [*people]))
