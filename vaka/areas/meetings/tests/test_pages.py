"""The way of meetings by pages and actions: outsiders, checks, decisions that become remedies."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.meetings import actions, prepared, queries, statistics, urls, writing
from vaka.areas.meetings.actions import Held
from vaka.areas.meetings.facts import rows
from vaka.areas.meetings.models import Meeting, MeetingDecision, MeetingPoint
from vaka.areas.meetings.prepared import OpenKind, Ready, ReadyFigure
from vaka.areas.meetings.rules import Outcome, Pace, State
from vaka.areas.meetings.tests.acting import held, plan, write
from vaka.areas.remedies import actions as remedies
from vaka.areas.remedies.actions import NewRemedy
from vaka.areas.remedies.rules import RemedyKind
from vaka.foundation import duties
from vaka.foundation.access.actions import give
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import Notice
from vaka.foundation.people.models import Person
from vaka.law.verdict import RuleRefused


@pytest.fixture
def apt(units, bo):
    """Bo's staff meeting today, and one more a month from now."""
    case = plan(bo, units["almen"], "workplace", bo, pace=Pace.MONTH, times=2)
    return write(bo, case)


def test_a_decision_becomes_a_remedy_and_the_next_meeting_sees_it(apt, units, bo, cecilia):
    case = held(bo, apt, present="Åtta medarbetare")
    case = writing.add_meeting_decision(by=bo, case_id=case.pk, version=case.version,
                                        kind=Outcome.DECISION, text="Sätt rörelselarm")  # fmt: skip
    decision = MeetingDecision.objects.get()
    new = NewRemedy(units["almen"], RemedyKind.CORRECTIVE, "Sätt rörelselarm på plan 2",
                    cause_code=str(decision.pk))  # fmt: skip
    remedies.propose(by=bo, new=new, answers=[case.pk])
    coming = Meeting.objects.exclude(pk=case.pk).get()
    page = queries.meeting_page(bo, coming.pk)
    assert page.before is not None
    shown = AuditRow.objects.filter(verb="meeting.read", actor=bo.person)
    assert {"shown": [str(case.pk)]} in list(shown.values_list("data", flat=True))
    assert [one.title for one in page.before.decisions[0].remedies] == [new.text]
    assert not page.is_kept
    assert queries.meeting_page(bo, case.pk).is_kept
    with pytest.raises(NotVisible):
        queries.meeting_page(cecilia, case.pk)


def test_minutes_are_adjusted_by_another(apt, bo, maja, cecilia):
    with pytest.raises(RuleRefused, match="läget Planerat"):
        actions.submit(by=bo, case_id=apt.pk, version=apt.version)
    case = held(bo, apt)
    with pytest.raises(RuleRefused, match="kontrolleras av någon annan"):
        actions.close(by=bo, case_id=case.pk, version=case.version)
    case = actions.submit(by=bo, case_id=case.pk, version=case.version)
    with pytest.raises(RuleRefused, match="lämnade"):
        write(bo, case)
    with pytest.raises(RuleRefused, match="höll mötet själv"):
        actions.approve(by=bo, case_id=case.pk, version=case.version)
    case = actions.send_back(by=maja, case_id=case.pk, version=case.version, words="Dag saknas")
    assert case.owner == bo.person
    case = actions.submit(by=bo, case_id=case.pk, version=case.version)
    case = actions.approve(by=maja, case_id=case.pk, version=case.version)
    assert case.closed_at is not None
    assert Notice.objects.filter(to=bo.person, kind="meeting.done").exists()
    case = actions.reopen(by=maja, case_id=case.pk, version=case.version, words="Fel beslut")
    assert Meeting.objects.get(pk=case.pk).checked_date is None


