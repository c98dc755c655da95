"""A foundation's year from applications to decision, an allowance, the report."""

from datetime import date

import pytest
from django.urls import reverse

from vaka.areas.allocations import actions, queries
from vaka.areas.allocations.actions import NewAllocation, NewApplication
from vaka.areas.allocations.models import (
    Allocation,
    AllocationApplication,
    AllowancePayment,
)
from vaka.areas.allocations.report import REPORTS
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

NEW = NewAllocation(2024, "Blomsterstiftelsen", "Blommor", 128_940_00, 25)


def applied(name, setting="older", operation="municipal", day=date(2024, 3, 12)):
    """An application."""
    return NewApplication(day, name, setting, operation, fits_purpose=True, words="Blommor")


def address(name, *args):
    return reverse(f"allocations:{name}", args=args)


@pytest.fixture
def year(nora):
    """A year with two that share and one that does not."""
    made = actions.open_allocation(by=nora, new=NEW)
    for one in (applied("Almen"), applied("Ekhaga", operation="contracted", day=date(2024, 3, 20)),
                applied("Skolan", "other")):  # fmt: skip
        actions.register_application(by=nora, allocation_id=made.pk, new=one)
    return made


def test_shares_add_up_and_stand_when_decided(year, nora, client_as):
    page = queries.allocation_page(nora, year.pk)
    shares = {row.unit_name: row.share for row in page.rows}
    assert shares == {"Almen": 16_118_00, "Ekhaga": 16_117_00, "Skolan": None}
    assert page.shared == year.amount == 32_235_00
    client = client_as(nora)
    body = client.get(address("allocation", year.pk)).content.decode()
    assert "32\u00a0235 kr delas av 2" in body
    assert "Lokalerna är inte för äldre" in body
    assert client.post(address("decide", year.pk), {"words": "2024-05-14 § 66"}).status_code == 302
    year.refresh_from_db()
    assert (year.state, year.words) == ("decided", "2024-05-14 § 66")
    with pytest.raises(RuleRefused, match="beslutad"):
        actions.register_application(by=nora, allocation_id=year.pk, new=applied("Ny"))
    assert client.post(address("reopen", year.pk), {"words": "Fel namn"}).status_code == 302
    one = AllocationApplication.objects.get(unit_name="Skolan")
    assert client.post(address("withdraw", one.pk), {"words": ""}).status_code == 302
    verbs = list(
        AuditRow.objects.filter(verb__startswith="allocation.").values_list("verb", flat=True)
    )
    assert verbs.count("allocation.register_application") == 3
    assert "allocation.withdraw_application" in verbs


def test_what_a_rule_refuses_leaves_nothing(nora, year):
    before = AuditRow.objects.count()
    with pytest.raises(RuleRefused, match="redan en fördelning"):
        actions.open_allocation(by=nora, new=NEW)
    tomorrow = applied("Almen", day=date(2999, 1, 1))
    with pytest.raises(RuleRefused, match="inte varit än"):
        actions.register_application(by=nora, allocation_id=year.pk, new=tomorrow)
    assert (AuditRow.objects.count(), Allocation.objects.count()) == (before, 1)


def test_nobody_shares_nothing(nora):
    made = actions.open_allocation(by=nora, new=NEW)
    with pytest.raises(RuleRefused, match="Ingen ansökan"):
        actions.decide_allocation(by=nora, allocation_id=made.pk, words="§ 1")


def test_politicians_read_and_others_are_shut(year, pia, cecilia, nora, client_as):
    client = client_as(pia)
    assert client.get(address("allocation", year.pk)).status_code == 200
    for name, args in (
        ("register", [year.pk]),
        ("decide", [year.pk]),
        ("new", []),
        ("allowance", []),
    ):
        assert client.get(address(name, *args)).status_code == 403
        assert client_as(cecilia).get(address(name, *args)).status_code in {403, 404}
    assert client_as(cecilia).get(address("fees")).status_code == 403
    with pytest.raises(NotAllowed):  # the secretary writes applications but pays nobody
        actions.pay_allowance(by=nora, year=2024, grant=100, claims=[])


