"""Pages of reports: asked for, made by the worker, read by those who may."""

from datetime import date

import pytest
from django.urls import reverse

from vaka.areas.reports import actions
from vaka.areas.reports.models import Report
from vaka.foundation.jobs.models import Job
from vaka.law.period import Period


@pytest.fixture
def made(units, bo, tmp_path):
    """A report of Almen."""
    found = actions.make(by=bo, name="avvikelser", unit=units["almen"], period=Period.parse("2025"),
                         as_of=date(2026, 1, 15), out_dir=tmp_path)  # fmt: skip
    return actions.keep(by=bo, made=found, name="avvikelser", unit_code="almen", period="2025",
                        as_of=date(2026, 1, 15))  # fmt: skip


def _ask(client, **more):
    answer = {"name": "avvikelser", "unit": "almen", "period": "2025", "as_of": ""} | more
    return client.post(reverse("reports:new"), answer)


def test_a_report_is_made_in_the_background(client_as, bo):
    page = _ask(client_as(bo))
    assert page.status_code == 302
    assert Job.objects.get(kind="report.make").arguments["unit_code"] == "almen"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("period", "2025-13", "Period"),
        ("period", "2025-W05", "inte för en sådan period"),
        ("as_of", "2099-01-01", "tidigare dag"),
        ("unit", "bjorken", "Enhet"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(client_as, bo, field, value, words):
    text = _ask(client_as(bo), **{field: value}).content.decode()
    assert "error-summary" in text
    assert words in text


def test_the_report_and_its_files_are_fetched(client_as, bo, made):
    client = client_as(bo)
    assert (
        "avvikelser.pdf" in client.get(reverse("reports:report", args=[made.pk])).content.decode()
    )
    file = made.files.get(name="avvikelser.pdf")
    page = client.get(reverse("files:download", args=[file.pk]))
    assert page["Content-Disposition"].startswith("attachment")
    assert b"".join(page.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize("user", ["cecilia", "astrid", "ada", "greta"])
def test_others_get_neither_report_nor_file(client_as, everybody, made, user):
    client = client_as(everybody[user])
    assert client.get(reverse("reports:report", args=[made.pk])).status_code == 404
    for file in made.files.all():
        assert client.get(reverse("files:download", args=[file.pk])).status_code == 404


def test_the_list_shows_what_one_may_read(client_as, everybody, made):
    def listed(user):
        return client_as(everybody[user]).get(reverse("reports:start")).content.decode()

    assert str(made.pk) in listed("pia")
    assert str(made.pk) not in listed("cecilia")


@pytest.mark.parametrize(("user", "status"), [("astrid", 403), ("pia", 403), ("kim", 200)])
def test_who_may_ask_for_one(client_as, everybody, user, status):
    assert client_as(everybody[user]).get(reverse("reports:new")).status_code == status


def test_a_reference_units_report_is_anybodys_who_makes_reports(units, cecilia, tmp_path):
    actions.make(by=cecilia, name="avvikelser", unit=units["harnosand"],
                 period=Period.parse("2023"), as_of=date(2026, 1, 1), out_dir=tmp_path)  # fmt: skip
    assert not Report.objects.exists()
