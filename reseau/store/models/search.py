"""The search index: derived from the texts of the store, and rebuilt at will.

Its rows are no records: they have no key of their own, are not in the history, and
are not exported. ``search_index`` writes them beside what they are of.
"""

from sqlalchemy import Column, Integer, String, Table, Text

from reseau.store.base import Base

posting = Table(
    "posting",
    Base.metadata,
    Column("term", String(80), primary_key=True, doc="A word, folded and stemmed"),
    Column(
        "part",
        Integer,
        primary_key=True,
        autoincrement=False,
        doc="Which column of which table, by its number in search_parts",
    ),
    Column(
        "record",
        Integer,
        primary_key=True,
        autoincrement=False,
        doc="Key of the row whose text has the word",
    ),
    Column("places", Text, nullable=False, doc="Where in the text, counted in words"),
    Column("words", Integer, nullable=False, doc="How many words the text has"),
    info={"doc": "Where each word of the store's texts is: the search index."},
    sqlite_with_rowid=False,
)

indexed_text = Table(
    "indexed_text",
    Base.metadata,
    Column("part", Integer, primary_key=True, autoincrement=False, doc="As in posting"),
    Column(
        "record", Integer, primary_key=True, autoincrement=False, doc="As in posting"
    ),
    Column("words", Integer, nullable=False, doc="How many words the text has"),
    info={"doc": "How long each text of the search index is."},
    sqlite_with_rowid=False,
)

indexed_term = Table(
    "indexed_term",
    Base.metadata,
    Column("term", String(80), primary_key=True, doc="As in posting"),
    Column("part", Integer, primary_key=True, autoincrement=False, doc="As in posting"),
    Column("texts", Integer, nullable=False, doc="How many of its texts have the word"),
    info={"doc": "How many texts of the search index have each word."},
    sqlite_with_rowid=False,
)

index_state = Table(
    "index_state",
    Base.metadata,
    Column("name", String(40), primary_key=True, doc="Which state: analyser"),
    Column("value", String(200), nullable=False, doc="What it is"),
    info={"doc": "How the search index was made, to know when to make it again."},
)
