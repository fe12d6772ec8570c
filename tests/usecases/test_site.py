"""Only what is public reaches the site, and what is not is told to the team alone.

All people and organizations are invented.
"""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reseau.domain.vocabulary import Diffusion
from reseau.errors import ExitCode
from reseau.exchange.site_folder import MARKER
from reseau.store.place.address import Address
from reseau.store.session import open_store
from reseau.usecases.common.leaving import list_departures
from tests.publish.sites import broken, pages, parsed
from tests.support import Answer, Run
from tests.test_nobody_is_shown import PEOPLE, betrayed, fill

Typed = Callable[..., str]


@pytest.fixture
def typed(run: Run, address: Address) -> Typed:
    """Give a function that runs a command that must be done, and tells its answer."""

    def go(*words: str) -> str:
        answer = run(*words, at=address)
        assert answer.code == 0, answer.err
        return answer.out

    return go


@pytest.fixture
def furnished(typed: Typed) -> Typed:
    """Give a store with a public organization, and an expert who agreed."""
    typed("theme", "add", "--fr", "Logement", "--en", "Housing")
    typed("territory", "add", "Le Coteau", "--kind", "neighbourhood")
    typed("actor", "add", "Abri Est", "--territory", "le-coteau", "--sector", "logement",
          "--theme", "logement", "--web", "abri.example", "--diffusion", "public")  # fmt: skip
    typed("person", "add", "Ève Marquis", "--organization", "Abri Est", "--title",
          "directrice", "--email", "eve@abri.example", "--phone", "514 555-0142",
          "--territory", "le-coteau")  # fmt: skip
    typed("person", "edit", "eve-marquis", "--diffusion", "public")
    typed("expert", "declare", "eve-marquis", "logement")
    typed("privacy", "consent", "eve-marquis", "public", "given", "--on", "2026-01-05")
    return typed


def read(folder: Path) -> dict[str, bytes]:
    return {
        it.relative_to(folder).as_posix(): it.read_bytes()
        for it in sorted(folder.rglob("*"))
        if it.is_file()
    }


def everything(folder: Path) -> str:
    """Give every byte and every file name of a site as one text."""
    files = read(folder)
    return "\n".join([*files, *(it.decode("utf-8") for it in files.values())])


def built(typed: Typed, folder: Path, *more: str) -> dict[str, object]:
    answer = json.loads(typed("site", "build", str(folder), "--format", "json", *more))
    assert isinstance(answer, dict)
    return answer


def left_out(answer: dict[str, object]) -> dict[tuple[str, str], int]:
    lines = answer["left_out"]
    assert isinstance(lines, list)
    return {(it["kind"], it["reason"]): it["count"] for it in lines}


# ---- people ---------------------------------------------------------------------------


def test_expert_who_agreed_is_shown(furnished: Typed, tmp_path: Path) -> None:
    built(furnished, tmp_path / "s")
    html = (tmp_path / "s/fr/themes/logement.html").read_text("utf-8")
    assert "Ève Marquis" in html
    assert "directrice, Abri Est" in html


def test_how_to_reach_an_expert_is_not_shown(furnished: Typed, tmp_path: Path) -> None:
    built(furnished, tmp_path / "s")
    text = everything(tmp_path / "s")
    assert "eve@" not in text
    assert "555-0142" not in text


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("person", "edit", "eve-marquis", "--diffusion", "group"), "not-public"),
        (("person", "edit", "eve-marquis", "--diffusion", "forbidden"), "not-public"),
        (
            ("privacy", "consent", "eve-marquis", "public", "given", "--on", "2026-02-01",
             "--expires", "2026-11-24"), "refused",
        ),
    ],
)  # fmt: skip
def test_who_does_not_agree_is_nowhere(
    furnished: Typed, tmp_path: Path, command: tuple[str, ...], reason: str
) -> None:
    furnished(*command)
    answer = built(furnished, tmp_path / "s")
    assert left_out(answer)["person", reason] == 1
    text = everything(tmp_path / "s").casefold()
    assert "marquis" not in text
    assert "directrice" not in text


def test_who_withdrew_is_gone_at_the_next_building(
    furnished: Typed, tmp_path: Path
) -> None:
    built(furnished, tmp_path / "s")
    furnished("privacy", "consent", "eve-marquis", "public", "withdrawn")
    built(furnished, tmp_path / "s")
    assert "marquis" not in everything(tmp_path / "s").casefold()


