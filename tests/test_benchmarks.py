"""The benchmark that judges experts reads what its help says."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout

DOCUMENTS = (
    "\ufeffdocument;text;date;theme\n"
    'd1;"Un jardin,\nsur le toit";2026-01-02;verdissement\n'
    "d2;Le budget de la ville;2025-12-01;\n"
    "d3;Un jardin de ruelle;pas une date;\n"
)
AUTHORS = "author;document;role\nAna;d1;host\nBenoît;d2;\nChloé;d3;lead singer\n"
QUERIES = "query;text;document\nq1;jardins sur les toits;\nq2;jardin;d3\nq3;rien;\n"
JUDGED = "query;author;relevance\nq1;Ana;1\nq1;Benoît;0\nq2;Ana;\nq3;Ana;0\n"


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    for name, text in (
        ("documents", DOCUMENTS),
        ("authors", AUTHORS),
        ("queries", QUERIES),
        ("judged", JUDGED),
    ):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def test_collection_is_read_as_the_help_says(collection: Path) -> None:
    from benchmarks import experts  # noqa: PLC0415

    found = experts.read(collection)
    assert (len(found.documents), len(found.authors)) == (3, 3)
    assert [(it.key, it.left_out, set(it.experts)) for it in found.queries] == [
        ("q1", "", {"Ana"}),
        ("q2", "d3", {"Ana"}),
    ]


def test_product_is_judged_first_of_all(
    collection: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ana alone answers both: d3, which is Chloé's, is left out of the second."""
    from benchmarks import experts  # noqa: PLC0415

    experts.main([str(collection)])
    out = capsys.readouterr().out
    assert "3 documents, 3 authors, 2 judged queries" in out
    (row,) = [it for it in out.splitlines() if it.startswith("| Réseau |")]
    assert row.split("|")[2:4] == [" 1.000 ", " 1.000 "]


def test_missing_table_is_told(collection: Path) -> None:
    from benchmarks import experts  # noqa: PLC0415

    (collection / "judged.csv").unlink()
    with pytest.raises(SystemExit, match=r"judged\.csv is missing"):
        experts.read(collection)


def test_missing_column_is_told(collection: Path) -> None:
    from benchmarks import experts  # noqa: PLC0415

    (collection / "queries.csv").write_text("id,text\n1,a\n", "utf-8")
    with pytest.raises(SystemExit, match="columns query and text"):
        experts.read(collection)
