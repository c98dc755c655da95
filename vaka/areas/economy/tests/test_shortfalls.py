"""A feared deficit from the forecast to the effect: who takes which step, and what it needs."""

from datetime import timedelta

import pytest
from django.urls import reverse

from vaka.areas.board import actions as board
from vaka.areas.economy import shortfall_actions as actions
from vaka.areas.economy import shortfall_queries as queries
from vaka.areas.economy.actions import Forecast, tell_forecast
from vaka.areas.economy.models import BudgetLine, BudgetMonth, Saving, SavingFollowUp, Shortfall
from vaka.areas.economy.report import REPORTS
from vaka.areas.economy.shortfall_actions import Decision, FollowUp, NewSaving
from vaka.areas.economy.shortfall_rules import SavingState
from vaka.areas.economy.tests.test_outsiders import TKR, plant
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused


@pytest.fixture
def short(units, eva, bo):
    """Give Almen's line, which Bo thinks will be 900 tkr short, with a deficit opened of it."""
    month, line = plant(units, eva)
    new = Forecast(-900 * TKR, "Fler vikarier", "Nytt schema")
    tell_forecast(by=bo, month_id=month.pk, line_id=line.pk, new=new)
    return actions.open_shortfall(by=eva, line_id=line.pk)


def saving(units, by, row, expected=900):
    new = NewSaving("Färre timvikarier", units["almen"], by.on + timedelta(30), expected * TKR)
    return actions.add_saving(by=by, shortfall_id=row.pk, new=new)


def proposed(units, eva, row, expected=900, rest=""):
    one = saving(units, eva, row, expected)
    actions.propose(by=eva, shortfall_id=row.pk, proposal="att minska vikarierna", rest=rest)
    return one


def decided(units, eva, row, expected=900, rest=""):
    one = proposed(units, eva, row, expected, rest)
    actions.decide(by=eva, shortfall_id=row.pk, decision=Decision(eva.on, "§ 41"))
    return one


def test_a_deficit_is_opened_once_at_what_the_forecast_says(short, eva, units):
    assert (short.amount, short.year, short.state) == (-900 * TKR, 2026, "feared")
    assert AuditRow.objects.filter(verb="shortfall.open_shortfall", actor=eva.person).count() == 1
    with pytest.raises(RuleRefused, match="redan"):
        actions.open_shortfall(by=eva, line_id=short.line_id)
    good = BudgetLine.objects.get(name="Björken")
    with pytest.raises(RuleRefused, match="inget underskott"):
        actions.open_shortfall(by=eva, line_id=good.pk)
    assert Shortfall.objects.count() == 1


def test_a_proposal_needs_measures_and_says_what_they_leave(short, eva, bo, units):
    with pytest.raises(RuleRefused, match="inga åtgärder"):
        actions.propose(by=eva, shortfall_id=short.pk, proposal="att spara pengar", rest="")
    one = saving(units, bo, short, 500)
    with pytest.raises(RuleRefused, match="täcker inte"):
        actions.propose(by=eva, shortfall_id=short.pk, proposal="att spara pengar", rest="")
    short.refresh_from_db()
    assert short.state == "feared"
    actions.propose(by=eva, shortfall_id=short.pk, proposal="att spara pengar", rest="Begär medel")
    with pytest.raises(RuleRefused, match="lämnad till nämnden"):
        actions.remove_saving(by=eva, saving_id=one.pk)
    actions.step_shortfall(by=eva, shortfall_id=short.pk, verb="shortfall.take_back", words="Fel")
    actions.remove_saving(by=bo, saving_id=one.pk)
    assert not Saving.objects.exists()


def test_a_decision_that_does_not_hold_is_reported_within_days(short, eva, units):
    decided(units, eva, short, 500, "Begär medel")
    row = queries.shortfall_page(eva, short.pk).row
    assert (row.now, row.left, row.due_date) == (-900, -400, eva.on + timedelta(7))
    actions.step_shortfall(by=eva, shortfall_id=short.pk, verb="shortfall.report", words="Brev KS")
    row = queries.shortfall_page(eva, short.pk).row
    assert (row.state, row.due_date) == ("reported", None)
    short.refresh_from_db()
    assert (short.reported_date, short.paragraph) == (eva.on, "§ 41")
    back = {"by": eva, "shortfall_id": short.pk, "verb": "shortfall.unreport"}
    with pytest.raises(RuleRefused, match="Skäl saknas"):
        actions.step_shortfall(**back, words=" ")
    actions.step_shortfall(**back, words="Fel dag")
    short.refresh_from_db()
    assert (short.state, short.reported_date) == ("decided", None)


def test_what_holds_with_its_measures_needs_no_report(short, eva, units):
    decided(units, eva, short)
    with pytest.raises(RuleRefused, match="ryms prognosen"):
        actions.step_shortfall(by=eva, shortfall_id=short.pk, verb="shortfall.report", words="KS")


def test_measures_are_followed_to_their_effect_before_the_end(short, eva, bo, cecilia, units):
    one = decided(units, eva, short)
    gave = FollowUp(eva.on, SavingState.EFFECT, 900 * TKR, "Vikarierna är färre")
    with pytest.raises(NotVisible):
        actions.follow_saving(by=cecilia, saving_id=one.pk, new=gave)
    end = {"by": eva, "shortfall_id": short.pk, "verb": "shortfall.end", "words": "Håller nu"}
    with pytest.raises(RuleRefused, match="visar fortfarande"):
        actions.step_shortfall(**end)
    actions.follow_saving(by=bo, saving_id=one.pk, new=gave)
    figures = short.line.figures.all()
    figures.update(forecast_deviation=0)
    actions.withdraw_follow_up(by=bo, saving_id=one.pk)
    with pytest.raises(RuleRefused, match="inte följda"):
        actions.step_shortfall(**end)
    actions.follow_saving(by=bo, saving_id=one.pk, new=gave)
    actions.step_shortfall(**end)
    assert not queries.candidates(eva)
    with pytest.raises(RuleRefused, match="avslutat"):
        actions.follow_saving(by=bo, saving_id=one.pk, new=gave)
    assert SavingFollowUp.objects.count() == 1
    verbs = AuditRow.objects.filter(verb__startswith="shortfall.").values_list("verb", flat=True)
    assert {"shortfall.decide", "shortfall.follow_saving", "shortfall.end"} <= set(verbs)


