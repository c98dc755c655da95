"""Jobs: started, run as their starter, told how they end, seen by their starter only."""

import errno
from collections.abc import Iterator

import pytest
from django.db import OperationalError, transaction
from django_tasks_db.models import DBTaskResult

from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.jobs import actions, queries, running
from vaka.foundation.jobs.kinds import UnknownJobKind, job
from vaka.foundation.jobs.models import Job, JobState

NUMBER = "811218-9876"


class Refused(Exception):
    """Carries words for its reader."""


AWAY: list[Exception] = []


@pytest.fixture
def away(monkeypatch) -> "Iterator[list[Exception]]":
    """What the next runs of a job meet, and no pause between them."""
    monkeypatch.setattr(running, "PAUSES_SECONDS", (0, 0, 0))
    monkeypatch.setattr(running, "close_old_connections", lambda: None)  # a test has but one
    yield AWAY
    AWAY.clear()


@job("tests.echo", "Eko", repeatable=True, refusals=(Refused,))
def _echo(by: Viewer, progress, words: str = "") -> dict:
    progress(40, "Halvvägs")
    if AWAY:
        raise AWAY.pop()
    if words == "refuse":
        raise Refused("Filen är tom.")
    if words == "break":
        raise RuntimeError(NUMBER)
    return {"by": by.name, "words": words, "url": "/avvikelser/"}


@job("tests.once", "En gång")
def _once(by: Viewer, progress) -> dict:
    if AWAY:
        raise AWAY.pop()
    return {}


def _start(by: Viewer, kind: str = "tests.echo", **arguments) -> Job:
    return actions.start(by=by, kind=kind, label="Läs in fil.xlsx", **arguments)


def _ran(by: Viewer, words: str = "") -> Job:
    started = _start(by, words=words)
    running.run(started.pk)
    return Job.objects.get(pk=started.pk)


def test_a_started_job_waits_in_the_queue_and_is_logged(bo) -> None:
    started = _start(bo)
    assert started.state == JobState.WAITING
    assert DBTaskResult.objects.get(pk=started.task_id).args_kwargs["args"] == [str(started.pk)]
    assert AuditRow.objects.get(verb="jobs.start").object_id == str(started.pk)


def test_a_rollback_leaves_neither_job_nor_task(bo) -> None:
    with transaction.atomic():
        _start(bo)
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_an_unknown_kind_is_refused_at_the_start(bo) -> None:
    with pytest.raises(UnknownJobKind):
        _start(bo, "tests.none")


def test_a_job_runs_as_its_starter_and_ends_with_its_result(bo) -> None:
    done = _ran(bo, "hej")
    assert (done.state, done.progress, done.step) == (JobState.DONE, 100, "Halvvägs")
    assert done.result == {"by": bo.name, "words": "hej", "url": "/avvikelser/"}
    assert AuditRow.objects.filter(verb="jobs.finish", actor=bo.person).exists()


def test_a_named_refusal_is_told_in_its_own_words(bo) -> None:
    failed = _ran(bo, "refuse")
    assert (failed.state, failed.error) == (JobState.FAILED, "Filen är tom.")


def test_a_fault_gives_a_reference_and_its_message_is_written_nowhere(bo, caplog) -> None:
    failed = _ran(bo, "break")
    assert failed.state == JobState.FAILED
    assert "Referens:" in failed.error
    assert failed.error.split()[-1] in caplog.text
    assert "RuntimeError" in caplog.text
    assert NUMBER not in caplog.text + failed.error


def test_an_ended_job_is_not_run_again(bo) -> None:
    done = _ran(bo)
    running.run(done.pk)
    assert Job.objects.get(pk=done.pk).attempts == 1


@pytest.mark.parametrize("error", [OperationalError("locked"), OSError(errno.ENOSPC, "full")])
def test_a_job_waits_for_a_machine_that_is_away_for_a_while(bo, away, error) -> None:
    away.extend([error] * len(running.PAUSES_SECONDS))
    assert _ran(bo).state == JobState.DONE
    assert not away


