"""What holds for a roll and a vote: who was there, who served for whom, how they voted.

Values in, verdicts out. Votes are recorded, never cast, and their result proves itself (KL 2017:725
5:54, 6:27 and 6:33).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaka.law.verdict import Verdict


class Seating(StrEnum):
    """In what capacity somebody was there, by the register of mandates or beside it."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    OTHER = "other"


SEATING_LABELS = {
    Seating.CHAIR: gettext_lazy("Ordförande"),
    Seating.VICE_CHAIR: gettext_lazy("Vice ordförande"),
    Seating.MEMBER: gettext_lazy("Ledamot"),
    Seating.SUBSTITUTE: gettext_lazy("Ersättare"),
    Seating.OTHER: gettext_lazy("Övrig närvarande"),
}
MEMBERS = (Seating.CHAIR, Seating.VICE_CHAIR, Seating.MEMBER)


class Choice(StrEnum):
    """How somebody voted."""

    YES = "yes"
    NO = "no"
    NEITHER = "neither"


CHOICE_LABELS = {
    Choice.YES: gettext_lazy("Ja"),
    Choice.NO: gettext_lazy("Nej"),
    Choice.NEITHER: gettext_lazy("Avstår"),
}


@dataclass(frozen=True)
class Seated:
    """One line of the roll.

    Attributes:
        serves_for: the member that a substitute serves for, empty when none.
        since, until: when they came and left where it was not the whole meeting.
    """

    name: str
    seating: Seating
    is_here: bool = True
    serves_for: str = ""
    since: time | None = None
    until: time | None = None
    is_adjuster: bool = False
    presides: bool = False

    @property
    def serves(self) -> bool:
        """True of members there, and of substitutes who serve for one."""
        return self.is_here and (self.seating in MEMBERS or bool(self.serves_for))


@dataclass(frozen=True)
class VoteFacts:
    """One vote as it was recorded: who took part and how."""

    ballots: tuple[tuple[str, Choice], ...]
    presides: str


@dataclass(frozen=True)
class Result:
    """What a vote came to. `won` is None when nobody presided over a tie."""

    yes: int
    no: int
    neither: int
    won: Choice | None
    by_chair: bool


def serving(members: Sequence[str], substitutes: Sequence[str],
            here: Collection[str]) -> dict[str, str]:  # fmt: skip
    """Propose whom each substitute serves for: the absent members in turn, in their set order."""
    absent = [name for name in members if name not in here]
    waiting = [name for name in substitutes if name in here]
    return dict(zip(waiting, absent, strict=False))


def may_seat(roll: Iterable[Seated]) -> Verdict:
    """Say whether a roll fits together: a seat is served by one at a time."""
    rows = list(roll)
    away = {one.name: one for one in rows if one.seating in MEMBERS}
    verdict = Verdict.all_of(_fits(one, away) for one in rows)
    for name, times in Counter(one.serves_for for one in rows if one.serves_for).items():
        own = [one for one in rows if one.serves_for == name]
        if times > 1 and any(one.since is None and one.until is None for one in own):
            verdict += Verdict.no("serves_for", _("Två tjänstgör samtidigt för %s.") % name,
                                  _("Skriv tiderna, eller välj en av dem."))  # fmt: skip
    if len([one for one in rows if one.presides and one.is_here]) > 1:
        verdict += Verdict.no("presides", _("Bara en leder sammanträdet."), _("Välj en."))
    return verdict


def _fits(one: Seated, members: dict[str, Seated]) -> Verdict:
    if one.since and one.until and one.until <= one.since:
        return Verdict.no("until", _("%s går innan hen kommer.") % one.name, _("Rätta tiderna."))
    if not one.serves_for:
        return Verdict.yes()
    if one.seating is not Seating.SUBSTITUTE:
        return Verdict.no("serves_for", _("Bara en ersättare tjänstgör för någon annan."),
                          _("Ta bort namnet."))  # fmt: skip
    member = members.get(one.serves_for)
    if member is None:
        return Verdict.no("serves_for", _("%s är ingen ledamot.") % one.serves_for,
                          _("Välj en ledamot."))  # fmt: skip
    if member.is_here and member.since is None and member.until is None:
        return Verdict.no("serves_for", _("%s är själv närvarande.") % member.name,
                          _("Skriv när ledamoten kom eller gick."))  # fmt: skip
    return Verdict.yes()


