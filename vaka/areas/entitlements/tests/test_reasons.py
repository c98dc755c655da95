"""Each wait has a reason of its own, and an earlier interruption's days can be corrected."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from vaka.areas.entitlements import actions, delivery_queries, facts, reason_queries
from vaka.areas.entitlements import offer_actions as offers
from vaka.areas.entitlements.case_queries import case_page
from vaka.areas.entitlements.models import Decision, Interruption
from vaka.areas.entitlements.queries import quarter_account
from vaka.areas.entitlements.rules import Pause
from vaka.areas.entitlements.tests.conftest import Read
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases.models import CaseEvent
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
SignIn = Callable[[Viewer], Client]


def _do(verb: Callable[..., object], by: Viewer, one: Decision, **more: Any) -> Decision:
    version = type(one.case).objects.get(pk=one.pk).version
    verb(by=by, case_id=one.pk, version=version, **more)
    return Decision.objects.select_related("case").get(pk=one.pk)


def _reasons(by: Viewer, unit: "Unit", *quarters: str) -> dict[str, list[str]]:
    """What each quarter gives as its rows' reasons."""
    told = {}
    for name in quarters:
        account = quarter_account(by, unit, Period.parse(name))
        told[name] = [row.reason for _title, rows in account.tables() for row in rows]
    return told


@pytest.fixture
def twice(decided: Decided, beata: Viewer) -> Decision:
    """Waits for a year for want of a place, begins 1 February 2024, stops 2 March and 1 October."""
    one = _do(actions.record_executed, beata, decided("2023-02-10"), on=date(2024, 2, 1))
    one = _do(actions.record_interrupted, beata, one, on=date(2024, 3, 2), words="På sjukhus",
              code="R6")  # fmt: skip
    one = _do(actions.record_resumed, beata, one, on=date(2024, 9, 1))
    return _do(actions.record_interrupted, beata, one, on=date(2024, 10, 1), words="Slutat")


def test_each_wait_is_told_with_its_own_reason(
    units: "dict[str, Unit]", twice: Decision, beata: Viewer
) -> None:
    twice = _do(offers.tell_delay, beata, twice, code="R2", words="")
    assert _reasons(beata, units["bistand"], "2023Q4", "2024Q2", "2024Q4", "2025Q1") == {
        "2023Q4": ["Platsbrist"],
        "2024Q2": ["Sjukhusvistelse eller annan vistelse"],
        "2024Q4": [],
        "2025Q1": ["Saknar lämplig personal eller uppdragstagare"],
    }
    told = {row["valid_from_date"]: row["reason_code"] for row in facts.rows([twice.pk], None)}
    assert (told[date(2023, 2, 10)], told[date(2024, 3, 2)]) == ("R1", "R6")
    assert told[max(told)] == "R2"


def test_a_new_wait_has_no_reason_until_it_is_told_and_the_workspace_asks(
    units: "dict[str, Unit]", twice: Decision, beata: Viewer
) -> None:
    space = delivery_queries.workspace(beata, units["bistand"], Period.parse("2025Q1"))
    assert [row.id for row in space.without_reason] == [twice.pk]
    page = case_page(beata, twice.pk)
    assert (page.reason, page.first_reason) == ("", "Platsbrist")
    assert [one.reason for one in page.interruptions] == ["Sjukhusvistelse eller annan vistelse"]


def test_the_reason_of_a_wait_that_is_over_is_told_and_the_others_stand(
    units: "dict[str, Unit]", twice: Decision, beata: Viewer, client_as: SignIn
) -> None:
    keys = dict(reason_queries.waits_to_explain(twice, twice.case.state))
    kept = Interruption.objects.get()
    assert list(keys) == ["", str(kept.pk), "first"]
    client = client_as(beata)
    shown = client.get(f"/beslut/{twice.pk}/skal/").content.decode()
    assert all(words in shown for words in keys.values())
    sent = {"version": twice.case.version, "wait": str(kept.pk), "code": "R9", "words": "Resa"}
    assert client.post(f"/beslut/{twice.pk}/skal/", sent).status_code == 302
    _do(offers.tell_delay, beata, twice, code="R4", words="", wait="first")
    assert _reasons(beata, units["bistand"], "2023Q4", "2024Q2") == {
        "2023Q4": ["Önskar visst boende eller avvaktar på egen begäran"], "2024Q2": ["Resa"],
    }  # fmt: skip
    event = CaseEvent.objects.filter(case_id=twice.pk, verb="decision.tell_delay").last()
    assert event is not None
    assert event.data["before"] == {"code": "R1", "words": "Platsbrist"}
    with pytest.raises(RuleRefused):
        _do(offers.tell_delay, beata, twice, code="R4", words="", wait="nothing")


def test_the_first_interruption_taken_back_gives_the_first_wait_its_reason_again(
    decided: Decided, beata: Viewer
) -> None:
    one = _do(actions.record_executed, beata, decided("2023-02-10"), on=date(2024, 2, 1))
    one = _do(actions.record_interrupted, beata, one, on=date(2024, 3, 2), words="Fel", code="R6")
    one = _do(actions.take_back_step, beata, one, words="Fel person")
    assert (one.reason_code, one.first_reason_code) == ("R1", "")