def test_a_machine_that_stays_away_fails_the_job_with_words(bo, away) -> None:
    away.extend([OperationalError("locked")] * (len(running.PAUSES_SECONDS) + 1))
    failed = _ran(bo)
    assert (failed.state, "Referens" in failed.error) == (JobState.FAILED, True)


def test_what_may_be_done_once_is_not_tried_again(bo, away) -> None:
    away.extend([OperationalError("locked")] * 2)
    started = _start(bo, "tests.once")
    running.run(started.pk)
    assert (Job.objects.get(pk=started.pk).state, len(away)) == (JobState.FAILED, 1)


def test_a_beginning_that_was_not_written_is_begun_again(bo, away, monkeypatch) -> None:
    begin = actions.begin
    answers = iter([OperationalError("locked"), None])

    def begun(**named):
        if error := next(answers):
            raise error
        return begin(**named)

    monkeypatch.setattr(actions, "begin", begun)
    assert _ran(bo).attempts == 1


def test_a_job_whose_place_in_the_queue_ended_before_it_is_taken_up(bo) -> None:
    started = _start(bo)
    DBTaskResult.objects.update(status="FAILED")
    assert running.take_up_orphans() == 1
    assert DBTaskResult.objects.get().status == "READY"
    running.run(started.pk)
    assert running.take_up_orphans() == 0


@pytest.mark.parametrize(
    ("kind", "attempts", "state", "queue"),
    [
        ("tests.echo", 1, JobState.WAITING, "READY"),
        ("tests.echo", running.ATTEMPTS, JobState.FAILED, "FAILED"),
        ("tests.once", 1, JobState.FAILED, "FAILED"),
    ],
)
def test_a_dead_workers_job_is_taken_up_or_failed(bo, kind, attempts, state, queue) -> None:
    started = _start(bo, kind)
    Job.objects.filter(pk=started.pk).update(state=JobState.RUNNING, attempts=attempts)
    DBTaskResult.objects.update(status="RUNNING")
    assert running.take_up_orphans() == 1
    left = Job.objects.get(pk=started.pk)
    assert left.state == state
    assert DBTaskResult.objects.get().status == queue
    assert ("startade om" in left.error) == (state == JobState.FAILED)


def test_a_job_claimed_but_not_begun_goes_back_to_the_queue(bo) -> None:
    started = _start(bo, "tests.once")
    DBTaskResult.objects.update(status="RUNNING")
    running.take_up_orphans()
    assert Job.objects.get(pk=started.pk).state == JobState.WAITING
    assert DBTaskResult.objects.get().status == "READY"


def test_only_the_starter_sees_a_job(bo, cecilia, ada) -> None:
    done = _ran(bo)
    assert queries.own_job(bo, done.pk).result_url == "/avvikelser/"
    for other in (cecilia, ada):
        with pytest.raises(NotVisible):
            queries.own_job(other, done.pk)


def test_the_page_shows_progress_and_htmx_gets_the_fragment(bo, client_as) -> None:
    started = _start(bo)
    page = client_as(bo).get(f"/jobb/{started.pk}/")
    assert "Läs in fil.xlsx" in page.content.decode()
    part = client_as(bo).get(f"/jobb/{started.pk}/", headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith('<div id="job"')


def test_anybody_elses_page_is_404(bo, cecilia, client_as) -> None:
    assert client_as(cecilia).get(f"/jobb/{_start(bo).pk}/").status_code == 404


def test_a_system_administrator_sees_kind_and_state_only(bo, ada, client_as) -> None:
    _ran(bo, "hemligt")
    text = client_as(ada).get("/jobb/").content.decode()
    assert "Eko" in text
    assert "Klart" in text
    assert "fil.xlsx" not in text
    assert "hemligt" not in text
    with pytest.raises(NotAllowed):
        queries.every_job(bo)


def test_the_list_shows_ones_own(bo, client_as) -> None:
    _start(bo)
    assert "fil.xlsx" in client_as(bo).get("/jobb/").content.decode()


def test_old_jobs_are_forgotten_and_running_ones_kept(bo) -> None:
    done, waiting = _ran(bo), _start(bo)
    Job.objects.filter(pk=done.pk).update(ended_at="2020-01-01T00:00:00Z")
    actions.forget_old()
    assert list(Job.objects.all()) == [waiting]
