"""Import of decisions: printed lists as they are, other systems' exports, twice, by whom."""

from datetime import date
from pathlib import Path

import pytest

from vaka.areas.entitlements.facts import rows
from vaka.areas.entitlements.imports import FOREIGN_UNIT, NotAQuarter
from vaka.areas.entitlements.models import Decision, StatedAccount
from vaka.areas.entitlements.rules import End, State, StatedKind
from vaka.areas.entitlements.tests.conftest import ENDED, INTERRUPTED, WAITING, Read
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.metrics.facts import DECISION, OPEN_END

HEADINGS = "Beslutsnummer;Beslutsdatum;Insats;Lagrum;Verkställd;Avbrott;Avslutat;Skäl;Enhet"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "beslut.csv"
    path.write_text("\n".join([HEADINGS, *lines]) + "\n", encoding="utf-8")
    return path


def test_printed_lists_come_in_whole_and_only_once(printed: Path, read: Read) -> None:
    by_code = {code: Decision.objects.filter(end_code=code).count() for code in ("", "V", "Å", "A")}
    assert by_code == {"": 10, "V": 21, "Å": 8, "A": 1}
    again = [read(printed / name, "2024Q1") for name in (WAITING, INTERRUPTED, ENDED)]
    counts = [(r.read, r.imported, r.unchanged) for r in again]
    assert counts == [(10, 0, 10), (0, 0, 0), (30, 0, 30)]
    assert Case.objects.filter(kind="decision").count() == 40


def test_what_the_sender_stated_is_kept(printed: Path) -> None:
    kinds = StatedAccount.objects.values_list("kind", flat=True)
    assert sorted(kinds) == [StatedKind.REPORTED] * 10 + [StatedKind.REPORTED_EARLIER] * 30
    assert set(StatedAccount.objects.values_list("quarter", flat=True)) == {"2024Q1"}


def test_malformed_dates_are_kept_as_written_and_told(
    units: object, shared: Path, read: Read
) -> None:
    receipt = read(shared / "facts" / "kungsbacka" / ENDED, "2024Q1")
    assert {"2024-01-0", "2024- 02-27"} <= {one.value for one in receipt.warnings}
    torn = Decision.objects.get(outcome_date_raw="2024-01-0")
    assert (torn.ended_date, torn.end_code, torn.case.state) == (None, End.WITHDRAWN, State.ENDED)
    assert Decision.objects.get(outcome_date_raw="2024- 02-27").executed_date == date(2024, 2, 27)


def test_each_case_has_its_steps_and_its_log_row(printed: Path) -> None:
    ruled = Decision.objects.get(court_date=date(2023, 10, 25))
    verbs = list(ruled.case.events.values_list("verb", "to_state"))
    assert verbs == [("decision.decide", "waiting"), ("decision.execute", "executed")]
    assert AuditRow.objects.filter(verb="decision.import").count() == 40


def test_reasons_and_declined_offers(printed: Path) -> None:
    found = Decision.objects.filter(reason_code="R3").order_by("decided_date")
    assert [one.offers_declined for one in found] == [1, None, 3, 1]
    assert Decision.objects.filter(reason_code="R1").count() == 6


def test_an_export_of_a_case_system(units: object, tmp_path: Path, read: Read) -> None:
    path = write(
        tmp_path,
        "B1;2024-01-10;Hemtjänst;SoL;2024-03-01;;;;bistand",
        "B2;2024-01-10;Kontaktperson;LSS;;;;Platsbrist;Biståndsenheten",
        "B3;2023-01-10;Växelvård;SoL;2023-02-01;2023-09-01;;;",
        "B4;2023-01-10;Växelvård;SoL;;;2023-03-01;;",
        "B7;2024-13-10;Hemtjänst;SoL;;;;;",
        "B8;2024-01-10;Hemtjänst;SoL;;;;;okänd",
        "B1;2024-01-10;Hemtjänst;SoL;;;;;",
    )
    receipt = read(path)
    counts = (receipt.read, receipt.imported, receipt.unchanged, receipt.rejected)
    assert counts == (7, 4, 1, 2)  # the last says less of B1 than its first row
    found = Decision.objects.select_related("case")
    assert {one.case.source_key: one.case.state for one in found} == {
        "B1": State.EXECUTED, "B2": State.WAITING, "B3": State.INTERRUPTED, "B4": State.ENDED,
    }  # fmt: skip
    late = Decision.objects.get(case__source_key="B2")
    assert (late.law, late.reason_code, late.case.due_date) == ("LSS", "R1", date(2024, 4, 10))
    assert not StatedAccount.objects.exists()


def _again(folder: Path, read: Read, *lines: str) -> tuple[int, int, list[str]]:
    """Read a file again. Gives how many rows told something, how many nothing, and the remarks."""
    receipt = read(write(folder, *lines))
    return receipt.imported, receipt.unchanged, [one.reason for one in receipt.warnings]


