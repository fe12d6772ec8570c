"""Evidence of expertise in needs: whom the team says could answer them."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Date, Integer, String, column, exists, select, table, type_coerce
from sqlalchemy.orm import Session

from reseau.domain.expert_evidence import Evidence, EvidenceKind
from reseau.domain.vocabulary import NeedState

_ANSWERED = 1.5
# Named by hand: their classes would be loaded for this alone.
_NEED = table(
    "need",
    column("key", Integer),
    column("question", String),
    column("state", String),
    column("asked_on", Date),
    column("closed_on", Date),
)
_NEED_THEME = table(
    "need_theme", column("need_key", Integer), column("theme_key", Integer)
)
_NEED_EXPERT = table(
    "need_expert", column("need_key", Integer), column("actor_key", Integer)
)
_PRODUCT_NEED = table("product_need", column("need_key", Integer))


def could_answer(
    session: Session, themes: Mapping[int, float], *, until: date
) -> Iterator[Evidence]:
    """Give those of whom the team says that they could answer a need about themes.

    A need that was answered, or for which a product was made, counts for half as much
    again; one that was dropped, not at all.
    """
    made = exists().where(_PRODUCT_NEED.c.need_key == _NEED.c.key)
    query = (
        select(
            _NEED.c.key, _NEED_EXPERT.c.actor_key, _NEED_THEME.c.theme_key,
            _NEED.c.closed_on, _NEED.c.asked_on, _NEED.c.question, _NEED.c.state,
            type_coerce(made, Integer),
        )
        .where(
            _NEED_EXPERT.c.need_key == _NEED.c.key,
            _NEED_THEME.c.need_key == _NEED.c.key,
            _NEED_THEME.c.theme_key.in_(themes),
            _NEED.c.state != NeedState.DROPPED.value,
            _NEED.c.asked_on <= until,
        )
        .order_by(_NEED.c.key, _NEED_EXPERT.c.actor_key, _NEED_THEME.c.theme_key)
    )  # fmt: skip
    for row in session.connection().execute(query).all():
        key, actor, theme, closed, asked, question, state, product = row
        answered = state == NeedState.ANSWERED.value or bool(product)
        yield Evidence(
            actor, EvidenceKind.NEED, key, themes[theme],
            _ANSWERED if answered else 1.0, closed or asked, theme, state, question,
        )  # fmt: skip