def test_public_without_a_word_of_consent_is_left_out(
    furnished: Typed, tmp_path: Path
) -> None:
    furnished("person", "add", "Noé Sansmot", "--diffusion", "public")
    furnished("expert", "declare", "noe-sansmot", "logement")
    furnished("signal", "add", "Noé Sansmot déménage", "--theme", "logement")
    furnished("signal", "triage", "1", "--state", "kept")
    furnished("site", "show", "signal", "1")
    found = left_out(built(furnished, tmp_path / "s"))
    assert found["person", "no-consent"] == 1
    assert found["signal", "names-somebody"] == 1
    assert "sansmot" not in everything(tmp_path / "s").casefold()


def test_who_does_not_want_to_be_asked_is_left_out(
    furnished: Typed, tmp_path: Path
) -> None:
    furnished("expert", "declare", "eve-marquis", "--availability", "closed")
    assert left_out(built(furnished, tmp_path / "s"))["expert", "busy"] == 1
    assert "Marquis" not in everything(tmp_path / "s")


def test_where_a_person_lives_is_not_shown(furnished: Typed, tmp_path: Path) -> None:
    furnished("territory", "add", "La Rive", "--kind", "neighbourhood")
    furnished("person", "edit", "eve-marquis", "--territory", "la-rive")
    built(furnished, tmp_path / "s")
    assert "La Rive" not in everything(tmp_path / "s")


def test_erased_person_is_nowhere(furnished: Typed, tmp_path: Path) -> None:
    furnished("site", "show", "committee", committee(furnished), "--fr", "Avec Marquis")
    furnished("privacy", "erase", "eve-marquis", "--yes")
    built(furnished, tmp_path / "s")
    assert "marquis" not in everything(tmp_path / "s").casefold()


def committee(typed: Typed) -> str:
    typed("committee", "add", "Comité loyers", "--kind", "working", "--mandate", "Agir")
    typed("committee", "join", "comite-loyers", "eve-marquis", "--role", "chair",
          "--on-behalf-of", "abri-est")  # fmt: skip
    return "comite-loyers"


# ---- organizations and committees -----------------------------------------------------


def test_organization_for_the_group_is_left_out(typed: Typed, tmp_path: Path) -> None:
    typed("actor", "add", "Abri Est")
    assert left_out(built(typed, tmp_path / "s"))["organization", "not-public"] == 1
    assert "Abri" not in everything(tmp_path / "s")


def test_organization_that_ended_is_left_out(furnished: Typed, tmp_path: Path) -> None:
    furnished("actor", "end", "abri-est", "--on", "2026-10-01")
    assert left_out(built(furnished, tmp_path / "s"))["organization", "over"] == 1
    assert "Abri" not in everything(tmp_path / "s")


def test_organization_named_after_somebody_hidden_is_left_out(
    furnished: Typed, tmp_path: Path
) -> None:
    furnished("person", "add", "Noé Caché")
    furnished("actor", "add", "Conseils Noé Caché", "--diffusion", "public")
    found = left_out(built(furnished, tmp_path / "s"))
    assert found["organization", "names-somebody"] == 1
    assert "Caché" not in everything(tmp_path / "s")


def test_committee_is_left_out_until_it_is_shown(
    furnished: Typed, tmp_path: Path
) -> None:
    name = committee(furnished)
    assert left_out(built(furnished, tmp_path / "s"))["committee", "not-shown"] == 1
    furnished("site", "show", "committee", name)
    built(furnished, tmp_path / "s")
    html = (tmp_path / "s/fr/comites/comite-loyers.html").read_text("utf-8")
    assert "Ève Marquis" in html
    assert "présidence" in html


def test_seat_of_somebody_hidden_names_the_organization_without_a_role(
    furnished: Typed, tmp_path: Path
) -> None:
    furnished("site", "show", "committee", committee(furnished))
    furnished("person", "edit", "eve-marquis", "--diffusion", "group")
    built(furnished, tmp_path / "s")
    html = (tmp_path / "s/fr/comites/comite-loyers.html").read_text("utf-8")
    assert "Abri Est" in html
    assert "présidence" not in html


# ---- portraits ------------------------------------------------------------------------


