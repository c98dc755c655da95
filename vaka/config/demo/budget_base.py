"""The demo's budget base of next year, with one finding of each kind; all invented."""

from datetime import date
from decimal import Decimal

from vaka.areas.economy import base_actions as actions
from vaka.areas.economy.base_rules import Base, BaseLine
from vaka.areas.economy.rules import ORE, Money
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.organisation.models import Unit

MNKR, TKR = ORE[Money.MNKR], ORE[Money.TKR]
ROWS = (
    # code, name, internal mnkr, pay of this year mnkr, raised, room percent, sick leave percent
    ("7441", "Almen", 32, 26, True, "6", "7.4"),
    ("7442", "Björken", 23, 18, True, "6", "5.6"),
    ("7443", "Linden", 40, 33, False, "6", "6"),
    ("7451", "Hemtjänst Ängen", 28, 24, True, "7", "9.1"),
    ("7452", "Hemtjänst Strömmen", 26, 22, True, "7", "6.4"),
    ("7461", "Nattpatrullen", 15, 13, True, "6", "6"),
)
FRAME = 166
RAISE = Decimal("3.4")


@action
def write(*, by: Viewer, places: dict[str, Unit], today: date) -> None:
    """Write the base of next year, open, with what the checks find, and this year's decided."""
    year = today.year + 1
    base = Base(year, FRAME * MNKR, RAISE)
    row = actions.keep_base(by=by, unit=places["socialforvaltningen"], new=base)
    lines = [_line(*told) for told in ROWS]
    lines += [
        BaseLine("7446", "Eken (stängd)", MNKR, closed=date(today.year, 6, 30)),
        BaseLine("7420", "Internt stöd", 2 * MNKR, once=900 * TKR, once_year=today.year,
                 once_purpose="Medel mot ofrivillig ensamhet"),
    ]  # fmt: skip
    actions.take_in_base(by=by, base_id=row.pk, lines=lines, source="Internbudget, arbetsfil")
    words = "Rehabiliteringen börjar i januari och väntas sänka frånvaron."
    actions.explain(by=by, base_id=row.pk, code="7451", words=words)
    _decided(by, places["socialforvaltningen"], today.year)


def _decided(by: Viewer, unit: Unit, year: int) -> None:
    """This year's base, in which nothing was found."""
    lines = [_line(*told[:4], True, told[5], told[5]) for told in ROWS]
    base = Base(year, sum(one.internal for one in lines), RAISE)
    row = actions.keep_base(by=by, unit=unit, new=base)
    actions.take_in_base(by=by, base_id=row.pk, lines=lines, source="Internbudget, arbetsfil")
    actions.decide_base(by=by, base_id=row.pk)


def _line(
    code: str, name: str, internal: int, pay: int, is_raised: bool, room: str, actual: str
) -> BaseLine:  # fmt: skip
    new = int(pay * MNKR * (1 + RAISE / 100)) if is_raised else pay * MNKR
    percent = Decimal(room)
    return BaseLine(code, name, internal * MNKR, new, pay * MNKR, percent,
                    int(new * percent / 100), Decimal(actual))  # fmt: skip
