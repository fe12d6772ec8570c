"""Compile the French catalogue when the project is built or installed in place."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Write reseau/i18n/*.mo beside each .po; git keeps only the .po."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue; hatchling calls this before it collects files."""
        # Babel is there at build time only, and mypy may read this file without it.
        from babel.messages.mofile import write_mo  # noqa: PLC0415
        from babel.messages.pofile import read_po  # noqa: PLC0415

        del version
        for source in sorted(Path(self.root, "reseau", "i18n").glob("*.po")):
            target = source.with_suffix(".mo")
            with source.open("rb") as text, target.open("wb") as compiled:
                write_mo(compiled, read_po(text, locale=source.stem))
            build_data["artifacts"].append(f"/reseau/i18n/{target.name}")
