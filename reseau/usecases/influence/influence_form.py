"""Make the workbook of a workshop: whose influences, on which objectives, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.domain.vocabulary import Diffusion
from reseau.errors import UsageError
from reseau.exchange.influence.influence_template import (
    Form,
    Template,
    template_workbook,
)
from reseau.i18n import N_, language
from reseau.store.models import Actor, Objective, Theme
from reseau.store.naming import finding
from reseau.store.privacy.departures import Leaving
from reseau.store.privacy.veil import veil
from reseau.store.rows import rows, settings
from reseau.store.rows.assertions import influence_rows
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.leaving import hand_over
from reseau.usecases.influence.influence_view import (
    InfluenceQuestion,
    InfluenceView,
    Thing,
    view,
)


class NoActorsError(UsageError):
    """A workbook would name nobody."""

    message = N_(
        "Name the actors with --actor, two at least, or a committee with --committee."
    )


class SeveralThemesError(UsageError):
    """What was said is on several themes, and a sheet is on one."""

    message = N_(
        "What was said is on several themes, and a sheet is on one: add --theme."
    )


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """What the workbook is for.

    Attributes:
        actors: Whose influences; by default those of whom any is asserted.
        committee: In place of them, those who sit in it.
        objectives: On which positions are asked; all by default.
        assessors: One sheet each; one without a name by default.
        theme: On what.
        day: Of the workshop; today by default.
        filled: Whether what each assessor said already is filled in.
    """

    actors: Sequence[str] = ()
    committee: str | None = None
    objectives: Sequence[str] = ()
    assessors: Sequence[str] = ()
    theme: str | None = None
    day: date | None = None
    filled: bool = False


@dataclass(frozen=True, slots=True)
class FormMade:
    """What was written."""

    actors: int
    objectives: int
    assessors: int


def write_form(store: Store, out: Path, asked: FormQuestion) -> FormMade:
    """Write a workbook to fill in.

    Raises:
        NoActorsError: There are fewer than two actors.
        SeveralThemesError: What would be filled in is on several themes.
        NotWrittenError: The file cannot be written.
    """
    with store.reading() as session:
        found = view(session, InfluenceQuestion(theme=asked.theme))
        actors = _actors(session, asked, found)
        if len(actors) < 2:  # noqa: PLR2004  # Influence needs two.
            raise NoActorsError
        aims = _aims(session, asked)
        assessors = _assessors(session, asked, found)
        theme = _theme(session, asked)
        template = Template(
            _labels(session, actors),
            [it.name for it in aims],
            [_form(session, it, actors, aims, found, asked) for it in assessors]
            or [Form("", "")],
            "" if theme is None else theme.label(language()),
            asked.day or settings.today(session),
        )
    there = [it.key for it in actors if it.key is not None]
    content = template_workbook(template)
    hand_over(store, out, Leaving("influence template", content, len(actors), there))
    return FormMade(len(actors), len(aims), len(template.forms))


def _actors(session: Session, asked: FormQuestion, found: InfluenceView) -> list[Thing]:
    """Give the actors asked for, by name; nobody who is shown to nobody."""
    shown = {
        it.actor: Thing(it.actor, it.slug, it.name) for it in rows.actor_rows(session)
    }
    keys = [actor_meant(session, it).key for it in asked.actors]
    if asked.committee is not None:
        today = settings.today(session)
        committee = finding.committee_named(session, asked.committee)
        keys += [
            it.actor_key
            for it in committee.memberships
            if it.until is None or it.until > today
        ]
    if not keys:
        return list(found.actors)
    wanted = [shown[it] for it in dict.fromkeys(keys) if it in shown]
    return sorted(wanted, key=lambda it: (folded(it.name), it.key or 0))


def _theme(session: Session, asked: FormQuestion) -> Theme | None:
    """Give the theme asked for, else the only one of what is filled in."""
    if asked.theme is not None:
        return finding.theme_named(session, asked.theme)
    themes = {it.theme for it in influence_rows(session)} if asked.filled else set()
    if len(themes) > 1:
        raise SeveralThemesError
    key = next(iter(themes), None)
    return None if key is None else session.get_one(Theme, key)


def _aims(session: Session, asked: FormQuestion) -> list[Objective]:
    """Give the objectives asked for, or all; none that names somebody not shown."""
    if asked.objectives:
        found = [finding.objective_named(session, it) for it in asked.objectives]
    else:
        query = select(Objective).order_by(Objective.name_key, Objective.key)
        found = list(session.scalars(query))
    over = veil(session, shown_to=Diffusion.INTERNAL)
    return [it for it in found if over.over(it.name) == it.name]


def _assessors(
    session: Session, asked: FormQuestion, found: InfluenceView
) -> list[Actor]:
    """Give those named; else, to fill in what was said, those who said it."""
    if asked.assessors:
        return [actor_meant(session, it) for it in asked.assessors]
    if not asked.filled:
        return []
    keys = [it.key for it in found.assessors if it.key is not None and it.slug]
    return [session.get_one(Actor, it) for it in keys]


def _labels(session: Session, actors: Sequence[Thing]) -> list[str]:
    """Name actors; those whose name is also another's bear their short code."""
    return [
        it.name
        if len(finding.actors_named(session, it.name)) == 1
        else f"{it.name} (@{it.slug})"
        for it in actors
    ]


def _form(
    session: Session, assessor: Actor, actors: Sequence[Thing],
    aims: Sequence[Objective], found: InfluenceView, asked: FormQuestion,
) -> Form:  # fmt: skip
    """Make the sheet of one assessor."""
    thing = Thing(assessor.key, assessor.slug, assessor.name)
    label = _labels(session, [thing])[0]
    if not asked.filled:
        return Form(assessor.name, label)
    row = {it.key: i for i, it in enumerate(actors)}
    column = {it.key: i for i, it in enumerate(aims)}
    strengths = {
        (row[one], row[other]): int(value)
        for (one, other), value in found.influences.of(assessor.key).items()
        if one in row and other in row
    }
    stances = {
        (row[one], column[aim]): int(value)
        for (one, aim), value in found.positions.of(assessor.key).items()
        if one in row and aim in column
    }
    return Form(assessor.name, label, strengths, stances)
