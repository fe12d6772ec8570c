"""Make one actor of two that turned out to be the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Diffusion
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_
from reseau.store.models import Actor
from reseau.store.naming.merging import copy_names, move_all
from reseau.store.past.plain import Plain, to_plain
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.actors.succession_checks import refuse_circle
from reseau.usecases.common.outcome import Outcome, outcome


class SameActorError(UsageError):
    """Both names lead to one actor."""

    message = N_(
        "“{one}” and “{other}” are the same actor already: {name} ({slug}). Nothing "
        "was changed."
    )


class TwoKindsError(UsageError):
    """A person and an organization are never the same."""

    message = N_(
        "{person} is a person and {organization} an organization: they cannot be "
        "merged. A person's role there is kept with “reseau person join”."
    )


class ChangedMeanwhileError(ConflictError):
    """What was shown is no longer so."""

    message = N_(
        "{keep} or {lose} was changed while you were reading: nothing was merged. "
        "Type the command again to see what would be done now."
    )


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of the two actors.

    Attributes:
        field: The column's name.
        kept: What the actor that stays says; None for nothing.
        lost: What the other one says; None for nothing.
        result: What the actor that stays will say.
    """

    field: str
    kept: Plain
    lost: Plain
    result: Plain

    @property
    def conflict(self) -> bool:
        """Tell whether a value of the actor that goes is given up; a name never is."""
        return self.field != "name" and self.lost not in {None, "", self.result}


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging two actors does.

    Attributes:
        keep: Short code and name of the actor that stays.
        lose: Short code and name of the one that becomes a former record.
        fields: Those in which the two differ.
        aliases: Names that the actor that stays will answer to from now on.
        moved: Table to rows that change hands.
        joined: Table to rows that both had; the one of the actor that stays is left.
        dropped: Table to rows that would have tied it to itself.
    """

    keep: tuple[str, str]
    lose: tuple[str, str]
    fields: tuple[FieldLine, ...]
    aliases: tuple[str, ...]
    moved: Mapping[str, int]
    joined: Mapping[str, int]
    dropped: Mapping[str, int]


def merge_actors(
    store: Store,
    keep: str,
    lose: str,
    *,
    shown: Merge | None = None,
    dry_run: bool = False,
) -> tuple[Outcome, Merge]:
    """Make one actor of two, as one operation.

    Args:
        store: The store.
        keep: The actor that stays.
        lose: The one that becomes a former record: its short code, its number and
            its names lead to the other one from then on.
        shown: What a person was shown before saying yes; None for nothing.
        dry_run: Roll back at the end: the way to know what would be done.

    Raises:
        SameActorError: The two are one already, merged before perhaps.
        TwoKindsError: One is a person and the other an organization.
        ChangedMeanwhileError: What would be done is not what was shown.
        LoopOfMergersError: One came after the other, by way of a third.
    """
    with store.working("actor merge", dry_run=dry_run) as work:
        staying, going = _two(work.session, keep, lose)
        done = _merged(work.session, staying, going)
        if shown is not None and done != shown:
            raise ChangedMeanwhileError(keep=staying.name, lose=going.name)
    return outcome(work, slug=done.keep[0], name=done.keep[1]), done


def _two(session: Session, keep: str, lose: str) -> tuple[Actor, Actor]:
    """Find the two actors; former records lead to who they became, so none can loop."""
    staying, going = actor_meant(session, keep), actor_meant(session, lose)
    if staying is going:
        raise SameActorError(one=keep, other=lose, name=staying.name, slug=staying.slug)
    if staying.kind is not going.kind:
        by_kind = {it.kind.value: it.name for it in (staying, going)}
        raise TwoKindsError(**by_kind)
    return staying, going


def _merged(session: Session, keep: Actor, lose: Actor) -> Merge:
    fields = _settled_fields(keep, lose)
    aliases = copy_names(session, lose=lose, keep=keep)
    moves = move_all(session, lose=lose, keep=keep)
    refuse_circle(session, keep)
    lose.merged_into = keep.key
    return Merge(
        keep=(keep.slug, keep.name),
        lose=(lose.slug, lose.name),
        fields=fields,
        aliases=tuple(aliases),
        moved=dict(+moves.moved),
        joined=dict(+moves.joined),
        dropped=dict(+moves.dropped),
    )


_OPENEST_FIRST = (
    Diffusion.PUBLIC,
    Diffusion.GROUP,
    Diffusion.INTERNAL,
    Diffusion.FORBIDDEN,
)


def _settled_fields(keep: Actor, lose: Actor) -> tuple[FieldLine, ...]:
    """Fill what is empty, keep what is not; give the fields in which they differ.

    ``apart`` is not filled: files in which it is empty mean the actor that stays.
    """
    names = ("name", "apart", "sector", "diffusion", "origin", "archived_on", "notes")
    before = {it: (getattr(keep, it), getattr(lose, it)) for it in names}
    keep.sector = keep.sector or lose.sector
    keep.notes = keep.notes or lose.notes
    keep.diffusion = stricter(keep.diffusion, lose.diffusion)
    if lose.archived_on is None:
        keep.archived_on = None  # It is in use under one of its names.
    return tuple(
        FieldLine(name, to_plain(kept), to_plain(lost), to_plain(getattr(keep, name)))
        for name, (kept, lost) in before.items()
        if kept != lost
    )


def stricter(one: Diffusion, other: Diffusion) -> Diffusion:
    """Give the diffusion that shows an actor to fewer people."""
    return max(one, other, key=_OPENEST_FIRST.index)