def test_portrait_counts_what_is_public_and_hides_few(
    furnished: Typed, tmp_path: Path
) -> None:
    """Four interactions with a public organization: 1 to 4 is not told, 5 is."""
    furnished("actor", "add", "Table Cachée", "--territory", "le-coteau")
    for day in range(1, 5):
        furnished("log", "Rencontre", "--on", f"2026-11-0{day}", "--with", "abri-est",
                  "--with", "table-cachee")  # fmt: skip
    built(furnished, tmp_path / "s")
    rows = figure_rows(tmp_path / "s/en/neighbourhoods/le-coteau.html")
    assert rows["Organizations"] == ["1", "1", "="]
    assert rows["Interactions"] == ["0", "…", ""]
    assert rows["Ties inside"] == ["0", "0", "="]  # The other one is not public.
    furnished("log", "Rencontre", "--on", "2026-11-05", "--with", "abri-est")
    built(furnished, tmp_path / "s")
    rows = figure_rows(tmp_path / "s/en/neighbourhoods/le-coteau.html")
    assert rows["Interactions"] == ["0", "5", "+5"]
    assert "Cachée" not in everything(tmp_path / "s")


def figure_rows(page: Path) -> dict[str, list[str]]:
    tree = parsed(page.read_text("utf-8"))
    (table, *_rest) = tree.iterfind(".//section[@class='portrait']//table")
    return {
        "".join(row[0].itertext()): ["".join(it.itertext()) for it in row[1:]]
        for row in table.iterfind(".//tbody/tr")
    }


# ---- signals, events, experiences -----------------------------------------------------


def shown_signal(typed: Typed, *more: str) -> None:
    typed("signal", "add", "Les loyers montent", "--by", "eve-marquis", "--theme",
          "logement", "--on", "2026-11-02", *more)  # fmt: skip
    typed("signal", "triage", "1", "--state", "kept", "--reason", "Motif interne")
    typed("site", "show", "signal", "1", "--en", "Rents rise")


def test_kept_signal_is_news_without_who_brought_it(
    furnished: Typed, tmp_path: Path
) -> None:
    shown_signal(furnished)
    built(furnished, tmp_path / "s")
    html = (tmp_path / "s/en/news/index.html").read_text("utf-8")
    assert "Les loyers montent" in html
    assert "Rents rise" in html
    assert "Marquis" not in html
    assert "Motif interne" not in everything(tmp_path / "s")


def test_signal_past_its_last_day_is_left_out(furnished: Typed, tmp_path: Path) -> None:
    shown_signal(furnished, "--expires", "2026-11-23")
    assert left_out(built(furnished, tmp_path / "s"))["signal", "out-of-date"] == 1
    assert "Les loyers montent" not in everything(tmp_path / "s")


def test_signal_that_is_no_longer_kept_is_left_out(
    furnished: Typed, tmp_path: Path
) -> None:
    shown_signal(furnished)
    furnished("signal", "triage", "1", "--state", "set-aside")
    assert left_out(built(furnished, tmp_path / "s"))["signal", "not-kept"] == 1


def test_event_names_its_public_host_and_nobody_who_came(
    furnished: Typed, tmp_path: Path
) -> None:
    furnished("actor", "add", "Table Nord")
    furnished("log", "Fête du Coteau", "--on", "2026-12-05", "--time", "14h",
              "--kind", "event", "--with", "Abri Est=host", "--with", "Table Nord=host",
              "--with", "eve-marquis", "--notes", "Notes internes", "--planned")  # fmt: skip
    furnished("site", "show", "interaction", "1", "--fr", "Venez.")
    built(furnished, tmp_path / "s")
    [page] = (tmp_path / "s/fr/evenements").glob("2026-12-05-*.html")
    html = page.read_text("utf-8")
    assert "samedi 5 décembre 2026, 14 h" in html.replace("\N{NO-BREAK SPACE}", " ")
    assert "Abri Est" in html
    assert "Table Nord" not in html
    assert "Marquis" not in html
    assert "Notes internes" not in everything(tmp_path / "s")


def test_call_is_nothing_for_the_public(
    furnished: Typed, run: Run, address: Address
) -> None:
    furnished("log", "Appel", "--kind", "call", "--with", "Abri Est", "--with",
              "eve-marquis")  # fmt: skip
    assert run("site", "show", "interaction", "1", at=address).code == ExitCode.USAGE


def test_mission_is_an_experience_once_it_has_a_lesson(
    furnished: Typed, tmp_path: Path
) -> None:
    furnished("mission", "add", "Cours ouvertes", "--hypothesis", "On ouvrirait")
    furnished("site", "show", "mission", "cours-ouvertes")
    assert left_out(built(furnished, tmp_path / "s"))["mission", "no-lesson"] == 1
    furnished(
        "mission", "decide", "cours-ouvertes", "go", "--lesson", "Il faut une clé"
    )
    built(furnished, tmp_path / "s")
    assert "Il faut une clé" in everything(tmp_path / "s")
    assert "On ouvrirait" not in everything(tmp_path / "s")