def test_only_the_controller_takes_the_boards_steps(short, bo, eva, pia, units):
    saving(units, bo, short)
    for by, error in ((bo, NotAllowed), (pia, NotVisible)):
        with pytest.raises(error):
            actions.propose(by=by, shortfall_id=short.pk, proposal="att spara", rest="")
    actions.propose(by=eva, shortfall_id=short.pk, proposal="att spara pengar", rest="")
    assert queries.shortfall_page(pia, short.pk).steps == []
    with pytest.raises(NotAllowed):
        actions.decide(by=pia, shortfall_id=short.pk, decision=Decision(eva.on, "§ 1"))


def test_pages_from_the_line_to_the_decision(short, eva, bo, cecilia, pia, units, client_as):
    address = reverse("economy:shortfall", args=[short.pk])
    assert client_as(cecilia).get(address).status_code == 404
    assert client_as(pia).get(address).status_code == 404
    assert "Lägg till en åtgärd" in client_as(bo).get(address).content.decode()
    sent = {"what": "Färre timmar", "answers": "almen", "due_date": eva.on, "expected": 400}
    assert client_as(bo).post(f"{address}atgard/", sent).status_code == 302
    body = client_as(eva).post(f"{address}lamna/", {"proposal": "att spara pengar"})
    assert "Åtgärderna täcker inte hela" in body.content.decode()
    step = {"proposal": "att spara pengar", "rest": "Begär medel"}
    assert client_as(eva).post(f"{address}lamna/", step).status_code == 302
    assert "−500 tkr kvar" in client_as(pia).get(address).content.decode().replace("\xa0", " ")
    for place in (reverse("economy:shortfalls"), reverse("economy:list")):
        assert "Väntar på nämndens beslut" in client_as(eva).get(place).content.decode()
    assert client_as(eva).get(f"{address}nagot/").status_code == 404
    assert client_as(bo).get(f"{address}besluta/").status_code == 403


def test_a_deficit_and_the_boards_item_lead_to_each_other(short, eva, nora, units, client_as):
    proposed(units, eva, short)
    new = board.NewItem(units["socialforvaltningen"], "socialnamnden", "Åtgärder för balans")
    item = board.begin_item(by=eva, new=new)
    shown = client_as(eva).get(reverse("economy:shortfall_step", args=[short.pk, "besluta"]))
    assert item.title in shown.content.decode()
    decision = Decision(eva.on, "§ 41", item.pk)
    actions.decide(by=eva, shortfall_id=short.pk, decision=decision)
    page = client_as(eva).get(reverse("economy:shortfall", args=[short.pk])).content.decode()
    assert reverse("board:item", args=[item.pk]) in page
    back = client_as(eva).get(reverse("board:item", args=[item.pk])).content.decode()
    assert reverse("economy:shortfall", args=[short.pk]) in back
    hidden = client_as(nora).get(reverse("board:item", args=[item.pk])).content.decode()
    assert "Åtgärder för balans" in hidden


def test_the_year_wheel_holds_the_next_day_and_the_measures_days(short, eva, cecilia, units):
    one = proposed(units, eva, short)
    year = (eva.on, eva.on + timedelta(365))
    next_step, measure = sorted(queries.duties(eva, *year), key=lambda duty: duty.role)
    assert next_step.name.startswith("Underskott, Almen: ")
    assert (next_step.role, next_step.done_date) == ("Controller", None)
    assert (measure.due_date, measure.unit, measure.done_date) == (one.due_date, "Almen", None)
    assert not list(queries.duties(cecilia, *year))
    done = FollowUp(eva.on, SavingState.EFFECT, 900 * TKR, "Schemat är ändrat")
    actions.follow_saving(by=eva, saving_id=one.pk, new=done)
    assert [duty.done_date for duty in queries.duties(eva, one.due_date, one.due_date)] == [eva.on]


def test_the_report_tells_measures_at_a_deficit_in_its_own_unit(short, eva, bo, units):
    one = decided(units, eva, short, 500, "Begär medel")
    told = FollowUp(eva.on, SavingState.UNDER_WAY, 200 * TKR, "Schemat är nytt")
    actions.follow_saving(by=bo, saving_id=one.pk, new=told)

    def built(by=eva, as_of=eva.on):
        return REPORTS["ekonomi"].content(viewer=by, unit=units["vaka"], as_of=as_of, snapshot="s",
                                          period=Period.parse("2026")).tables  # fmt: skip

    tables = built()
    (deficit,) = tables["shortfalls"].rows
    assert (deficit[0], deficit[2], deficit[3]) == ("Almen", -900, -600)
    assert deficit[4].endswith("§ 41")
    (measure,) = tables["savings"].rows
    assert (measure[0], measure[2], measure[5], measure[6]) == ("Almen", "Almen", 500, 200)
    assert not any("shortfalls" in name for name in built(as_of=short.opened_date - timedelta(1)))
    BudgetMonth.objects.update(money="mnkr")
    assert built()["savings"].rows[0][5:] == (0.5, 0.2)
    assert built()["savings"].columns[-1].name == "Effekt hittills (mnkr)"
