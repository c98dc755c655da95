"""Hours of home care: read once, compared, shown to their own, worth what the rate says."""

from datetime import date

import pytest
from django.urls import reverse

from vaka.areas.economy import hours_actions, hours_queries
from vaka.areas.economy.facts import rows as fact_rows
from vaka.areas.economy.hours_imports import SCHEMA, import_rows
from vaka.areas.economy.hours_rules import Operator
from vaka.areas.economy.models import BudgetMonth, HomeHours, HourRate
from vaka.areas.economy.report import REPORTS
from vaka.areas.economy.tests.test_outsiders import plant
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

HEAD = "Enhet;Månad;Utförare;Regi;Beviljade timmar;Utförda timmar;Timmar i budgeten;Ersättning\n"
ROWS = (
    "Almen;2025-01;Egen regi;Kommunal;900;800,5;;\n"
    "Almen;2026-01;Egen regi;Kommunal;1000;900;950;450000\n"
    "Socialförvaltningen;2026-01;Hemservice;LOV;200;180;;\n"
)
BAD = (
    ";2026-01;Egen regi;Kommunal;1;1;;\n"
    "Månen;2026-01;Egen regi;Kommunal;1;1;;\n"
    "Almen;vintern;Egen regi;Kommunal;1;1;;\n"
    "Almen;2026-02;Egen regi;Kommunal;;;;\n"
    "Almen;2026-01;Egen regi;Kommunal;1;1;;\n"
    "Almen;2026-02;Egen regi;Ideell;1;1;;\n"
)
RATE = 50_000


def read(by, tmp_path, rows, **options):
    """Read a file of hours."""
    path = tmp_path / "timmar.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    file = read_typed(path, SCHEMA)
    told = import_rows(by=by, file=file, options=ImportOptions("timmar.csv", **options))
    return told, [one.field.partition(" (")[0] for one in file.rejects]


def rate(by, unit, since=date(2025, 1, 1), ore=RATE):
    """Set a rate of own operations."""
    new = hours_actions.NewRate(unit, Operator.OWN, since, ore, "Nämnden 2024-12-12, § 140")
    return hours_actions.set_rate(by=by, new=new)


def test_a_file_is_read_once_and_what_is_wrong_is_told(eva, bo, units, tmp_path):
    receipt, _rejects = read(eva, tmp_path, ROWS, dry_run=True)
    assert (receipt.imported, HomeHours.objects.count()) == (3, 0)
    receipt, rejects = read(eva, tmp_path, ROWS + BAD)
    assert (receipt.imported, receipt.rejected) == (3, 6)
    assert rejects == ["Regi", "Enhet", "Enhet", "Månad", "Utförda timmar", "Utförare"]
    own = HomeHours.objects.get(month=date(2025, 1, 1))
    assert (own.unit, own.performed_minutes, own.expected_minutes) == (units["almen"], 48_030, None)
    assert AuditRow.objects.filter(verb="home_hours.take_in", actor=eva.person).count() == 1
    again, _rejects = read(eva, tmp_path, ROWS)
    assert (again.imported, again.unchanged) == (0, 3)
    read(eva, tmp_path, "Almen;2025-01;Egen regi;Kommunal;900;810;;\n")
    own.refresh_from_db()
    assert (own.performed_minutes, HomeHours.objects.count()) == (48_600, 3)
    with pytest.raises(NotAllowed):
        read(bo, tmp_path, ROWS)
    told, _rejects = read(eva, tmp_path, ";2026-02;A;LOV;1;1;;\n", unit_code="socialforvaltningen")
    assert told.imported == 1


