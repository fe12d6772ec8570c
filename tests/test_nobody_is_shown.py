"""Half of the people may not be shown: every output for an audience is searched.

A store where two people of each diffusion met, sit, advise, promise and are mentioned
in titles; every command that writes or prints for an audience is run for each of them
in every format, and the words of the names, the addresses and the numbers of those who
may not be shown are looked for in what was printed and written, archives unpacked.

People and organizations are invented.
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from reseau.completing import answer
from reseau.domain.names import folded
from reseau.domain.traces import digits
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    ContactKind,
    Diffusion,
    Role,
    TerritoryKind,
)
from reseau.errors import ExitCode
from reseau.store.place.address import Address
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.committees import CommitteeChanges, add_committee
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.vocabulary.territories import TerritoryChanges, add_territory
from reseau.usecases.vocabulary.themes import ThemeChanges, add_theme
from tests.commands import known_commands
from tests.support import Answer, Run


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, and all that betrays them."""

    given: str
    family: str
    diffusion: Diffusion
    phone: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def slug(self) -> str:
        return f"{folded(self.given)}-{folded(self.family)}"

    @property
    def email(self) -> str:
        return f"{folded(self.given)}@courrier.example"

    @property
    def nickname(self) -> str:
        return f"Surnom{folded(self.family)}"


PEOPLE = (
    Somebody("Iphigénie", "Quenouillard", Diffusion.INTERNAL, "514 555-0101"),
    Somebody("Isidore", "Quiquempois", Diffusion.INTERNAL, "514 555-0102"),
    Somebody("Gwendoline", "Quatresous", Diffusion.GROUP, "514 555-0103"),
    Somebody("Gontran", "Quesnelais", Diffusion.GROUP, "514 555-0104"),
    Somebody("Philomène", "Quincampoix", Diffusion.PUBLIC, "514 555-0105"),
    Somebody("Parsifal", "Quillebeuf", Diffusion.PUBLIC, "514 555-0106"),
    Somebody("Fulgence", "Quintefeuille", Diffusion.FORBIDDEN, "514 555-0107"),
    Somebody("Frénégonde", "Quadrifoglio", Diffusion.FORBIDDEN, "514 555-0108"),
)
ORGANIZATIONS = ("CDC Nord", "Solon Sud", "Abri Est")
_SHOWN = {
    Diffusion.PUBLIC: {Diffusion.PUBLIC},
    Diffusion.GROUP: {Diffusion.PUBLIC, Diffusion.GROUP},
    Diffusion.INTERNAL: {Diffusion.PUBLIC, Diffusion.GROUP, Diffusion.INTERNAL},
}
AUDIENCES = tuple(_SHOWN)


_TITLES = {
    3: "Café avec {it.name}",
    7: "Café chez M. {it.family}",
    10: "Café, appeler au {it.phone} ou {it.email}",
}


