"""What a unit writes is nobody else's before it is published: not on a page, in a search, a report
or a file. Each way is asked by who may too, and by anybody afterwards, so that it can fail."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.accounts import (
    actions,
    document,
    jobs,
    request_actions,
    result_queries,
    writing,
)
from vaka.areas.accounts.actions import NewEdition
from vaka.areas.accounts.models import Edition, ResultRow, Section
from vaka.areas.accounts.request_actions import NewRequest
from vaka.areas.accounts.result_queries import Worked
from vaka.areas.accounts.rules import RequestKind
from vaka.areas.reports import kinds, packing, release_actions
from vaka.areas.reports.actions import NOTHING, OPEN_CAN, make
from vaka.areas.reports.models import Report
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.law.period import Grain, Period

NAME = "patientsakerhetsberattelse"
PLANTED = "Klockstapelrummet"
TEMPLATE = "# Berättelse {{ year }}\n\n## Sammanfattning\n\n{{ comment('sammanfattning') }}\n"


@pytest.fixture
def edition(kim, units, tmp_path, monkeypatch):
    """Give an edition in which one heading is left, and its report is made of that alone."""
    path = tmp_path / "small.md"
    path.write_text(TEMPLATE, "utf-8")
    kind = ReportKind(
        NAME, "Patientsäkerhetsberättelse", frozenset({Grain.YEAR}), str(path),
        lambda **given: ReportContent(values={"year": str(given["period"])}),
    )  # fmt: skip
    monkeypatch.setitem(kinds._kinds, NAME, kind)
    today = timezone.localdate()
    new = NewEdition(NAME, units["socialforvaltningen"], today.year - 1, today + timedelta(days=60))
    case = actions.open_edition(by=kim, new=new)
    Section.objects.filter(edition=case.pk).exclude(key="sammanfattning").delete()
    ResultRow.objects.filter(edition=case.pk).delete()
    return Edition.objects.get(pk=case.pk)


@pytest.fixture
def section(edition):
    return edition.sections.get()


@pytest.fixture
def part(section, kim, bo, units):
    """Almen's own words, asked for and written."""
    due = timezone.localdate() + timedelta(days=9)
    new = NewRequest(RequestKind.PART, bo.person, units["almen"], due, PLANTED)
    asked = request_actions.ask(by=kim, section_id=section.pk, new=new)
    own = Section.objects.get(above=section)
    writing.write_section(by=bo, section_id=own.pk, base="", text=PLANTED)
    request_actions.answer(by=bo, case_id=asked.pk, version=asked.version)
    asked.refresh_from_db()
    request_actions.take_in(by=kim, case_id=asked.pk, version=asked.version)
    return asked, own


@pytest.fixture
def frozen(edition, section, part, kim, maja):
    """The edition frozen into its report, with Almen's words in the municipality's text."""
    now = Section.objects.get(pk=section.pk).text
    writing.write_section(by=kim, section_id=section.pk, base=now, text=f"{PLANTED} är nytt.")
    for row in edition.sections.all():
        for verb in ("section.check", "section.finish"):
            writing.move_section(by=maja, section_id=row.pk, verb=verb)
    jobs.freeze_job(kim, lambda *_told: None, str(edition.pk), edition.case.version)
    return Report.objects.get(pk=Edition.objects.get(pk=edition.pk).report_id)


def body(client, name, *args, **query):
    """What an address answers, files and all, or nothing where it does not exist."""
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code in {200, 404}, name
    return "" if answer.status_code == 404 else answer.content.decode("utf-8", "replace")


def test_neither_page_nor_search_shows_another_units_part(part, section, bo, cecilia, client_as):
    asked, own = part
    for viewer, sees in ((bo, True), (cecilia, False)):
        client = client_as(viewer)
        assert (PLANTED in body(client, "accounts:section", own.pk)) is sees
        assert (PLANTED in body(client, "accounts:request", asked.pk)) is sees
        found = body(client, "web:search", q=asked.reference)
        assert (reverse("accounts:request", args=[asked.pk]) in found) is sees
        assert body(client, "accounts:list").count(PLANTED) == 0
    assert body(client_as(cecilia), "accounts:section", section.pk) == ""


def test_neither_report_nor_file_is_out_before_it_is_published(
    frozen, kim, maja, cecilia, client, client_as
):
    slug = f"{NAME}-socialforvaltningen-{frozen.period}-1"

    def shown():
        """By each way out: whether the words, or the file, are there."""
        other = client_as(cecilia)
        yield PLANTED in body(client, "reports:public_report", slug)
        yield slug in body(client, "reports:public")
        yield bool(body(client, "reports:public_file", slug, "rapport.docx"))
        yield PLANTED in body(other, "reports:public_report", slug)

    def inside():
        other = client_as(cecilia)
        yield str(frozen.pk) in body(other, "reports:start")
        yield bool(body(other, "reports:report", frozen.pk))
        for file in frozen.files.all():
            yield bool(body(other, "files:download", file.pk))

    assert str(frozen.pk) in body(client_as(kim), "reports:start")
    assert not any([*shown(), *inside()])
    assert packing.approved() == []
    row = release_actions.approve_report(by=maja, report_id=frozen.pk, version=1)
    assert not any([*shown(), *inside()])
    with ZipFile(BytesIO(packing.packed(row))) as package:  # the archive is given it, no one else
        assert any(PLANTED.encode() in package.read(one) for one in package.namelist())
    release_actions.publish_report(by=kim, report_id=frozen.pk, version=2)
    assert all(shown())
    assert not any(inside())


def test_a_value_that_readers_may_not_see_is_hidden_in_the_frozen_table(edition, kim, monkeypatch):
    before, year = str(edition.year - 1), str(edition.year)

    def told(reader, _edition, _measure):
        """What a report to publish is told: the year's value is too small for it."""
        assert reader.capabilities == OPEN_CAN
        return Worked({before: "40"}, {}, "", "")

    monkeypatch.setattr(result_queries, "worked_out", told)
    ResultRow.objects.create(
        edition=edition, key="a", area="Trycksår", place=1, measure="falls_with_injury",
        values={before: "40", year: "3"},
    )  # fmt: skip
    (table,) = document.written(kim, edition).tables.values()
    assert table.rows[0][2:5] == (None, "40", "visas inte")


def test_a_report_made_anew_has_the_frozen_words_for_whoever_reads_editions(
    edition, frozen, kim, bo, units, tmp_path
):
    unit, year = units["socialforvaltningen"], edition.year
    assert PLANTED in document.frozen(kim, kim, unit, NAME, year).comments["sammanfattning"]
    assert document.frozen(bo, bo, unit, NAME, year) == NOTHING
    assert document.frozen(kim, kim, unit, NAME, year - 1) == NOTHING
    asked = {"name": NAME, "unit": unit, "as_of": timezone.localdate(), "out_dir": tmp_path}
    make(by=kim, period=Period.parse(str(year)), **asked)
    assert PLANTED in (tmp_path / f"{NAME}.html").read_text("utf-8")


def test_words_that_are_not_frozen_are_in_no_report(edition, section, kim, units):
    writing.write_section(by=kim, section_id=section.pk, base="", text=PLANTED)
    assert document.frozen(kim, kim, units["socialforvaltningen"], NAME, edition.year) == NOTHING