def result(vote: VoteFacts) -> Result:
    """Count a vote; at a tie the one who presides decides (KL 2017:725 5:54 and 6:33)."""
    told = Counter(choice for _name, choice in vote.ballots)
    yes, no, neither = told[Choice.YES], told[Choice.NO], told[Choice.NEITHER]
    if yes != no:
        return Result(yes, no, neither, Choice.YES if yes > no else Choice.NO, False)
    chair = dict(vote.ballots).get(vote.presides)
    won = chair if chair in (Choice.YES, Choice.NO) else None
    return Result(yes, no, neither, won, won is not None)


def may_record(*, vote: VoteFacts, roll: Iterable[Seated], conflicted: Collection[str]) -> Verdict:
    """Say whether a vote can stand: those who served voted once each, and it has a result."""
    rows = list(roll)
    serve = {one.name: one for one in rows if one.serves}
    names = [name for name, _choice in vote.ballots]
    verdict = Verdict.yes()
    if len(set(names)) < len(names):
        verdict += Verdict.no("ballots", _("Någon har röstat två gånger."), _("Rätta rösterna."))
    for name in sorted(set(names) - set(serve)):
        verdict += Verdict.no("ballots", _("%s tjänstgjorde inte.") % name, _("Ta bort rösten."))
    for name in sorted(set(names) & set(conflicted)):
        verdict += Verdict.no("ballots", _("%s har anmält jäv.") % name, _("Ta bort rösten."))
    for name in sorted(_whole(serve) - set(names) - set(conflicted)):
        verdict += Verdict.no("ballots", _("%s har ingen röst.") % name,
                              _("Skriv ja, nej eller avstår."))  # fmt: skip
    for one in serve.values():
        if one.serves_for in names and one.name in names:
            told = _("%(name)s och %(member)s har röstat på samma plats.")
            verdict += Verdict.no("ballots", told % {"name": one.name, "member": one.serves_for},
                                  _("Ta bort den som inte var inne."))  # fmt: skip
    if names and result(vote).won is None:
        verdict += Verdict.no("ballots", _("Rösterna är lika och ordföranden har inte röstat."),
                              _("Skriv ordförandens röst; den avgör."))  # fmt: skip
    return verdict


def _whole(serve: dict[str, Seated]) -> set[str]:
    """Who served all through, so that a vote without them lacks somebody."""
    parted = {one.serves_for for one in serve.values() if one.serves_for}
    return {name for name, one in serve.items()
            if one.since is None and one.until is None and name not in parted}  # fmt: skip


def may_meet(roll: Iterable[Seated]) -> Verdict:
    """Say whether a body could decide: more than half of its seats taken, and somebody presides."""
    rows = list(roll)
    seats = len([one for one in rows if one.seating in MEMBERS])
    served = len({one.serves_for or one.name for one in rows if one.serves})
    verdict = Verdict.yes()
    if 2 * served <= seats:
        told = ngettext("Bara %(n)d av %(all)d platser är besatt.",
                        "Bara %(n)d av %(all)d platser är besatta.", served)  # fmt: skip
        verdict += Verdict.no("roll", told % {"n": served, "all": seats},
                              _("Fler än hälften ska vara där. Rätta uppropet."))  # fmt: skip
    if not any(one.presides and one.is_here for one in rows):
        verdict += Verdict.no("presides", _("Ingen leder sammanträdet."),
                              _("Välj vem som var ordförande."))  # fmt: skip
    return verdict