def fill(store: Store, run: Run, at: Address) -> None:
    """Let everybody meet, sit, promise, know, influence and be mentioned."""
    add_theme(store, "Logement", "Housing", changes=ThemeChanges())
    add_territory(
        store, "Quartier Nord", kind=TerritoryKind.NEIGHBOURHOOD,
        changes=TerritoryChanges(),
    )  # fmt: skip
    for name, it in zip(ORGANIZATIONS, PEOPLE[::3], strict=True):
        changes = ActorChanges(
            territories=["quartier-nord"], sector=f"Fondé par {it.name}"
        )
        add_actor(store, name, kind=ActorKind.ORGANIZATION, changes=changes)
    for it in PEOPLE:
        changes = ActorChanges(
            diffusion=it.diffusion, aliases=[it.nickname], notes=f"Voir {it.email}",
            contacts={ContactKind.EMAIL: [it.email], ContactKind.PHONE: [it.phone]},
        )  # fmt: skip
        add_actor(store, it.name, kind=ActorKind.PERSON, changes=changes)
    add_committee(
        store, "Groupe", kind=CommitteeKind.ADVISORY_GROUP, changes=CommitteeChanges()
    )
    for rank, it in enumerate(PEOPLE):
        typed = ("committee", "join", "groupe", it.slug, "--since", "2025-01-01")
        org = ORGANIZATIONS[rank % 3]
        done(run(*typed, "--on-behalf-of", org, at=at))
    for rank, it in enumerate(PEOPLE):
        others = [PEOPLE[(rank + step) % len(PEOPLE)] for step in (1, 2, 3)]
        for month in (3, 7, 10):
            log_interaction(
                store,
                Entry(
                    title=_TITLES[month].format(it=it), held_on=date(2026, month, rank + 1),
                    notes=f"Écrire à {it.email}, {it.phone}", committee="groupe",
                    participants=[
                        (it.slug, Role.ORGANIZER),
                        *((other.slug, Role.PARTICIPANT) for other in others),
                        (ORGANIZATIONS[rank % 3], Role.HOST),
                        (ORGANIZATIONS[(rank + 1) % 3], Role.PARTICIPANT),
                    ],
                    brought_by={others[0].slug: it.slug},
                    themes=["logement"], place=f"Chez {it.name}",
                    follow_ups=[f"Rappeler {it.name}"], due_on=date(2026, 12, 1),
                ),
            )  # fmt: skip
    for rank, it in enumerate(PEOPLE):
        other = PEOPLE[(rank + 1) % len(PEOPLE)].slug
        org = ORGANIZATIONS[rank % 3]
        done(run("expert", "declare", it.slug, "logement", "--source", it.name, at=at))
        done(run("person", "join", it.slug, org, "--title", "Direction", at=at))
        typed = ("influence", "assert", it.slug, other, "--strength", "3")
        done(
            run(
                *typed,
                "--theme",
                "logement",
                "--by",
                it.slug,
                "--evidence",
                it.name,
                at=at,
            )
        )
    done(run("partner", "add", PEOPLE[-1].slug, "--status", "active", at=at))
    see_and_ask(run, at)
    decide_and_act(run, at)
    done(run("influence", "objective", "Loyers", "--theme", "logement", at=at))
    take_sides(run, at)
    keep_the_books(run, at)


def _kept(it: Somebody) -> str:
    """Give a word that the titles of those shown to nobody have, and no other title."""
    return " réservé" if it.diffusion is Diffusion.FORBIDDEN else ""


def take_sides(run: Run, at: Address) -> None:
    """Let everybody have an objective named after them, on which others stand."""
    for it in PEOPLE:
        position = ("influence", "position", it.slug)
        done(run(*position, "loyers", "--stance", "2", at=at))
        done(run("influence", "objective", f"Siège de {it.name}", at=at))
        done(run(*position, f"siege-de-{it.slug}", "--stance", "1", at=at))
        for org in ("cdc-nord", "solon-sud", "abri-est"):
            of_org = ("influence", "position", org, f"siege-de-{it.slug}")
            done(run(*of_org, "--stance", "1", at=at))


def see_and_ask(run: Run, at: Address) -> None:
    """Let everybody bring a signal, ask a question and speak for the collective."""
    for it in PEOPLE:
        typed = (
            "signal",
            "add",
            f"Vu par {it.name}{_kept(it)}",
            "--by",
            it.slug,
            "--theme",
        )
        words = ("logement", "--summary", f"Écrire à {it.email} ou {it.phone}")
        done(run(*typed, *words, "--source", it.name, at=at))
        asked = (
            "need",
            "add",
            f"Que sait {it.name} ?{_kept(it)}",
            "--asked-by",
            it.slug,
        )
        done(run(*asked, "--could-answer", f"{it.slug}={it.name} le sait", at=at))
        speaks = ("spokesperson", "add", it.slug, "--note", f"Voir {it.name}")
        done(run(*speaks, at=at))


