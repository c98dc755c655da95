"""The months of a preventive measure: whom it reached, and what that came to (K-PRE-17).

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class ReachTold:
    """What a measure did in a month: contacts, persons reached and needs found among them."""

    month: date
    contacts: int
    persons: int
    needs: int
    result: str


@dataclass(frozen=True)
class Reached:
    """Months added up: persons are not, for the same ones come back.

    `percent` is the most persons reached in a month, of the target group; None before any month.
    """

    contacts: int
    needs: int
    most: int
    percent: float | None


def may_count(new: ReachTold, begun: date, today: date) -> Verdict:
    """A month is one from the start to now; persons are not more than contacts, nor needs more.

    Args:
        begun: when the measure began.
    """
    verdict = Verdict.yes()
    if not begun.replace(day=1) <= new.month <= today:
        verdict += Verdict.no(
            "month", _("Månaden passar inte."),
            _("Välj en månad från %(first)s till nu.") % {"first": begun.strftime("%Y-%m")},
        )  # fmt: skip
    if new.persons > new.contacts:
        verdict += Verdict.no("persons", _("Personerna är fler än kontakterna."),
                              _("Räkna varje person en gång, och varje kontakt."))  # fmt: skip
    if new.needs > new.persons:
        verdict += Verdict.no("needs", _("Behoven är fler än personerna."),
                              _("Räkna personer där ett behov hittades."))  # fmt: skip
    return verdict


def reached(months: Sequence[ReachTold], target_size: int) -> Reached:
    """Add a measure's months up, against how many persons it is for (K-PRE-17)."""
    most = max((one.persons for one in months), default=0)
    percent = 100 * most / target_size if months and target_size else None
    return Reached(sum(one.contacts for one in months), sum(one.needs for one in months), most,
                   percent)  # fmt: skip