def test_the_next_days_file_takes_a_decision_further(
    units: object, tmp_path: Path, read: Read
) -> None:
    first = "B1;2024-01-10;Hemtjänst;SoL;;;;Platsbrist;bistand"
    later = "B1;2024-01-10;Hemtjänst;SoL;2024-06-01;;;Platsbrist;bistand"
    read(write(tmp_path, first))
    assert _again(tmp_path, read, first) == (0, 1, [])
    assert _again(tmp_path, read, later) == (1, 0, [])
    assert _again(tmp_path, read, later) == (0, 1, [])
    found = Decision.objects.select_related("case").get()
    assert (found.executed_date, found.end_code) == (date(2024, 6, 1), End.EXECUTED)
    assert found.case.state == State.EXECUTED
    assert found.case.closed_at is not None
    assert list(found.case.events.values_list("verb", flat=True)) == [
        "decision.decide", "decision.execute",
    ]  # fmt: skip
    ended = "B1;2024-01-10;Hemtjänst;SoL;2024-06-01;2024-08-01;2024-09-01;Platsbrist;bistand"
    assert _again(tmp_path, read, ended) == (1, 0, [])
    found.refresh_from_db()
    assert (found.case.__class__.objects.get().state, found.end_code) == (State.ENDED, End.EXECUTED)


def test_what_a_person_has_written_stays_and_the_difference_is_told_each_time(
    units: object, tmp_path: Path, read: Read
) -> None:
    read(write(tmp_path, "B1;2024-01-10;Hemtjänst;SoL;2024-06-01;;;;bistand"))
    other = "B1;2024-01-10;Hemtjänst;SoL;2024-06-02;;;;bistand"
    for _time in range(2):
        imported, unchanged, remarks = _again(tmp_path, read, other)
        assert (imported, unchanged) == (0, 1)
        assert "verkställt datum" in remarks[0]
    assert Decision.objects.get().executed_date == date(2024, 6, 1)


def test_dates_that_do_not_go_together_are_told_and_left(
    units: object, tmp_path: Path, read: Read
) -> None:
    read(write(tmp_path, "B1;2024-01-10;Hemtjänst;SoL;2024-06-01;;;;bistand"))
    imported, unchanged, remarks = _again(
        tmp_path, read, "B1;2024-01-10;Hemtjänst;SoL;2024-06-01;2024-02-01;;;bistand"
    )
    assert (imported, unchanged) == (0, 1)
    assert remarks
    assert Decision.objects.get().interrupted_date is None


def test_who_does_not_reach_the_unit_takes_nothing_further(
    units: object, tmp_path: Path, read: Read, bo: Viewer
) -> None:
    read(write(tmp_path, "B1;2024-01-10;Hemtjänst;SoL;;;;;bistand"))
    path = write(tmp_path, "B1;2024-01-10;Hemtjänst;SoL;2024-06-01;;;;bistand")
    receipt = read(path, by=bo)
    assert (receipt.imported, [one.reason for one in receipt.warnings]) == (0, [FOREIGN_UNIT])
    assert Decision.objects.get().executed_date is None


def test_a_date_before_the_decision_is_told(units: object, tmp_path: Path, read: Read) -> None:
    receipt = read(write(tmp_path, "B1;2024-01-10;Hemtjänst;SoL;2023-12-01;;;;"))
    assert receipt.imported == 1
    assert [one.value for one in receipt.warnings] == ["2023-12-01"]


def test_only_quarters_are_accounted_for(units: object, tmp_path: Path, read: Read) -> None:
    with pytest.raises(NotAQuarter):
        read(write(tmp_path, "B1;2024-01-10;Hemtjänst;SoL;;;;;"), "2024")


def test_who_may_not_import_is_refused(tmp_path: Path, read: Read, sven: Viewer) -> None:
    with pytest.raises(NotAllowed):
        read(write(tmp_path, "B1;2024-01-10;Hemtjänst;SoL;;;;;"), by=sven)
    assert not Decision.objects.exists()


def test_facts_have_every_column_and_spans_that_meet(printed: Path) -> None:
    facts = list(rows(None, None))
    assert {frozenset(fact) for fact in facts} == {frozenset(c.name for c in DECISION.columns)}
    current = [fact for fact in facts if fact["valid_to_date"] == OPEN_END]
    assert len(current) == 40
    assert sum(fact["left_date"] is None for fact in current) == 10
    undated = [fact for fact in current if fact["left_date"] == date(2024, 3, 31)]
    assert sorted(fact["end_code"] for fact in undated) == ["A", "Å"]


def test_facts_of_a_year_and_of_some_cases(printed: Path) -> None:
    assert list(rows(None, 2024)) == []
    one = Decision.objects.first()
    assert one is not None
    assert {fact["case_id"] for fact in rows([one.pk], 2023)} == {str(one.pk)}