def decide_and_act(run: Run, at: Address) -> None:
    """Let everybody be named in what is decided, made, aimed at and obtained."""
    for it in PEOPLE:
        words = f"Voir {it.name}, {it.email}, {it.phone}"
        aim = f"cible-{it.family.lower()}{_kept(it).lower()}".replace(" ", "-")
        of_it: tuple[tuple[str, ...], ...] = (
            ("decision", "add", f"Écrire à {it.name}", "--text", words, "--committee",
             "groupe", "--on", "2026-06-01", "--actor", it.slug, "--recorded-in", words),
            ("product", "add", f"Portrait de {it.name}{_kept(it)}", "--kind", "portrait", "--theme",
             "logement", "--place", words, "--notes", words, "--on", "2026-06-02"),
            ("strategy", "add", f"Cible {it.family}{_kept(it)}", "--change", words, "--target",
             it.slug, "--message", words, "--means", words, "--theme", "logement",
             "--start", "2026-01-01", "--due", "2026-10-01"),
            ("strategy", "pledge", aim, it.slug, words, "--on", "2026-02-01", "--due", "2026-10-01"),
            ("marker", "add", aim, f"Vu chez {it.name}", "--level", "like", "--actor",
             it.slug),
            ("mission", "add", f"Essai de {it.name}{_kept(it)}", "--hypothesis", words, "--strategy",
             aim, "--start", "2026-01-15", "--due", "2026-10-01"),
            ("outcome", "add", f"Ouvert par {it.name}{_kept(it)}", "--who", it.slug, "--on",
             "2026-09-01", "--contribution", words, "--others", words, "--strategy", aim,
             "--significance", words, "--evidence", words, "--theme", "logement"),
        )  # fmt: skip
        for typed in of_it:
            done(run(*typed, at=at))


def keep_the_books(run: Run, at: Address) -> None:
    """Let those shown to nobody be named in every text of the team's records."""
    for it in (one for one in PEOPLE if one.diffusion is Diffusion.FORBIDDEN):
        words = f"Voir {it.name}, {it.email}, {it.phone}"
        number = str(PEOPLE.index(it) + 1)
        body = f"Table {number}"
        of_it: tuple[tuple[str, ...], ...] = (
            ("committee", "add", body, "--kind", "table"),
            ("committee", "mandate", "add", body, "--text", words, "--recorded-in",
             words, "--since", "2026-01-01"),
            ("committee", "rule", "add", body, "consensus", "--note", words),
            ("committee", "seats", "add", body, f"Milieu de {it.name}"),
            ("actor", "add", f"Club {number}"),
            ("actor", "collaboration", "add", f"club-{number}", "abri-est",
             "--evidence", words),
            ("actor", "rename", f"club-{number}", f"Cercle {number}", "--on",
             "2026-03-01", "--note", words),
            ("influence", "position", "cdc-nord", "loyers", "--stance", "1",
             "--evidence", words),
            ("influence", "assert", "cdc-nord", "abri-est", "--strength", "1",
             "--evidence", words),
            ("expert", "declare", "cdc-nord", "logement", "--source", words),
            ("spokesperson", "add", "cdc-nord", "--committee", body, "--note", words),
            ("need", "add", f"Et {it.name} ?", "--signal", number, "--context", words,
             "--could-answer", f"cdc-nord={words}"),
            ("need", "validate", number, "--priority", "2", "--note", words),
            ("need", "answer", number, words),
            ("product", "reach", number, "30", f"copies de {it.name}"),
            ("strategy", "step", f"cible-{it.family.lower()}-reserve", "1", "--note", words),
            ("marker", "see", number, "1", "--state", "partly", "--evidence", words),
            ("mission", "test", number, "1", "--note", words),
            ("mission", "decide", number, "go", "--lesson", words),
            ("outcome", "substantiate", number, "--source", words, "--degree",
             "accepted", "--note", words),
            ("strategy", "drop", number, "--reason", words),
            ("strategy", "close", number, "--state", "reached", "--lesson", words),
            ("theme", "add", "--fr", f"Glanage {number}", "--en", f"Gleaning {number}",
             "--note", words),
        )  # fmt: skip
        for typed in of_it:
            done(run(*typed, at=at))


def done(said: Answer) -> None:
    assert said.code == 0, said.err


