"""The page where a file is chosen: who may, what is refused, and with which words."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vaka.areas.intake.models import ImportRun
from vaka.areas.intake.tests.conftest import GOOD, HEADINGS, content
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.files.models import StoredFile

START = "/lasa-in/"


def _post(client, data: bytes, name: str = "avvikelser.csv", **fields):
    form = {"kind": "deviations", "unit": "almen", "file": SimpleUploadedFile(name, data)}
    return client.post(START, {**form, **fields})


def test_whoever_reads_files_in_is_offered_the_kinds(bo, client_as) -> None:
    html = client_as(bo).get(START).content.decode()
    for kind in ("Avvikelser", "deviations", "decisions", "CSV, XLSX, högst 200"):
        assert kind in html


@pytest.mark.parametrize("who", ["astrid", "greta", "nora", "pia"])
def test_others_are_told_who_can(who, request, client_as) -> None:
    answer = client_as(request.getfixturevalue(who)).get(START)
    assert answer.status_code == 403
    assert "Kvalitetsutvecklare" in answer.content.decode()


def test_who_keeps_accounts_reads_in_people_and_no_cases(ada, client_as) -> None:
    html = client_as(ada).get(START).content.decode()
    assert 'value="people"' in html
    assert 'value="units"' in html
    assert 'value="deviations"' not in html


def test_a_controller_reads_in_money_and_no_cases(eva, client_as) -> None:
    html = client_as(eva).get(START).content.decode()
    assert 'value="budget"' in html
    assert 'value="attests"' in html
    assert 'value="deviations"' not in html


def test_a_manager_is_offered_own_units_only(bo, client_as) -> None:
    html = client_as(bo).get(START).content.decode()
    assert 'value="almen"' in html
    assert 'value="bjorken"' not in html


def test_another_unit_cannot_be_sent_by_hand(bo, client_as) -> None:
    answer = _post(client_as(bo), content(), unit="bjorken")
    assert answer.status_code == 200
    assert not ImportRun.objects.exists()


def test_a_file_is_kept_and_logged_without_its_content(bo, send) -> None:
    run = send(bo)
    row = AuditRow.objects.get(verb="intake.upload")
    assert (row.object_id, row.data["digest"]) == (str(run.pk), run.digest)
    assert "Fall utan" not in str(list(AuditRow.objects.values_list("data", flat=True)))


def _archive(member: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 xxx", "Filen är en PDF"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        (_archive("word/document.xml"), "Word-dokument"),
        (b"PK\x03\x04 torn", "avbruten eller skadad"),
        (b"", "tom"),
    ],
    ids=["pdf", "password", "word", "torn", "empty"],
)
def test_what_is_no_table_is_refused_at_the_field(bo, client_as, data, words) -> None:
    answer = _post(client_as(bo), data)
    assert words in answer.content.decode()
    assert not ImportRun.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("kind", "period", "words"),
    [
        ("decisions", "2024", "ett kvartal"),
        ("decisions", "strax", "2024Q1"),
        ("deviations", "2024Q1", "läses inte in för en period"),
    ],
)
def test_a_quarter_is_a_quarter_and_of_lists_only(bo, client_as, kind, period, words) -> None:
    answer = _post(client_as(bo), content(), kind=kind, period=period)
    assert words in answer.content.decode()


def test_a_file_without_known_headings_says_what_to_do(bo, send, client_as) -> None:
    run = send(bo, content("Kolumn;Annan", "1;2"))
    html = client_as(bo).get(reverse("intake:show", args=[run.pk])).content.decode()
    assert "Ingen av filens rubriker är känd" in html
    assert "Läs filen så" in html


def test_the_root_stands_for_no_unit_so_that_keys_are_those_of_the_command(maja, send) -> None:
    run = send(maja, content(HEADINGS, GOOD), unit="vaka")
    assert run.unit is None


def test_published_figures_of_another_unit_are_rejected(bo, send, client_as) -> None:
    lines = "measure;unit_code;year;value", "deviations;bjorken;2023;7", "deviations;almen;2023;5"
    run = send(bo, content(*lines), kind="observations")
    assert run.preview["counts"]["imported"] == 1
    assert run.preview["rejects"][0]["value"] == "bjorken"
