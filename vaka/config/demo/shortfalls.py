"""The demo's deficits: one that the board has decided on, one that waits for it, one just told."""

from datetime import date, timedelta

from vaka.areas.economy.models import BudgetFigure, BudgetLine, Saving, SavingFollowUp, Shortfall
from vaka.areas.economy.rules import ORE, Money
from vaka.areas.economy.shortfall_rules import SavingState, ShortfallState
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note

TKR = ORE[Money.TKR]
PLAN = (
    # line, state, days since it was told
    ("Hemtjänst Ängen", ShortfallState.DECIDED, 70),
    ("Linden", ShortfallState.PROPOSED, 20),
    ("Nattpatrullen", ShortfallState.FEARED, 6),
)
SAVINGS = (
    # what, share of the deficit, days to the day it is to be done, state, share reached
    ("Planera om rundor så att restiden minskar", 0.5, -10, SavingState.EFFECT, 0.45),
    ("Färre timvikarier, resurspass används först", 0.3, 30, SavingState.UNDER_WAY, 0.1),
)
NOT_BEGUN_DAYS = 45
"""Days to the day that a measure which is only planned is to be done."""
PROPOSAL = ("att godkänna åtgärderna för en budget i balans\n"
            "att uppdra till förvaltningen att redovisa effekten varje månad")  # fmt: skip
REST = "Resten ryms inte i år. Det som saknas tas upp i budgeten för nästa år."


@action
def write(*, by: Viewer, identity: Identity, today: date) -> None:
    """Write the deficits of lines that the newest forecast leaves short."""
    for name, state, days in PLAN:
        told = today - timedelta(days=days)
        line = BudgetLine.objects.get(name=name, unit__is_reference=False)
        figure = BudgetFigure.objects.filter(line=line).order_by("-month__month").first()
        if figure is None or (figure.forecast_deviation or 0) >= 0:
            continue
        row = _row(line, figure, state, told, identity)
        row.save(force_insert=True)
        if state != ShortfallState.FEARED:
            _savings(row, told, today, identity, followed=state == ShortfallState.DECIDED)
        note(by=by, verb="shortfall.open_shortfall", object_kind="shortfall", object_id=row.pk,
             unit_id=line.answers_id or line.unit_id, data={"amount": row.amount})  # fmt: skip


def _row(
    line: BudgetLine, figure: BudgetFigure, state: ShortfallState, told: date, identity: Identity
) -> Shortfall:
    later = state != ShortfallState.FEARED
    decided = told + timedelta(days=40) if state == ShortfallState.DECIDED else None
    return Shortfall(
        id=identity(moment(told)), line=line, year=figure.month.month.year, state=state,
        amount=figure.forecast_deviation or 0, opened_date=told,
        proposal=PROPOSAL if later else "", rest=REST if later else "",
        proposed_date=told + timedelta(days=10) if later else None, decided_date=decided,
        paragraph="§ 88" if decided else "",
    )  # fmt: skip


def _savings(
    row: Shortfall, told: date, today: date, identity: Identity, *, followed: bool
) -> None:
    for what, share, days, state, reached in SAVINGS:
        due = today + timedelta(days=days if followed else NOT_BEGUN_DAYS)
        saving = Saving(
            id=identity(moment(told)), shortfall=row, what=what,
            answers=row.line.answers or row.line.unit, due_date=due,
            expected=_tkr(row, share),
        )  # fmt: skip
        saving.save(force_insert=True)
        if followed:
            SavingFollowUp(
                id=identity(moment(today)), saving=saving, state=state,
                followed_date=today - timedelta(days=5), reached=_tkr(row, reached),
                words="Jämfört med samma månader förra året, ur redovisningen.",
            ).save(force_insert=True)  # fmt: skip


def _tkr(row: Shortfall, share: float) -> int:
    return round(-row.amount * share / TKR) * TKR
