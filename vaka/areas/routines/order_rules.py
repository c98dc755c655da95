"""What holds for an order of a process map: asked with a reason, taken once, answered.

Values in, verdicts out; no database and no clock.
"""

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict

FEWEST_WORDS = 3


class OrderState(StrEnum):
    """Where an order of a map stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    DRAWN = "drawn"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


ORDER_LABELS = {
    OrderState.WAITING: gettext_lazy("Väntar"),
    OrderState.TAKEN: gettext_lazy("Ritas"),
    OrderState.DRAWN: gettext_lazy("Ritad"),
    OrderState.DECLINED: gettext_lazy("Avböjd"),
    OrderState.WITHDRAWN: gettext_lazy("Återtagen"),
}
OPEN = (OrderState.WAITING, OrderState.TAKEN)


def may_order(*, title: str, why: str) -> Verdict:
    """Say whether a map may be ordered: of something, for a reason."""
    verdict = Verdict.yes()
    if not title.strip():
        verdict += Verdict.no("title", _("Säg vilket arbete kartan ska visa."))
    if len(why.split()) < FEWEST_WORDS:
        verdict += Verdict.no("why", _("Skälet saknas."), _("Skriv vad kartan ska användas till."))
    return verdict


def may_take(state: OrderState) -> Verdict:
    """Say whether somebody may begin to draw: nobody has."""
    if state == OrderState.WAITING:
        return Verdict.yes()
    return Verdict.no("state", _("Beställningen är redan tagen eller besvarad."))


def may_answer(state: OrderState, *, has_process: bool, words: str) -> Verdict:
    """Say whether an order may be answered: with its process, or with why there is none."""
    if state not in OPEN:
        return Verdict.no("state", _("Beställningen är redan besvarad."))
    if not has_process and not words.strip():
        way_out = _("Välj processen som ritats, eller skriv varför det inte blir någon.")
        return Verdict.no("words", _("Svaret saknas."), way_out)
    return Verdict.yes()


def may_withdraw(state: OrderState, *, is_own: bool) -> Verdict:
    """Say whether an order may be taken back: by whoever ordered, before it is answered."""
    if not is_own:
        return Verdict.no("person", _("Bara den som beställt kan ta tillbaka."))
    if state not in OPEN:
        return Verdict.no("state", _("Beställningen är redan besvarad."))
    return Verdict.yes()
