"""Writing together: merged, asked for, taken in, frozen into a report, corrected; who may what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.accounts import (
    actions,
    jobs,
    laying,
    queries,
    request_actions,
    request_queries,
    section_queries,
    writing,
)
from vaka.areas.accounts.actions import NewEdition
from vaka.areas.accounts.models import Edition, Remark, ResultRow, Section, SectionText
from vaka.areas.accounts.request_actions import NewRequest
from vaka.areas.accounts.rules import RemarkEnd, RemarkKind, RequestKind, SectionState
from vaka.areas.reports import kinds
from vaka.areas.reports.models import Report
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.files import store
from vaka.foundation.ids import uuid7
from vaka.foundation.notices.models import Notice
from vaka.foundation.organisation.models import Operator, Unit
from vaka.law.period import Grain
from vaka.law.verdict import RuleRefused

NAME = "patientsakerhetsberattelse"


@pytest.fixture
def edition(kim, units):
    """Give the municipality's patient safety report of last year, opened but without figures."""
    today = timezone.localdate()
    new = NewEdition(NAME, units["socialforvaltningen"], today.year - 1, today + timedelta(days=60))
    return actions.open_edition(by=kim, new=new)


@pytest.fixture
def section(edition):
    """Give its first section."""
    return Section.objects.filter(edition=edition.pk).first()


def write(by, section, text, base=None):
    return writing.write_section(
        by=by, section_id=section.pk, text=text,
        base=Section.objects.get(pk=section.pk).text if base is None else base,
    )  # fmt: skip


def test_two_write_the_same_section_and_no_word_is_lost(kim, maja, section):
    start = write(kim, section, "Ett.\n\nTvå.").section.text
    write(maja, section, "Ett.\n\nTvå, av Maja.", base=start)
    saved = write(kim, section, "Ett, av Kim.\n\nTvå.", base=start)
    assert (saved.is_merged, saved.twice) == (True, ())
    assert saved.section.text == "Ett, av Kim.\n\nTvå, av Maja."
    both = write(maja, section, "Ett, av Maja.\n\nTvå, av Maja.", base=start)
    assert both.section.text == "Ett, av Kim.\n\nEtt, av Maja.\n\nTvå, av Maja."
    remark = Remark.objects.get(kind=RemarkKind.TWICE)
    assert (remark.old, remark.new) == ("Ett, av Kim.", "Ett, av Maja.")
    writing.settle_remark(by=kim, remark_id=remark.pk, end=RemarkEnd.REJECTED)
    assert Section.objects.get(pk=section.pk).text == "Ett, av Kim.\n\nTvå, av Maja."
    _one, versions = section_queries.history(kim, section.pk)
    assert [one.by_name for one in versions][-1] == kim.name
    assert SectionText.objects.filter(section=section).count() >= 3
    with pytest.raises(RuleRefused, match="ställning"):
        writing.settle_remark(by=maja, remark_id=remark.pk, end=RemarkEnd.BOTH)


def test_a_pause_or_another_person_makes_a_version(kim, section):
    write(kim, section, "Ett")
    write(kim, section, "Ett två")
    assert not SectionText.objects.exists()
    Section.objects.filter(pk=section.pk).update(saved_at=timezone.now() - timedelta(minutes=5))
    write(kim, section, "Ett två tre")
    assert SectionText.objects.get().text == "Ett två"
    assert AuditRow.objects.filter(verb="section.write").count() == 3


def test_a_suggestion_stands_beside_until_it_is_taken(kim, maja, bo, section):
    write(kim, section, "Ett.\n\nTvå.")
    made = writing.say_remark(by=maja, section_id=section.pk, kind=RemarkKind.SUGGESTION,
                              words="Bättre.", old="Två.")  # fmt: skip
    with pytest.raises(RuleRefused, match="inte så i texten"):
        writing.say_remark(by=maja, section_id=section.pk, kind=RemarkKind.SUGGESTION,
                           words="Nej", old="Fanns aldrig")  # fmt: skip
    writing.settle_remark(by=kim, remark_id=made.pk, end=RemarkEnd.ACCEPTED)
    assert Section.objects.get(pk=section.pk).text == "Ett.\n\nBättre."
    with pytest.raises(NotVisible):
        writing.settle_remark(by=bo, remark_id=made.pk, end=RemarkEnd.BOTH)


