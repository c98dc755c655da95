"""Published numbers typed in: kept with source, corrected with a reason, or refused."""

from datetime import date

import pytest
from django.urls import reverse

from vaka.areas.figures import rules
from vaka.areas.figures.actions import NewObservation, give_observation
from vaka.areas.figures.models import Observation
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

PAIN, TODAY = "palliative_pain_assessed_share", date(2026, 2, 2)


@pytest.mark.parametrize(
    ("changed", "refused"),
    [({}, ""), ({"value": None}, "value"), ({"value": 101.0}, "value"),
     ({"period": "2026"}, "period"), ({"source": " "}, "source"), ({"sex": "K"}, "sex"),
     ({"numbers": (9.0, 8.0)}, "numerator"), ({"numbers": (1.0, 8.0)}, "value"),
     ({"numbers": (6.0, 8.0)}, ""), ({"is_unused": True}, "value"),
     ({"is_unused": True, "value": None}, ""), ({"is_counted": True}, "value"),
     ({"is_share": False, "value": 101.0}, "")],
)  # fmt: skip
def test_what_may_be_typed_in(changed, refused):
    told = {"is_counted": False, "is_share": True, "has_sex": False, "period": "2025", "sex": "",
            "value": 75.0, "numbers": (None, None), "source": "Årsrapport",
            "is_unused": False}  # fmt: skip
    told |= changed
    told["period"] = Period.parse(told["period"])
    verdict = rules.may_give(rules.Told(**told), TODAY)
    assert [one.code for one in verdict.refusals] == ([refused] if refused else [])


def _new(unit, value=75.0, **rest):
    told = {"source": "Årsrapport 2025"} | rest
    return NewObservation(PAIN, unit, Period.parse("2025"), value=value, **told)


def test_a_number_is_kept_and_corrected_only_with_a_reason(units, maja):
    give_observation(by=maja, new=_new(units["almen"]))
    with pytest.raises(RuleRefused):
        give_observation(by=maja, new=_new(units["almen"], 80.0))
    give_observation(by=maja, new=_new(units["almen"], 80.0, reason="Läste fel rad"))
    row = Observation.objects.get()
    assert (row.value, row.source) == (80, "Årsrapport 2025")
    [before] = row.before.all()
    assert (before.value, before.reason, before.replaced_by) == (75, "Läste fel rad", maja.name)


def test_nobody_types_in_for_a_unit_out_of_reach(units, cecilia, eva):
    with pytest.raises(NotVisible):
        give_observation(by=cecilia, new=_new(units["almen"]))
    with pytest.raises(NotAllowed):
        give_observation(by=eva, new=_new(units["almen"]))
    assert not Observation.objects.exists()


def test_the_pages_take_a_number_and_show_its_history(units, client_as, maja):
    client, query = client_as(maja), "?enhet=almen"
    address = reverse("indicators:give_value", args=[PAIN]) + query
    told = {"period": "2025", "value": "75", "source": "Årsrapport 2025"}
    assert client.post(address, told).status_code == 302
    assert "Skriv varför det rättas" in client.post(address, told).content.decode()
    client.post(address, told | {"value": "", "is_unused": "on", "reason": "Fel register"})
    text = client.get(reverse("indicators:values", args=[PAIN]) + query).content.decode()
    assert "används inte" in text
    assert "Fel register" in text
    page = client.get(reverse("indicators:measure", args=[PAIN]) + query).content.decode()
    assert "används inte under 2025" in page


@pytest.mark.parametrize(
    ("user", "name", "query", "status"),
    [("cecilia", "give_value", "?enhet=almen", 404), ("eva", "give_value", "?enhet=almen", 403),
     ("cecilia", "give_value", "?enhet=harnosand", 403), ("astrid", "values", "", 403),
     ("eva", "values", "?enhet=almen", 403), ("eva", "values", "?enhet=harnosand", 200),
     ("cecilia", "values", "?enhet=almen", 404)],
)  # fmt: skip
def test_who_meets_the_pages(units, client_as, everybody, user, name, query, status):
    address = reverse(f"indicators:{name}", args=[PAIN]) + query
    assert client_as(everybody[user]).get(address).status_code == status
