"""From yes to receipt: the rows come in once, the receipt accounts for all, others see nothing."""

import pytest
from django.urls import reverse

from vaka.areas.intake.models import ImportRun, RunState
from vaka.areas.intake.tests.conftest import GOOD, HEADINGS, content
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.files.models import StoredFile
from vaka.foundation.jobs import running
from vaka.foundation.jobs.models import Job

PAGES = ("show", "mapping")
POSTS = ("columns", "mapping_file", "confirm", "again", "discard")


def test_the_receipt_accounts_for_every_row(bo, send, read_in, client_as) -> None:
    run = read_in(bo, send(bo))
    assert run.state == RunState.DONE
    parts = [run.receipt[n] for n in ("imported", "unchanged", "duplicates", "rejected")]
    assert parts == [2, 0, 1, 2]
    assert run.receipt["read"] == sum(parts)
    assert Case.objects.count() == 2
    html = client_as(bo).get(reverse("intake:show", args=[run.pk])).content.decode()
    for words in (
        "2 rader är inlästa",
        "2 rader avvisades",
        run.digest,
        reverse("deviations:list"),
    ):
        assert words in html


def test_rejects_and_warnings_can_be_fetched_by_their_owner_only(
    bo, maja, send, read_in, client_as
) -> None:
    run = read_in(bo, send(bo))
    file = client_as(bo).get(reverse("files:download", args=[run.rejects_id]))
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0] == "rad;fält;värde;orsak"
    assert "månen" in text
    stranger = client_as(maja).get(reverse("files:download", args=[run.remarks_id]))
    assert stranger.status_code == 404


def test_the_source_and_the_preview_go_when_the_rows_are_in(bo, send, read_in) -> None:
    run = read_in(bo, send(bo))
    assert run.source_id is None
    assert run.preview == {}
    assert not StoredFile.objects.filter(kind="intake.source").exists()
    assert AuditRow.objects.filter(verb="files.drop").exists()
    assert AuditRow.objects.get(verb="intake.finish").data["imported"] == 2


def test_the_same_file_again_brings_nothing_new(bo, send, read_in, client_as) -> None:
    read_in(bo, send(bo))
    again = send(bo)
    assert again.preview["counts"]["imported"] == 0
    assert again.preview["counts"]["unchanged"] == 2
    address = reverse("intake:confirm", args=[again.pk])
    answer = client_as(bo).post(address, {"version": again.version})
    assert answer.status_code == 409
    assert "inga nya rader" in answer.content.decode()


def test_what_was_not_shown_is_not_read_in(bo, send, client_as) -> None:
    run = send(bo)
    client = client_as(bo)
    client.post(reverse("intake:columns", args=[run.pk]), {})
    answer = client.post(reverse("intake:confirm", args=[run.pk]), {"version": "1"})
    assert answer.status_code == 409
    assert not Job.objects.filter(kind="intake.read").exists()


def test_a_second_yes_starts_no_second_job(bo, send, read_in, client_as) -> None:
    run = read_in(bo, send(bo))
    address = reverse("intake:confirm", args=[run.pk])
    assert client_as(bo).post(address, {"version": run.version}).status_code == 409
    assert Job.objects.filter(kind="intake.read").count() == 1


def test_a_run_that_was_taken_up_again_changes_nothing(bo, send, read_in) -> None:
    run = send(bo)
    read_in(bo, run)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    job = Job.objects.get(pk=ImportRun.objects.get(pk=run.pk).job_id)
    running.run(job.pk)
    assert Case.objects.count() == 2


def test_a_failed_job_can_be_tried_again(bo, send, client_as, monkeypatch) -> None:
    run, client = send(bo), client_as(bo)
    client.post(reverse("intake:confirm", args=[run.pk]), {"version": "1"})
    run.refresh_from_db()
    with monkeypatch.context() as broken:
        broken.setattr("vaka.exchange.typed.read_typed", lambda *a, **k: 1 / 0)
        running.run(run.job_id)
    page = client.get(reverse("intake:show", args=[run.pk])).content.decode()
    assert "Referens" in page
    client.post(reverse("intake:again", args=[run.pk]))
    run.refresh_from_db()
    running.run(run.job_id)
    run.refresh_from_db()
    assert run.receipt["imported"] == 2


def test_a_role_that_ended_meanwhile_reads_nothing_in(bo, send, client_as) -> None:
    from vaka.foundation.access.models import Grant

    run, client = send(bo), client_as(bo)
    client.post(reverse("intake:confirm", args=[run.pk]), {"version": "1"})
    Grant.objects.filter(person=bo.person).delete()
    run.refresh_from_db()
    running.run(run.job_id)
    assert not Case.objects.exists()


@pytest.mark.parametrize("page", [*PAGES, *POSTS])
def test_anothers_run_does_not_exist(bo, cecilia, greta, send, client_as, page) -> None:
    run = send(bo, content(HEADINGS, GOOD))
    address = reverse(f"intake:{page}", args=[run.pk])
    method = "get" if page in PAGES else "post"
    assert getattr(client_as(cecilia), method)(address).status_code == 404
    assert getattr(client_as(greta), method)(address).status_code == 403
    run.refresh_from_db()
    assert (run.state, run.version) == (RunState.READY, 1)
