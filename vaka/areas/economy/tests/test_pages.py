"""A month from opened to closed: what managers tell of their lines, what the controller needs."""

from datetime import date

import pytest
from django.urls import reverse

from vaka.areas.economy import actions, queries
from vaka.areas.economy.models import BudgetFigure, BudgetLine, BudgetMonth
from vaka.areas.economy.tests.test_outsiders import TKR, plant
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused


def test_a_manager_tells_and_the_controller_closes(eva, bo, cecilia, units, client_as):
    month, line = plant(units, eva)
    tell, close = reverse("economy:tell", args=[line.pk]), reverse("economy:close", args=[month.pk])
    assert client_as(cecilia).get(tell).status_code == 404
    client = client_as(bo)
    sent = {"forecast_deviation": -40}
    body = client.post(tell, sent).content.decode()
    assert "Skriv vad det beror på" in body
    assert "Skriv vad ni gör åt det" in body
    sent |= {"cause": "Fler vikarier än planerat", "measure": "Nytt schema från maj"}
    assert client.post(tell, sent).status_code == 302
    figure = BudgetFigure.objects.get(line=line)
    assert (figure.forecast_deviation, figure.told_by) == (-40 * TKR, bo.person)
    assert AuditRow.objects.filter(verb="budget.tell_forecast", actor=bo.person).count() == 1
    assert [row.name for row in queries.month_page(bo, month).rows] == ["Almen"]
    page = queries.month_page(eva, month)
    assert (page.total.forecast_deviation, page.untold) == (-40, ["Björken"])
    assert (
        "Prognos saknas för Björken" in client_as(eva).post(close, {"words": ""}).content.decode()
    )
    bjorken = BudgetLine.objects.get(name="Björken")
    new = actions.Forecast(0)
    with pytest.raises(NotAllowed):
        actions.tell_forecast(by=bo, month_id=month.pk, line_id=bjorken.pk, new=new)
    actions.tell_forecast(by=cecilia, month_id=month.pk, line_id=bjorken.pk, new=new)
    assert client_as(eva).post(close, {"words": ""}).status_code == 302
    with pytest.raises(RuleRefused):
        actions.tell_forecast(by=bo, month_id=month.pk, line_id=line.pk, new=new)
    assert client.get(tell).status_code == 403
    again = reverse("economy:reopen", args=[month.pk])
    assert client_as(eva).post(again, {"words": "Fel siffra"}).status_code == 302
    month.refresh_from_db()
    assert (month.state, month.closed_at) == ("open", None)


def test_a_changed_forecast_says_why(eva, bo, units):
    march, line = plant(units, eva)
    told = actions.Forecast(-TKR, "Fler vikarier", "Nytt schema")
    actions.tell_forecast(by=bo, month_id=march.pk, line_id=line.pk, new=told)
    april = actions.open_month(by=eva, unit=units["socialforvaltningen"], month=date(2026, 4, 20))
    assert april.month == date(2026, 4, 1)
    more = actions.Forecast(-5 * TKR, "Fler vikarier", "Nytt schema")
    with pytest.raises(RuleRefused, match="ändrats"):
        actions.tell_forecast(by=bo, month_id=april.pk, line_id=line.pk, new=more)
    why = actions.Forecast(-5 * TKR, "Fler vikarier", "Nytt schema", "Två till är sjuka")
    actions.tell_forecast(by=bo, month_id=april.pk, line_id=line.pk, new=why)
    (row,) = [one for one in queries.month_page(eva, april).rows if one.name == "Almen"]
    assert (row.forecast_deviation, row.forecast_change) == (-5, -4)


def test_lines_gather_the_ledger_and_kinds_add_up(eva, units, client_as):
    unit = units["socialforvaltningen"]
    top = BudgetLine.objects.create(unit=unit, name="Summa", place=1, valid_from=date(2026, 1, 1))
    held = {"unit": unit, "parent": top, "valid_from": top.valid_from}
    for place, code in enumerate(("7441", "7442"), 2):
        BudgetLine.objects.create(name=code, place=place, responsibilities=f"{code}*", **held)
    cells = {
        (date(2026, number, 1), f"{code}10", "", account): (outcome * TKR, budget * TKR)
        for number in (1, 2) for code in ("7441", "7442")
        for account, outcome, budget in (("3010", 9, 10), ("5010", -110, -100))
    }  # fmt: skip
    outcome, budget = ({cell: two[place] for cell, two in cells.items()} for place in (0, 1))
    told = {"by": eva, "unit": unit, "source": "test"}
    actions.take_in_ledger(outcome=dict.fromkeys(outcome, 1), budget=budget, **told)
    actions.take_in_ledger(outcome=outcome, **told)  # the budget stands as it was
    month = actions.open_month(by=eva, unit=unit, month=date(2026, 2, 1))
    page = queries.month_page(eva, month)
    assert [(row.name, row.before, row.result, row.change, row.annual) for row in page.rows] == [
        ("7441", -11, -22, -11, -180), ("7442", -11, -22, -11, -180),
        ("Summa", -22, -44, -22, -360),
    ]  # fmt: skip
    kinds = {one.name: one.result for one in page.by_kind}
    assert kinds == {"Externa intäkter": -4, "Personalkostnader": -40, "Försörjningsstöd": 0,
                     "Övriga kostnader": 0}  # fmt: skip
    body = client_as(eva).get(reverse("economy:list")).content.decode()
    assert "44 tkr sämre än budget" in body
    assert "i tusen kronor (tkr)" in body
    file = client_as(eva).get(reverse("economy:file")).content.decode()
    assert "Avvikelse hittills (tkr)" in file
    BudgetMonth.objects.update(state="closed")
    with pytest.raises(RuleRefused, match="stängd"):
        actions.take_in_ledger(outcome=outcome, **told)
