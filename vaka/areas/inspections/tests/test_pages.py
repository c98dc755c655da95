"""The way of an order by pages and actions; outsiders; a forgotten answer on the year wheel."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.inspections import actions, queries
from vaka.areas.inspections.actions import NewInspection, NewInspectionPoint
from vaka.areas.inspections.models import InspectionPoint
from vaka.areas.inspections.rules import PointKind, Sort
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused

IVO = "Inspektionen för vård och omsorg"


@pytest.fixture
def order(units, maja, bo):
    today = timezone.localdate()
    new = NewInspection(units["almen"], Sort.ORDER, "Nattbemanning", IVO, "Brister på natten",
                        today - timedelta(days=20), today + timedelta(days=10))  # fmt: skip
    case = actions.receive(by=maja, new=new)
    point = NewInspectionPoint(
        PointKind.FAULT, "Ingen var vaken", today - timedelta(days=1), bo.person
    )
    return actions.add_inspection_point(by=maja, case_id=case.pk, version=case.version, new=point)


def test_answered_sent_and_closed_by_the_authority_alone(order, maja, bo, cecilia):
    today, point = timezone.localdate(), InspectionPoint.objects.get()
    assert order.due_date == point.due_date
    assert Notice.objects.filter(to=bo.person, kind="inspection.point").exists()
    with pytest.raises(RuleRefused, match="inte besvarad"):
        actions.send(by=maja, case_id=order.pk, version=order.version, words="")
    with pytest.raises(NotVisible):
        queries.inspection_page(cecilia, order.pk)
    case = actions.answer_point(by=bo, case_id=order.pk, point_id=point.pk, version=order.version,
                                answer="Två vakna", proof="Schema v 10")  # fmt: skip
    case = actions.send(by=maja, case_id=order.pk, version=case.version, words="")
    assert (case.state, case.due_date) == ("answered", None)
    with pytest.raises(RuleRefused, match="nummer saknas"):
        actions.close(by=maja, case_id=order.pk, version=case.version, decided=today, number="")
    case = actions.ask_again(by=maja, case_id=order.pk, version=case.version, words="Och helgen?",
                             due_date=today + timedelta(days=9))  # fmt: skip
    case = actions.close(by=maja, case_id=order.pk, version=case.version, decided=today,
                         number="3.5-1")  # fmt: skip
    assert case.closed_at is not None
    case = actions.reopen(by=maja, case_id=order.pk, version=case.version, words="Fel ärende")
    assert case.state == "received"


def test_a_forgotten_answer_shows_to_the_board(order, pia, astrid, eva):
    today = timezone.localdate()
    start, end = today - timedelta(days=5), today + timedelta(days=5)
    late = [one for one in duties.due(pia, start, end) if one.topic == "inspection"]
    assert [one.is_late(today) for one in late] == [True]
    assert not [one for one in duties.due(astrid, start, end) if one.topic == "inspection"]
    with pytest.raises(NotAllowed):
        actions.send(by=pia, case_id=order.pk, version=order.version, words="")


def test_the_pages(client_as, order, maja, bo, cecilia, pia, units):
    client, point = client_as(maja), InspectionPoint.objects.get()
    today = timezone.localdate()
    page = reverse("inspections:case", args=[order.pk])
    assert "Skulle ha besvarats" in client.get(page).content.decode()
    answer = reverse("inspections:answer", args=[order.pk, point.pk])
    sent = {"version": order.version, "answer": "Två vakna", "proof": ""}
    assert "Underlag saknas" in client_as(bo).post(answer, sent).content.decode()
    assert client_as(bo).post(answer, sent | {"proof": "Schema"}).status_code == 302
    for name in ("punkt", "skicka", "fraga", "avsluta"):
        step = reverse("inspections:step", args=[order.pk, name])
        assert client.get(step).status_code == 200
    close = reverse("inspections:step", args=[order.pk, "avsluta"])
    version = Case.objects.get(pk=order.pk).version
    sent = {"version": version, "decided": today, "number": "3.5-1", "words": ""}
    assert client.post(close, sent).status_code == 302
    listing = client_as(pia).get(reverse("inspections:list"), {"visa": "closed"})
    assert "Nattbemanning" in listing.content.decode()
    assert client_as(pia).get(close).status_code == 403
    for address in (page, answer, close):
        assert client_as(cecilia).get(address).status_code == 404
    new = {"sort": "audit", "authority": "Revisorerna", "title": "Hemtjänst", "about": "Granskning",
           "received_date": today, "due_date": today, "unit": "almen"}  # fmt: skip
    assert client.post(reverse("inspections:new"), new).status_code == 302