def test_a_visit_report_names_nobody_and_is_checked_before_others_read_it(
    units, bo, pia, nora, eva, astrid
):
    case = plan(nora, units["almen"], "board_visit", pia)
    with pytest.raises(NotAllowed):
        plan(nora, units["almen"], "workplace", nora)
    with pytest.raises(NotVisible):
        queries.meeting_page(astrid, case.pk)
    with pytest.raises(RuleRefused, match="inte hållet än"):
        write(pia, case, "Jag talade med Greta i rum 7 om Almen.")
    with pytest.raises(RuleRefused, match="personal var med"):
        held(pia, case)
    case = held(pia, case, staff_present=False)
    case = write(pia, case, "Jag talade med Greta i rum 7 om Almen.")
    assert queries.meeting_page(pia, case.pk).suspects == ["rum 7", "Greta"]
    with pytest.raises(RuleRefused, match="peka ut"):
        actions.submit(by=pia, case_id=case.pk, version=case.version, told_words=["Greta"])
    case = write(pia, case, "Jag talade med Greta i trädgården på Almen.")
    case = actions.submit(by=pia, case_id=case.pk, version=case.version, told_words=["Greta"])
    assert case.owner == bo.person
    with pytest.raises(NotAllowed):
        actions.approve(by=pia, case_id=case.pk, version=case.version)
    case = actions.approve(by=bo, case_id=case.pk, version=case.version)
    assert queries.meeting_page(pia, case.pk).checked_by == bo.name
    visits = statistics.visits_of(nora, timezone.localdate().year)
    assert [(row.unit, row.is_late) for row in visits.rows] == [("Almen", False)]
    assert visits.paid == [(pia.name, 1)]
    read = AuditRow.objects.filter(verb="meeting.read", actor=nora.person).first()
    assert read is not None
    assert read.data == {"shown": [str(case.pk)]}
    other = plan(nora, units["bjorken"], "board_visit", pia)
    with pytest.raises(RuleRefused, match="redan ett besök"):
        held(pia, other, staff_present=False)
    with pytest.raises(NotVisible):
        queries.meeting_page(eva, case.pk)


def test_an_unchecked_report_is_not_read_by_others_of_the_board(units, pia, nora, sven):
    case = held(sven, plan(sven, units["almen"], "board_visit", sven), staff_present=False)
    with pytest.raises(NotVisible):
        queries.meeting_page(pia, case.pk)
    assert queries.meeting_page(nora, case.pk)
    page = queries.meeting_page(sven, case.pk)
    assert page.held_date
    assert AuditRow.objects.filter(object_id=str(case.pk), actor=pia.person).count() == 0
    verbs = AuditRow.objects.filter(object_kind="meeting", actor=sven.person)
    assert {"meeting.plan", "meeting.hold"} <= set(verbs.values_list("verb", flat=True))


@pytest.mark.parametrize("state", [State.PLANNED, State.CANCELLED])
def test_a_visit_is_public_while_nothing_is_written_of_it(units, pia, nora, sven, state):
    case = plan(nora, units["almen"], "board_visit", sven)
    if state is State.CANCELLED:
        case = actions.cancel(by=nora, case_id=case.pk, version=case.version, words="Sjukdom")
    assert queries.meeting_page(pia, case.pk).points
    point = Meeting.objects.get(pk=case.pk).points.all()[:1]
    MeetingPoint.objects.filter(pk=point[0].pk).update(notes="Jag talade med Greta.")
    with pytest.raises(NotVisible):
        queries.meeting_page(pia, case.pk)
    assert queries.meeting_page(nora, case.pk).points
    MeetingPoint.objects.update(notes="")
    MeetingDecision.objects.create(meeting_id=case.pk, number=1, kind="wish", text="Greta vill ut")
    with pytest.raises(NotVisible):
        queries.meeting_page(pia, case.pk)


def test_to_handle_meetings_elsewhere_opens_no_unchecked_report(units, pia, sven):
    """A role that handles meetings at Björken says nothing of a report on Almen."""
    give(by=Viewer.system("tests"), person=pia.person, role_code="unit_manager",
         unit=units["bjorken"], from_date=timezone.localdate())  # fmt: skip
    case = held(sven, plan(sven, units["almen"], "board_visit", sven), staff_present=False)
    with pytest.raises(NotVisible):
        queries.meeting_page(Viewer.of(pia.person), case.pk)


