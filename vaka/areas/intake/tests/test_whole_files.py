"""A ledger's SIE file by the page: what it would change, what is refused, and its receipt."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vaka.areas.economy.models import BudgetMonth, LedgerSum
from vaka.areas.intake.models import ImportRun, RunState
from vaka.foundation.audit.models import AuditRow

HEAD = '#FLAGGA 0\n#SIETYP 4\n#FNAMN "Åby"\n#DIM 1 "Ansvar"\n'
GOOD = '#VER "A" 1 20260131 "Lön"\n{\n#TRANS 5010 {1 "7441"} 1000.50\n#TRANS 2710 {} -1000.50\n}\n'
UNBALANCED = '#VER "A" 2 20260131\n{\n#TRANS 5010 {1 "7441"} 1.00\n}\n'
UNIT = "socialforvaltningen"


@pytest.fixture
def ledger(client_as, eva):
    """Give a function that uploads a ledger as the controller; gives the answer and its run."""

    def sent(text: str = HEAD + GOOD + UNBALANCED, viewer=eva, **fields: str):
        file = SimpleUploadedFile("bok.se", text.encode("cp437"))
        form = {"kind": "sie", "unit": UNIT, "file": file, **fields}
        answer = client_as(viewer).post(reverse("intake:start"), form)
        return answer, ImportRun.objects.order_by("at").last()

    return sent


def test_a_month_is_foretold_with_what_stands_and_what_it_becomes(ledger, eva, client_as, units):
    _answer, run = ledger()
    assert run.preview["rows"] == [["2026-01", "Utfall", "–", "−1\xa0000,50"]]
    assert run.preview["counts"]["rejected"] == 1
    assert not LedgerSum.objects.exists()
    html = client_as(eva).get(reverse("intake:show", args=[run.pk])).content.decode()
    for words in ("Det här ändras", "2 av 3 rader är nya", "skiljer 1,00 kr", "cp437"):
        assert words in html
    assert "Kolumner" not in html


def test_the_ledger_is_read_in_and_the_same_again_has_nothing_new(
    ledger, eva, read_in, client_as, units
):  # fmt: skip
    run = read_in(eva, ledger()[1])
    assert (run.state, run.receipt["imported"], run.receipt["rejected"]) == (RunState.DONE, 2, 1)
    assert LedgerSum.objects.get().outcome == -100_050
    assert AuditRow.objects.filter(verb="budget.take_in_ledger", actor=eva.person).count() == 1
    html = client_as(eva).get(reverse("intake:show", args=[run.pk])).content.decode()
    assert reverse("economy:list") in html
    _answer, again = ledger()
    assert again.preview["counts"] == {
        "read": 3, "imported": 0, "unchanged": 2, "duplicates": 0, "rejected": 1, "warnings": 0
    }  # fmt: skip
    _answer, changed = ledger(HEAD + GOOD.replace("1000.50", "1000.60"))
    assert changed.preview["rows"] == [["2026-01", "Utfall", "−1\xa0000,50", "−1\xa0000,60"]]
    assert changed.preview["counts"]["imported"] == 2


def test_a_closed_month_is_refused_before_and_when_it_is_closed_meanwhile(
    ledger, eva, read_in, units
):  # fmt: skip
    _answer, run = ledger()
    month = BudgetMonth.objects.create(unit=units[UNIT], month=date(2026, 1, 1), state="closed")
    assert read_in(eva, run).state == RunState.RUNNING
    assert not LedgerSum.objects.exists()
    refusal = ledger()[1].preview["refusal"]
    assert (refusal["message"], refusal["hint"]) == (
        "Månaden är stängd.", "Be controllern att öppna månaden igen.",
    )  # fmt: skip
    BudgetMonth.objects.filter(pk=month.pk).update(state="open")
    assert ledger()[1].preview["refusal"] is None


def test_what_is_no_ledger_is_refused_with_a_reason(ledger, units):
    assert ledger("Namn;Ort\nA;B")[1].preview["refusal"]["message"] == "Filen är ingen SIE-fil."
    torn = ledger(HEAD + GOOD.removesuffix("}\n"))[1]
    assert "avkapad" in torn.preview["refusal"]["message"]


def test_only_the_controller_is_offered_ledgers_and_months(ledger, bo, eva, client_as, units):
    page = client_as(eva).get(reverse("intake:start")).content.decode()
    assert page.index(f'value="{UNIT}"') < page.index('value="almen"')
    assert "CSV, XLSX, SE, SI, SIE, högst 200" in page
    answer, run = ledger(viewer=bo, unit="almen")
    assert (answer.status_code, run) == (200, None)
    answer, run = ledger(period="2026-01")
    assert "läses inte in för en period" in answer.content.decode()
    answer, run = ledger(kind="budget")
    assert "Skriv vilken månad filen gäller" in answer.content.decode()
