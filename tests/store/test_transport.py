"""What goes to another computer is encrypted, unless the address says otherwise."""

import shutil
import socket
import threading

import pytest
from sqlalchemy import make_url

from reseau.store.address import address_of
from reseau.store.engine import PlainConnectionError
from reseau.store.session import open_store
from reseau.store.transport import wanted_mode


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGSSLMODE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("typed", "mode"),
    [
        ("postgresql+psycopg://u@db.example.org/n", "require"),
        ("postgresql+psycopg://u@192.168.1.4:5433/n", "require"),
        ("postgresql+psycopg://u@/n?host=db.example.org", "require"),
        ("postgresql+psycopg://u@localhost/n?host=db.example.org", "require"),
        ("postgresql+psycopg://u@/n?host=localhost,db.example.org", "require"),
        ("postgresql+psycopg://u@localhost.example.org/n", "require"),
        ("postgresql+psycopg://u@localhost/n", None),
        ("postgresql+psycopg://u@127.0.0.1/n", None),
        ("postgresql+psycopg://u@[::1]/n", None),
        ("postgresql+psycopg:///n", None),
        ("postgresql+psycopg://u@/n?host=/var/run/postgresql", None),
        ("postgresql+psycopg://u@db.example.org/n?sslmode=prefer", None),
        ("postgresql+psycopg://u@db.example.org/n?sslmode=verify-full", None),
    ],
)
def test_encryption_is_asked_for_unless_the_server_is_here(
    typed: str, mode: str | None
) -> None:
    assert wanted_mode(make_url(typed)) == mode


def test_host_of_the_surroundings_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "db.example.org")
    assert wanted_mode(make_url("postgresql+psycopg:///n")) == "require"


def test_mode_of_the_surroundings_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGSSLMODE", "disable")
    assert wanted_mode(make_url("postgresql+psycopg://u@db.example.org/n")) is None


@pytest.mark.skipif(shutil.which("psql") is None, reason="No client library")
def test_server_without_tls_is_refused_plainly() -> None:
    """A server answers N to the request for encryption (PostgreSQL, 55.2.12)."""
    pytest.importorskip("psycopg")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        said = threading.Thread(target=_refuse, args=(server,), daemon=True)
        said.start()
        typed = f"postgresql://u@127.0.0.1:{port}/n?sslmode=require"
        with pytest.raises(PlainConnectionError):
            open_store(address_of(typed))
        said.join(10)


def _refuse(server: socket.socket) -> None:
    with server.accept()[0] as client:
        client.recv(8)
        client.sendall(b"N")
        client.recv(1)
