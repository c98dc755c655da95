"""Sliders: every place is worked out by the worker, kept, looked up by the page, given again."""

import pytest
from django.urls import reverse

from vaka.areas.night_care import answering, grid_rules, jobs
from vaka.areas.night_care.grid_models import AnswerGrid
from vaka.areas.night_care.grid_rules import Chosen
from vaka.areas.night_care.models import StaffingAnswer
from vaka.areas.night_care.tests.test_municipality import tell
from vaka.calc.staffing import run
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.audit.models import AppendOnly, AuditRow
from vaka.foundation.jobs.models import Job
from vaka.law.verdict import RuleRefused


def silent(_percent, _words=""):
    """Take what a job says of its progress."""


def test_sliders_reach_every_place_and_never_a_limit_of_nothing():
    places = list(grid_rules.reach([1, 2], 7))
    assert len(places) == len(set(places)) == 2 * len(grid_rules.SHARES) * len(grid_rules.SHIFTS)
    assert {one.share for one in grid_rules.reach([1], 0)} == {0}
    assert [grid_rules.by_camera(7, share) for share in grid_rules.SHARES] == [0, 2, 4, 5, 7]
    assert [grid_rules.moved(10.0, -5), grid_rules.moved(4.0, -5), grid_rules.moved(0.5, -5)] == [
        5.0, 1.0, 0.5]  # fmt: skip


@pytest.mark.parametrize(("said", "found"), [("3", 3), ("9", 4), ("x", 2), (None, 2), ("-1", 1)])
def test_what_an_address_says_is_brought_to_a_place(said, found):
    assert grid_rules.nearest([1, 2, 3, 4], said, 2) == found


@pytest.fixture
def answer(bo, units):
    """Ask of a home, and fill in the sliders of its answer as the queued job does."""
    tell(bo, units["almen"], units["almen-1"], 2)
    jobs.ask_job(by=bo, progress=silent, code="almen", nights=40)
    queued = Job.objects.get(kind=jobs.GRID)
    jobs.grid_job(by=bo, progress=silent, **queued.arguments)
    return StaffingAnswer.objects.get()


def test_a_grid_agrees_with_its_answer_and_is_given_again(answer, bo):
    cells = {Chosen(one["staff"], one["share"], one["shift"]): one for one in answer.grid.cells}
    for level in answer.found["enough"]["levels"]:
        one = cells[Chosen(level["staff"], 0, 0)]
        assert [one[name] for name in ("percent", "low", "high", "passes")] == [
            level[name] for name in ("percent", "low", "high", "passes")]  # fmt: skip
    told = {one["staff"]: one for one in answer.found["inputs"]["levels"]}
    assert cells[Chosen(2, 0, 0)]["inputs"] == told[2]
    assert cells[Chosen(2, 100, 0)]["visits"] < cells[Chosen(2, 0, 0)]["visits"]
    assert cells[Chosen(2, 0, -5)]["percent"] < cells[Chosen(2, 0, 5)]["percent"]
    assert cells[Chosen(2, 50, 5)]["inputs"]["low"] < cells[Chosen(2, 50, 5)]["percent"]
    assert answering.digest_of(answering.grid(answer)) == answer.grid.digest
    assert (answer.grid.data_digest, answer.grid.seed, answer.grid.model) == (
        answer.data_digest, answer.seed, answer.model)  # fmt: skip
    jobs.grid_job(by=bo, progress=silent, answer_id=str(answer.pk))
    assert AnswerGrid.objects.count() == 1
    with pytest.raises(AppendOnly):
        answer.grid.save()


def test_the_page_looks_a_place_up_and_works_nothing_out(answer, bo, client_as, monkeypatch):
    def never(*_args, **_kwargs):
        raise AssertionError("worked out in a web process")

    monkeypatch.setattr(run, "simulate", never)
    client, path = client_as(bo), reverse("night_care:answer", args=[answer.pk])
    page = client.get(path).content.decode()
    assert 'name="personal" min="1" max="4" step="1" value="2" aria-valuetext="2 personer"' in page
    chosen = {"personal": "3", "kamera": "50", "grans": "5"}
    cell = next(one for one in answer.grid.cells
                if (one["staff"], one["share"], one["shift"]) == (3, 50, 5))  # fmt: skip
    words = f"Med 3 personer får {round(cell['percent'])} av 100 larm hjälp inom 15 minuter"
    whole = client.get(path, chosen).content.decode()
    assert words in whole
    assert 'value="3" aria-valuetext="3 personer"' in whole
    part = client.get(path, chosen, headers={"HX-Request": "true"}).content.decode()
    assert words in part
    assert "Som natten är" in part
    assert answer.grid.digest[:16] in part
    assert "<html" not in part
    assert client.get(path, {"personal": "många"}).status_code == 200


def test_who_may_not_see_the_answer_gets_no_place_of_it(answer, cecilia, kim, client_as):
    path = reverse("night_care:answer", args=[answer.pk])
    part = {"headers": {"HX-Request": "true"}}
    assert client_as(cecilia).get(path, **part).status_code == 404
    assert client_as(kim).get(path, **part).status_code == 200
    grid = reverse("night_care:grid", args=[answer.pk])
    assert client_as(cecilia).post(grid).status_code == 404
    assert client_as(kim).post(grid).status_code == 403
    with pytest.raises(NotVisible):
        jobs.grid_job(by=cecilia, progress=silent, answer_id=str(answer.pk))
    row = AuditRow.objects.get(verb="night_care.keep_grid")
    assert row.object_id == str(answer.pk)


def test_an_older_models_answer_is_asked_anew(bo, units, client_as, monkeypatch):
    tell(bo, units["almen"], units["almen-1"], 2)
    jobs.ask_job(by=bo, progress=silent, code="almen", nights=10)
    answer = StaffingAnswer.objects.get()
    path = reverse("night_care:answer", args=[answer.pk])
    assert "Räkna reglagen" in client_as(bo).get(path).content.decode()
    assert client_as(bo).post(reverse("night_care:grid", args=[answer.pk])).status_code == 302
    monkeypatch.setattr(run, "MODEL", "later")
    with pytest.raises(RuleRefused):
        jobs.grid_job(by=bo, progress=silent, answer_id=str(answer.pk))
    assert not AnswerGrid.objects.exists()
