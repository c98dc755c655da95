"""What holds for immediate decisions of care (LVU 1990:52 6 §, LVM 1988:870 13 §). Values in,
verdicts out.

They rest on the board's own order of deciders, who are named, not on the rule for urgent matters
(practice 8; C4-183), and must be put before the administrative court within days.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.values import number
from vaka.law.verdict import Verdict

ALL_TOLD = gettext_lazy("Alla beslut till och med den dagen är redan anmälda.")
"""Why a list of decisions can take in no more."""


class CareLaw(StrEnum):
    """By which law somebody is taken into care at once."""

    LVU = "lvu"
    LVM = "lvm"


CARE_LAW_LABELS = {CareLaw.LVU: gettext_lazy("LVU 6 §"), CareLaw.LVM: gettext_lazy("LVM 13 §")}


def may_order(
    *, names: Sequence[str], seated: Collection[str], first: date, latest: date | None
) -> Verdict:  # fmt: skip
    """Say whether an order of deciders may begin: members of the body, each once, after the order
    that runs.

    Args:
        seated: who sits in the body on the first day.
        latest: the first day of the order that runs, None where none does.
    """
    verdict = Verdict.yes()
    if not names:
        verdict += Verdict.no("names", _("Ordningen är tom."), _("Skriv ett namn på varje rad."))
    if len(set(names)) < len(names):
        verdict += Verdict.no("names", _("Samma namn står två gånger."), _("Ta bort det ena."))
    for name in [one for one in names if one not in seated]:
        verdict += Verdict.no("names", _("%s sitter inte i organet den dagen.") % name,
                              _("Skriv namnet som i registret över mandat."))  # fmt: skip
    if latest is not None and first <= latest:
        verdict += Verdict.no("from_date", _("En ordning gäller redan från den dagen."),
                              _("Välj en senare dag."))  # fmt: skip
    return verdict


def may_record(
    *, reference: str, decided: date, today: date, place: int, passed_over: str, holds: bool
) -> Verdict:
    """Say whether an immediate decision may be written in: by somebody whom the order of its day
    names, with the reason why those before could not decide.

    Args:
        place: the decider's place in the order, 1 the first.
        holds: whether the order names them on that day.
    """
    verdict = Verdict.yes()
    if not reference.strip():
        verdict += Verdict.no("reference", _("Aktens nummer saknas."),
                              _("Skriv numret, aldrig ett namn."))  # fmt: skip
    if decided > today:
        verdict += Verdict.no("decided_date", _("Beslutet är inte fattat än."),
                              _("Skriv dagen då det fattades."))  # fmt: skip
    if not holds:
        verdict += Verdict.no("decider", _("Nämndens ordning gav inte den rätten den dagen."),
                              _("Välj någon som stod i ordningen den dagen."))  # fmt: skip
    elif place > 1 and not passed_over.strip():
        verdict += Verdict.no("passed_over", _("Beslutet togs inte av den som står först."),
                              _("Skriv varför den eller de före inte kunde."))  # fmt: skip
    return verdict


def due_submitted(law: CareLaw, *, decided: date, taken: date | None) -> date:
    """The last day to put a decision before the administrative court.

    Args:
        taken: when the person was taken into care, which LVM counts from; from the decision
            until that is known.
    """
    counted = decided if law is CareLaw.LVU else taken or decided
    return counted + timedelta(days=number(f"board.submit_{law}", on=decided))


def is_late(*, due: date, done: date | None, on: date) -> bool:
    """Say whether a step is not done though its day has gone by."""
    return done is None and due < on


def may_plan_step(*, step: str, due: date, last: date | None, decided: date) -> Verdict:
    """Say whether something may be the next step: in words, with a day not after the law's.

    Args:
        last: the last day by law, None once the decision is before the court.
    """
    verdict = Verdict.yes()
    if not step.strip():
        verdict += Verdict.no("step", _("Nästa steg saknas."), _("Skriv vad som ska göras."))
    if due < decided:
        verdict += Verdict.no("due_date", _("Dagen ligger före beslutet."), _("Rätta dagen."))
    if last is not None and due > last:
        verdict += Verdict.no("due_date", _("Lagen ger bara tid till %s.") % last.isoformat(),
                              _("Välj den dagen eller en tidigare."))  # fmt: skip
    return verdict


def may_finish(*, done: date, decided: date, today: date, is_done: bool) -> Verdict:
    """A step is done once, on a day from the decision until today."""
    if is_done:
        return Verdict.no("state", _("Steget är redan gjort."), _("Skriv in nästa steg."))
    if decided <= done <= today:
        return Verdict.yes()
    return Verdict.no("done_date", _("Dagen ligger före beslutet eller i framtiden."),
                      _("Skriv dagen då det gjordes."))  # fmt: skip
