"""The tables that are read by their columns alone, each once; see ``narrow``.

A module that reads rows imports them as ``_actor`` and the like: they stand for the
classes, and are not one.
"""

from typing import TYPE_CHECKING

from reseau.store.rows.narrow import narrow

if TYPE_CHECKING:
    from reseau.store.models import (
        Actor,
        Affiliation,
        Collaboration,
        Committee,
        Consent,
        Expert,
        Expertise,
        Interaction,
        InteractionTerritory,
        InteractionTheme,
        Membership,
        Participation,
        Setting,
        Territory,
        Theme,
        ThemeLabel,
        ThemeRelation,
    )

actor: "type[Actor]" = narrow("actor")
affiliation: "type[Affiliation]" = narrow("affiliation")
collaboration: "type[Collaboration]" = narrow("collaboration")
committee: "type[Committee]" = narrow("committee")
consent: "type[Consent]" = narrow("consent")
expert: "type[Expert]" = narrow("expert")
expertise: "type[Expertise]" = narrow("expertise")
interaction: "type[Interaction]" = narrow("interaction")
interaction_territory: "type[InteractionTerritory]" = narrow("interaction_territory")
interaction_theme: "type[InteractionTheme]" = narrow("interaction_theme")
membership: "type[Membership]" = narrow("membership")
participation: "type[Participation]" = narrow("participation")
setting: "type[Setting]" = narrow("setting")
territory: "type[Territory]" = narrow("territory")
theme: "type[Theme]" = narrow("theme")
theme_label: "type[ThemeLabel]" = narrow("theme_label")
theme_relation: "type[ThemeRelation]" = narrow("theme_relation")