_SHARED = [
    "signals",
    "needs",
    "products",
    "outcomes",
    "decisions",
    "memberships",
    "affiliations",
    "partnerships",
    "expertise",
    "collaborations",
    "spokespersons",
    "changes",
    "committees",
    "mandates",
]
_RECORDS: tuple[tuple[str, ...], ...] = (
    *((kind, f"FILE.{ending}") for kind in _SHARED for ending in ("csv", "json")),
    ("all", "FILE.xlsx"),
)
# What follows the name of each command that is for an audience; FILE is a file.
FOR_AUDIENCE: dict[str, tuple[tuple[str, ...], ...]] = {
    "find": (
        ("café",),
        ("portrait",),
        ("cible",),
        ("ouvert",),
        ("essai",),
        ("écrire",),
        ("quenouillard quatresous quincampoix",),
        ("type:acteur",),
    ),
    "expert find": (("logement",),),
    "network mobilization": ((), ("--by", "actor"), ("--by", "committee")),
    "network load": ((),),
    "network rhythm": ((),),
    "influence matrix": ((), ("--theme", "logement")),
    "influence mactor": ((),),
    "influence rank": ((),),
    "influence dematel": ((),),
    "influence opinion": (("loyers",),),
    "map": (
        ("--out", "FILE.html"),
        ("--out", "FILE.html", "--layer", "committee"),
        ("--out", "FILE.html", "--layer", "affiliation"),
        ("--out", "FILE.html", "--compare", "2026-05-01"),
        ("--out", "FILE.svg"),
    ),
    "brief": (
        ("--since", "2026-03-01", "--out", "FILE.html"),
        ("--out", "FILE.html", "--full", "--with-titles"),
        ("--out", "FILE.html", "--until", "2026-07-20"),
        ("--out", "FILE.pdf"),
    ),
    "export csv": tuple(
        (table, "FILE.csv")
        for table in ("actors", "interactions", "participations", "memberships", "ties")
    ),
    "export records": _RECORDS,
    "export graphml": (("FILE.graphml",), ("FILE.graphml", "--layer", "committee")),
    "export gexf": (("FILE.gexf",),),
    "export kumu": (("FILE.json",),),
    "workbook": (("FILE.xlsx",),),
    "atlas": (("--out", "FILE.html"), ("--dry-run",)),
    "signal list": ((), ("--all",)),
    "signal digest": (("--since", "2026-01-01"),),
    "need list": ((), ("--all",)),
    "spokesperson list": ((),),
    "plan": (("--theme", "logement", "--budget", "3"),),
}
# Whom a product is made for is not who may see it.
_OF_A_PRODUCT = {"product add", "product edit"}

