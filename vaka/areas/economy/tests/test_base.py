"""A budget base from its frame to its decision: read, found wrong, explained, decided, reopened."""

from decimal import Decimal

import pytest
from django.urls import reverse

from vaka.areas.economy import base_actions as actions
from vaka.areas.economy import base_queries as queries
from vaka.areas.economy.base_imports import SCHEMA, import_rows
from vaka.areas.economy.base_rules import Base
from vaka.areas.economy.models import BudgetBase, BudgetBaseLine
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

TKR = 100_000
HEAD = "Ansvar;Namn;Internbudget;Löner;Löner förra året;Utrymme sjukfrånvaro;Stängt\n"
ROWS = "7441;Almen;600;300;300;3;\n7442;Linden;400;200;192,5;2,5;\n"


def read(by, tmp_path, rows, period="2027", **options):
    path = tmp_path / "underlag.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    file = read_typed(path, SCHEMA)
    told = ImportOptions("underlag.csv", unit_code="socialforvaltningen",
                         period=Period.parse(period) if period else None, **options)  # fmt: skip
    return import_rows(by=by, file=file, options=told), file


@pytest.fixture
def base(eva, units):
    new = Base(2027, 1000 * TKR, Decimal(4))
    return actions.keep_base(by=eva, unit=units["socialforvaltningen"], new=new)


def test_rows_are_read_in_place_of_those_that_stood(base, eva, bo, tmp_path):
    receipt, _file = read(eva, tmp_path, ROWS, dry_run=True)
    assert (receipt.imported, BudgetBaseLine.objects.count()) == (2, 0)
    receipt, file = read(eva, tmp_path, ROWS + "7441;Igen;1;1;1;1;\n7443;Minus;-1;1;1;1;\n")
    assert (receipt.imported, receipt.rejected, len(file.rejects)) == (2, 2, 2)
    again, _file = read(eva, tmp_path, ROWS)
    assert (again.imported, again.unchanged) == (0, 2)
    actions.explain(by=eva, base_id=base.pk, code="7441", words="Höjningen ligger på nämnden")
    read(eva, tmp_path, "7441;Almen;700;300;300;3;\n")
    (line,) = base.lines.all()
    assert (line.internal, line.words) == (700 * TKR, "Höjningen ligger på nämnden")
    for period in ("", "2028"):
        with pytest.raises(RuleRefused):
            read(eva, tmp_path, ROWS, period)
    with pytest.raises(NotAllowed):
        read(bo, tmp_path, ROWS)


def test_findings_are_mended_or_explained_before_the_decision(base, eva, tmp_path, client_as):
    read(eva, tmp_path, ROWS)
    page = queries.base_page(eva, base.pk)
    assert [(one.label, one.amount) for one in page.groups] == [
        ("Lönebas mot förra året", 12 * TKR)
    ]
    assert (page.pay_this_year, page.lacking) == (9 * TKR, ["Almen", "Linden"])
    client, decide = client_as(eva), reverse("economy:base_decide", args=[base.pk])
    body = client.get(reverse("economy:base", args=[base.pk])).content.decode()
    assert "1 fynd i underlaget, 1 att rätta eller förklara" in body
    assert "Lönerna är inte uppräknade" in body
    assert "varken rättade eller förklarade" in client.post(decide, {"words": ""}).content.decode()
    explain = reverse("economy:base_explain", args=[base.pk]) + "?ansvar=7441"
    assert "för kort" in client.post(explain, {"words": "Nej"}).content.decode()
    assert client.post(explain, {"words": "Höjningen ligger på nämnden"}).status_code == 302
    assert client.post(decide, {"words": ""}).status_code == 302
    base.refresh_from_db()
    assert base.decided_date == eva.on
    with pytest.raises(RuleRefused, match="beslutat"):
        read(eva, tmp_path, ROWS)
    with pytest.raises(RuleRefused, match="beslutat"):
        actions.keep_base(by=eva, unit=base.unit, new=Base(2027, TKR, Decimal(1)))
    again = reverse("economy:base_reopen", args=[base.pk])
    assert client.post(again, {"words": "Ramen ändrades i november"}).status_code == 302
    base.refresh_from_db()
    assert base.decided_date is None
    verbs = AuditRow.objects.filter(object_id=base.pk).values_list("verb", flat=True)
    assert {"budget_base.decide", "budget_base.explain", "budget_base.reopen"} <= set(verbs)


def test_a_base_is_opened_and_changed_by_its_form(eva, units, client_as):
    sent = {"unit": "socialforvaltningen", "year": 2027, "frame": 1000, "raise_percent": "3,4",
            "raise_month": 4}  # fmt: skip
    client, address = client_as(eva), reverse("economy:base_new")
    assert client.post(address, sent | {"frame": 0}).status_code == 200
    assert client.post(address, sent).status_code == 302
    base = BudgetBase.objects.get()
    assert (base.frame, base.raise_percent) == (1000 * TKR, Decimal("3.4"))
    assert 'value="1000"' in client.get(f"{address}?underlag={base.pk}").content.decode()
    assert client.post(address, sent | {"frame": 1100}).status_code == 302
    assert BudgetBase.objects.get().frame == 1100 * TKR


def test_only_who_leads_sees_a_base(base, eva, bo, pia):
    for viewer in (bo, pia):
        with pytest.raises(NotAllowed):
            queries.base_page(viewer, base.pk)
        with pytest.raises(NotAllowed):
            actions.decide_base(by=viewer, base_id=base.pk)
    with pytest.raises(NotVisible):
        actions.explain(by=eva, base_id=base.pk, code="9", words="Finns inte i underlaget")