def test_a_units_own_part_is_seen_by_that_unit_only(kim, bo, cecilia, units, section):
    day = timezone.localdate() + timedelta(days=10)
    for person, unit in ((bo, "almen"), (cecilia, "bjorken")):
        new = NewRequest(RequestKind.PART, person.person, units[unit], day, "Hur gick det?")
        request_actions.ask(by=kim, section_id=section.pk, new=new)
    mine, theirs = Section.objects.filter(above=section).order_by("unit__code")
    assert Notice.objects.filter(to=bo.person, kind="section_request.asked").count() == 1
    write(bo, mine, "Fallen har minskat på Almen.")
    for viewer, part in ((cecilia, mine), (bo, theirs), (bo, section)):
        with pytest.raises(NotVisible):
            section_queries.known(viewer, part.pk)
    case = Case.objects.get(kind="section_request", owner=bo.person)
    due = duties.due(bo, timezone.localdate(), day)
    assert [one.unit for one in due if one.topic == "accounts"] == ["Almen"]
    with pytest.raises(NotVisible):
        request_actions.answer(by=cecilia, case_id=case.pk, version=case.version)
    request_actions.answer(by=bo, case_id=case.pk, version=case.version)
    again = request_actions.ask_again(by=kim, case_id=case.pk, version=2, words="Antal?",
                                      due_date=day)  # fmt: skip
    assert again.owner == bo.person
    request_actions.answer(by=bo, case_id=case.pk, version=3)
    with pytest.raises(NotAllowed):
        request_actions.take_in(by=bo, case_id=case.pk, version=4)
    request_actions.take_in(by=kim, case_id=case.pk, version=4)
    assert Section.objects.get(pk=section.pk).text == "Fallen har minskat på Almen."
    page = queries.edition_page(bo, section.edition_id)
    assert [row.title for row in page.sections] == [f"{section.title}: Almen"]


def test_whoever_is_asked_to_write_sees_that_section_alone(kim, ada, section, units):
    other = Section.objects.filter(edition=section.edition_id).last()
    day = timezone.localdate() + timedelta(days=10)
    new = NewRequest(RequestKind.WRITE, ada.person, units["socialforvaltningen"], day)
    case = request_actions.ask(by=kim, section_id=section.pk, new=new)
    write(ada, section, "Informationssäkerheten.")
    with pytest.raises(NotVisible):
        section_queries.known(ada, other.pk)
    request_actions.answer(by=ada, case_id=case.pk, version=1)
    with pytest.raises(NotAllowed):
        write(ada, section, "Mer.")
    assert section_queries.known(ada, section.pk).text == "Informationssäkerheten."
    wrong = NewRequest(RequestKind.REPORT, ada.person, units["almen"], day)
    with pytest.raises(RuleRefused, match="ingen egen berättelse"):
        request_actions.ask(by=kim, section_id=section.pk, new=wrong)


def test_providers_own_reports_are_summed_up(kim, bo, section, units):
    Unit.objects.filter(pk=units["almen"].pk).update(operator=Operator.CONTRACTED)
    units["almen"].refresh_from_db()
    today = timezone.localdate()
    new = NewRequest(RequestKind.REPORT, bo.person, units["almen"], today + timedelta(days=10))
    case = request_actions.ask(by=kim, section_id=section.pk, new=new)
    assert request_queries.own_reports(section.edition).rows == (("Almen", None, None),)
    write(bo, Section.objects.get(above=section), "Fallen har minskat.")
    request_actions.answer(by=bo, case_id=case.pk, version=1)
    table = request_queries.own_reports(section.edition)
    assert table.rows == (("Almen", today, "text"),)
    assert "1 av 1" in table.title


