"""Each staff page: works, refuses, another unit gets 404."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.feedback import actions, mine, queries
from vaka.areas.feedback.rules import State
from vaka.areas.feedback.tests.conftest import TEXT, new_feedback
from vaka.foundation.cases.models import Case

CASE_PAGES = ("case", "contact", "sort", "find", "tie", "answer", "forward", "close", "reopen")


def _url(name, case):
    return reverse(f"feedback:{name}", args=[case.pk])


def _version(case):
    return Case.objects.get(pk=case.pk).version


def test_the_whole_way_by_pages(client_as, bo, filed):
    client, case = client_as(bo), filed.case
    assert "Kan inte besvaras än" in client.get(_url("case", case)).content.decode()
    client.post(_url("take", case), {"version": 1})
    sent = {"version": 2, "kind": "complaint", "unit": "almen", "theme": "safety",
            "health_care": "on"}  # fmt: skip
    client.post(_url("sort", case), sent)
    sent = {"version": 3, "finding": "deviation", "words": "Larmlistan visar 40 minuter."}
    page = client.post(_url("find", case), sent, follow=True).content.decode()
    assert "Koppla avvikelsen" in page
    sent = {"version": 4, "words": "Vi beklagar.", "explanation": "", "measures": ""}
    assert "Förklaringen saknas" in client.post(_url("answer", case), sent).content.decode()
    sent |= {"explanation": "Larmet var trasigt.", "measures": "Bytt."}
    page = client.post(_url("answer", case), sent, follow=True).content.decode()
    assert "Larmet var trasigt." in page
    client.post(_url("close", case), {"version": 5, "words": ""})
    client.post(_url("reopen", case), {"version": 6, "words": "Ny uppgift."})
    assert Case.objects.get(pk=case.pk).state == State.HANDLED


def test_the_answer_by_form_is_not_refused_by_a_number(client_as, bo, filed):
    sent = {"version": 1, "words": "Elsa, 19121212-1212, har rätt.", "explanation": "",
            "measures": ""}  # fmt: skip
    page = client_as(bo).post(_url("answer", filed.case), sent).content.decode()
    assert "ser ut som ett personnummer" in page


def test_registered_by_phone_with_a_code_to_read_aloud(client_as, astrid, bo, units):
    client = client_as(astrid)
    assert client.get(reverse("feedback:new")).status_code == 200
    sent = {"client_id": str(uuid.uuid4()), "door": "phone", "kind": "praise", "unit": "almen",
            "text": "Tack för maten.", "name": "Elsa", "phone": "070-0", "email": "",
            "address": "", "sender": "relative", "wants_answer": "on"}  # fmt: skip
    page = client.post(reverse("feedback:new"), sent).content.decode()
    assert "open__signs" in page
    again = client.post(reverse("feedback:new"), sent).content.decode()
    assert "redan sparad" in again
    assert Case.objects.filter(kind="feedback").count() == 1
    assert "Elsa" in client_as(bo).get(_url("contact", Case.objects.get())).content.decode()


def test_a_list_by_look_and_filter(client_as, bo, filed, units):
    client = client_as(bo)
    actions.file(by=mine.citizen(), new=new_feedback(units["almen"], kind="praise", text="Tack"))
    page = client.get(reverse("feedback:list")).content.decode()
    assert "2 synpunkter" in page
    page = client.get(reverse("feedback:list") + "?slag=praise&q=tack&enhet=almen")
    assert "1 synpunkt<" in page.content.decode()
    assert "0 synpunkter" in client.get(reverse("feedback:list") + "?visa=late").content.decode()


@pytest.mark.parametrize("name", CASE_PAGES)
def test_another_units_manager_gets_nothing(client_as, cecilia, filed, name):
    client = client_as(cecilia)
    for answer in (client.get(_url(name, filed.case)), client.post(_url(name, filed.case))):
        assert answer.status_code == 404
        assert TEXT not in answer.content.decode()
    assert filed.case.reference not in client.get(reverse("feedback:list")).content.decode()


def test_a_politician_meets_no_list(client_as, everybody, filed):
    assert client_as(everybody["pia"]).get(reverse("feedback:list")).status_code == 403


def test_a_page_asks_few_questions(client_as, bo, filed, django_assert_max_num_queries):
    client = client_as(bo)
    client.get(_url("case", filed.case))
    with django_assert_max_num_queries(45):
        client.get(_url("case", filed.case))
    with django_assert_max_num_queries(30):
        client.get(reverse("feedback:list"))


def test_the_year_beside_deviations(client_as, bo, filed, units, astrid):
    from vaka.areas.deviations import actions as deviations
    from vaka.areas.deviations.actions import NewDeviation
    from vaka.areas.feedback.tests.conftest import found
    from vaka.foundation.snapshot import writer

    found(bo, filed.case)
    new = NewDeviation(units["almen"], "HSL", "Fall utan skada", "Fall.", timezone.now())
    deviations.report(by=astrid, new=new)
    writer.bring_up()
    page = client_as(bo).get(reverse("feedback:compiled")).content.decode()
    rows = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in page.split("<tr>")]
    assert "Trygghet, fall och larm 1 1 1" in rows
    assert "hälso- och sjukvård på ett år" in page
    link = re.search(r'href="(/synpunkter/\?matt=[^"]+)"', page).group(1).replace("&amp;", "&")
    assert filed.case.reference in client_as(bo).get(link).content.decode()


def test_a_place_without_a_complaint_in_a_year_is_told(everybody, units, bo, filed):
    today = timezone.localdate()
    first = today - timedelta(days=366)
    names, is_care_silent = queries.silent(everybody["kim"], units["vaka"], first, today)
    assert "Björken" in names
    assert "Almen" not in names
    assert is_care_silent
    assert queries.silent(everybody["kim"], units["vaka"], today, today) == ([], False)
