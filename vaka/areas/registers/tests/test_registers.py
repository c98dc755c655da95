"""A register's use by unit, and what it does to measures, imports, boards and comparison."""

from datetime import date

import pytest
from django.urls import reverse

from vaka.areas.figures import actions as figures
from vaka.areas.figures.actions import NewObservation
from vaka.areas.figures.imports import IMPORTS
from vaka.areas.figures.models import Observation
from vaka.areas.figures.register_queries import RegistersInUse
from vaka.areas.registers import actions
from vaka.areas.registers.actions import NewUse
from vaka.areas.registers.lists import OWN, UnknownRegister
from vaka.areas.registers.models import RegisterUse
from vaka.exchange.kinds import ImportOptions, run
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused
from vaka.metrics.definitions import named

WHY = "Beslut i ledningsgruppen"
PLAN = "senior_alert_plan_share"
SAID = {
    "period": "används inte vid enheten", "numerator": "Rätta talen", "denominator": "är noll",
    "value": "mellan 0 och 100", "database": "testdatabasen",
}  # fmt: skip
REGISTER = "Indikator;Enhet;År;Värde;Täljare;Nämnare;Databas\n"


@pytest.fixture
def used(kim, units) -> RegisterUse:
    """Senior alert at Almen during 2022 and 2023, then followed by an own measurement."""
    new = NewUse("senior_alert", units["almen"], date(2022, 1, 1), WHY)
    row = actions.begin_use(by=kim, new=new)
    return actions.end_use(by=kim, use_id=row.pk, until_date=date(2023, 12, 31), replaced_by=OWN,
                           words=WHY)  # fmt: skip


def _read(tmp_path, rows):
    path = tmp_path / "fil.csv"
    path.write_text(REGISTER + rows, encoding="utf-8")
    kind = next(one for one in IMPORTS if one.kind == "register")
    file = read_typed(path, kind.schema)
    run(kind, by=Viewer.system("t"), file=file, options=ImportOptions(source="fil.csv"))
    return file.rejects


@pytest.mark.parametrize(
    ("unit", "year", "outside"),
    [
        ("almen", 2022, False), ("almen", 2024, True), ("almen", 2021, True),
        ("almen-1", 2023, False), ("vaka", 2023, False), ("bjorken", 2023, True),
        ("bistand", 2022, True), ("harnosand", 2022, False),
    ],
)  # fmt: skip
def test_units_outside_a_register_do_not_use_it(used, units, unit, year, outside):
    found = RegistersInUse().is_outside(named(PLAN), units[unit], Period.parse(str(year)))
    assert found is outside
    assert not RegistersInUse().is_outside(
        named("palliative_registrations"), units[unit], Period.parse(str(year))
    )


def test_its_end_is_a_break_that_names_what_took_its_place(used, units):
    breaks = RegistersInUse().breaks(named(PLAN), units["almen"], Period.parse("2020..2025"))
    assert [one.on_date for one in breaks] == [date(2022, 1, 1), date(2024, 1, 1)]
    assert "egen uppföljning" in breaks[1].reason


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("{m};Almen;2023;;8;10;", ""),
        ("{m};Almen;2024;;8;10;", "period"),
        ("{m};Björken;2023;;8;10;", "period"),
        ("{m};Almen;2023;;-1;10;", "numerator"),
        ("{m};Almen;2023;;11;10;", "numerator"),
        ("{m};Almen;2023;;4;0;", "denominator"),
        ("{m};Almen;2023;130;;;", "value"),
        ("{m};Almen;2023;;8;10;test", "database"),
    ],
)
def test_what_cannot_be_is_refused_with_row_and_reason(used, tmp_path, row, column):
    rejects = _read(tmp_path, row.format(m=PLAN) + "\n")
    assert len(rejects) == bool(column)
    assert Observation.objects.count() == (not column)
    if column:
        assert (rejects[0].row, SAID[column] in rejects[0].reason) == (2, True)