def test_what_is_ready_is_opened_again_before_it_is_written(kim, maja, bo, section):
    write(kim, section, "Text.")
    write(kim, section, "")
    with pytest.raises(RuleRefused, match="saknar text"):
        writing.move_section(by=kim, section_id=section.pk, verb="section.check")
    write(kim, section, "Text.")
    with pytest.raises(NotVisible):
        writing.move_section(by=bo, section_id=section.pk, verb="section.check")
    for verb in ("section.check", "section.finish"):
        writing.move_section(by=maja, section_id=section.pk, verb=verb)
    with pytest.raises(RuleRefused, match="klart"):
        write(kim, section, "Mer.")
    writing.move_section(by=kim, section_id=section.pk, verb="section.reopen", words="Ett tal")
    assert write(kim, section, "Mer.").section.state == SectionState.WRITTEN


TEMPLATE = """# Patientsäkerhet {{ year }}

## Sammanfattning

{{ comment("sammanfattning") }}

{{ table("results") }}
"""


@pytest.fixture
def small_report(tmp_path, monkeypatch):
    """Let the report be made from a template of one section and no figures."""
    path = tmp_path / "small.md"
    path.write_text(TEMPLATE, "utf-8")
    kind = ReportKind(
        NAME, "Patientsäkerhetsberättelse", frozenset({Grain.YEAR}), str(path),
        lambda **given: ReportContent(values={"year": str(given["period"])}),
    )  # fmt: skip
    monkeypatch.setitem(kinds._kinds, NAME, kind)


def test_a_report_is_frozen_when_nothing_is_left_and_then_corrected(
    kim, maja, edition, section, small_report
):
    with pytest.raises(RuleRefused, match="saknar text"):
        actions.freeze(by=kim, case_id=edition.pk, version=1, report_id=uuid7(), digest="")
    Section.objects.filter(edition=edition.pk).exclude(pk=section.pk).update(required=False)
    found = laying.prepare(kim, Edition.objects.get(pk=edition.pk))
    edition = actions.lay_out(by=kim, case_id=edition.pk, version=1, found=found)
    write(kim, section, "Färre faller på natten.")
    for verb in ("section.check", "section.finish"):
        writing.move_section(by=maja, section_id=section.pk, verb=verb)
    row = ResultRow.objects.filter(edition=edition.pk).first()
    writing.write_result(by=maja, row_id=row.pk, version=1, goal="Minska", analysis="Natten",
                         action="Larmmattor")  # fmt: skip
    with pytest.raises(RuleRefused, match="medan filerna"):
        actions.freeze(by=kim, case_id=edition.pk, version=2, report_id=uuid7(), digest="")
    jobs.freeze_job(kim, lambda *_told: None, str(edition.pk), 2)
    frozen = Edition.objects.get(pk=edition.pk)
    report = Report.objects.get(pk=frozen.report_id)
    file = next(one for one in report.files.all() if one.name.endswith(".html"))
    printed = store.path_of(file.digest).read_text("utf-8")
    assert "Färre faller på natten." in printed
    assert "Larmmattor" in printed
    with pytest.raises(RuleRefused, match="fryst"):
        write(kim, section, "Mer.")
    day = timezone.localdate() + timedelta(days=9)
    fresh = actions.correct(by=kim, case_id=edition.pk, version=3, words="Antalet fall var fel",
                            due_date=day)  # fmt: skip
    page = queries.edition_page(kim, fresh.pk)
    assert (page.edition.number, page.corrects_id) == (2, edition.pk)
    assert next(row.has_text for row in page.sections)
    assert queries.edition_page(kim, edition.pk).corrected_by_id == fresh.pk