def test_an_earlier_interruption_is_corrected_with_a_reason(
    units: "dict[str, Unit]", twice: Decision, beata: Viewer, cecilia: Viewer
) -> None:
    kept = Interruption.objects.get()
    new = Pause(date(2024, 2, 20), date(2024, 8, 1))
    for dates, by, refusal in (
        (Pause(date(2024, 2, 20), date(2024, 10, 2)), beata, RuleRefused),  # into the next
        (Pause(date(2023, 2, 20), date(2024, 8, 1)), beata, RuleRefused),  # before it had begun
        (Pause(date(2024, 10, 1), date(2024, 10, 1)), beata, RuleRefused),  # on the next one's day
        (Pause(date(2024, 2, 20), None), beata, RuleRefused),
        (new, cecilia, NotVisible),
    ):
        with pytest.raises(refusal):
            _do(actions.correct_dates, by, twice, dates={}, words="-", pauses={kept.pk: dates})
    with pytest.raises(RuleRefused):
        _do(actions.correct_dates, beata, twice, dates={}, words=" ", pauses={kept.pk: new})
    _do(actions.correct_dates, beata, twice, dates={}, words="Fel dag", pauses={kept.pk: new})
    kept.refresh_from_db()
    assert (kept.from_date, kept.resumed_date, kept.reason_code) == (new.start, new.resumed, "R6")
    event = CaseEvent.objects.filter(case_id=twice.pk, verb="decision.correct").get()
    assert event.data["interruptions"] == [
        {"before": "2024-03-02..2024-09-01", "after": "2024-02-20..2024-08-01"}
    ]
    rows = quarter_account(beata, units["bistand"], Period.parse("2024Q2")).interrupted
    assert [row.interrupted for row in rows] == [new.start]


def test_an_interruption_that_never_was_is_taken_away_on_the_page_of_dates(
    twice: Decision, beata: Viewer, client_as: SignIn
) -> None:
    kept, address = Interruption.objects.get(), f"/beslut/{twice.pk}/ratta/"
    client = client_as(beata)
    first, again = f"from_{kept.pk}", f"resumed_{kept.pk}"
    stands = {"decided_date": "2023-02-10", "executed_date": "2024-02-01",
              "interrupted_date": "2024-10-01", "words": "Fel person",
              "version": twice.case.version}  # fmt: skip
    half = client.post(address, {**stands, first: "", again: "2024-09-01"}).content.decode()
    assert "lämna båda tomma" in half
    assert client.post(address, {**stands, first: "", again: ""}).status_code == 302
    assert not Interruption.objects.exists()


HEADINGS = (
    "Beslutsnummer;Beslutsdatum;Insats;Verkställt;Avbrott;Återupptaget;Skäl;Avbrottsskäl;Enhet"
)


def _read(folder: Path, read: Read, *lines: str) -> tuple[int, int, list[str]]:
    path = folder / "beslut.csv"
    rows = [f"B1;2023-01-10;Växelvård;2023-09-01;{line};bistand" for line in lines]
    path.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    receipt = read(path)
    return receipt.imported, receipt.duplicates, [one.reason for one in receipt.warnings]


def _stand() -> list[tuple[date | None, date | None, str]]:
    one = Decision.objects.get()
    earlier = list(one.interruptions.values_list("from_date", "resumed_date", "reason_code"))
    return [*earlier, (one.interrupted_date, one.resumed_date, one.reason_code)]


FIRST = "2023-10-01;2024-02-01;Platsbrist;Sjukhusvistelse"
SECOND = "2024-03-04;;Platsbrist;Saknar personal"


def test_a_source_may_tell_a_reason_for_each_wait(
    units: object, tmp_path: Path, read: Read
) -> None:
    assert _read(tmp_path, read, FIRST) == (1, 0, [])
    assert _read(tmp_path, read, SECOND) == (1, 0, [])
    one = Decision.objects.get()
    assert one.first_reason_code == "R1"
    assert [row[2] for row in _stand()] == ["R6", "R2"]


def test_two_interruptions_in_one_file_are_two_and_never_more(
    units: object, tmp_path: Path, read: Read
) -> None:
    both = [(date(2023, 10, 1), date(2024, 2, 1), "R6"), (date(2024, 3, 4), None, "R2")]
    assert _read(tmp_path, read, FIRST, SECOND, SECOND) == (2, 1, [])
    assert _stand() == both
    assert _read(tmp_path, read, FIRST, SECOND)[0] == 0
    assert _stand() == both


def test_a_source_that_tells_the_old_days_of_a_corrected_one_makes_no_other(
    units: object, tmp_path: Path, read: Read, beata: Viewer
) -> None:
    _read(tmp_path, read, FIRST)
    one = Decision.objects.select_related("case").get()
    days = {"interrupted_date": date(2023, 9, 10), "resumed_date": date(2023, 9, 20)}
    _do(actions.correct_dates, beata, one, dates=days, words="Fel dag")
    imported, _repeated, remarks = _read(tmp_path, read, FIRST.replace("Sjukhus", "Sjukhus "))
    assert imported == 0
    assert _stand() == [(date(2023, 9, 10), date(2023, 9, 20), "R6")]
    assert remarks


def test_a_second_on_the_first_ones_day_is_refused(decided: Decided, beata: Viewer) -> None:
    one = decided("2023-01-10", "2023-02-01", "2023-11-01")
    one = _do(actions.record_resumed, beata, one, on=date(2023, 11, 1))
    with pytest.raises(RuleRefused) as refused:
        _do(actions.record_interrupted, beata, one, on=date(2023, 11, 1), words="Igen")
    assert refused.value.verdict.codes == ("same_day",)


def test_where_one_reason_covered_all_the_first_wait_keeps_it(
    decided: Decided, twice: Decision
) -> None:
    from importlib import import_module

    from django.apps import apps

    once = decided("2023-01-10", "2023-02-01", "2023-11-01")
    never = decided("2023-01-10")
    Decision.objects.update(first_reason_code="")
    import_module("vaka.areas.entitlements.migrations.0012_first_reasons").keep(apps, None)
    told = dict(Decision.objects.values_list("pk", "first_reason_code"))
    assert told == {twice.pk: "R6", once.pk: "R1", never.pk: ""}
