"""What holds for posts at a unit, such as språkombud: from when until when somebody has one.

Values in, verdicts and values out; no database and no clock. The posts stand in `posts.toml`.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict

SEE, HANDLE = "post.see", "post.handle"
Held = tuple[date, date | None]
"""The first and the last day of a post; None while it lasts."""


def is_held(held: Held, on: date) -> bool:
    """Say whether a post is held on a day."""
    start, last = held
    return start <= on and (last is None or on <= last)


def may_appoint(
    from_date: date, today: date, before: Iterable[Held], *, asked: bool, works_there: bool
) -> Verdict:
    """Whoever works at a unit may get a post that is asked there, and not twice at a time.

    Args:
        before: the spans of days on which the same person has or had the same post there.
        asked: whether the post is one of those at such a unit.
    """
    verdict = Verdict.yes()
    if not asked:
        verdict += Verdict.no("code", _("Uppdraget finns inte på enheten."), _("Välj ett annat."))
    if not works_there:
        verdict += Verdict.no(
            "person", _("Personen arbetar inte på enheten."), _("Välj någon som gör det.")
        )
    if from_date > today:
        verdict += Verdict.no(
            "from_date", _("Dagen har inte kommit än."), _("Välj dagen då uppdraget började.")
        )
    if any(last is None or last >= from_date for _start, last in before):
        verdict += Verdict.no(
            "person", _("Personen har redan uppdraget då."), _("Välj en annan dag eller person.")
        )
    return verdict


def may_end(held: Held, until_date: date, today: date) -> Verdict:
    """A post that lasts is ended on a day of it that has come."""
    start, last = held
    if last is not None:
        return Verdict.no("until_date", _("Uppdraget är redan avslutat."), _("Gå tillbaka."))
    if not start <= until_date <= today:
        return Verdict.no(
            "until_date", _("Dagen går inte att använda."),
            _("Välj en dag från uppdragets början till i dag."),
        )  # fmt: skip
    return Verdict.yes()