def test_nobody_is_named_in_what_is_told_of_a_visit(units, pia, nora, bo, cecilia):
    with pytest.raises(RuleRefused, match="peka ut någon: Greta"):
        plan(nora, units["almen"], "board_visit", pia, title="Besök hos Greta")
    with pytest.raises(RuleRefused, match="peka ut någon: rum 7"):
        plan(nora, units["almen"], "board_visit", pia, place="rum 7")
    case = plan(nora, units["almen"], "board_visit", pia)
    today = timezone.localdate()
    with pytest.raises(RuleRefused, match="Greta"):
        actions.move(by=pia, case_id=case.pk, version=case.version, day=today, words="Till Greta")
    with pytest.raises(RuleRefused, match="Greta"):
        actions.hold(by=pia, case_id=case.pk, version=case.version, words="Hos Greta",
                     how=Held(today, staff_present=False))  # fmt: skip
    case = held(pia, case, staff_present=False)
    with pytest.raises(RuleRefused, match="Greta"):
        writing.add_meeting_point(by=pia, case_id=case.pk, version=case.version,
                                  heading="Vad Greta sade")  # fmt: skip
    case = writing.add_meeting_decision(by=pia, case_id=case.pk, version=case.version,
                                        kind=Outcome.WISH, text="Hjälp Greta ut")  # fmt: skip
    wish = MeetingDecision.objects.get()
    assert [one.label for one in queries.causes_of(nora, case.pk)] == ["Önskemål 1"]
    assert queries.causes_of(bo, case.pk)
    assert not queries.causes_of(cecilia, case.pk)
    case = writing.amend_meeting_decision(by=pia, case_id=case.pk, decision_id=wish.pk,
                                          version=case.version, kind=Outcome.WISH,
                                          text="Hjälp dem ut")  # fmt: skip
    with pytest.raises(RuleRefused, match="Greta"):
        writing.answer_wish(by=pia, case_id=case.pk, decision_id=wish.pk, version=case.version,
                            answer="Ja, till Greta")  # fmt: skip
    case = writing.answer_wish(by=pia, case_id=case.pk, decision_id=wish.pk, version=case.version,
                               answer="Ja")  # fmt: skip
    with pytest.raises(RuleRefused, match="Greta"):
        actions.submit(by=pia, case_id=case.pk, version=case.version, words="Hälsa Greta")
    told = str([(line.words, line.data) for line in queries.meeting_page(nora, case.pk).timeline])
    assert "Hjälp" not in told
    assert "Greta" not in told


def test_a_name_in_title_or_place_is_asked_about_before_it_is_left(units, pia, nora):
    case = held(pia, plan(nora, units["almen"], "board_visit", pia), staff_present=False)
    Meeting.objects.filter(pk=case.pk).update(place="Hemma hos Greta", present="Och Alva")
    assert queries.meeting_page(pia, case.pk).suspects == ["Greta", "Alva"]


def test_figures_kept_for_one_reader_are_not_shown_to_another(apt, bo, astrid):
    """What stood ready for the manager is kept; who may see less is shown less of it."""
    case = held(bo, apt)
    row = Meeting.objects.get(pk=case.pk)
    figure = {"sentence": "Avvikelser: 7", "label": "", "last": "7", "source": "", "url": "",
              "values": [7.0], "measure": "deviations", "is_suppressed": False}  # fmt: skip
    row.figures |= {
        "figures": [figure, figure | {"is_suppressed": True}], "remedies_open": 1,
        "kinds": [{"label": "avvikelser", "open": 7, "late": 1, "url": "", "kind": "deviation"}],
        "effects_due": 1, "remedies_late": ["Rörelselarm (ATG-1)"],
    }  # fmt: skip
    row.save()
    whole = queries.meeting_page(bo, case.pk).ready
    assert (len(whole.figures), len(whole.kinds), whole.remedies_open) == (2, 1, 1)
    less = queries.meeting_page(astrid, case.pk).ready
    assert less == Ready(on=whole.on)


def test_a_politician_reads_only_suppressed_figures_of_a_report(units, bo, pia, nora):
    figure = ReadyFigure("7", "", "", "", "", (7.0,), measure="deviations")
    hidden = replace(figure, is_suppressed=True)
    ready = Ready(timezone.localdate(), (figure, hidden, replace(figure, measure="")),
                  (OpenKind("avvikelser", 7, 1, "", "deviation"),), ("Larm",), 1, 1)  # fmt: skip
    seen = prepared.kept(pia, units["almen"], ready)
    assert seen == Ready(ready.on, (hidden,))
    assert prepared.kept(bo, units["almen"], ready).figures == (figure, hidden)


