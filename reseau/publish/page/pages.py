"""Pages for reading: one template around all of them, one style, no request."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from reseau.i18n import Language, gettext_in
from reseau.publish.map.network import content_policy
from reseau.publish.page.charts import Chart, chart_svg
from reseau.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment

STYLE = "page.css"


def page_html(
    template: str,
    *,
    language: Language,
    scripts: Sequence[str] = (),
    styles: Sequence[str] = (),
    **content: object,
) -> str:
    """Write one page that prints well and asks the network for nothing.

    Args:
        template: File name in reports/templates; it extends ``_page.html.j2`` and may
            import the macros of ``_parts.html.j2``.
        language: Of the page; its texts are given in it.
        scripts: Texts of scripts, run at the end of the page in this order. Ours only.
        styles: Texts of style sheets after that of all pages. Ours only.
        content: What the template reads. Everything is escaped but ``Markup``; a name
            that the template asks for and is not given is an error.

    Returns:
        The page. Its policy of contents lets these scripts and styles run, no other.
    """
    from markupsafe import Markup

    sheets = [read_static(STYLE), *styles]
    return (
        _templates(language)
        .get_template(template)
        .render(
            language=language,
            policy=Markup(content_policy(scripts, sheets)),  # noqa: S704  # Ours.
            styles=[Markup(it) for it in sheets],  # noqa: S704
            scripts=[Markup(it) for it in scripts],  # noqa: S704
            **content,
        )
    )


def read_static(name: str) -> str:
    """Read one of our scripts or styles in reports/static."""
    return (folder("reports") / "static" / name).read_text("utf-8")


@cache  # A site has hundreds of pages.
def _templates(language: Language) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(folder("reports") / "templates", "utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    _ = gettext_in(language)
    templates.globals.update(
        draw=_draw,
        said={
            "skip": _("Skip to the content"),
            "table": _("Table of the values"),
            "lines": _("Where this comes from"),
            "definition": _("What this means"),
        },
    )
    return templates


def _draw(chart: Chart, name: str) -> str:
    return chart_svg(chart, name=name)
