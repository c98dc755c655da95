"""What holds for a unit's needs of competence: until when they are written, how they are decided.

Values in, verdicts and values out; no database and no clock. The days stand in `inventory.toml`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict

SEE, WRITE, DECIDE = "need.see", "need.write", "need.decide"
YEARS_AHEAD = 2
"""Nobody plans a course further ahead; a later year is a slip of the pen."""


class NeedState(StrEnum):
    """Where a need stands."""

    ASKED = "asked"
    GRANTED = "granted"
    DECLINED = "declined"
    DONE = "done"
    CARRIED = "carried"


NEED_LABELS = {
    NeedState.ASKED: gettext_lazy("Väntar på beslut"),
    NeedState.GRANTED: gettext_lazy("Beviljat"),
    NeedState.DECLINED: gettext_lazy("Avslaget"),
    NeedState.DONE: gettext_lazy("Genomfört"),
    NeedState.CARRIED: gettext_lazy("Överfört till nästa år"),
}
DECIDABLE = (NeedState.ASKED, NeedState.GRANTED, NeedState.DECLINED)
DOABLE = (NeedState.GRANTED, NeedState.DONE)


class NeedForm(StrEnum):
    """How competence is to be raised."""

    COURSE = "course"
    GUIDE = "guide"
    SUPERVISION = "supervision"
    DEGREE = "degree"
    OTHER = "other"


FORM_LABELS = {
    NeedForm.COURSE: gettext_lazy("Kurs på plats"),
    NeedForm.GUIDE: gettext_lazy("Webbkurs eller guide"),
    NeedForm.SUPERVISION: gettext_lazy("Handledning"),
    NeedForm.DEGREE: gettext_lazy("Utbildning till yrke eller specialist"),
    NeedForm.OTHER: gettext_lazy("Annat"),
}
PRIORITY_LABELS = {
    1: gettext_lazy("1, måste"), 2: gettext_lazy("2, bör"), 3: gettext_lazy("3, kan vänta"),
}  # fmt: skip


def may_write(year: int, today: date, last_day: date) -> Verdict:
    """Needs of a year are written until the last day of its inventory."""
    if today > last_day:
        return Verdict.no(
            "year", _("Sista dagen att lämna behov för %(year)s har varit.") % {"year": year},
            _("Skriv behovet till nästa år, eller tala med kvalitetsutvecklaren."),
        )  # fmt: skip
    if year > today.year + YEARS_AHEAD:
        return Verdict.no("year", _("Året ligger för långt fram."), _("Välj ett närmare år."))
    return Verdict.yes()


def may_ask(persons: int, cost_kr: int) -> Verdict:
    """A need is of somebody, and what it costs is not less than nothing."""
    verdict = Verdict.yes()
    if persons < 1:
        verdict += Verdict.no("persons", _("Antalet saknas."), _("Skriv minst en person."))
    if cost_kr < 0:
        verdict += Verdict.no("cost_kr", _("Kostnaden är mindre än noll."), _("Rätta beloppet."))
    return verdict


def is_newest(version: int, newest: int) -> Verdict:
    """What another has changed meanwhile is looked at first."""
    if version == newest:
        return Verdict.yes()
    return Verdict.no(
        "version", _("Någon annan har ändrat behovet."), _("Ladda om sidan och se efter.")
    )


def may_change(state: str) -> Verdict:
    """What has been decided is no longer changed by the one who asked."""
    if state == NeedState.ASKED:
        return Verdict.yes()
    return Verdict.no("state", _("Behovet är redan beslutat."), _("Tala med kvalitetsutvecklaren."))


def may_decide(state: str, *, grants: bool, granted_kr: int | None, words: str) -> Verdict:
    """Money goes with a grant, a reason with a refusal and with a changed decision."""
    if state not in DECIDABLE:
        return Verdict.no(
            "state", _("Behovet är redan genomfört eller överfört."), _("Det beslutas inte om.")
        )
    verdict = Verdict.yes()
    if grants and granted_kr is None:
        verdict += Verdict.no("granted_kr", _("Beloppet saknas."), _("Skriv beviljade kronor."))
    if granted_kr is not None and granted_kr < 0:
        verdict += Verdict.no("granted_kr", _("Beloppet är mindre än noll."), _("Rätta beloppet."))
    if not words.strip() and not grants:
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför behovet avslås."))
    elif not words.strip() and state != NeedState.ASKED:
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför beslutet ändras."))
    return verdict


def may_carry_out(state: str, persons: int, cost_kr: int, on_date: date, today: date) -> Verdict:
    """What was granted is carried out, on a day that has come; figures may be put right."""
    if state not in DOABLE:
        return Verdict.no("state", _("Behovet är inte beviljat."), _("Det måste först beviljas."))
    verdict = may_ask(persons, cost_kr)
    if on_date > today:
        verdict += Verdict.no(
            "done_date", _("Dagen har inte kommit än."), _("Välj dagen då det blev klart.")
        )
    return verdict


def may_carry_over(state: str, *, decides: bool, today: date, last_day: date) -> Verdict:
    """What was granted and not done goes over to the next year: by the unit until the last day
    of that year's inventory, then by those who decide."""
    if state != NeedState.GRANTED:
        return Verdict.no(
            "state", _("Bara det som är beviljat och inte gjort förs över."), _("Välj ett annat.")
        )
    if decides or today <= last_day:
        return Verdict.yes()
    return Verdict.no(
        "year", _("Sista dagen att lämna behov har varit."), _("Kvalitetsutvecklaren för över.")
    )


def may_carry(count: int) -> Verdict:
    """There is something to carry over."""
    if count:
        return Verdict.yes()
    return Verdict.no("year", _("Det finns inget att föra över."), _("Gå tillbaka till listan."))


def may_drop(*, is_carried: bool) -> Verdict:
    """What was carried over from the year before is declined, with a reason, not taken away."""
    if is_carried:
        return Verdict.no(
            "state", _("Behovet är överfört från året före."), _("Det kan avslås, inte tas bort.")
        )
    return Verdict.yes()


def may_set_budget(kronor: int) -> Verdict:
    """A budget is not less than nothing."""
    if kronor >= 0:
        return Verdict.yes()
    return Verdict.no("kronor", _("Budgeten är mindre än noll."), _("Rätta beloppet."))


@dataclass(frozen=True)
class Money:
    """One need as the sums see it: where it stands, and its kronor."""

    state: str
    asked_kr: int
    granted_kr: int
    done_kr: int


@dataclass(frozen=True)
class Sums:
    """The kronor of a year; `left_kr` is the budget less what was granted, None without one.

    What was carried over weighs on the year that it went to. What is done weighs by its grant:
    `done_kr` beside it tells what it cost.
    """

    asked_kr: int
    granted_kr: int
    done_kr: int
    budget_kr: int | None

    @property
    def left_kr(self) -> int | None:
        """Give what is left of the budget; less than nought when more was granted."""
        return None if self.budget_kr is None else self.budget_kr - self.granted_kr


def sums(rows: Iterable[Money], budget_kr: int | None) -> Sums:
    """Add up a year."""
    found = [one for one in rows if one.state != NeedState.CARRIED]
    granted = [one for one in found if one.state in DOABLE]
    return Sums(
        sum(one.asked_kr for one in found), sum(one.granted_kr for one in granted),
        sum(one.done_kr for one in found if one.state == NeedState.DONE), budget_kr,
    )  # fmt: skip
