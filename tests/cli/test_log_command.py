"""``reseau log``, as it is typed."""

import pytest

from reseau.store.place.address import Address
from reseau.store.session import open_store
from tests.contents import operations, rows_of
from tests.records import furnish
from tests.support import Run


@pytest.fixture
def at(sqlite_address: Address) -> Address:
    furnish(open_store(sqlite_address))
    return sqlite_address


def lines(at: Address) -> list[dict[str, object]]:
    return [dict(it) for it in rows_of(open_store(at))["interaction"][3:]]


def test_meeting_is_logged_in_one_line(run: Run, at: Address) -> None:
    done = run("log", "Suivi logement", "--with", "CDCR", "--with",
               "Nadia Tremblay=host", "--on", "2026-11-20", "--theme", "housing",
               at=at)  # fmt: skip
    assert done.code == 0
    [line] = lines(at)
    assert (line["title"], line["held_on"]) == ("Suivi logement", "2026-11-20")


def test_answer_gives_the_number_and_the_day_with_its_weekday(
    run: Run, at: Address
) -> None:
    done = run("log", "Suivi", "--with", "solon", "--on", "2026-11-20", at=at)
    assert done.out == "#4 Suivi, Friday, November 20, 2026\n"


def test_answer_tells_how_each_name_was_understood(run: Run, at: Address) -> None:
    done = run("log", "Suivi", "--with", "cdcr", at=at)
    assert "cdcr: CDC de Rosemont (cdc-rosemont)" in done.err
    assert "To undo: reseau undo 2" in done.err


def test_day_is_today_unless_said(run: Run, at: Address) -> None:
    run("log", "Suivi", "--with", "solon", at=at)
    assert lines(at)[0]["held_on"] == "2026-11-24"


def test_hour_duration_and_place_are_kept(run: Run, at: Address) -> None:
    run("log", "Suivi", "--with", "solon", "--time", "14h30", "--duration", "1h30",
        "--place", "Salle 4", "--kind", "visite", at=at)  # fmt: skip
    [line] = lines(at)
    assert (line["starts_at"], line["minutes"], line["place"], line["kind"]) == (
        "2026-11-24T19:30:00+00:00",
        90,
        "Salle 4",
        "visit",
    )


def test_promise_has_its_deadline(run: Run, at: Address) -> None:
    run("log", "Suivi", "--with", "solon", "--follow-up", "Envoyer la note",
        "--due", "2026-12-01", at=at)  # fmt: skip
    promise = rows_of(open_store(at))["follow_up"][-1]
    assert (promise["what"], promise["due_on"]) == ("Envoyer la note", "2026-12-01")


def test_unknown_actors_are_added_when_asked(run: Run, at: Address) -> None:
    done = run("log", "Suivi", "--with", "Arpent", "--create", "organization", at=at)
    assert (done.code, "Arpent: new organization, arpent" in done.err) == (0, True)


def test_french_names_of_the_options_are_understood(run: Run, at: Address) -> None:
    done = run(
        "noter", "Suivi", "--avec", "Étienne Bélanger=animation", "--le", "hier",
        "--type", "appel", "--theme", "logement social", "--territoire", "Angus",
        "--comite", "Comité logement", "--amene-par",
        "Étienne Bélanger=Nadia Tremblay", "--au-nom-de", "Étienne Bélanger=Solon",
        "--suite", "Rappeler", "--echeance", "1er décembre 2026", "--duree", "45",
        "--heure", "9h", "--lieu", "Salle 1", "--fonction", "analyse",
        "--porteur", "membres", at=at, lang="fr",
    )  # fmt: skip
    assert done.code == 0, done.err
    [line] = lines(at)
    assert (line["held_on"], line["kind"], line["function"], line["carrier"]) == (
        "2026-11-23",
        "call",
        "analysis",
        "members",
    )


def test_french_answer_gives_the_day_in_french(run: Run, at: Address) -> None:
    done = run("noter", "Suivi", "--avec", "solon", at=at, lang="fr")
    assert "mardi 24 novembre 2026" in done.out


def test_dry_run_writes_nothing(run: Run, at: Address) -> None:
    done = run("log", "Suivi", "--with", "solon", "--dry-run", at=at)
    assert (done.code, "nothing was written" in done.err) == (0, True)
    assert lines(at) == []


REFUSED = {
    "nobody": (2, "--with", ()),
    "in the future": (2, "--planned", ("--with", "solon", "--on", "2026-11-25")),
    "in 1899": (2, "1900", ("--with", "solon", "--on", "1899-12-31")),
    "on a day that is none": (2, "2026-02-30", ("--with", "solon", "--on", "2026-02-30")),
    "with homonyms": (3, "marie-roy-2", ("--with", "Marie Roy")),
    "with nobody known": (4, "Inconnu", ("--with", "Inconnu")),
    "about an unknown theme": (4, "rien", ("--with", "solon", "--theme", "rien")),
    "in an unknown role": (2, "king", ("--with", "solon=king")),
    "of an unknown kind": (2, "seance", ("--with", "solon", "--kind", "seance")),
    "with a pair that is none": (2, "Nadia", ("--with", "solon", "--brought-by", "Nadia")),
    "for no time at all": (2, "0", ("--with", "solon", "--duration", "0")),
    "with an unknown option": (2, "--wiht", ("--wiht", "solon")),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("fault", REFUSED)
def test_faulty_log_is_refused_and_nothing_is_written(
    run: Run, at: Address, fault: str, lang: str
) -> None:
    code, said, typed = REFUSED[fault]
    refused = run("log", "Suivi", *typed, at=at, lang=lang)
    assert refused.code == code, refused
    assert "Traceback" not in refused.err
    if lang == "en":
        assert said in refused.err
    assert (lines(at), operations(open_store(at))) == ([], 1)


def test_planned_meeting_is_taken(run: Run, at: Address) -> None:
    typed = ("log", "Suivi", "--with", "solon", "--on", "2026-12-25", "--planned")
    assert run(*typed, at=at).code == 0


def test_75_participants_are_taken(run: Run, address: Address) -> None:
    names = [it for n in range(75) for it in ("--with", f"Organisme {n}")]
    done = run("log", "Assemblée", *names, "--create", "organisme", at=address)
    assert done.code == 0
    assert len(rows_of(open_store(address))["participation"]) == 75


def test_place_too_long_is_refused_on_both_databases(
    run: Run, address: Address
) -> None:
    typed = ("log", "Suivi", "--with", "Solon", "--create", "organization")
    refused = run(*typed, "--place", "x" * 401, at=address)
    assert (refused.code, "400 characters at most" in refused.err) == (2, True)


def test_bytes_that_are_no_text_are_refused(run: Run, sqlite_address: Address) -> None:
    """A terminal in Latin-1 gives half characters to a program that reads UTF-8."""
    typed = ("log", "Suivi", "--with", "Solon", "--create", "organization")
    refused = run(*typed, "--notes", "d\udce9j\udce0", at=sqlite_address)
    assert (refused.code, "cannot be kept" in refused.err) == (2, True)
