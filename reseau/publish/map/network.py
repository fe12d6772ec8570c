"""Our page around pyvis: one offline file, safe with any text, the same everywhere.

pyvis keeps the model (nodes, edges, options) and the rendering; its template, that
asks the Internet for style sheets and runs hostile text, is replaced by ours.
"""

import hashlib
import json
import os
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reseau.errors import ReseauError, UsageError
from reseau.exchange.atomic import write_private
from reseau.i18n import N_
from reseau.resources import folder

if TYPE_CHECKING:
    from markupsafe import Markup
    from pyvis.network import Network

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
# Hides the printed form at once where scripts run; it comes back if ours fails.
_FIRST_SCRIPT = 'document.documentElement.classList.add("js");'
_UNSAFE_IN_JSON = {ord(it): f"\\u{ord(it):04x}" for it in "&<>\u2028\u2029"}
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; "
    "img-src data: blob:; connect-src 'none'; font-src 'none'; object-src 'none'; "
    "frame-src 'none'; base-uri 'none'; form-action 'none'"
)


class DamagedLibraryError(ReseauError):
    """The drawing library that comes with pyvis is not the one we know."""

    message = N_(
        "The map library installed with pyvis is missing or is not the expected "
        "version 9.1.2. Install Réseau again, with pyvis 0.3.2."
    )


class UnknownEndError(UsageError):
    """A tie leads to an actor that is not drawn, or an actor is drawn twice."""

    message = N_(
        "The map cannot be drawn: actor {key} is missing or given twice. Give each "
        "actor once, and only ties between them."
    )


def vis_network() -> str:
    """Read the drawing library from the installed pyvis.

    Raises:
        DamagedLibraryError: It is absent, was changed, or could end a script early.
    """
    from importlib.util import find_spec

    spec = find_spec("pyvis")
    path = Path(spec.origin or "").parent / _VIS if spec else Path()
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != _VIS_SHA256 or b"</script" in content:
        raise DamagedLibraryError
    # A browser reads every end of line as one line feed, and hashes that.
    text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    # Without its last line, that sends a developer's browser looking for a file.
    return text.partition("\n//# sourceMappingURL")[0]


def inline_json(value: object) -> "Markup":
    """Write JSON that is safe inside a script element.

    Raises:
        ValueError: There is a number that JSON does not have.
    """
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE_IN_JSON))  # noqa: S704  # Escaped just here.


def content_policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Write a policy that lets these very scripts and styles run, and nothing else."""

    def sources(contents: Sequence[str]) -> str:
        digests = (hashlib.sha256(it.encode("utf-8")).digest() for it in contents)
        return " ".join(f"'sha256-{b64encode(it).decode()}'" for it in digests)

    return _POLICY.format(scripts=sources(scripts), styles=sources(styles))


def page_network(template: str, context: Mapping[str, Any]) -> "Network":
    """Make an empty pyvis network that draws itself with one of our templates.

    Args:
        template: File name in reports/templates.
        context: What the template reads besides nodes, edges and options.

    Returns:
        A pyvis ``Network`` with ``bulk(nodes, edges)``, and whose ``write_html``
        writes one UTF-8 file, whole or not at all, and opens no browser.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from pyvis.network import Network

    class PageNetwork(Network):  # type: ignore[misc]  # pyvis has no types.
        """A pyvis network with our page around it."""

        def __init__(self) -> None:
            super().__init__(cdn_resources="in_line", heading="")
            self.templateEnv = Environment(
                loader=FileSystemLoader(folder("reports") / "templates", "utf-8"),
                autoescape=True,
                undefined=StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
            )
            self.templateEnv.globals.update(context)
            self.path = template

        def bulk(
            self, nodes: Iterable[dict[str, Any]], edges: Iterable[dict[str, Any]]
        ) -> None:
            """Fill the network at once; pyvis looks through all edges for each."""
            self.nodes, self.edges = list(nodes), list(edges)
            self.node_ids = [node["id"] for node in self.nodes]
            self.node_map = {node["id"]: node for node in self.nodes}
            ends = (edge[end] for edge in self.edges for end in ("from", "to"))
            wrong = next((end for end in ends if end not in self.node_map), None)
            if len(self.node_map) < len(self.nodes):
                wrong = max(self.node_ids, key=self.node_ids.count)
            if wrong is not None:
                raise UnknownEndError(key=wrong)

        def write_html(
            self,
            name: str | os.PathLike[str],
            local: bool = True,  # noqa: FBT001, FBT002  # pyvis's own signature.
            notebook: bool = False,  # noqa: FBT001, FBT002
            open_browser: bool = False,  # noqa: FBT001, FBT002
        ) -> None:
            """Write the page to a file, beside it first, then in its place."""
            del local, notebook, open_browser
            write_private(Path(name), self.generate_html())

    return PageNetwork()


def assembled(style: str, scripts: Sequence[str]) -> dict[str, Any]:
    """Give a template the parts that its policy names.

    Args:
        style: File name in reports/static.
        scripts: File names in reports/static, run as one after the drawing library.

    Returns:
        ``policy``, ``style``, ``first_script`` and ``scripts`` for the template.
    """
    from markupsafe import Markup

    static = folder("reports") / "static"
    sheet = (static / style).read_text(encoding="utf-8")
    parts = [(static / name).read_text(encoding="utf-8") for name in scripts]
    # One scope of their own for all parts of the page's script.
    own = '"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();"
    run = [vis_network(), own]
    return {
        "policy": content_policy([_FIRST_SCRIPT, *run], [sheet]),
        "style": Markup(sheet),  # noqa: S704  # Our own file.
        "first_script": Markup(_FIRST_SCRIPT),  # noqa: S704  # Our own.
        "scripts": [Markup(it) for it in run],  # noqa: S704  # Pinned, and our own.
    }
