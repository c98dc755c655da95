"""Making reports: valid files, published figures, who may."""

import json
from datetime import date

import pytest

from vaka.areas.figures.models import Observation
from vaka.areas.reports import actions
from vaka.areas.reports.kinds import UnknownReport, all_kinds
from vaka.documents.kinds import WrongGrain
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period

DAY = date(2026, 3, 1)


@pytest.fixture
def make(tmp_path):
    """Give a function that makes a report and returns it with its data package."""

    def run(by, unit, name="avvikelser", period="2023"):
        made = actions.make(
            by=by, name=name, unit=unit, period=Period.parse(period), as_of=DAY, out_dir=tmp_path
        )
        return made, json.loads((tmp_path / f"{name}.data.json").read_text("utf-8"))

    return run


def _table(package, identity):
    return next(table for table in package["tables"] if table["id"] == identity)


def test_areas_offer_their_reports():
    assert {kind.name for kind in all_kinds()} >= {"avvikelser", "ej-verkstallda"}


def test_a_report_has_four_files_and_a_log_row(units, bo, make):
    made, package = make(bo, units["almen"])
    suffixes = [path.name.split(".", 1)[1] for path in made.files]
    assert sorted(suffixes) == ["data.json", "docx", "html", "pdf"]
    assert all(path.stat().st_size for path in made.files)
    assert AuditRow.objects.get(verb="report.make").data["snapshot"] == made.snapshot
    assert {figure["measure"] for figure in package["figures"]} >= {"deviations"}


def test_a_reference_unit_is_reported_from_what_was_published(units, maja, make):
    unit = units["harnosand"]
    for name, law, count in (("Fall utan skada", "HSL", 507), ("Hot och våld", "SoL/LSS", 48)):
        Observation.objects.create(
            measure="deviations", unit=unit, period="2023", law=law, type=name, value=count,
            source="test",
        )  # fmt: skip
    _made, package = make(maja, unit)
    assert _table(package, "by_type_hsl")["rows"][0] == ["Fall utan skada", None, 507]
    assert _table(package, "by_type_sol")["rows"][0] == ["Hot och våld", None, 48]


def test_another_homes_manager_makes_none(units, cecilia, make):
    with pytest.raises(NotVisible):
        make(cecilia, units["almen"])


def test_who_makes_no_reports_is_told_who_can(units, astrid, make):
    with pytest.raises(NotAllowed):
        make(astrid, units["almen"])


def test_unknown_reports_and_unfit_periods_are_refused(units, bo, make):
    with pytest.raises(UnknownReport, match="finns inte"):
        make(bo, units["almen"], name="väder")
    with pytest.raises(WrongGrain):
        make(bo, units["almen"], period="2023-W05")
