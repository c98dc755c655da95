"""A file read in, a year and a month on their pages, a reason told; and who may."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from vaka.areas.discharges import actions, facts, imports, queries
from vaka.areas.discharges.models import Discharge
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.organisation.actions import set_local_value
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Units = dict[str, "Unit"]
HEAD = ("Ärendenummer;Inskrivningsmeddelande;Utskrivningsklar;Kommunen underrättad;Hemgång;Till;"
        "Skäl;Dygn enligt regionen;SIP\n")  # fmt: skip
STAYS = """P-1;2026-02-20;2026-03-02;2026-03-02;2026-03-04;Eget hem;;;SIP finns
P-2;2026-02-20;2026-03-02;2026-03-02;2026-03-09;Korttidsplats;Väntade på korttidsplats;5;\
SIP behövs men saknas
P-3;2026-03-20;2026-03-28;2026-03-28;2026-04-03;Eget hem;;3;
"""
NONE = """198112189876;2026-03-20;2026-03-28;2026-03-28;2026-04-03;Eget hem;;
P-5;;;;;;;
P-6;2026-03-20;2046-03-28;;;;;
"""
"""A personal number, no day at all, a day to come."""


def read(by: Viewer, folder: Path, rows: str, **options: object) -> Receipt:
    path = folder / "utskrivningar.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    file = read_typed(path, imports.SCHEMA)
    chosen = ImportOptions("utskrivningar.csv", unit_code="bistand", **options)  # type: ignore[arg-type]
    return imports.import_rows(by=by, file=file, options=chosen)


@pytest.fixture
def stays(beata: Viewer, tmp_path: Path) -> dict[str, Discharge]:
    """The three stays of the file."""
    read(beata, tmp_path, STAYS)
    return {one.number: one for one in Discharge.objects.all()}


def test_a_file_is_read_once_brought_up_and_what_is_no_stay_is_told(
    beata: Viewer, units: Units, tmp_path: Path
) -> None:
    assert read(beata, tmp_path, STAYS, dry_run=True).imported == 3
    assert not Discharge.objects.exists()
    first = read(beata, tmp_path, STAYS + NONE)
    assert (first.imported, first.rejected) == (3, 3)
    again = read(beata, tmp_path, STAYS)
    assert (again.imported, again.unchanged) == (0, 3)
    later = read(beata, tmp_path, STAYS.replace("2026-04-03", "2026-04-05"))
    assert (later.imported, later.unchanged) == (1, 2)
    row = Discharge.objects.get(number="P-3")
    assert (row.home_date, row.source) == (date(2026, 4, 5), "utskrivningar.csv")
    assert "9876" not in str(list(Discharge.objects.values()) + list(AuditRow.objects.values()))


def test_a_year_by_month(beata: Viewer, units: Units, stays: object) -> None:
    page = queries.year_page(beata, units["bistand"], 2026)
    march, april = page.months[2], page.months[3]
    assert (march.notices, march.ready, march.home, march.within) == (1, 3, 2, 1)
    assert (march.middle, march.paid, april.paid, april.within) == (4.5, 5, 2, 0)
    assert (page.total.paid, page.total.home, page.total.amount, page.staying) == (7, 3, None, 0)
    assert page.total.share == pytest.approx(100 / 3)


def test_the_agreement_and_the_amount_are_dated(beata: Viewer, units: Units, stays: object) -> None:
    by = Viewer.system("tests")
    for key, raw, since in (("discharge.agreed_days", "5", date(2026, 3, 20)),
                            ("discharge.day_amount", "9000", date(2026, 4, 1))):  # fmt: skip
        set_local_value(by=by, key=key, text=raw, valid_from=since, reason="Avtal")
    page = queries.year_page(beata, units["bistand"], 2026)
    assert [one.paid for one in page.months[2:4]] == [4, 1]
    assert (page.months[2].amount, page.months[3].amount, page.total.amount) == (None, 9000, 9000)


def test_the_pages_and_the_file_tell_the_same(
    beata: Viewer, units: Units, stays: dict[str, Discharge],
    client_as: Callable[[Viewer], Client],
) -> None:  # fmt: skip
    client = client_as(beata)
    year = client.get(reverse("discharges:list") + "?ar=2026").content.decode()
    assert "7 dygn att betala för" in year
    assert "1 av 3 kom hem i tid, 33 procent" in year
    assert "1 av 2 som behöver insatser från både region och kommun har en samordnad plan" in year
    assert "Om 1 som kom hem är inget sagt" in year
    month = client.get(reverse("discharges:month", args=["2026-03"])).content.decode()
    assert "1 som blev kvar saknar skäl" in month
    assert "Regionen räknar 5 dygn, uträknat är 4" in month
    raw = client.get(reverse("discharges:file", args=["2026-03"]))
    rows = list(csv.DictReader(io.StringIO(raw.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert {one["Ärendenummer"]: one["Dygn att betala"] for one in rows} == {
        "P-1": "0", "P-2": "4", "P-3": "1"}  # fmt: skip
    assert [one["SIP"] for one in rows] == ["SIP behövs men saknas", "", "SIP finns"]
    february = client.get(reverse("discharges:month", args=["2026-02"])).content.decode()
    assert "P-1" not in february  # admitted then, ready in March
    empty = client.get(reverse("discharges:month", args=["2025-03"])).content.decode()
    assert "Läs in en fil" in empty
    for wrong in ("?ar=1999", "?ar=x", "?enhet=finns-inte"):
        assert client.get(reverse("discharges:list") + wrong).status_code == 404
    assert client.get(reverse("discharges:month", args=["2026"])).status_code == 404


def test_a_reason_is_told_kept_by_the_next_file_and_logged(
    beata: Viewer, stays: dict[str, Discharge], tmp_path: Path,
    client_as: Callable[[Viewer], Client],
) -> None:  # fmt: skip
    client, address = client_as(beata), reverse("discharges:tell", args=[stays["P-2"].pk])
    assert "4 dygn att betala" in client.get(address).content.decode()
    refused = client.post(address, {"reason": "other", "words": ""})
    assert "Annat skäl behöver ord" in refused.content.decode()
    assert client.post(address, {"reason": "aids", "words": "Lyft"}).status_code == 302
    row = AuditRow.objects.get(verb="discharge.tell_reason")
    assert row.data["before"] == {"reason": "short_term", "words": ""}
    read(beata, tmp_path, STAYS)
    assert Discharge.objects.get(number="P-2").reason == "aids"
    read(beata, tmp_path, STAYS.replace(";SIP finns", ";").replace(";SIP behövs men saknas", ";"))
    assert Discharge.objects.get(number="P-1").sip == "made"  # silence does not unsay it
    named = client.post(address, {"reason": "aids", "words": "19811218-9876"})
    assert "innehåller ett personnummer" in named.content.decode()
    with pytest.raises(RuleRefused):
        actions.tell_reason(by=beata, discharge_id=stays["P-1"].pk, reason="aids", words="")
    assert Discharge.objects.get(number="P-1").reason == ""


def test_others_neither_see_nor_tell(
    stays: dict[str, Discharge], units: Units, everybody: dict[str, Viewer],
    client_as: Callable[[Viewer], Client],
) -> None:  # fmt: skip
    address = reverse("discharges:tell", args=[stays["P-2"].pk])
    cecilia = client_as(everybody["cecilia"])
    assert cecilia.get(address).status_code == 404
    assert cecilia.get(reverse("discharges:list") + "?enhet=bistand").status_code == 404
    assert "P-2" not in cecilia.get(reverse("discharges:month", args=["2026-03"])).content.decode()
    assert client_as(everybody["astrid"]).get(reverse("discharges:list")).status_code == 403
    with pytest.raises(NotVisible):
        queries.year_page(everybody["cecilia"], units["bistand"], 2026)
    with pytest.raises(NotAllowed):  # Kim reads, and tells no reasons
        actions.tell_reason(by=everybody["kim"], discharge_id=stays["P-2"].pk, reason="aids",
                            words="")  # fmt: skip
    assert Discharge.objects.get(number="P-2").reason == "short_term"
    with pytest.raises(NotAllowed):  # Bo reads files in, but not those of another office
        actions.take_in_stays(by=everybody["bo"], unit=units["bistand"], rows=[])


def test_facts_give_each_stay_and_each_day_paid_for(stays: object) -> None:
    rows = list(facts.rows(None, None))
    kinds = [(row["type"], row["month"]) for row in rows]
    assert kinds.count(("stay", "2026-03")) == 2
    assert kinds.count(("paid_day", "2026-03")) == 5
    assert kinds.count(("paid_day", "2026-04")) == 2
    before = facts.stamp()
    Discharge.objects.filter(number="P-3").update(home_date=date(2026, 4, 9))
    assert facts.stamp() != before