def test_a_delivered_pair_is_kept_as_delivered(used, tmp_path):
    _read(tmp_path, f"{PLAN};Almen;2023;81;8;10;\n")
    row = Observation.objects.get()
    assert (row.value, row.numerator, row.denominator) == (81, 8, 10)


def test_no_number_is_typed_in_for_who_does_not_use_it(used, kim, units):
    new = NewObservation(PLAN, units["bjorken"], Period.parse("2023"), value=50.0, source="Rapport")
    with pytest.raises(RuleRefused, match="används inte"):
        figures.give_observation(by=kim, new=new)
    told = NewObservation(PLAN, units["bjorken"], Period.parse("2023"), source="R", is_unused=True)
    figures.give_observation(by=kim, new=told)


def test_pages_say_so_and_never_nought(used, kim, units, client_as, tmp_path):
    _read(tmp_path, f"{PLAN};Almen;2023;80;80;100;\n")
    client = client_as(kim)
    page = reverse("indicators:measure", args=[PLAN])
    body = client.get(page, {"enhet": "almen", "period": "2022..2024", "steg": "year"}).content
    text = body.decode()
    assert "används inte under 2024" in text
    assert '<span class="quiet">används inte</span>' in text
    assert "Ersätts av egen uppföljning" in text
    assert "80\xa0%" in text
    other = client.get(page, {"enhet": "bjorken", "period": "2022..2024", "steg": "year"})
    assert "används inte under 2024" in other.content.decode()
    compared = reverse("indicators:comparison", args=[PLAN])
    told = client.get(compared, {"enhet": "bjorken", "period": "2022..2024"}).content.decode()
    assert told.count("används inte") >= 3
    listed = client.get(reverse("indicators:catalogue"), {"enhet": "bjorken", "q": PLAN})
    assert "används inte" in listed.content.decode()


def test_the_page_begins_ends_corrects_and_removes(kim, bo, units, client_as):
    client = client_as(kim)
    begin = reverse("registers:begin", args=["bpsd"])
    sent = {"unit": "almen", "from_date": "2023-01-01", "words": WHY}
    assert client.post(begin, sent).status_code == 302
    assert "används redan" in client.post(begin, sent).content.decode()
    row = RegisterUse.objects.get()
    end = reverse("registers:end", args=[row.pk])
    told = {"until_date": "2022-01-01", "replaced_by": "own", "words": WHY}
    assert "före den första" in client.post(end, told).content.decode()
    assert client.post(end, told | {"until_date": "2024-06-30"}).status_code == 302
    assert client.post(end, told | {"until_date": "2024-12-31"}).status_code == 302
    page = reverse("registers:register", args=["bpsd"])
    shown = client_as(bo).get(page).content.decode()
    assert "Ersätts av egen uppföljning" in shown
    assert begin not in shown
    assert client_as(bo).get(end).status_code == 403
    remove = reverse("registers:remove", args=[row.pk])
    assert client.post(remove, {"words": "Fel enhet angavs"}).status_code == 302
    assert "Borttagna rader" in client.get(page).content.decode()
    verbs = AuditRow.objects.filter(object_kind="register_use").values_list("verb", flat=True)
    assert sorted(verbs) == ["registers.begin_use", "registers.end_use", "registers.end_use",
                             "registers.remove_use"]  # fmt: skip


def test_an_action_trusts_no_page(used, bo, kim, units):
    new = NewUse("bpsd", units["almen"], date(2023, 1, 1), WHY)
    with pytest.raises(NotAllowed):
        actions.begin_use(by=bo, new=new)
    with pytest.raises(NotAllowed):
        actions.remove_use(by=bo, use_id=used.pk, words=WHY)
    with pytest.raises(UnknownRegister):
        actions.begin_use(by=kim, new=NewUse("väder", units["almen"], date(2023, 1, 1), WHY))
