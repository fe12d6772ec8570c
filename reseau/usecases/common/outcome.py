"""What a use case that writes gives back."""

from dataclasses import dataclass

from reseau.store.session import Work


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done.

    Attributes:
        slug: Short code of the record; empty when there is none to name.
        name: The record's name.
        operation: Number of the operation; None when nothing changed.
        dry_run: Whether it was rolled back.
        remarks: Sentences that the person should read.
    """

    slug: str
    name: str
    operation: int | None
    dry_run: bool
    remarks: tuple[str, ...] = ()


def outcome(
    work: Work, *, slug: str, name: str, remarks: tuple[str, ...] = ()
) -> Outcome:
    """Tell the outcome of a work that is over."""
    operation = None if work.operation is None else work.operation.key
    return Outcome(slug, name, operation, work.dry_run, remarks)