def test_folder_of_the_team_is_no_address(furnished: Typed, tmp_path: Path) -> None:
    furnished(
        "product", "add", "Carte", "--kind", "map", "--place", "dossier/carte.pdf"
    )
    furnished("site", "show", "product", "carte")
    built(furnished, tmp_path / "s")
    assert "carte.pdf" not in everything(tmp_path / "s")


def test_what_is_hidden_again_is_gone(furnished: Typed, tmp_path: Path) -> None:
    shown_signal(furnished)
    furnished("site", "hide", "signal", "1")
    built(furnished, tmp_path / "s")
    assert "Les loyers montent" not in everything(tmp_path / "s")
    assert json.loads(furnished("site", "list", "--format", "json")) == []


def test_showing_is_undone(furnished: Typed) -> None:
    shown_signal(furnished)
    furnished("undo")
    assert json.loads(furnished("site", "list", "--format", "json")) == []


def test_removed_record_is_on_no_page(furnished: Typed, tmp_path: Path) -> None:
    shown_signal(furnished)
    furnished("signal", "remove", "1", "--yes")
    built(furnished, tmp_path / "s")
    [line] = json.loads(furnished("site", "list", "--format", "json"))
    assert (line["number"], line["name"]) == (None, "")


@pytest.mark.parametrize("word", ["événement", "evenement", "Event", "interaction"])
def test_event_is_shown_by_any_of_its_words(
    furnished: Typed, run: Run, address: Address, word: str
) -> None:
    furnished("log", "Fête", "--kind", "event", "--with", "Abri Est", "--with",
              "eve-marquis")  # fmt: skip
    assert run("site", "show", word, "1", at=address, lang="fr").code == 0


def test_person_is_not_shown_by_a_word(
    furnished: Typed, run: Run, address: Address
) -> None:
    answer = run("site", "show", "person", "eve-marquis", at=address)
    assert answer.code == ExitCode.USAGE
    assert "--diffusion public" in answer.err


def test_hiding_what_is_not_shown_is_refused(
    furnished: Typed, run: Run, address: Address
) -> None:
    name = committee(furnished)
    answer = run("site", "hide", "committee", name, at=address)
    assert answer.code == ExitCode.NOT_FOUND


# ---- half of the people withheld ------------------------------------------------------


def test_with_half_the_people_withheld_nothing_holds_them(
    typed: Typed, run: Run, address: Address, tmp_path: Path
) -> None:
    """Everything is said to be public, and names people of each diffusion."""
    store = open_store(address)
    fill(store, run, address)
    store.dispose()
    for it in ("cdc-nord", "solon-sud", "abri-est"):
        typed("actor", "edit", it, "--diffusion", "public")
    agreed, silent = [it for it in PEOPLE if it.diffusion is Diffusion.PUBLIC]
    typed("privacy", "consent", agreed.slug, "public", "given")
    typed(
        "privacy", "responsible", f"{PEOPLE[0].name}, coordination, {PEOPLE[0].email}"
    )
    typed("signal", "triage", *map(str, range(1, 9)), "--state", "kept")
    typed("site", "show", "signal", *map(str, range(1, 9)))
    typed("site", "show", "interaction", *map(str, range(1, 25)))
    typed("site", "show", "committee", "groupe", "--fr", "Le groupe.")
    report = tmp_path / "left.csv"
    said = typed("site", "build", str(tmp_path / "s"), "--report", str(report))
    hidden = [it for it in PEOPLE if it is not agreed]
    assert betrayed(everything(tmp_path / "s") + said, hidden) == set()
    assert silent.slug not in everything(tmp_path / "s")
    assert agreed.name in everything(tmp_path / "s")
    told = report.read_text("utf-8-sig")
    nobody = [it for it in PEOPLE if it.diffusion is Diffusion.FORBIDDEN]
    assert PEOPLE[0].name in told  # The team knows them.
    assert betrayed(told + typed("site", "list"), nobody) == set()


# ---- the folder -----------------------------------------------------------------------


