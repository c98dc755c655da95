"""What holds for applications to a system of free choice: requirements, approval, refusal.

An applicant is approved when every requirement is met, and only then (LOV 2008:962 ch. 8 1 §); the
decision and its reasons are told (2 §). Values in, verdicts out; no database and no clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.providers.rules import Sort, State, may_change
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class Judged:
    """One requirement as judged: met or not, None while it is not judged, and what shows it."""

    number: int
    label: str
    is_met: bool | None
    words: str = ""


def may_begin(sort: str) -> Verdict:
    """A contract of free choice begins as an application; the others begin when they are signed."""
    if sort != Sort.FREE_CHOICE:
        return Verdict.yes()
    return Verdict.no(
        "sort", _("Ett avtal i valfrihetssystemet börjar som en ansökan."),
        _("Ta emot ansökan och pröva kraven."),
    )  # fmt: skip


def may_apply(*, lines: int, received: date, today: date) -> Verdict:
    """An application has requirements to be judged by, and has come."""
    verdict = Verdict.yes()
    if not lines:
        verdict += Verdict.no(
            "form_code", _("Ansökan har inga krav att prövas mot."),
            _("Välj förfrågningsunderlagets krav."),
        )  # fmt: skip
    if received > today:
        verdict += Verdict.no(
            "received_date",
            _("Ansökan kan inte ha kommit den dagen."),
            _("Välj en dag till i dag."),
        )
    return verdict


def may_revise(*, state: str, was: tuple[str, str], wanted: tuple[str, str]) -> Verdict:
    """Terms are changed while a contract holds or is applied for; sort and form come as pairs.

    No contract comes into the system of free choice by a change, nor does an application get other
    requirements than those it is judged by.
    """
    if state == State.APPLIED:
        if was == wanted:
            return Verdict.yes()
        return Verdict.no(
            "form_code", _("Slag och krav ligger fast medan ansökan prövas."),
            _("Avslå ansökan och ta emot en ny."),
        )  # fmt: skip
    return may_change(state) + (Verdict.yes() if was[0] == wanted[0] else may_begin(wanted[0]))


def may_judge(state: str, lines: Iterable[Judged]) -> Verdict:
    """Requirements are judged until the decision; one that is not met says what is missing."""
    verdict = Verdict.yes()
    if state != State.APPLIED:
        verdict += Verdict.no(
            "state", _("Ansökan är avgjord."), _("Pröva den igen först, om den avslogs.")
        )
    return verdict + Verdict.all_of(
        Verdict.no(
            f"note-{one.number}", _("Skälet saknas: %s.") % one.label, _("Skriv vad som brister.")
        )
        for one in lines
        if one.is_met is False and not one.words.strip()
    )


def may_approve(lines: Sequence[Judged], *, end: date | None, today: date) -> Verdict:
    """Every requirement is judged met, and the contract has days left; each that is not is told."""
    verdict = Verdict.yes()
    if not lines:
        verdict += Verdict.no("lines", _("Ansökan har inga krav."), _("Ta emot en ny ansökan."))
    if end is not None and end < today:
        verdict += Verdict.no("end_date", _("Avtalstiden har gått ut."), _("Ändra villkoren."))
    return verdict + Verdict.all_of(_met(one) for one in lines)


def _met(one: Judged) -> Verdict:
    if one.is_met:
        return Verdict.yes()
    if one.is_met is None:
        return Verdict.no(
            f"line-{one.number}", _("Inte bedömt: %s.") % one.label, _("Bedöm kravet.")
        )
    return Verdict.no(
        f"line-{one.number}", _("Inte uppfyllt: %(label)s. %(why)s") % {
            "label": one.label, "why": one.words},
        _("Be om komplettering, eller avslå ansökan."),
    )  # fmt: skip


def may_decline(lines: Iterable[Judged]) -> Verdict:
    """An application is declined on a requirement that is not met, and on nothing else."""
    if any(one.is_met is False for one in lines):
        return Verdict.yes()
    return Verdict.no(
        "lines", _("Inget krav är bedömt som inte uppfyllt."),
        _("Den som uppfyller alla krav ska godkännas. Bedöm kraven först."),
    )  # fmt: skip


def begins(agreed: date, approved: date) -> date:
    """Give the first day of an approved contract: as agreed, but never before the decision."""
    return max(agreed, approved)
