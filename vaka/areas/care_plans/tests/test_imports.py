"""Plans read in from the case system, visits from planning; and what a group sees of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from tests.cast import join
from vaka.areas.care_plans import continuity_queries, imports, tally
from vaka.areas.care_plans.models import CarePlan, CareVisit, PlanGoal, PlanVersion
from vaka.areas.care_plans.rules import ORIGINAL, Original
from vaka.areas.care_plans.schema import PLANS, VISITS
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.organisation.actions import set_local_value


def read(folder: Path, schema, run, by, lines):
    """Import a file's lines."""
    path = folder / "file.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    file = read_typed(path, schema)
    return run(by=by, file=file, options=ImportOptions(source="file.csv"))


def plans(decision, made, *more):
    """Give a file with one plan, made on a day."""
    head = "Planens id;Enhet;Beslut;Lägenhet;Gjord;Delaktighet;Livsområden;Avsnitt om natten"
    return [head, f"P1;Almen;{decision.reference};12;{made};Ja;Förflyttning|Hemliv;Ja", *more]


def test_a_plan_is_read_in_where_its_original_is_elsewhere(
    tmp_path, kim, bo, units, decision, today, client_as
):
    lines = plans(decision, today - timedelta(days=200))
    refused = read(tmp_path, PLANS, imports.import_plans, bo, lines)
    assert (refused.imported, refused.rejected) == (0, 1)
    set_local_value(by=kim, key=ORIGINAL, text=Original.CASE_SYSTEM, valid_from=today,
                    reason="Där", unit=units["almen"])  # fmt: skip
    wrong = "P2;Almen;BES-1999-1;13;2026-01-01;Ja;;Nej"
    away = f"P3;Björken;{decision.reference};14;2026-01-01;Ja;;Nej"
    found = read(tmp_path, PLANS, imports.import_plans, bo, [*lines, wrong, away])
    assert (found.imported, found.rejected) == (1, 2)
    again = read(tmp_path, PLANS, imports.import_plans, bo, lines)
    assert (again.imported, again.unchanged) == (0, 1)
    newer = read(tmp_path, PLANS, imports.import_plans, bo, plans(decision, today))
    assert newer.imported == 1
    plan = CarePlan.objects.get()
    assert [one.number for one in plan.versions.all()] == [1, 2]
    assert set(PlanGoal.objects.values_list("area", "goal")) == {("d4", ""), ("d6", "")}
    assert PlanVersion.objects.get(number=1).reviewed_date == today
    body = client_as(bo).get(reverse("care_plans:plan", args=[plan.pk])).content.decode()
    assert "Originalet finns i verksamhetssystemet" in body
    assert "Aktuell" in body


def test_visits_are_counted_without_anybody_being_named(tmp_path, bo, units, client_as):
    rows = [
        f"Almen;Person {person};Personal {(person + day + hour) % 6};"
        f"2026-03-{2 + day:02} {hour:02}:15"
        for person in range(5) for day in range(14) for hour in (8, 17)
    ]  # fmt: skip
    lines = ["Enhet;Person;Personal;Tid", *rows, "Almen;Person 9;Personal 1;2026-03-02"]
    found = read(tmp_path, VISITS, imports.import_visits, bo, lines)
    assert (found.imported, found.rejected) == (140, 1)
    assert read(tmp_path, VISITS, imports.import_visits, bo, lines).unchanged == 140
    assert not CareVisit.objects.filter(person_key__contains="erson").exists()
    (window,) = continuity_queries.continuity(bo, units["almen"])
    assert (window.figures.persons, window.figures.mean, window.is_local) == (5, 6.0, True)
    page = client_as(bo).get(reverse("care_plans:continuity")).content.decode()
    assert "Lokal siffra" in page
    with pytest.raises(NotAllowed):
        read(tmp_path, VISITS, imports.import_visits, join("kim", units), lines)


def test_a_group_is_added_up_with_small_counts_hidden(bo, plan, units, today, client_as):
    version = PlanVersion.objects.get()
    PlanGoal.objects.all().delete()
    states = [(3, 1)] * 6 + [(2, 3)] * 5 + [(2, None)] * 5
    PlanGoal.objects.bulk_create(
        PlanGoal(version=version, area="d4", state_now=now, state_goal=1, state_after=after)
        for now, after in states
    )
    year = version.made_date.year
    (row,) = tally.followed(bo, units["almen"], year).rows
    assert row.ends.parts == (6, 0, 5, 5, 16)
    assert row.before == pytest.approx((6 * 3 + 5 * 2) / 11)
    PlanGoal.objects.create(version=version, area="d6", state_now=2, state_after=1)
    found = tally.followed(bo, units["almen"], year)
    assert found.is_hidden
    assert found.rows[1].ends.parts[0] is None
    assert (found.rows[1].before, found.rows[1].ends.goals) == (None, None)
    page = client_as(bo).get(reverse("care_plans:followed") + f"?enhet=almen&ar={year}")
    assert "visas inte" in page.content.decode()
