"""When the limits of a chart may be set anew, and with whom a municipality is compared.

Values in, verdicts and values out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vaka.law.months import add_months
from vaka.law.verdict import Verdict

SET = "limits.set"
MONTHS_BACK = 36
"""How far back limits may begin anew, and a remedy lie that they are tied to."""
FEWEST_LETTERS = 20
SIMILAR = "Liknande kommuner"


def may_set_limits(
    from_date: date, today: date, least_months: int, *, reason: str, tied: bool,
    taken: Sequence[date] = (),
) -> Verdict:  # fmt: skip
    """Say whether limits may be made anew from a day: a month's first, long enough ago, with a
    written reason that is tied to a remedy or an event."""
    verdict = Verdict.yes()
    if from_date.day != 1:
        verdict += Verdict.no("from_date", _("Nya gränser börjar första dagen i en månad."),
                              _("Välj den första i månaden."))  # fmt: skip
    ready = add_months(from_date, least_months)
    if ready > today:
        words = _("Det behövs minst %(n)s hela månader efter förändringen.") % {"n": least_months}
        verdict += Verdict.no("from_date", words, _("Kom tillbaka %(day)s.") % {"day": ready})
    if from_date in taken:
        verdict += Verdict.no("from_date", _("Det finns redan nya gränser från den dagen."))
    if len(reason.strip()) < FEWEST_LETTERS:
        verdict += Verdict.no("reason", _("Skälet är för kort för att förstås om ett år."),
                              _("Skriv vad som ändrades och hur ni vet det."))  # fmt: skip
    if not tied:
        way_out = _("Välj en åtgärd eller skriv vilken händelse det gäller.")
        verdict += Verdict.no("event", _("Gränser sätts inte om utan en orsak."), way_out)
    return verdict


def tied_from(today: date) -> date:
    """Give the earliest day on which a remedy was done that new limits may be tied to."""
    return add_months(today, -MONTHS_BACK)


def may_withdraw_limits(withdrawn: bool, reason: str) -> Verdict:
    """Say whether new limits may be taken back: once, with a reason."""
    if withdrawn:
        return Verdict.no("withdrawn", _("Gränserna är redan tillbakatagna."))
    if not reason.strip():
        return Verdict.no("words", _("Skriv varför gränserna tas tillbaka."))
    return Verdict.yes()


def municipality(unit_name: str, titles: Mapping[str, str]) -> str:
    """Give the id of the municipality that a unit is named after, or nothing.

    "Härnösands kommun" is Härnösand: the genitive and the word for municipality are left out.
    """
    name = unit_name.partition("(")[0].strip().casefold()
    short = name.removesuffix(" kommun").removesuffix(" stad").strip()
    wanted = {name, short, short.removesuffix("s")}
    return next((one for one, title in titles.items() if title.casefold() in wanted), "")


def county(own: str, ids: Iterable[str]) -> list[str]:
    """Give the municipalities of the same county: the code's two first digits are the county's."""
    return [one for one in ids if one[:2] == own[:2]]


def similar(title: str, groups: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """Give the groups that Kolada has made for a municipality, each with its members: the newest
    of each sort. Groups are named so: "Liknande kommuner äldreomsorg, Härnösand, 2024"."""
    newest: dict[str, tuple[str, list[str]]] = {}
    for group in groups:
        sort, _comma, rest = str(group.get("title", "")).partition(", ")
        if not sort.startswith(SIMILAR) or not rest.startswith(f"{title}, "):
            continue
        if sort not in newest or newest[sort][0] < rest:
            newest[sort] = (rest, [_member(one) for one in group.get("members", [])])
    return [(sort, newest[sort][1]) for sort in sorted(newest)]


def _member(told: Any) -> str:
    return str(told.get("member_id") or told.get("id", "")) if isinstance(told, dict) else str(told)
