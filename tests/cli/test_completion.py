"""Completion: the program that TAB runs, from outside, and what it knows."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reseau import places
from reseau.cli import completion_tree
from reseau.cli._base import click
from reseau.cli._words import OPTIONS as OPTION_NAMES
from reseau.cli._words import WHICH
from reseau.cli.completion import SHELLS
from reseau.completing import answer, commands
from reseau.completing.names import names_like
from reseau.domain.folding import spaced
from reseau.domain.vocabulary import ActorKind, Diffusion, Role
from reseau.store.place.address import Address, address_of
from reseau.store.place.completion_cache import cache_file
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actors import (
    ActorChanges,
    add_actor,
    edit_actor,
    remove_actor,
)
from reseau.usecases.vocabulary.themes import ThemeChanges, add_theme
from tests.commands import known_commands
from tests.support import Run, missing

PROGRAM = Path(sys.executable).with_name("reseau-complete")
HEAVY = {"alembic", "click", "dataclasses", "pathlib", "platformdirs", "re", "rich",
         "sqlalchemy", "tomllib", "typer", "typing"}  # fmt: skip
Complete = Callable[..., list[str]]


def quiet_run(
    *command: str, store: Path | str | None, lang: str = "fr", folder: Path
) -> str:
    """Run a program that must say nothing on standard error and answer 0."""
    kept = {"PATH", "HOME", "SYSTEMROOT", "RESEAU_CONFIG"}
    surroundings = {name: it for name, it in os.environ.items() if name in kept}
    surroundings["PATH"] = f"{PROGRAM.parent}{os.pathsep}{surroundings['PATH']}"
    surroundings |= {"RESEAU_LANG": lang, "XDG_DATA_HOME": str(folder)}
    if store is not None:
        surroundings["RESEAU_DATABASE"] = str(store)
    done = subprocess.run(
        command, env=surroundings, capture_output=True, check=False, cwd=folder
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode("utf-8")


def add(store: Store, name: str, *, person: bool = True, dry_run: bool = False) -> None:
    kind = ActorKind.PERSON if person else ActorKind.ORGANIZATION
    add_actor(store, name, kind=kind, changes=ActorChanges(), dry_run=dry_run)


@pytest.fixture
def known(sqlite_store: Store) -> Address:
    """Give a store with a few actors."""
    person, organization = ActorKind.PERSON, ActorKind.ORGANIZATION
    for name, kind, changes in (
        ("Étienne Bélanger", person, ActorChanges()),
        ("Étienne Caché", person, ActorChanges(diffusion=Diffusion.FORBIDDEN)),
        ("Marie-Ève L’Écuyer", person, ActorChanges()),
        ("CDC de Rosemont", organization, ActorChanges(aliases=("L’Étoile filante",))),
    ):
        add_actor(sqlite_store, name, kind=kind, changes=changes)
    return sqlite_store.address


@pytest.fixture
def complete(known: Address, tmp_path: Path) -> Complete:
    """Give a function that presses TAB: what is offered, without its meaning."""

    def press(
        *typed: str, lang: str = "fr", store: Path | str | None = None
    ) -> list[str]:
        out = quiet_run(
            str(PROGRAM), "zsh", *typed,
            store=store or known.file, lang=lang, folder=tmp_path,
        )  # fmt: skip
        return [line.split("\t")[0] for line in out.splitlines()]

    return press


@pytest.mark.parametrize(
    "typed", ["Éti", "eti", "ÉTI", "etienne-bel", "Étienne Bél", "bél"]
)
def test_name_is_found_whatever_its_accents(complete: Complete, typed: str) -> None:
    assert complete("acteur", "montrer", typed) == ["etienne-belanger"]


@pytest.mark.parametrize("typed", ["marie eve", "Marie-Ève L'É", "ecuyer", "l ecu"])
def test_hyphens_and_quotes_are_blanks(complete: Complete, typed: str) -> None:
    assert complete("actor", "show", typed) == ["marie-eve-l-ecuyer"]


def test_actor_is_found_by_another_name(complete: Complete) -> None:
    assert complete("actor", "show", "étoile") == ["cdc-de-rosemont"]


def test_name_is_the_meaning_of_a_short_code(known: Address, tmp_path: Path) -> None:
    out = quiet_run(
        str(PROGRAM), "fish", "actor", "show", "eti", store=known.file, folder=tmp_path
    )
    assert out == "etienne-belanger\tÉtienne Bélanger\n"


def test_person_shown_to_nobody_is_never_offered(complete: Complete) -> None:
    offered = [
        *complete("actor", "show", ""),
        *complete("person", "show", "cach"),
        *complete("log", "x", "--with", "etienne-cache"),
    ]
    assert "etienne-cache" not in offered


def test_archived_and_merged_actors_are_never_offered(
    complete: Complete, known: Address
) -> None:
    with sqlite3.connect(str(known.file)) as connection:
        connection.execute(
            "UPDATE actor SET archived_on = '2026-01-01' WHERE slug LIKE 'etienne-b%'"
        )
        connection.execute(
            "UPDATE actor SET merged_into = 1 WHERE slug = 'cdc-de-rosemont'"
        )
    connection.close()
    assert complete("actor", "show", "") == ["marie-eve-l-ecuyer"]


def test_person_argument_offers_people_only(complete: Complete) -> None:
    assert complete("person", "show", "") == ["etienne-belanger", "marie-eve-l-ecuyer"]


def test_second_argument_is_told_from_the_first(complete: Complete) -> None:
    assert complete("personne", "joindre", "etienne-belanger", "") == [
        "cdc-de-rosemont"
    ]


@pytest.mark.parametrize(
    ("lang", "typed", "offered"),
    [
        ("fr", ["no"], ["noter"]),
        ("en", ["lo"], ["log"]),
        ("fr", ["lo"], ["log"]),
        ("en", ["actor", "sh"], ["show"]),
        ("fr", ["acteur", "mon"], ["montrer"]),
        ("fr", ["actor", "list", "--ty"], ["--type"]),
        ("en", ["acteur", "lister", "--so"], ["--sort"]),
        ("fr", ["--lang", "en", "committee", "sh"], ["show"]),
        ("fr", ["nothing", "sh"], []),
    ],
)
def test_commands_and_options_are_in_the_language_of_the_reader(
    complete: Complete, lang: str, typed: list[str], offered: list[str]
) -> None:
    assert complete(*typed, lang=lang) == offered


@pytest.mark.parametrize(
    ("lang", "typed", "offered"),
    [
        ("fr", ["noter", "x", "--type", "reu"], ["réunion"]),
        ("en", ["log", "x", "--kind", "réu"], ["meeting"]),
        ("en", ["log", "x", "--kind=me"], ["--kind=meeting", "--kind=message"]),
        ("fr", ["partner", "list", "--status", "ac"], ["actif"]),
        ("fr", ["log", "x", "--with", "cdc=hô"], ["cdc=hôte"]),
        ("en", ["actor", "list", "--format", "j"], ["json"]),
        ("en", ["committee", "add", "x", "--kind", "adv"], ["advisory-group"]),
    ],
)
def test_listed_words_are_in_the_language_of_the_reader(
    complete: Complete, lang: str, typed: list[str], offered: list[str]
) -> None:
    assert complete(*typed, lang=lang) == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("@éti", ["@etienne-belanger"]),
        ('@"Étienne B', ["@etienne-belanger"]),
        ("@cdc-de-rosemont=hô", ["@cdc-de-rosemont=hôte"]),
        ("type:réu", ["type:réunion"]),
        ("par:eti", ["par:etienne-belanger"]),
        ("par:etienne-belanger=ros", ["par:etienne-belanger=cdc-de-rosemont"]),
        ("durée:1", []),
        ("http://eti", []),
        ("eti", []),
    ],
)
def test_marks_of_a_quick_line_are_completed(
    complete: Complete, typed: str, offered: list[str]
) -> None:
    assert complete("noter", "hier", "Rencontre", typed) == offered


def test_themes_of_a_quick_line_are_completed(
    complete: Complete, known: Address
) -> None:
    add_theme(
        open_store(known), "Saine alimentation", "Healthy food", changes=ThemeChanges()
    )
    assert complete("noter", "x", "+alim") == ["+saine-alimentation"]


def test_words_offered_in_french_are_understood() -> None:
    text = commands.read()
    for row in commands.section(text, "=Role").of("word"):
        assert Role.read(row[1]).value == row[0]


def test_option_of_everywhere_names_the_store(
    complete: Complete, known: Address, tmp_path: Path
) -> None:
    nothing = tmp_path / "none.sqlite"
    typed = ["--base", str(known.file), "actor", "show", "bel"]
    assert complete(*typed, store=nothing) == ["etienne-belanger"]


def test_option_with_two_values_offers_both(complete: Complete) -> None:
    typed = ["actor", "duplicates", "--distinct", "etienne-belanger", "ros"]
    assert complete(*typed) == ["cdc-de-rosemont"]
    assert complete(*typed[:-1], "x", "") == []


def test_no_option_is_offered_after_a_bare_double_dash(complete: Complete) -> None:
    assert complete("actor", "show", "--", "--format") == []


@pytest.mark.parametrize(
    "content", [None, b"", b"not a store", b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_missing_or_damaged_store_offers_nothing(
    complete: Complete, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "damaged.sqlite"
    if content is not None:
        file.write_bytes(content)
    assert complete("actor", "show", "a", store=file) == []


def test_store_without_today_s_tables_offers_nothing(
    complete: Complete, tmp_path: Path
) -> None:
    file = tmp_path / "old.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE actor (slug TEXT)")
    connection.close()
    assert complete("actor", "show", "a", store=file) == []


def test_nothing_is_made_where_there_is_no_store(tmp_path: Path) -> None:
    quiet_run(str(PROGRAM), "bash", "actor", "show", "a", store=None, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_locked_store_offers_nothing(complete: Complete, known: Address) -> None:
    with sqlite3.connect(str(known.file), isolation_level=None) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        assert complete("actor", "show", "") == []
        connection.execute("ROLLBACK")
    connection.close()


def test_server_without_a_copy_offers_nothing(complete: Complete) -> None:
    address = "postgresql+psycopg://user@host.invalid/reseau"
    assert complete("actor", "show", "", store=address) == []


@pytest.mark.parametrize("typed", [[], ["bash"], ["powershell"], ["tcsh", "actor"]])
def test_wrong_call_says_nothing_wrong(typed: list[str], tmp_path: Path) -> None:
    quiet_run(str(PROGRAM), *typed, store=None, folder=tmp_path)


def test_reader_that_left_is_no_error(known: Address, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [str(PROGRAM), "zsh", ""], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_twenty_thousand_actors_give_an_answer(
    complete: Complete, known: Address
) -> None:
    with sqlite3.connect(str(known.file)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(actor)")]
        others = ", ".join(
            it for it in columns if it not in {"key", "uid", "slug", "name_key"}
        )
        connection.execute(
            f"""WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
            INSERT INTO actor (uid, slug, name_key, {others})
            SELECT lower(hex(randomblob(16))), 'groupe-' || i, 'groupe ' || i, {others}
            FROM n, actor WHERE actor.slug = 'cdc-de-rosemont'"""
        )
    connection.close()
    assert complete("actor", "show", "Groupe 19999") == ["groupe-19999"]
    assert len(complete("actor", "show", "grou")) == 100


def test_nothing_heavy_is_imported(known: Address, tmp_path: Path) -> None:
    code = (
        "import sys; before = set(sys.modules); from reseau.completing import main;"
        "sys.argv = ['', 'zsh', 'actor', 'show', 'Éti']; main();"
        "print(*sorted(set(sys.modules) - before))"
    )
    out = quiet_run(
        sys.executable, "-S", "-c",
        f"import sys; sys.path.insert(0, {str(Path(places.__file__).parents[1])!r}); {code}",
        store=known.file, folder=tmp_path,
    )  # fmt: skip
    first, loaded = out.splitlines()
    assert first.startswith("etienne-belanger")
    assert not {it.split(".")[0] for it in loaded.split()} & HEAVY
    assert not any(
        it.startswith(("reseau.cli", "reseau.store")) for it in loaded.split()
    )


def test_hostile_names_are_shown_on_one_line(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(sqlite_store, "Alpha", person=False)
    with sqlite3.connect(str(sqlite_store.address.file)) as connection:
        connection.execute(
            "UPDATE actor SET name = 'A' || char(27) || '[2J' || char(10) || 'b'"
        )
    connection.close()
    monkeypatch.setenv("RESEAU_DATABASE", str(sqlite_store.address.file))
    assert answer("zsh", ["actor", "show", "al"]) == "alpha\tA [2J b\n"


def test_short_code_that_is_none_is_never_offered(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(sqlite_store, "Alpha", person=False)
    with sqlite3.connect(str(sqlite_store.address.file)) as connection:
        connection.execute("UPDATE actor SET slug = '$(reboot)'")
    connection.close()
    monkeypatch.setenv("RESEAU_DATABASE", str(sqlite_store.address.file))
    assert answer("zsh", ["actor", "show", "al"]) == ""


# The shells themselves.


SCRIPTS = completion_tree.FILE.parents[1] / "cli" / "completion_scripts"


def shell_program(shell: str) -> str:
    """Find a shell, or pass the test, which is refused where nothing may be skipped."""
    program = shutil.which(shell)
    if program is None:
        missing(shell)
        raise AssertionError
    return program


def press_in(shell: str, line: str, *, store: Path, folder: Path) -> list[str]:
    """Source the script in a shell and give what it would offer for a line."""
    options = ["--norc"] if shell == "bash" else ["--no-config"]
    source = f"source {SCRIPTS}/reseau.{shell}\n{line}"
    program = shell_program(shell)
    out = quiet_run(program, *options, "-c", source, store=store, folder=folder)
    return out.splitlines()


OPTIONS = {"bash": "--norc", "zsh": "-f", "fish": "--no-config"}
# What stands for reseau in the shell: it keeps the words of the line that was typed.
KEEPERS = {
    "bash": "reseau() { printf '%s\\n' \"$@\" > typed; }",
    "zsh": "reseau() { printf '%s\\n' \"$@\" > typed; }",
    "fish": "function reseau; printf '%s\\n' $argv > typed; end",
}


def type_in(shell: str, keys: str, *, store: Path, folder: Path) -> list[str]:
    """Type a line in a shell on a terminal, press ENTER, and give its words."""
    pytest.importorskip("pty", reason="Windows has no such terminals")
    spawn = "import pty, sys; pty.spawn(sys.argv[1:])"
    script = f"source {SCRIPTS}/reseau.{shell}"
    typed = "\r".join((KEEPERS[shell], script, keys, "exit", ""))
    surroundings = {
        "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "RESEAU_DATABASE": str(store),
        "RESEAU_LANG": "fr",
    }
    done = subprocess.run(
        [sys.executable, "-c", spawn, shell_program(shell), OPTIONS[shell], "-i"],
        input=typed.encode(), env=surroundings, cwd=folder, timeout=60,
        stdout=subprocess.PIPE, check=False,
    )  # fmt: skip
    kept = folder / "typed"
    assert kept.is_file(), done.stdout
    return kept.read_text("utf-8").splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("reseau act\t mon\t etien\t", ["acteur", "montrer", "etienne-belanger"]),
        ("reseau acteur montrer ecuy\t", ["acteur", "montrer", "marie-eve-l-ecuyer"]),
        ("reseau noter x --typ\t réun\t", ["noter", "x", "--type", "réunion"]),
        ("reseau noter x --avec=ros\t", ["noter", "x", "--avec=cdc-de-rosemont"]),
        ("reseau noter hier x @etien\t", ["noter", "hier", "x", "@etienne-belanger"]),
    ],
)
def test_tab_completes_the_line_on_a_terminal(
    known: Address, tmp_path: Path, shell: str, keys: str, words: list[str]
) -> None:
    assert known.file is not None
    assert type_in(shell, keys, store=known.file, folder=tmp_path) == words


def in_bash(*words: str) -> str:
    quoted = " ".join(f"'{it}'" for it in ("reseau", *words))
    return (
        f"COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _reseau;"
        "printf '%s\\n' \"${COMPREPLY[@]}\""
    )


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("acteur", "montrer", "Éti"), ["etienne-belanger"]),
        (("acteur", "montrer", '"Étienne B'), ["etienne-belanger"]),
        (("acteur", "montrer", r"Étienne\ B"), ["etienne-belanger"]),
        (("log", "x", "--with", "=", "éti"), ["etienne-belanger"]),
        (("log", "x", "--with", "cdc", "=", "hô"), ["hôte"]),
        (("log", "x", "--create", "="), ["organisme", "personne"]),
        (("log", "x", "@", "éti"), ["@etienne-belanger"]),
        (("log", "x", "@", "cdc", "=", "hô"), ["hôte"]),
        (("log", "x", "type", ":", "réu"), ["réunion"]),
        (("acteur", "li"), ["lister"]),
    ],
)
def test_bash_function_answers(
    known: Address, tmp_path: Path, words: tuple[str, ...], offered: list[str]
) -> None:
    assert known.file is not None
    assert (
        press_in("bash", in_bash(*words), store=known.file, folder=tmp_path) == offered
    )


def test_bash_keeps_what_is_typed_when_values_have_less_in_common(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Étienne Roy", "Élise Roy"):
        add(sqlite_store, name)
    monkeypatch.setenv("RESEAU_DATABASE", str(sqlite_store.address.file))
    assert answer("bash", ["actor", "show", "roy"]).splitlines()[-1] == " "
    assert answer("bash", ["actor", "show", "é"]) == "elise-roy\netienne-roy\n"


def test_fish_function_answers(known: Address, tmp_path: Path) -> None:
    assert known.file is not None
    line = 'complete -C "reseau acteur montrer eti"'
    found = press_in("fish", line, store=known.file, folder=tmp_path)
    assert found == ["etienne-belanger\tÉtienne Bélanger"]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_tab_forgives_accents_on_a_terminal(
    known: Address, tmp_path: Path, shell: str
) -> None:
    assert known.file is not None
    found = type_in(
        shell, "reseau log x --with Étoi\t", store=known.file, folder=tmp_path
    )
    assert found == ["log", "x", "--with", "cdc-de-rosemont"]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("acteur montrer Étienne\t", ["acteur", "montrer", "Étienne Bélanger"]),
        ("log x --with=Bél\t", ["log", "x", "--with=Étienne Bélanger"]),
        ("noter x --type reu\t", ["noter", "x", "--type", "reunion"]),
    ],
)
def test_fish_gives_what_has_the_typed_letters(
    known: Address, tmp_path: Path, keys: str, words: list[str]
) -> None:
    """Fish drops a value without them: it forgives no accent."""
    assert known.file is not None
    found = type_in("fish", f"reseau {keys}", store=known.file, folder=tmp_path)
    assert found == words


def test_powershell_gives_the_last_word_after_a_dot(
    known: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESEAU_DATABASE", str(known.file))
    assert answer("powershell", ["actor", "show", ".Éti"]) == (
        "etienne-belanger\tÉtienne Bélanger\n"
    )
    assert answer("powershell", ["actor", "show", "."]).count("\n") == 3


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("typed", ["completion", "Complétion"])
def test_command_prints_the_script(run: Run, shell: str, typed: str) -> None:
    done = run(typed, shell)
    assert (done.code, done.err) == (0, "")
    assert f"reseau-complete {shell}" in done.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_printed_script_is_right_for_its_shell(run: Run, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} was not found")
    script = run("completion", shell).out
    done = subprocess.run(
        [program, "-n"], input=script.encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_unknown_shell_is_refused(run: Run) -> None:
    done = run("completion", "tcsh")
    assert (done.code, "powershell" in done.err) == (2, True)


# What it knows of the commands.


@pytest.mark.checkout
def test_written_commands_are_those_of_the_code() -> None:
    # “python -m reseau.cli.completion_tree” brings them up to date.
    assert completion_tree.FILE.read_text("utf-8") == completion_tree.tree()


def test_every_command_and_option_is_known() -> None:
    text = commands.read()
    for known in known_commands():
        found = commands.section(text, " ".join(["reseau", *known.path]))
        replaced = {OPTION_NAMES[WHICH[it]] for it in known.options if it in WHICH}
        offered = {it for row in found.of("option") for it in row[:2]}
        assert offered == set(known.options) - replaced
        if isinstance(known.command, click.Group):
            names = known.command.list_commands(click.Context(known.command))
            assert [row[0] for row in found.of("command")] == names


def test_every_list_that_is_taken_exists() -> None:
    text = commands.read()
    taken = {
        kind
        for known in known_commands()
        for row in commands.section(text, " ".join(["reseau", *known.path])).rows
        if row[0] in {"option", "argument"}
        for kind in row[-1].rstrip("+").split("=")
        if kind[:1].isupper()
    }
    assert all(commands.section(text, f"={it}").of("word") for it in taken)
    assert len(taken) > 10


def test_no_word_to_type_has_a_blank() -> None:
    text = commands.read()
    titles = [it[2:-1] for it in text.splitlines() if it.startswith("[=")]
    words = [
        row for it in titles for row in commands.section(text, f"={it}").of("word")
    ]
    assert words
    assert not [row for row in words if " " in row[0] + row[1]]


# Places: the same for completion as for the commands.


@pytest.mark.skipif(sys.platform != "linux", reason="platformdirs is asked elsewhere")
@pytest.mark.parametrize("kind", ["config", "data", "cache"])
@pytest.mark.parametrize("named", ["", "/srv/here", "relative"])
def test_folders_are_those_of_platformdirs(
    kind: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import platformdirs  # noqa: PLC0415

    monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", named)
    expected = getattr(platformdirs, f"user_{kind}_dir")("reseau", appauthor=False)
    assert places.user_folder(kind) == expected


@pytest.mark.parametrize(
    "name", ["a b.sqlite", "50%.sqlite", "what?.sqlite", "n#1.sqlite", "é.sqlite"]
)
@pytest.mark.parametrize("scheme", ["", "sqlite:///"])
def test_store_is_found_where_the_commands_find_it(
    known: Address, tmp_path: Path, name: str, scheme: str
) -> None:
    file = tmp_path / name
    shutil.copy(str(known.file), file)
    typed = f"{scheme}{file}"
    assert address_of(typed).file == file
    found = names_like("actor", "bel", language="fr", database=typed)
    assert found == [("etienne-belanger", "Étienne Bélanger")]


# A server: the names are copied beside the preferences.


@pytest.fixture
def server(postgresql_address: Address) -> Iterator[Store]:
    """Give an empty store on PostgreSQL."""
    opened = open_store(postgresql_address)
    yield opened
    opened.dispose()


def offered(server: Store, typed: str, kind: str = "actor") -> list[tuple[str, str]]:
    return names_like(kind, typed, language="fr", database=server.address.url)


@pytest.mark.postgresql
def test_names_of_a_server_are_offered_without_it(server: Store) -> None:
    changes = ActorChanges(aliases=("L’Étoile",))
    add_actor(server, "CDC de Rosemont", kind=ActorKind.ORGANIZATION, changes=changes)
    assert offered(server, "rose") == [("cdc-de-rosemont", "CDC de Rosemont")]
    assert offered(server, "l'étoi") == [("cdc-de-rosemont", "CDC de Rosemont")]
    assert offered(server, "rose", "person") == []


@pytest.mark.postgresql
def test_copy_follows_each_change(server: Store) -> None:
    add(server, "Étienne Roy")
    edit_actor(server, "etienne-roy", changes=ActorChanges(name="Étienne Gagné"))
    assert offered(server, "gagne") == [("etienne-roy", "Étienne Gagné")]
    remove_actor(server, "etienne-roy")
    assert offered(server, "") == []


@pytest.mark.postgresql
def test_copy_holds_nobody_who_is_shown_to_nobody(server: Store) -> None:
    add(server, "Étienne Roy")
    edit_actor(
        server, "etienne-roy", changes=ActorChanges(diffusion=Diffusion.FORBIDDEN)
    )
    assert "etienne" not in cache_file(server.address).read_text("utf-8")


@pytest.mark.postgresql
def test_copy_is_read_by_its_owner_only(server: Store) -> None:
    add(server, "Étienne Roy")
    mode = cache_file(server.address).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


@pytest.mark.postgresql
def test_dry_run_writes_no_copy(server: Store) -> None:
    add(server, "Étienne Roy", dry_run=True)
    assert not cache_file(server.address).exists()


def test_file_has_no_copy(known: Address, tmp_path: Path) -> None:
    assert known.file is not None
    assert list(tmp_path.glob("completion-*")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’Écuyer", "l ecuyer"),
        ("Saint-Jean", "saint jean"),
        ("C.D.C.", "c d c"),
        ("", ""),
    ],
)
def test_text_is_folded_to_its_words(text: str, words: str) -> None:
    assert spaced(text) == words