def test_hours_are_compared_and_worth_their_rate(eva, bo, cecilia, units, tmp_path, client_as):
    rate(eva, units["socialforvaltningen"])
    read(eva, tmp_path, ROWS)
    page = hours_queries.hours_page(eva)
    assert [(one.name, one.performed, one.last_year, one.expected, one.expected_money,
             one.compensation) for one in page.providers] == [
        ("Egen regi", 900, 99.5, -50, -25, 450), ("Privat utförare", 180, None, None, None, None),
        ("Hemservice", 180, None, None, None, None),
    ]  # fmt: skip
    assert [one.words for one in page.findings] == ["Ersättning per timme saknas."]
    body = client_as(bo).get(reverse("economy:hours")).content.decode()
    assert "50 färre utförda timmar" in body
    assert "Hemservice" not in body
    assert "Läs in timmar" not in body
    assert hours_queries.hours_page(cecilia).total is None
    facts = {one["row_id"]: one for one in fact_rows(None, None)}
    assert sorted(one["performed_percent"] for one in facts.values())[-1] == 90


def test_the_board_sees_what_is_closed(eva, pia, units, tmp_path):
    read(eva, tmp_path, ROWS)
    assert hours_queries.hours_page(pia).until is None
    BudgetMonth.objects.create(unit=units["socialforvaltningen"], month=date(2025, 1, 1),
                               state="closed")  # fmt: skip
    assert hours_queries.hours_page(pia).until == date(2025, 1, 1)


def test_a_rate_holds_from_its_day_and_is_taken_away(eva, bo, units, tmp_path, client_as):
    read(eva, tmp_path, ROWS)
    rate(eva, units["socialforvaltningen"])
    later = rate(eva, units["socialforvaltningen"], date(2026, 1, 1), 2 * RATE)
    assert hours_queries.hours_page(eva).providers[0].compensation == 900
    with pytest.raises(RuleRefused):
        rate(eva, units["socialforvaltningen"], date(2026, 1, 1))
    with pytest.raises(NotAllowed):
        hours_actions.remove_rate(by=bo, rate_id=later.pk)
    address = reverse("economy:rate_remove", args=[later.pk])
    assert client_as(eva).post(address, {"words": ""}).status_code == 302
    assert hours_queries.hours_page(eva).providers[0].compensation == 450
    assert AuditRow.objects.filter(verb="home_hours.remove_rate").count() == 1
    sent = {"unit": "socialforvaltningen", "operator": "contracted", "since": "2026-01-01",
            "kronor": "480,50", "source": "§ 9", "provider": " Hem  service "}  # fmt: skip
    assert client_as(eva).post(reverse("economy:rate_new"), sent).status_code == 302
    new = HourRate.objects.get(operator="contracted")
    assert (new.hour, new.provider) == (48_050, "Hem service")


def test_what_fails_leaves_nothing(eva, units):
    row = hours_actions.Hours(date(2026, 1, 1), "A", Operator.OWN, performed=60)
    bad = hours_actions.Hours(date(2026, 1, 1), "B", Operator.OWN)
    with pytest.raises(RuleRefused):
        hours_actions.take_in_hours(
            by=eva, rows=[(units["almen"], row), (units["almen"], bad)], source="test"
        )
    assert not HomeHours.objects.exists()
    assert not AuditRow.objects.filter(verb="home_hours.take_in").exists()


def test_the_report_holds_the_years_hours_in_its_own_unit(eva, units, tmp_path):
    plant(units, eva)
    rate(eva, units["socialforvaltningen"])
    read(eva, tmp_path, "Almen;2026-03;Egen regi;Kommunal;4000;3000;2000;\n")

    def built():
        kind = REPORTS["ekonomi"]
        return kind.content(viewer=eva, unit=units["vaka"], period=Period.parse("2026"),
                            as_of=date(2026, 6, 1), snapshot="s")  # fmt: skip

    table = built().tables["hours"]
    assert table.rows[-1] == ("Alla utförare", 4000, None, 3000, None, 1000, 500, 1500)
    assert table.columns[-1].name == "Ersättning (tkr)"
    BudgetMonth.objects.update(money="mnkr")
    table = built().tables["hours"]
    assert (table.columns[-1].name, table.rows[-1][-2:]) == ("Ersättning (mnkr)", (0.5, 1.5))