def test_a_council_gets_an_answer_to_what_it_wished(units, bo, astrid):
    case = plan(bo, units["almen"], "user_council", bo)
    with pytest.raises(RuleRefused, match="Antalet saknas"):
        held(bo, case)
    case = held(bo, case, people=9)
    case = writing.add_meeting_decision(by=bo, case_id=case.pk, version=case.version,
                                        kind=Outcome.WISH, text="Kaffe klockan åtta")  # fmt: skip
    wish = MeetingDecision.objects.get()
    case = writing.amend_meeting_decision(by=bo, case_id=case.pk, decision_id=wish.pk,
                                          version=case.version, kind=Outcome.WISH,
                                          text="Kaffe klockan sju")  # fmt: skip
    case = actions.close(by=bo, case_id=case.pk, version=case.version)
    with pytest.raises(RuleRefused, match="lämnade"):
        writing.amend_meeting_decision(by=bo, case_id=case.pk, decision_id=wish.pk,
                                       version=case.version, kind=Outcome.WISH,
                                       text="Te")  # fmt: skip
    case = writing.answer_wish(by=bo, case_id=case.pk, decision_id=wish.pk, version=case.version,
                               answer="Från måndag")  # fmt: skip
    page = queries.meeting_page(astrid, case.pk)
    assert (page.decisions[0].answer, page.may_lead) == ("Från måndag", False)
    with pytest.raises(NotAllowed):
        actions.reopen(by=astrid, case_id=case.pk, version=case.version, words="x")


def test_planned_against_held_in_the_year_and_on_the_wheel(apt, units, bo, cecilia, nora):
    today = timezone.localdate()
    coming = Meeting.objects.exclude(pk=apt.pk).get()
    gone = actions.cancel(by=bo, case_id=coming.pk, version=1, words="Sjukdom")
    held(bo, apt)
    found = {str(row["done_date"]) for row in rows(None, None)}
    assert {str(today), "None"} <= found
    due = [one for one in duties.due(bo, today, today) if one.topic == "meeting"]
    assert [one.state.value for one in due] == ["done"]
    year = statistics.year_of(bo, today.year)
    cell = year.rows[0].cells[[one.code for one in year.kinds].index("workplace")]
    assert cell is not None
    assert (cell.held, cell.asked, year.held) == (1, 10, 1)
    assert gone.closed_at is not None
    assert not statistics.year_of(cecilia, today.year).planned
    read = AuditRow.objects.filter(verb="meeting.read", actor=cecilia.person).first()
    assert read is not None
    assert read.data == {"counted": today.year}
    assert [one.code for one in statistics.year_of(nora, today.year).kinds] == ["board_visit"]


def test_the_pages(client_as, apt, units, bo, astrid, cecilia, eva, maja):
    client, today = client_as(bo), timezone.localdate()
    page = reverse("meetings:case", args=[apt.pk])
    body = client.get(page).content.decode()
    assert "Ska förberedas med skyddsombudet" in body
    assert "Siffrorna just nu" in body
    new = {"sort": "user_council", "unit": "almen", "first": today, "pace": "once", "times": "",
           "leader": str(bo.person.pk), "place": "", "title": "", "time": "14:00"}  # fmt: skip
    assert client.post(reverse("meetings:new"), new).status_code == 302
    for name in ("hall", "flytta", "forbered", "punkt", "beslut", "stall-in", "lamna", "oppna"):
        assert client.get(reverse("meetings:step", args=[apt.pk, name])).status_code == 200
    version = Case.objects.get(pk=apt.pk).version
    point = Meeting.objects.get(pk=apt.pk).points.last()
    notes = reverse("meetings:notes", args=[apt.pk, point.pk])
    assert client.post(notes, {"version": version, "notes": "Klart"}).status_code == 302
    hold = reverse("meetings:step", args=[apt.pk, "hall"])
    late = {"version": version + 1, "held": today + timedelta(days=1)}
    assert "inte varit än" in client.post(hold, late).content.decode()
    assert client.post(hold, late | {"held": today}).status_code == 302
    paper = client.get(reverse("meetings:minutes", args=[apt.pk])).content.decode()
    assert "Utkast" in paper
    assert "Klart" in paper
    for who in (bo, astrid, maja):
        listing = client_as(who).get(reverse("meetings:list"), {"visa": "all"})
        assert "Arbetsplatsträff" in listing.content.decode()
    assert client_as(eva).get(reverse("meetings:list")).status_code == 403
    assert client_as(astrid).get(reverse("meetings:year")).status_code == 403
    assert client_as(astrid).get(hold).status_code == 403
    for address in (page, notes, hold):
        assert client_as(cecilia).get(address).status_code == 404
    assert timedelta(days=14) == Case.objects.get(pk=apt.pk).due_date - today


