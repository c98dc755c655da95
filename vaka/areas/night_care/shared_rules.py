"""What may be asked of night staff that several homes share; values in, verdicts out."""

from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict


class SharedKind(StrEnum):
    """Who it is that several homes share."""

    PATROL = "patrol"
    NURSE = "nurse"


SHARED_LABELS = {
    SharedKind.PATROL: gettext_lazy("Nattpatrull"),
    SharedKind.NURSE: gettext_lazy("Sjuksköterska"),
}
LEAST_HOMES, MOST_SHARED, MOST_PEOPLE = 2, 4, 60
"""So many people are what a simulated night takes, with some to spare."""


def may_share(*, homes: Collection[str], fewer: Collection[str], people: int, kind: str,
              lengths: Collection[float]) -> Verdict:  # fmt: skip
    """Shared staff are asked of two homes or more, with nights of one length.

    Args:
        homes: codes of the homes.
        fewer: codes of the homes that would have one of their own less.
        people: how many work at the homes tonight, all together.
        lengths: minutes of each home's night.
    """
    verdict = Verdict.yes()
    if len(set(homes)) < LEAST_HOMES:
        words = _("Välj minst två boenden.")
        verdict += Verdict.no("homes", _("Ett boende delar inte med någon."), words)
    if not set(fewer) <= set(homes):
        words = _("Välj bara bland boendena ovan.")
        verdict += Verdict.no("fewer", _("Boendet är inte med i frågan."), words)
    if fewer and kind == SharedKind.NURSE:
        words = _("Avmarkera boendena, eller välj nattpatrull.")
        verdict += Verdict.no("fewer", _("En sjuksköterska ersätter inte personalen."), words)
    if people > MOST_PEOPLE:
        words = _("Välj färre boenden, högst %d personer tillsammans.") % MOST_PEOPLE
        verdict += Verdict.no("homes", _("Det är för många att räkna på en gång."), words)
    if len(set(lengths)) > 1:
        words = _("Välj boenden vars nätter börjar och slutar lika.")
        verdict += Verdict.no("homes", _("Nätterna är olika långa."), words)
    return verdict


def levels(count: int, least: int) -> list[int]:
    """Give the numbers of shared staff that are answered beside each other: one more as well."""
    return list(range(least, min(count + 1, MOST_SHARED) + 1))