_OF_THE_CYCLE = ("decision", "product", "strategy", "marker", "mission", "outcome")
_OF_THE_TEAM = (
    ("actor", "change"), ("actor", "collaboration"), ("committee", "mandate"),
    ("committee", "rule"), ("committee", "seats"), ("spokesperson",),
)  # fmt: skip
_KEPT = ("strategies", "pledges", "markers", "missions")  # Never for another audience.
# For the team, which sees all but those whom nobody is shown.
FOR_THE_TEAM: tuple[tuple[str, ...], ...] = (
    ("network", "overview"), ("network", "brokers"), ("network", "core"),
    ("network", "communities"), ("network", "key-players"), ("network", "autonomy"),
    ("network", "backbone"), ("network", "isolated"), ("network", "overlap"),
    ("network", "compare", "2026-05-01", "2026-11-01"),
    ("network", "path", "cdc-nord", "abri-est"),
    ("network", "why", "cdc-nord", "solon-sud"),
    ("expert", "list"), ("expert", "gaps"), ("theme", "suggest"),
    ("theme", "show", "logement"), ("territory", "show", "quartier-nord"),
    ("committee", "list"), ("actor", "duplicates"), ("influence", "list"),
    ("signal", "show", "7"), ("need", "show", "7"), ("status",), ("history",),
    ("status", "--format", "json"), ("theme", "show", "logement", "--format", "json"),
    ("export", "ics", "FILE.ics"), ("export", "ics", "FILE.ics", "--with-actors"),
    ("influence", "template", "FILE.xlsx"),
    *((kind, "list") for kind in _OF_THE_CYCLE),
    *((kind, "list", "--format", "json") for kind in _OF_THE_CYCLE),
    *((kind, "show", "8") for kind in _OF_THE_CYCLE),
    *((kind, "show", "8", "--format", "json") for kind in _OF_THE_CYCLE),
    *(("export", "records", kind, f"FILE.{ending}") for kind in _KEPT
      for ending in ("csv", "json")),
    ("strategy", "pledges"), ("strategy", "pledges", "--format", "json"),
    *((*kind, "list") for kind in _OF_THE_TEAM),
    *((*kind, "list", "--format", "json") for kind in _OF_THE_TEAM),
    *((*kind, "show", "2") for kind in _OF_THE_TEAM),
    *((*kind, "show", "2", "--format", "json") for kind in _OF_THE_TEAM),
    ("influence", "positions"), ("influence", "positions", "--format", "json"),
    ("influence", "objectives"), ("influence", "objectives", "--format", "json"),
    ("influence", "list", "--format", "json"), ("theme", "show", "glanage-8"),
    ("expert", "show", "cdc-nord"), ("expert", "show", "cdc-nord", "--format", "json"),
    ("influence", "opinion", "siege-de-frenegonde-quadrifoglio"),
    ("influence", "mactor", "--format", "json"),
    ("impact",), ("impact", "--format", "json"), ("impact", "product", "8"), ("matrix",),
    ("matrix", "--format", "json"), ("find", "portrait"), ("find", "cible", "--format", "json"),
)  # fmt: skip

# The records themselves, which the team corrects: whole, and said not to be handed over.
RECORDS: tuple[tuple[str, ...], ...] = (
    ("actor", "list"), ("person", "list"), ("partner", "list"), ("follow-up", "list"),
    ("interaction", "list"), ("interaction", "show", "19"), ("actor", "show", "solon-sud"),
    ("committee", "show", "groupe"), ("person", "show", "fulgence-quintefeuille"),
)  # fmt: skip


def hidden_from(audience: Diffusion) -> list[Somebody]:
    return [it for it in PEOPLE if it.diffusion not in _SHOWN[audience]]


def betrayed(text: str, people: list[Somebody]) -> set[str]:
    """Give what betrays people in a text: each word, address and number apart."""
    plain = folded(text)
    numbers = digits(text)
    found = set()
    for it in people:
        words = (it.given, it.family, it.nickname, it.email, it.slug)
        found |= {word for word in words if folded(word) in plain}
        if digits(it.phone) in numbers:
            found.add(it.phone)
    return found


def everything(folder: Path) -> str:
    """Read every file of a folder, what is inside an archive too."""
    return "\n".join(
        it.read_bytes().decode("utf-8", "replace")
        if not zipfile.is_zipfile(it)
        else unpacked(it.read_bytes())
        for it in sorted(folder.rglob("*"))
        if it.is_file()
    )


