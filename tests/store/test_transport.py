"""What goes to another computer is encrypted, unless the address says otherwise."""

import shutil
import socket
import subprocess
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import make_url

from reseau.store.place.address import WrongAddressError, address_of
from reseau.store.place.server_faults import PlainConnectionError, unreachable
from reseau.store.place.transport import authorities, wanted_mode
from reseau.store.safety import server_backup
from reseau.store.safety.server_backup import ServerProgramError, back_up_server
from reseau.store.session import open_store


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "PGHOST", "PGHOSTADDR", "PGSSLMODE", "PGSSLROOTCERT", "PGSERVICE",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("typed", "mode"),
    [
        ("postgresql+psycopg://u@db.example.org/n", "require"),
        ("postgresql+psycopg://u@192.168.1.4:5433/n", "require"),
        ("postgresql+psycopg://u@/n?host=db.example.org", "require"),
        ("postgresql+psycopg://u@localhost/n?host=db.example.org", "require"),
        ("postgresql+psycopg://u@/n?host=localhost,db.example.org", "require"),
        ("postgresql+psycopg:///n?hostaddr=203.0.113.5", "require"),
        ("postgresql+psycopg://u@localhost/n?hostaddr=203.0.113.5", "require"),
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


@pytest.mark.parametrize(
    ("service", "mode"),
    [
        ("host=db.example.org", "require"),
        ("hostaddr=203.0.113.5", "require"),
        ("host=localhost\nport=5433", None),
        ("host=db.example.org\nsslmode=prefer", None),
    ],
)
def test_service_leads_where_its_file_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, service: str, mode: str | None
) -> None:
    """Its host is in no address (PostgreSQL, 34.17)."""
    known = tmp_path / "services"
    known.write_text(f"# Ours.\n[team]\n{service}\n", "utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(known))
    assert wanted_mode(make_url("postgresql+psycopg://?service=team")) == mode


def test_service_that_is_nowhere_leads_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "none"))
    monkeypatch.setenv("PGSERVICE", "team")
    assert wanted_mode(make_url("postgresql+psycopg:///n")) == "require"


@pytest.mark.parametrize(
    "typed", ["host=h password=s3cret dbname=n", "password = 's3 s3cret' host=h"]
)
def test_address_as_psql_takes_it_is_no_file_and_keeps_its_password(
    typed: str,
) -> None:
    with pytest.raises(WrongAddressError) as refused:
        address_of(typed)
    assert "s3cret" not in str(refused.value)


def test_certificate_is_verified_by_the_list_of_this_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library itself looks at one file of the person's (PostgreSQL, 34.19.1)."""
    for name in ("HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    known = tmp_path / "known.pem"
    known.touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(known))
    asked = make_url("postgresql+psycopg://u@db.example.org/n?sslmode=verify-full")
    assert authorities(asked) == str(known)
    assert authorities(asked.update_query_dict({"sslmode": "require"})) is None
    assert authorities(asked.update_query_dict({"sslrootcert": "own.pem"})) is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('connection failed: FATAL:  role "x" does not exist', "no user"),
        ("FATAL:  le rôle « x » n'existe pas", "no user"),
        ('FATAL:  password authentication failed for user "x"', "is refused"),
        ("FATAL:  authentification par mot de passe échouée pour x", "is refused"),
        ("SSL error: certificate verify failed", "not recognized"),
        ("server closed the connection unexpectedly", "nothing was half-written"),
        ("FATAL:  the database system is starting up", "starting or stopping"),
        ("connection timeout expired", "nothing for too long"),
        ('connection to server on socket "/x" failed: No such file', "no server"),
        ("received invalid response to SSL negotiation: H", "not a PostgreSQL"),
    ],
)
def test_reason_of_a_server_is_told_in_our_words(said: str, reason: str) -> None:
    assert reason in str(unreachable(said, address_of("postgresql://u@h/n")))


def test_backup_goes_to_the_server_that_the_address_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the address says as an option, a port among others."""
    told: dict[str, str] = {}
    monkeypatch.setattr(server_backup, "check_version", lambda *_it: None)

    def run(*_command: object, env: dict[str, str], **_options: object) -> object:
        told.update(env)
        return SimpleNamespace(returncode=1, stderr="no", stdout="")

    monkeypatch.setattr(subprocess, "run", run)
    typed = "postgresql://u@/n?host=db.example.org&port=5433&passfile=/p&sslkey=/k"
    with pytest.raises(ServerProgramError):
        back_up_server(address_of(typed), tmp_path)
    names = ("PGHOST", "PGPORT", "PGPASSFILE", "PGSSLKEY", "PGSSLMODE", "PGUSER")
    assert [told[it] for it in names] == [
        "db.example.org", "5433", "/p", "/k", "require", "u",
    ]  # fmt: skip


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
