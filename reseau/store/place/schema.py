"""The versions of the schema that this program knows, oldest first.

Written out so that opening a store needs neither Alembic nor the migrations; a test
holds the list against db/versions.
"""

KNOWN: tuple[str, ...] = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
)
HEAD = KNOWN[-1]