def unpacked(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Address:
    """Give the store, filled once: what is tested only reads."""
    from reseau.store.place.address import address_of  # noqa: PLC0415

    file = tmp_path_factory.mktemp("hidden") / "store.sqlite"
    file.write_bytes(sqlite_template.read_bytes())
    file.chmod(0o600)
    return address_of(str(file))


@pytest.fixture
def filled(at: Address, run: Run) -> Address:
    store = open_store(at)
    with store.reading() as session:
        from reseau.store.models import Actor  # noqa: PLC0415

        empty = session.query(Actor).first() is None
    if empty:
        fill(store, run, at)
    store.dispose()
    return at


CASES = [
    (name, rest, audience)
    for name, several in FOR_AUDIENCE.items()
    for rest in several
    for audience in AUDIENCES
]


def test_every_command_for_an_audience_is_tried() -> None:
    found = {" ".join(it.path) for it in known_commands() if "--audience" in it.options}
    assert found - _OF_A_PRODUCT == set(FOR_AUDIENCE)


@pytest.mark.parametrize(
    ("name", "rest", "audience"),
    CASES,
    ids=[f"{name} {' '.join(rest)} {who}" for name, rest, who in CASES],
)
def test_nobody_hidden_is_in_an_output(
    run: Run,
    filled: Address,
    tmp_path: Path,
    name: str,
    rest: tuple[str, ...],
    audience: Diffusion,
) -> None:
    typed = [
        *name.split(), *(it.replace("FILE", str(tmp_path / "out")) for it in rest),
        "--audience", audience.value,
    ]  # fmt: skip
    hidden = hidden_from(audience)
    forms = ("table", "json", "csv") if not any("FILE" in it for it in rest) else ("",)
    for form in forms:
        said = run(*typed, *(("--format", form) if form else ()), at=filled)
        # Too few to say anything; or a plan, which the public is never given.
        refused = {ExitCode.USAGE} if name == "plan" else set()
        assert said.code in {0, ExitCode.CONFLICT} | refused, said.err
        text = f"{said.out}\n{said.err}\n{everything(tmp_path)}"
        asked = betrayed(" ".join(rest), hidden) if name == "find" else set()
        assert betrayed(text, hidden) - asked == set(), text[:2000]


@pytest.mark.parametrize("typed", FOR_THE_TEAM, ids=" ".join)
def test_nobody_forbidden_is_in_what_the_team_is_shown(
    run: Run, filled: Address, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    words = [it.replace("FILE", str(tmp_path / "out")) for it in typed]
    said = run(*words, at=filled)
    assert said.code == 0, said.err
    text = f"{said.out}\n{said.err}\n{everything(tmp_path)}"
    assert betrayed(text, hidden_from(Diffusion.INTERNAL)) == set(), text[:2000]


@pytest.mark.parametrize("typed", RECORDS, ids=" ".join)
def test_record_that_names_somebody_forbidden_says_whom_it_is_for(
    run: Run, filled: Address, typed: tuple[str, ...]
) -> None:
    for form in ("table", "json"):
        said = run(*typed, "--format", form, at=filled)
        assert said.code == 0, said.err
        assert betrayed(said.out, hidden_from(Diffusion.INTERNAL)), said.out
        assert "Somebody named here may be shown to nobody" in said.err


def test_record_that_names_nobody_forbidden_says_nothing(
    run: Run, filled: Address
) -> None:
    said = run("interaction", "show", "2", at=filled)
    assert betrayed(said.out, hidden_from(Diffusion.INTERNAL)) == set()
    assert "shown to nobody" not in said.err


@pytest.mark.parametrize(
    "typed",
    [
        ("product", "show", "réservé"), ("strategy", "show", "réservé"),
        ("mission", "show", "réservé"), ("need", "show", "réservé"),
        ("impact", "réservé"), ("signal", "show", "réservé"),
        ("product", "show", "portraits réservé"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_nobody_forbidden_is_proposed(
    run: Run, filled: Address, typed: tuple[str, ...]
) -> None:
    said = run(*typed, at=filled)
    assert said.code in {ExitCode.NOT_FOUND, ExitCode.AMBIGUOUS}
    assert "[…]" in said.err
    assert betrayed(said.err, hidden_from(Diffusion.INTERNAL)) == set(), said.err


def test_nobody_forbidden_is_completed(
    filled: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESEAU_DATABASE", str(filled.file))
    text = ""
    for it in PEOPLE:
        for begun in (it.given[:3], it.family[:4], it.nickname[:8], it.slug[:5]):
            text += answer("zsh", ["actor", "show", begun])
            text += answer("fish", ["log", f"@{begun}"])
    assert betrayed(text, hidden_from(Diffusion.INTERNAL)) == set()
    assert betrayed(text, list(PEOPLE))  # Something was completed.


def test_file_of_a_person_names_no_one_else(
    run: Run, filled: Address, tmp_path: Path
) -> None:
    mine = PEOPLE[4]
    done(run("privacy", "file", mine.slug, "--out", str(tmp_path), at=filled))
    others = [it for it in PEOPLE if it != mine]
    assert betrayed(everything(tmp_path), others) == set()
