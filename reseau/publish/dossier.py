"""The page handed to a person who asks what is held on them."""

from dataclasses import dataclass

from reseau.i18n import Language
from reseau.publish.map.network import content_policy
from reseau.resources import folder


@dataclass(frozen=True, slots=True)
class DossierTable:
    """One kind of information.

    Attributes:
        title: What it is.
        columns: Heads of the columns.
        rows: As many cells a row as there are columns.
        empty: What is said where there is no row.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything held on one person, in words. Its texts are in its language.

    Attributes:
        title: Whose it is.
        before: Sentences above the tables: who holds it, as of when.
        tables: In the order in which they are read.
        after: Sentences below: rights, what was hidden and why.
    """

    title: str
    before: tuple[str, ...]
    tables: tuple[DossierTable, ...]
    after: tuple[str, ...]
    language: Language


def dossier_html(dossier: Dossier) -> str:
    """Write a dossier as one offline HTML file that prints well.

    It runs no script, asks the network for nothing, and escapes all text.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    templates = Environment(
        loader=FileSystemLoader(folder("reports") / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (folder("reports") / "static" / "dossier.css").read_text("utf-8")
    return templates.get_template("dossier.html.j2").render(
        dossier=dossier,
        style=Markup(style),  # noqa: S704  # Ours.
        policy=Markup(content_policy([], [style])),  # noqa: S704  # Ours.
    )