def test_fees_of_one_municipality_and_all(eva, client_as):
    client = client_as(eva)
    body = client.get(address("fees"), {"kommun": "Härnösand"}).content.decode()
    assert "Härnösand betalar 46\u00a0798 kr" in body
    assert "15\u00a0600, 15\u00a0599 och 15\u00a0599 kr" in body
    assert "Stockholm, totalt: i tabellen står ”#####”, räknat 1\u00a0689\u00a0466 kr" in body
    assert "står inte i SKR" in client.get(address("fees"), {"kommun": "Ankeborg"}).content.decode()
    assert client.get(address("fees"), {"ar": "2019"}).status_code == 404
    file = client.get(address("file")).content.decode("utf-8-sig")
    assert len(file.splitlines()) == 289


ROWS = (
    "Referens;Månader med ersättning;Beslut från;Beslut till\n"
    "A-1;2024-02, 2024-03, 2024-04;2020-01-01;\n"
    "A-2;2024-05, 2024-06, 2024-07;2024-03-01;2024-11-15\n"
    "A-3;2024-05;2024-03-01;\n"
    "A-1;2024-05;2024-03-01;\n"
    "19121212-1212;2024-05;2024-03-01;\n"
    "A-4;våren;2024-03-01;\n"
)


def test_an_allowance_is_worked_out_and_only_its_sums_are_kept(eva, client_as, tmp_path):
    path = tmp_path / "e.csv"
    path.write_text(ROWS, encoding="utf-8")
    client = client_as(eva)
    with path.open("rb") as file:
        answer = client.post(address("allowance"), {"year": 2024, "grant": "1000,01", "file": file})
    body = answer.content.decode()
    assert "2 personer får 500 kr var" in body
    assert "0,01 kr av statsbidraget blir kvar" in body
    assert "Månader med ersättning: 1," in body
    assert body.count("Rad ") >= 3  # the repeated, the numbered and the unreadable
    assert "191212" not in body
    assert not AllowancePayment.objects.exists()
    sent = {"signed": answer.context["signed"]}
    file = client.post(address("allowance_file"), sent).content.decode("utf-8-sig")
    assert "A-2;500,00;" in file
    kept = AllowancePayment.objects.get()
    assert (kept.persons, kept.refused, kept.each, kept.by) == (2, 1, 500_00, eva.person)
    assert AuditRow.objects.filter(verb="allocation.pay_allowance").count() == 1
    assert "A-1" not in str(list(AuditRow.objects.values_list("data", flat=True)))
    assert "1\u00a0000,01" in client.get(address("list")).content.decode()
    assert client.post(address("allowance_file"), {"signed": "x"}).status_code == 302


def test_nobody_who_meets_the_criteria_is_paid_nothing(eva, client_as, tmp_path):
    path = tmp_path / "e.csv"
    path.write_text("Referens;Månader med ersättning\nA-3;2024-05\n", encoding="utf-8")
    with path.open("rb") as file:
        answer = client_as(eva).post(
            address("allowance"), {"year": 2024, "grant": "1", "file": file}
        )
    assert "0 personer får" in answer.content.decode()
    assert "Spara summan" not in answer.content.decode()
    with pytest.raises(RuleRefused, match="Ingen i filen"):
        actions.pay_allowance(by=eva, year=2024, grant=100, claims=[])
    assert not AllowancePayment.objects.exists()


def test_the_report_lists_all_and_tells_the_own(units):
    asked = {"viewer": Viewer.system("test"), "period": Period.parse("2025"),
             "as_of": date(2025, 1, 1), "snapshot": "s"}  # fmt: skip
    found = REPORTS["skr-avgift"].content(unit=units["harnosand"], **asked)
    table = found.tables["fees"]
    assert len(table.rows) == 289
    assert table.rows[-1][2:] == (5_999_994, 13_500_003, 19_500_007)
    assert found.figures["fee"].value == 46_798
    assert [one.split(",")[0] for one in found.findings] == ["Göteborg", "Stockholm"]
    assert "shares" not in REPORTS["skr-avgift"].content(unit=units["vaka"], **asked).tables
