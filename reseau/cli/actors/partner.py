"""``reseau partner``: actors with a partnership."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, team_only, words
from reseau.cli._base import command, new_group, option
from reseau.cli.actors import actor_options as of
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, Begins, Create, DryRun, Ends, FormatOption, Yes
from reseau.cli.state import store, store_to_show
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.actors.actor_lists import ActorLine

app = new_group(N_("Partners: actors with a partnership."))

_STATUSES = N_("prospect, active, dormant or former.")


@command(
    app,
    "add",
    text=N_("Make an actor a partner."),
    example=N_(
        'reseau partner add "CDC de Rosemont" --status active --since 2025-01-15 '
        "--create organization"
    ),
)
def add(
    who: of.Who,
    status: Annotated[str, option("--status", text=_STATUSES)],
    since: Begins = None,
    create: Create = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import ActorKind, PartnerStatus
    from reseau.usecases.actors import partners

    done = partners.add_partner(
        store(),
        who,
        status=PartnerStatus.read(status),
        since=words.day(since),
        create=words.read_word(ActorKind, create),
        dry_run=dry_run,
    )
    report(done, _("{name} ({slug}) is a partner."))


@command(
    app,
    "edit",
    text=N_("Change the status of a partner; the former status ends that day."),
    example=N_("reseau partner edit cdc-rosemont --status dormant --since 2026-01-01"),
)
def edit(
    who: of.Who,
    status: Annotated[str | None, option("--status", text=_STATUSES)] = None,
    since: Begins = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import PartnerStatus
    from reseau.usecases.actors import partners

    done = partners.edit_partner(
        store(),
        who,
        status=words.read_word(PartnerStatus, status),
        since=words.day(since),
        dry_run=dry_run,
    )
    report(done, _("{name} ({slug}) is changed."))


@command(
    app,
    "remove",
    text=N_("End a partnership; the actor stays, as a former partner."),
    example=N_("reseau partner remove cdc-rosemont --on 2026-06-30"),
)
def remove(
    who: of.Who, on: Ends = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    from reseau.usecases.actors import partners

    ended = words.day(on)
    question = _("End the partnership of {name}?").format(name=who)
    if dry_run or output.confirm(question, yes=yes):
        done = partners.end_partnership(store(), who, on=ended, dry_run=dry_run)
        report(done, _("The partnership of {name} ({slug}) is ended."))


@command(
    app,
    "list",
    text=N_("List partners, as things stand today or on a day."),
    example=N_("reseau partner list --status active --sort last"),
)
def list_(
    status: Annotated[str | None, option("--status", text=_STATUSES)] = None,
    former: Annotated[bool, option("--all", text=N_("Former partners too."))] = False,
    territory: of.ActiveIn = None,
    sort: of.SortActors = "name",
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.domain.vocabulary import PartnerStatus
    from reseau.usecases.actors import actor_lists

    statuses = (
        set(PartnerStatus) if former else set(PartnerStatus) - {PartnerStatus.FORMER}
    )
    if status is not None:
        statuses = {PartnerStatus.read(status)}
    wanted = actor_lists.ActorFilter(
        statuses=statuses,
        territory=territory,
        everything=PartnerStatus.FORMER in statuses,
    )
    sort = words.one_of(sort, actor_lists.SORTS, option="--sort")
    found = actor_lists.list_actors(store(), wanted, sort=sort, at=words.day(at))
    _print(found, form=output.read_format(form))


@command(
    app,
    "show",
    text=N_("Show everything known of a partner."),
    example=N_("reseau partner show cdc-rosemont"),
)
def show(who: of.Who, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.actors.actor_card import print_actor
    from reseau.usecases.actors.partners import partner_card

    printed = output.read_format(form)
    card = partner_card(store_to_show(), who, lang=language(), at=words.day(at))
    print_actor(card, form=printed)


def _print(found: "Sequence[ActorLine]", *, form: output.Format) -> None:
    from reseau.usecases.actors.actor_lists import ActorLine

    print_list(
        found,
        [
            output.Column("slug", _("code")),
            output.Column("name", _("name")),
            output.Column("partner", _("status")),
            output.Column("partner_since", _("since")),
            output.Column("interactions", _("interactions"), right=True),
            output.Column("last", _("last")),
        ],
        of=ActorLine,
        form=form,
        empty=_("No partner. “reseau partner add” adds one."),
        total=ngettext("{n} partner", "{n} partners", len(found)).format(n=len(found)),
    )
    team_only.note_actors(it.slug for it in found)