def test_a_meeting_is_moved_and_prepared(apt, bo, astrid):
    day = timezone.localdate() + timedelta(days=3)
    case = actions.move(by=bo, case_id=apt.pk, version=apt.version, day=day, words="Krock")
    assert case.due_date == day
    case = actions.prepare(by=bo, case_id=case.pk, version=case.version)
    case = writing.add_meeting_point(by=bo, case_id=case.pk, version=case.version,
                                     heading="Sommaren")  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.prepare(by=astrid, case_id=case.pk, version=case.version)


OF_ONE = [one for one in urls.urlpatterns if "case_id" in one.pattern.converters]


@pytest.mark.parametrize("of", OF_ONE, ids=lambda of: of.name)
def test_a_manager_of_another_unit_meets_no_meeting_of_almen(client_as, units, bo, cecilia, of):
    case = plan(bo, units["almen"], "user_council", bo)
    case = writing.add_meeting_decision(by=bo, case_id=case.pk, version=case.version,
                                        kind=Outcome.WISH, text="Kaffe")  # fmt: skip
    row = Meeting.objects.get(pk=case.pk)
    known = {"case_id": case.pk, "point_id": row.points.first().pk,
             "decision_id": row.decisions.first().pk, "name": "hall"}  # fmt: skip
    address = reverse(
        f"meetings:{of.name}", kwargs={key: known[key] for key in of.pattern.converters}
    )
    assert client_as(bo).get(address, follow=True).status_code == 200
    outside = client_as(cecilia)
    assert outside.get(address).status_code == 404
    assert outside.post(address, {"version": case.version, "answer": "Nej"}).status_code == 404


def test_the_other_addresses_are_tried_below():
    """Whoever adds an address that is of no one meeting tries it as an outsider too."""
    assert {one.name for one in urls.urlpatterns} - {one.name for one in OF_ONE} == {
        "list", "new", "year"}  # fmt: skip


def test_a_manager_of_another_unit_lists_and_plans_nothing_at_almen(client_as, apt, bo, cecilia):
    client = client_as(cecilia)
    listed = reverse("meetings:list")
    assert "Almen" in client_as(bo).get(listed, {"visa": "all"}).content.decode()
    assert "Almen" not in client.get(listed, {"visa": "all"}).content.decode()
    assert "Almen" in client_as(bo).get(reverse("meetings:year")).content.decode()
    assert "Almen" not in client.get(reverse("meetings:year")).content.decode()
    new = reverse("meetings:new")
    assert "Almen" not in client.get(new).content.decode()
    sent = {"sort": "user_council", "unit": "almen", "first": timezone.localdate(), "pace": "once",
            "leader": str(cecilia.person.pk)}  # fmt: skip
    assert client.post(new, sent).status_code == 200
    assert not Meeting.objects.filter(sort="user_council").exists()


def test_two_visitors_of_one_name_are_paid_apart(units, nora, sven, pia):
    Person.objects.filter(pk=sven.person.pk).update(given_name="Pia", family_name="Högvall")
    for who in (sven, pia):
        held(who, plan(nora, units["almen"], "board_visit", who), staff_present=False)
    visits = statistics.visits_of(Viewer.system("tests"), timezone.localdate().year)
    assert visits.paid == [("Pia Högvall", 1), ("Pia Högvall", 1)]