def test_empty_store_makes_a_whole_site(typed: Typed, tmp_path: Path) -> None:
    answer = built(typed, tmp_path / "s")
    files = read(tmp_path / "s")
    assert answer["on_it"] == dict.fromkeys(
        ("experts", "organizations", "committees", "events", "news", "experiences"), 0
    )
    for html in pages(files).values():
        parsed(html)
    assert broken(files) == []


def test_same_store_gives_the_same_bytes(furnished: Typed, tmp_path: Path) -> None:
    shown_signal(furnished)
    built(furnished, tmp_path / "one")
    built(furnished, tmp_path / "two")
    assert read(tmp_path / "one") == read(tmp_path / "two")


def test_building_again_replaces_what_was_there(
    furnished: Typed, tmp_path: Path
) -> None:
    shown_signal(furnished)
    built(furnished, tmp_path / "s")
    furnished("actor", "edit", "abri-est", "--diffusion", "internal")
    answer = built(furnished, tmp_path / "s")
    assert answer["removed"] != 0
    assert "Abri" not in everything(tmp_path / "s")
    assert [it.name for it in tmp_path.iterdir() if it.name.startswith(".")] == []


def test_dry_run_writes_nothing(
    furnished: Typed, tmp_path: Path, address: Address
) -> None:
    built(furnished, tmp_path / "s", "--dry-run", "--report", str(tmp_path / "r.csv"))
    assert list(tmp_path.glob("[!.]*.csv")) == []
    assert not (tmp_path / "s").exists()
    store = open_store(address)
    assert list_departures(store) == []
    store.dispose()


def refused(run: Run, address: Address, *words: str) -> Answer:
    answer = run("site", "build", *words, at=address)
    assert answer.code != 0
    return answer


def test_folder_of_somebody_else_is_not_touched(
    run: Run, address: Address, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("important")
    assert refused(run, address, str(tmp_path)).code == ExitCode.CONFLICT
    assert (tmp_path / "notes.txt").read_text() == "important"


def test_file_added_to_a_site_is_not_lost(
    typed: Typed, run: Run, address: Address, tmp_path: Path
) -> None:
    built(typed, tmp_path / "s")
    (tmp_path / "s" / "CNAME").write_text("essai.example")
    answer = refused(run, address, str(tmp_path / "s"))
    assert "CNAME" in answer.err
    assert (tmp_path / "s" / "CNAME").exists()


def test_file_is_no_folder(run: Run, address: Address, tmp_path: Path) -> None:
    (tmp_path / "s").write_text("")
    assert refused(run, address, str(tmp_path / "s")).code == ExitCode.USAGE


def test_report_may_not_be_public(run: Run, address: Address, tmp_path: Path) -> None:
    folder = tmp_path / "s"
    inside = str(folder / "r.csv")
    answer = refused(run, address, str(folder), "--report", inside)
    assert answer.code == ExitCode.USAGE
    assert not folder.exists()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_everybody_reads_the_site_and_nobody_the_report(
    furnished: Typed, tmp_path: Path
) -> None:
    built(furnished, tmp_path / "s", "--report", str(tmp_path / "r.csv"))
    site = [tmp_path / "s", *(tmp_path / "s").rglob("*")]
    modes = {it.is_dir(): set[int]() for it in site}
    for it in site:
        modes[it.is_dir()].add(stat.S_IMODE(it.stat().st_mode))
    assert modes == {True: {0o755}, False: {0o644}}
    assert stat.S_IMODE((tmp_path / "r.csv").stat().st_mode) == 0o600


def test_site_is_noted_among_what_left(
    furnished: Typed, tmp_path: Path, address: Address
) -> None:
    built(furnished, tmp_path / "s")
    import hashlib  # noqa: PLC0415

    store = open_store(address)
    [line] = list_departures(store, who="eve-marquis")
    store.dispose()
    sum_ = hashlib.sha256((tmp_path / "s" / MARKER).read_bytes()).hexdigest()
    assert (line.command, line.audience, line.sha256) == ("site build", "public", sum_)


def test_address_is_that_of_a_page(run: Run, address: Address, tmp_path: Path) -> None:
    folder = str(tmp_path / "s")
    answer = refused(run, address, folder, "--base-url", "javascript:alert(1)")
    assert answer.code == ExitCode.USAGE


def test_list_of_pages_is_made_with_an_address(typed: Typed, tmp_path: Path) -> None:
    built(typed, tmp_path / "s", "--base-url", "essai.example/site")
    text = (tmp_path / "s/sitemap.xml").read_text("utf-8")
    assert "<loc>https://essai.example/site/fr/index.html</loc>" in text
