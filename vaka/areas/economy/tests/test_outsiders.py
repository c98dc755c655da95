"""Every address of the area to those of other units, to nobody, and to whoever only sees."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.economy import (
    actions,
    base_actions,
    hours_actions,
    series_actions,
    shortfall_actions,
    urls,
)
from vaka.areas.economy.actions import Forecast, Table, TableRow
from vaka.areas.economy.base_rules import Base, BaseLine
from vaka.areas.economy.hours_rules import Hours, Operator
from vaka.areas.economy.models import (
    BudgetBase,
    BudgetBaseLine,
    BudgetFigure,
    BudgetLine,
    BudgetMonth,
    HomeHours,
    HourRate,
    MonthFigure,
    Saving,
    SavingFollowUp,
    Shortfall,
)
from vaka.areas.economy.series_rules import Figure

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (BudgetLine, BudgetMonth, BudgetFigure, Shortfall, Saving, SavingFollowUp, HomeHours,
        HourRate, BudgetBase, BudgetBaseLine, MonthFigure)  # fmt: skip
SERIES = ("series", "one_series")
MONTH, PLANTED = date(2026, 3, 1), "Klockstapelrummet"
TKR = 100_000


def plant(units, eva):
    """Give a month with a line of Almen, one of Björken and a total, open."""
    rows = [TableRow(("Summa", "Almen"), {"result": -3 * TKR}),
            TableRow(("Summa", "Björken"), {"result": TKR}),
            TableRow(("Summa",), {"result": -2 * TKR})]  # fmt: skip
    actions.take_in(by=eva, table=Table(units["socialforvaltningen"], MONTH, rows))
    for code in ("almen", "bjorken"):
        BudgetLine.objects.filter(name=units[code].name).update(answers=units[code])
    return BudgetMonth.objects.get(), BudgetLine.objects.get(name="Almen")


@pytest.fixture
def ids(eva, bo, units):
    """Plant a month, and what Bo tells of his line."""
    month, line = plant(units, eva)
    told = Forecast(-TKR, PLANTED + " läckte", "Nytt tak")
    actions.tell_forecast(by=bo, month_id=month.pk, line_id=line.pk, new=told)
    short = shortfall_actions.open_shortfall(by=eva, line_id=line.pk)
    new = shortfall_actions.NewSaving(PLANTED, units["almen"], MONTH, TKR)
    saving = shortfall_actions.add_saving(by=bo, shortfall_id=short.pk, new=new)
    hours = Hours(MONTH, PLANTED, Operator.CONTRACTED, performed=60)
    hours_actions.take_in_hours(by=eva, rows=[(units["almen"], hours)], source="test")
    rate = hours_actions.set_rate(by=eva, new=hours_actions.NewRate(
        units["socialforvaltningen"], Operator.OWN, MONTH, 50_000, "§ 1"))  # fmt: skip
    figure = Figure("placements", MONTH, PLANTED, TKR)
    series_actions.take_in_figures(by=eva, rows=[(units["almen"], figure)], source="test")
    base = base_actions.keep_base(by=eva, unit=units["socialforvaltningen"],
                                  new=Base(2027, 1000 * TKR, Decimal(3)))  # fmt: skip
    base_actions.take_in_base(by=eva, base_id=base.pk, source="test",
                              lines=[BaseLine("1", PLANTED, 900 * TKR)])  # fmt: skip
    return {"month_id": month.pk, "line_id": line.pk, "shortfall_id": short.pk,
            "saving_id": saving.pk, "slug": "lamna", "rate_id": rate.pk,
            "base_id": base.pk, "code": "placements", "month": "2026-03"}  # fmt: skip


def responses(client, name, ids):
    """Ask for an address, and send it what every form of the area would take."""
    path = reverse(f"economy:{name}", kwargs={key: ids[key] for key in NAMES[name]})
    sent = {"unit": "socialforvaltningen", "month": "2026-04-01", "forecast_deviation": 7,
            "cause": "Nej tack", "measure": "Nej tack", "words": "Nej",
            "what": "Nej", "answers": "almen", "due_date": "2026-04-01", "expected": 7,
            "proposal": "Nej tack", "rest": "Nej tack", "day": "2026-04-01", "state": "effect",
            "reached": 7, "operator": "own", "since": "2026-04-01", "kronor": "510",
            "source": "§ 2",
            "year": "2027", "frame": "5", "raise_percent": "2", "raise_month": "4"}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer, answer.content.decode()


@pytest.mark.parametrize(
    ("user", "opens"),
    [("cecilia", {"list", "file", "shortfalls", "hours", "costs", "series"}),
     ("pia", {"list", "shortfalls", "hours", "costs", "series"}),
     ("astrid", set()), ("ada", set()),
     ("kim", set())],
)  # fmt: skip
def test_another_home_is_shut(user, opens, ids, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        allowed = (200,) if name in opens else SHUT
        secret = {PLANTED} if user == "astrid" else {PLANTED, "Almen"}  # she works there
        told += told_to_outsiders(responses(client, name, ids), allowed, secret)
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before


def test_the_board_sees_what_is_closed_and_changes_nothing(ids, eva, units, pia, client_as):
    client = client_as(pia)
    assert "Almen" not in client.get(reverse("economy:list")).content.decode()
    BudgetMonth.objects.update(state="closed")
    before = standing(*ROWS)
    for name in NAMES:
        for path, answer, body in responses(client, name, ids):
            opens = name in {"list", "file", "line", "shortfalls", "hours", "costs", *SERIES}
            assert answer.status_code in ((200,) if opens else (403, 404)), path
            assert (PLANTED in body) is (name in {"file", "line", "hours", *SERIES}), path
    assert standing(*ROWS) == before
