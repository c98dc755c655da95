"""What holds for a court's ruling on a decision, and for a decision that changes municipality.

A ruling that grants a service gives a risk of a special charge and no quarterly report; a decision
that another municipality takes over ends here, for the local reason that somebody has moved.
Values in, verdicts out.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.entitlements.rules import OPEN, STATE_LABELS, State, date_fits
from vaka.law.verdict import Verdict


class Ruled(StrEnum):
    """What a court ruled."""

    GRANTED = "granted"
    CHARGED = "charged"
    SPARED = "spared"


RULED_LABELS = {
    Ruled.GRANTED: gettext_lazy("Domstolen gav rätt till insatsen"),
    Ruled.CHARGED: gettext_lazy("Särskild avgift dömdes ut"),
    Ruled.SPARED: gettext_lazy("Ansökan om särskild avgift avslogs"),
}


class TransferKind(StrEnum):
    """How a decision touches another municipality."""

    TAKEN_OVER = "taken_over"
    ASKED = "asked"
    HANDED_OVER = "handed_over"


TRANSFER_LABELS = {
    TransferKind.TAKEN_OVER: gettext_lazy("Övertaget från en annan kommun"),
    TransferKind.ASKED: gettext_lazy("Vi är vistelsekommun och har blivit ombedda att verkställa"),
    TransferKind.HANDED_OVER: gettext_lazy("Överlämnat till en annan kommun"),
}


def may_rule(
    ruled: str, on: date, amount: int | None, limits: tuple[int, int], words: str, today: date
) -> Verdict:
    """A ruling has a day and says what; a charge has an amount within the law's limits.

    Args:
        amount: kronor of a special charge.
        limits: the lowest and the highest charge by the decision's day.
    """
    verdict = date_fits(on, date.min, today)
    if ruled not in set(Ruled):
        verdict += Verdict.no("ruled", _("Utgången finns inte."), _("Välj en utgång i listan."))
    if ruled == Ruled.CHARGED:
        verdict += _amount_fits(amount, limits)
    elif amount is not None:
        verdict += Verdict.no(
            "no_amount", _("Bara en utdömd avgift har ett belopp."), _("Ta bort beloppet.")
        )
    if ruled == Ruled.SPARED and not words.strip():
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför avgift inte togs ut."))
    return verdict


def may_transfer(
    kind: str, state: str, other: str, on: date, decided: date, today: date
) -> Verdict:
    """A transfer names the other municipality; what has ended is not handed over."""
    verdict = date_fits(on, decided, today)
    if kind not in set(TransferKind):
        verdict += Verdict.no("kind", _("Slaget finns inte."), _("Välj ett slag i listan."))
    if not other.strip():
        verdict += Verdict.no("other", _("Kommun saknas."), _("Skriv vilken kommun det gäller."))
    if kind == TransferKind.HANDED_OVER and state == State.ENDED:
        words = _("Beslutet är redan avslutat: %s.") % STATE_LABELS[State(state)]
        verdict += Verdict.no("state", words, _("Rätta datumen om det är fel."))
    if kind == TransferKind.ASKED and state not in OPEN:
        words = _("Beslutet väntar inte: %s.") % STATE_LABELS[State(state)]
        verdict += Verdict.no("state", words, _("Skriv in det medan det väntar."))
    return verdict


def may_give_number(*, has_number: bool) -> Verdict:
    """A number is given once: the same person is told of every quarter."""
    if not has_number:
        return Verdict.yes()
    return Verdict.no(
        "has_number", _("Beslutet har redan ett nummer."),
        _("Samma nummer används varje kvartal. Är det fel, rätta det i verksamhetssystemet."),
    )  # fmt: skip


def _amount_fits(amount: int | None, limits: tuple[int, int]) -> Verdict:
    lowest, highest = limits
    if amount is not None and lowest <= amount <= highest:
        return Verdict.yes()
    words = _("Avgiften ska vara mellan %(lowest)d och %(highest)d kronor.")
    return Verdict.no(
        "amount", words % {"lowest": lowest, "highest": highest}, _("Kontrollera beloppet i domen.")
    )


def may_tell_maker(before: Mapping[str, str], new: Mapping[str, str]) -> Verdict:
    """Who decided is told with a role or a point, and otherwise than before."""
    if not (new["maker_role"] or new["point"]):
        return Verdict.no("maker_role", _("Varken delegat eller punkt är skriven."),
                          _("Skriv rollen, punkten eller båda."))  # fmt: skip
    if dict(before) == dict(new):
        return Verdict.no("nothing", _("Inget är ändrat."), _("Ändra delegat, punkt eller namn."))
    return Verdict.yes()
