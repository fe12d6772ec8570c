"""Addresses as people paste them. Expected values: RFC 5321 (sizes), RFC 6068."""

import pytest

from reseau.domain.links import NotAnEmailError, read_email


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("anne@example.org", "anne@example.org"),
        ("  anne@example.org ", "anne@example.org"),
        ("mailto:anne@example.org", "anne@example.org"),
        ("MAILTO:Anne.O'Neil+cdc@xn--caf-dma.example", "Anne.O'Neil+cdc@xn--caf-dma.example"),
        ("zoé@éxemple.org", "zoé@éxemple.org"),
    ],
)  # fmt: skip
def test_address_is_read(typed: str, read: str) -> None:
    assert read_email(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "", "pas-une-adresse", "anne@", "@example.org", "anne@example", "a@b@c.org",
        "anne@example.org, zoe@example.org", "Anne <anne@example.org>",
        f"{'a' * 250}@example.org",
    ],
)  # fmt: skip
def test_what_is_none_is_refused(typed: str) -> None:
    with pytest.raises(NotAnEmailError) as caught:
        read_email(typed)
    assert len(str(caught.value)) < 100
