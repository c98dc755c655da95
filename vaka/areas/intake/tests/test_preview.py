"""What the page says of a file before anything is saved, and changing how it is read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vaka.areas.intake import actions
from vaka.areas.intake.models import ImportRun, RunState
from vaka.areas.intake.tests.conftest import GOOD, content
from vaka.foundation.cases.models import Case

GUESSED = "Ärendenummer;Avvikelsetyper;Händelsedatum;Verksamhet;Rapporterad"


def _page(client, run: ImportRun) -> str:
    return client.get(reverse("intake:show", args=[run.pk])).content.decode()


def test_nothing_is_saved_and_every_row_is_foretold(bo, send, client_as) -> None:
    run = send(bo)
    assert run.state == RunState.READY
    assert run.preview["counts"] == {
        "read": 5, "imported": 2, "unchanged": 0, "duplicates": 1, "rejected": 2, "warnings": 1
    }  # fmt: skip
    assert not Case.objects.exists()
    html = _page(client_as(bo), run)
    for words in ("2 av 5 rader är nya", "Windows-1252", "semikolon", "rad 1", "många"):
        assert words in html


def test_the_first_rows_stand_as_they_are_read(bo, send) -> None:
    run = send(bo)
    first = dict(zip(run.preview["labels"], run.preview["rows"][0], strict=True))
    assert first["Händelsetid"] == "2024-02-01"
    assert first["Enhet"] == "almen-1"


def test_a_likeness_is_a_guess_that_is_pointed_out(bo, send, client_as) -> None:
    run = send(bo, content(GUESSED, GOOD))
    guess = next(c for c in run.preview["columns"] if c["heading"] == "Avvikelsetyper")
    assert (guess["field"], guess["is_guess"]) == ("type", True)
    assert "1 kolumn är gissad" in _page(client_as(bo), run)


def test_a_column_can_be_left_out(bo, send, client_as) -> None:
    run = send(bo)
    at = [c["heading"] for c in run.preview["columns"]].index("Rapporterad")
    client_as(bo).post(reverse("intake:columns", args=[run.pk]), {f"k{at}": ""})
    run.refresh_from_db()
    assert run.version == 2
    assert "Rapporterad" not in run.preview["labels"]
    assert run.preview["counts"]["warnings"] == 0


def test_leaving_out_a_needed_column_says_which(bo, send, client_as) -> None:
    run = send(bo)
    client_as(bo).post(reverse("intake:columns", args=[run.pk]), {"k1": ""})
    assert "saknar kolumner som måste finnas: Typ" in _page(client_as(bo), run)


def test_the_mapping_goes_out_and_comes_back_the_same(bo, send, client_as) -> None:
    client, run = client_as(bo), send(bo)
    text = client.get(reverse("intake:mapping", args=[run.pk])).content
    assert '"Avvikelsetyp" = "type"' in text.decode()
    address = reverse("intake:mapping_file", args=[run.pk])
    client.post(address, {"mapping": SimpleUploadedFile("m.toml", text)})
    after = ImportRun.objects.get(pk=run.pk)
    assert (after.version, after.preview["counts"]) == (2, run.preview["counts"])


@pytest.mark.parametrize(
    ("text", "words"),
    [("[columns]\nTyp = 'finns_inte'", "rad 2"), ("kind = 'decisions'", "filen gäller decisions")],
)
def test_a_faulty_mapping_is_told_with_its_line(bo, send, client_as, text, words) -> None:
    run = send(bo)
    address = reverse("intake:mapping_file", args=[run.pk])
    file = SimpleUploadedFile("m.toml", text.encode())
    assert words in client_as(bo).post(address, {"mapping": file}).content.decode()
    run.refresh_from_db()
    assert run.version == 1


def test_a_large_file_is_checked_by_the_worker(bo, send, client_as, monkeypatch) -> None:
    from vaka.foundation.jobs import running

    monkeypatch.setattr("vaka.areas.intake.rules.AT_ONCE", 10)
    run = send(bo)
    assert run.state == RunState.CHECKING
    waits = client_as(bo).get(reverse("intake:show", args=[run.pk]))
    assert waits.headers["Location"] == reverse("jobs:show", args=[run.job_id])
    running.run(run.job_id)
    run.refresh_from_db()
    assert run.state == RunState.READY


def test_a_file_can_be_thrown_away(bo, send, client_as) -> None:
    run = send(bo)
    client_as(bo).post(reverse("intake:discard", args=[run.pk]))
    assert not ImportRun.objects.exists()


def test_forgotten_files_go_after_a_week(bo, send) -> None:
    from datetime import timedelta

    run = send(bo)
    assert actions.forget_drafts(run.at + timedelta(days=6)) == 0
    assert actions.forget_drafts(run.at + timedelta(days=8)) == 1
    assert not ImportRun.objects.exists()
