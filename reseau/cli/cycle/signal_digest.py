"""Print the digest of what came since the advisory group's last meeting."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from reseau.cli import output
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _
from reseau.usecases.cycle.signal_digest import TOO_OLD, Backlog, Digest
from reseau.usecases.cycle.signal_lists import SignalLine

_SHOWN = 12


def print_digest(found: Digest, *, form: output.Format) -> None:
    """Print the digest: signals, silences, the backlog."""
    if form is output.Format.JSON:
        output.data(asdict(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in _FIELDS]
        output.rows(columns, [_row(it) for it in found.signals], form=form, empty="")
        return
    output.heading(_("Digest of {day}").format(day=formats.full_date(found.today)))
    output.line(_since(found))
    for it in found.signals:
        _print_signal(it)
    output.line()
    for sentence in _sentences(found):
        output.line(sentence)


_FIELDS = (
    "number", "title", "state", "seen_on", "published_on", "expires_on", "brought_by",
    "source", "link", "themes", "territory", "summary",
)  # fmt: skip


def _row(it: SignalLine) -> dict[str, output.Cell]:
    row = asdict(it)
    return {name: row[name] for name in _FIELDS} | {
        "themes": ", ".join(it.themes),
        "state": it.state.value,
    }


def _since(found: Digest) -> str:
    if found.meeting is not None:
        return _(
            "Since the meeting of {day} (#{number}, {title}), that day included."
        ).format(
            day=formats.full_date(found.meeting.held_on),
            number=found.meeting.number,
            title=output.safe(found.meeting.title),
        )
    if found.since is not None:
        return _("Since {day}, that day included.").format(
            day=formats.full_date(found.since)
        )
    return _("No meeting of an advisory group is logged: all signals are looked at.")


def _print_signal(it: SignalLine) -> None:
    output.line()
    output.line(output.safe(f"• #{it.number} {it.title}"), hang=2)
    about = [
        it.state.label(),
        ", ".join(it.themes),
        it.territory or "",
        _("brought by {name}").format(name=it.brought_by) if it.brought_by else "",
        it.source or "",
        formats.full_date(it.published_on or it.seen_on),
        _("matters until {day}").format(day=formats.full_date(it.expires_on))
        if it.expires_on
        else "",
    ]
    output.line("    " + output.safe(" · ".join(part for part in about if part)))
    if it.summary:
        output.line("    " + output.safe(it.summary[:280]))
    if it.link:
        output.line(f"    {output.safe(it.link)}")


def _sentences(found: Digest) -> Iterator[str]:
    if not found.signals:
        yield _("Nothing came in that period that is worth the meeting’s time.")
    if found.left_out:
        yield ngettext(
            "{n} more is left out: --limit shows it.",
            "{n} more are left out: --limit shows them.",
            found.left_out,
        ).format(n=formats.number(found.left_out))
    if found.set_aside or found.out_of_date:
        yield _("Not shown: {aside} set aside, {old} out of date.").format(
            aside=formats.number(found.set_aside), old=formats.number(found.out_of_date)
        )
    yield from _who(found)
    if found.silent_themes:
        yield _("Nothing came on {n} of {all} top themes: {names}.").format(
            n=formats.number(len(found.silent_themes)),
            all=formats.number(found.themes),
            names=_listed(found.silent_themes),
        )
    yield from backlog_sentences(found.backlog)


def _who(found: Digest) -> Iterator[str]:
    """Say who brought signals, who brought none, and who is not named."""
    if found.brought:
        yield _("Brought by: {names}.").format(
            names=", ".join(f"{output.safe(it)} ({n})" for it, n in found.brought)
        )
    if found.unsaid:
        yield ngettext(
            "Of {n} signal nobody said who brought it.",
            "Of {n} signals nobody said who brought them.",
            found.unsaid,
        ).format(n=formats.number(found.unsaid))
    if found.silent:
        yield _("Have brought nothing: {names}.").format(names=_listed(found.silent))
    if found.hidden:
        yield ngettext(
            "{n} person may not be named here.",
            "{n} people may not be named here.",
            found.hidden,
        ).format(n=formats.number(found.hidden))


def _listed(names: Sequence[str]) -> str:
    """Name some, and count the others."""
    shown = ", ".join(output.safe(it) for it in names[:_SHOWN])
    more = len(names) - _SHOWN
    if more <= 0:
        return shown
    return ngettext("{names} and {n} other", "{names} and {n} others", more).format(
        names=shown, n=formats.number(more)
    )


def _days(number: float) -> str:
    whole = int(number)  # “Three and a half or more” is three or more.
    return ngettext("{n} day", "{n} days", whole).format(n=formats.number(whole))


def backlog_sentences(it: Backlog) -> Iterator[str]:
    """Say how much waits for triage, since when, and whether it is too much."""
    if it.waiting and not it.oldest_age:
        yield ngettext(
            "{n} signal waits for triage, brought today.",
            "{n} signals wait for triage, all brought today.",
            it.waiting,
        ).format(n=formats.number(it.waiting))
    elif it.waiting and it.median_age is not None and it.oldest_age is not None:
        yield ngettext(
            "{n} signal waits for triage, for {age} (#{oldest}).",
            "{n} signals wait for triage: half of them for {median} or more, the "
            "oldest (#{oldest}) for {age}.",
            it.waiting,
        ).format(
            n=formats.number(it.waiting),
            median=_days(it.median_age),
            age=_days(it.oldest_age),
            oldest=it.oldest,
        )
    if it.out_of_date:
        yield ngettext(
            "{n} went out of date before anybody decided.",
            "{n} went out of date before anybody decided.",
            it.out_of_date,
        ).format(n=formats.number(it.out_of_date))
    if it.too_much:
        yield _(
            "That is too much: over three digests’ worth, or a median age over {n} "
            "days. Set aside without regret: reseau signal triage."
        ).format(n=TOO_OLD)
