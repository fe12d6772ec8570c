"""The benchmark that judges experts reads what its help says."""

import re
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
    from benchmarks import expert_reading  # noqa: PLC0415

    found = expert_reading.read(collection)
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


def test_graded_relevance_is_the_gain_of_ndcg(collection: Path) -> None:
    from benchmarks import expert_reading  # noqa: PLC0415

    (collection / "judged.csv").write_text(
        "Query ID,Expert,rel\nq1,Ana|Chloé,2\nq1,Benoît,-1\n", "utf-8"
    )
    found = expert_reading.read(collection)
    assert [dict(it.gains) for it in found.queries] == [{"Ana": 2.0, "Chloé": 2.0}]


def test_odd_collection_is_read_and_what_is_odd_is_told(
    collection: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from benchmarks import experts  # noqa: PLC0415

    (collection / "authors.csv").unlink()
    (collection / "documents.csv").write_bytes(
        "document,text,author,date\r\nd1,Été,Ana|Bé,2026-01-02\r\n"
        "d1,Autre,Bé,\r\n,rien,Ana,hier\r\n".encode("cp1252")
    )
    (collection / "judged.csv").write_text("query,author\nq1,Zoé\nq9,Ana\n", "utf-8")
    (collection / "queries.csv").write_text("query,text\nq1,\nq1,été\nq2,a\n", "utf-8")
    experts.main([str(collection)])
    out, said = capsys.readouterr()
    assert "| Réseau | 0.000 | 0.000 | 0.000 | 0.000 |" in out
    for odd in (
        "windows-1252", "authors are those of documents.csv", "another text",
        "without a document", "a query that is there already", "1 queries have no text",
        "1 queries are not in queries.csv", "1 experts are beside no document",
        "1 queries have no expert",
    ):  # fmt: skip
        assert odd in said


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("queries", "id,text\n1,a\n", "columns query and text"),
        ("judged", "query,auhtor\nq1,Ana\n", "“auhtor” meant for “author”"),
        (
            "judged",
            "query,author,relevance\nq1,Ana,oui\n",
            "line 2.*“oui” is no number",
        ),
        ("judged", "query,author,relevance\nq1,Ana,0\n", "relevance above 0"),
        ("documents", "document,text\n", "holds no document"),
        ("authors", "document,author\nz,Ana\n", "No author is beside a document"),
        ("authors", "", "columns document and author"),
        ("queries", None, r"queries\.csv is missing"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_to_do(
    collection: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    name: str,
    text: str | None,
    said: str,
) -> None:
    from benchmarks import experts  # noqa: PLC0415

    file = collection / f"{name}.csv"
    file.unlink() if text is None else file.write_text(text, "utf-8")
    with pytest.raises(SystemExit, match="2"):
        experts.main([str(collection)])
    assert re.search(said, capsys.readouterr().err)
