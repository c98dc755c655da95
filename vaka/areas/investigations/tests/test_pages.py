"""Pages of investigations: work, refuse with the reason, show nothing to others."""

import json

import jsonschema
import pytest
from django.urls import reverse

from vaka.areas.investigations import notification
from vaka.areas.investigations.models import Section
from vaka.areas.investigations.outward import OtherKind
from vaka.areas.investigations.rules import Form, State
from vaka.areas.investigations.tests.conftest import SECRET, decided, write_all
from vaka.foundation.cases.models import Case, Part
from vaka.foundation.jobs.models import Job

STEPS = ["case", "people", "appoint", "inform", "submit", "send_back", "decide", "close", "reopen",
         "ivo", "notify", "send_investigation", "file_answer"]  # fmt: skip
FILES = ["download_json", "download_csv"]


def _url(case, name="case", *more):
    return reverse(f"investigations:{name}", args=[case.pk, *more])


@pytest.mark.parametrize("name", STEPS)
def test_every_page_opens_for_who_leads(client_as, sven, begun, name):
    assert client_as(sven).get(_url(begun, name)).status_code == 200


@pytest.mark.parametrize("name", [*STEPS, *FILES])
@pytest.mark.parametrize("user", ["cecilia", "bo", "astrid", "maja", "eva", "ada"])
def test_for_all_others_there_is_no_such_case(client_as, everybody, begun, user, name):
    assert client_as(everybody[user]).get(_url(begun, name)).status_code == 404


def test_it_is_begun_from_the_deviations_page(client_as, sven, event):
    client = client_as(sven)
    page = client.get(reverse("deviations:case", args=[event.pk])).content.decode()
    address = reverse("investigations:new_lex_sarah") + f"?case={event.pk}"
    assert address in page
    page = client.post(address, {"law": "SoL"}, follow=True).content.decode()
    assert "27 kap. 5 §" in page
    assert "Lagen anger inget antal dagar" in page


@pytest.mark.parametrize(
    "query", ["", "?case=strunt", "?case=00000000-0000-7000-8000-000000000000"]
)
def test_from_no_case_there_is_no_page(client_as, sven, query):
    assert client_as(sven).get(reverse("investigations:new_lex_sarah") + query).status_code == 404


def test_who_is_named_is_refused_with_the_reason(client_as, sven, bo, begun):
    client = client_as(sven)
    client.post(_url(begun, "people"), {"person": str(bo.person.pk), "part": Part.NAMED})
    page = client.post(
        _url(begun, "people"), {"person": str(bo.person.pk), "part": Part.CONTRIBUTOR}
    )
    assert page.status_code == 409
    assert "Bo Hallsten pekas ut i händelsen" in page.content.decode()


def test_begin_from_nothing(client_as, maja):
    answer = {"form": Form.LEX_MARIA, "law": "HSL", "unit": "almen", "day": "2026-03-02"}
    page = client_as(maja).post(reverse("investigations:new"), answer, follow=True)
    assert "PSL (2010:659) 3 kap. 3 §" in page.content.decode()


def test_who_may_begin_nothing_gets_no_form(client_as, bo, units):
    assert client_as(bo).get(reverse("investigations:new")).status_code == 403


def test_two_edit_one_section(client_as, sven, kim, begun):
    address = _url(begun, "section", "facts")
    client_as(kim).post(address, {"version": 0, "text": "Kims fakta"})
    page = client_as(sven).post(address, {"version": 0, "text": "Svens fakta"})
    text = page.content.decode()
    assert page.status_code == 409
    assert "Kims fakta" in text
    assert "Svens fakta" in text
    assert Section.objects.get(investigation_id=begun.pk, code="facts").text == "Kims fakta"
    page = client_as(sven).post(address, {"version": 1, "text": "Båda"}, follow=True)
    assert "Båda" in page.content.decode()
    assert "Kims fakta" in client_as(sven).get(_url(begun, "history", "facts")).content.decode()


def test_no_identity_number_is_taken_in(client_as, kim, begun):
    page = client_as(kim).post(
        _url(begun, "section", "facts"), {"version": 0, "text": "19121212-1212"}
    )
    assert "personnummer" in page.content.decode()
    assert not Section.objects.filter(investigation_id=begun.pk).exists()


def test_a_reader_reads_and_gets_no_pen(client_as, sven, cecilia, begun, kim):
    write_all(begun, kim)
    client_as(sven).post(
        _url(begun, "people"), {"person": str(cecilia.person.pk), "part": Part.READER}
    )
    client = client_as(cecilia)
    text = client.get(_url(begun)).content.decode()
    assert SECRET in text
    assert _url(begun, "section", "facts") not in text
    assert client.get(_url(begun, "section", "facts")).status_code == 403
    assert client.get(_url(begun, "people")).status_code == 403
    sven_client = client_as(sven)
    sven_client.post(
        _url(begun, "remove_part"), {"person": str(cecilia.person.pk), "part": Part.READER}
    )
    assert client.get(_url(begun)).status_code == 404


def test_the_whole_way_by_pages(client_as, sven, kim, begun):
    write_all(begun, kim)
    client = client_as(sven)

    def post(name, **answer):
        version = Case.objects.get(pk=begun.pk).version
        page = client.post(_url(begun, name), {"version": version, **answer}, follow=True)
        assert page.status_code == 200, page.content.decode()
        assert "error-summary" not in page.content.decode()

    post("submit")
    post("send_back", words="Fråga natten.")
    post("submit")
    post("decide", classification="serious", words="Larmet var av.")
    post("notify", sent="2026-03-09", reference="3.1-1/26", with_investigation="on")
    post("file_answer", answered="2026-04-01", answer="right", words="IVO avslutar.")
    post("inform", informed_date="2026-03-03", informed_by="Bo", informed_how="Samtal",
         consent="given", told=["event", "measures"])  # fmt: skip
    post("close", words="Larmen prövas varje vecka.")
    assert Case.objects.get(pk=begun.pk).state == State.CLOSED


def test_information_asks_for_a_day_or_a_reason(client_as, sven, begun):
    answer = {"version": begun.version, "consent": "not_asked"}
    assert "error-summary" in client_as(sven).post(_url(begun, "inform"), answer).content.decode()
    answer |= {"informed_date": "2026-03-03"}
    assert "error-summary" in client_as(sven).post(_url(begun, "inform"), answer).content.decode()


@pytest.mark.parametrize("kind", list(OtherKind))
def test_notifications_beside(client_as, maja, units, kind):
    answer = {"form": Form.LEX_MARIA, "law": "HSL", "unit": "almen", "day": "2026-03-02"}
    client = client_as(maja)
    client.post(reverse("investigations:new"), answer)
    case = Case.objects.get(kind="investigation")
    address = _url(case, "other", kind)
    said = {"version": case.version, "is_due": "ja", "words": "Bromsen släppte."}
    assert "ska anmälas snarast" in client.post(address, said, follow=True).content.decode()
    assert client.get(address).status_code == 200
    assert client.get(_url(case, "other", "strunt")).status_code == 404


def test_the_structured_file_follows_its_schema(client_as, sven, kim, begun):
    case = decided(begun, sven, kim)
    told = json.loads(client_as(sven).get(_url(case, "download_json")).content)
    jsonschema.validate(told, json.loads(notification.SCHEMA.read_text("utf-8")))
    assert told["notify_basis"] == "SoL (2025:400) 27 kap. 6 §"
    assert "Astrid" not in json.dumps(told)
    table = client_as(sven).get(_url(case, "download_csv")).content.decode("utf-8-sig")
    assert SECRET in table
    assert client_as(sven).get(reverse("investigations:download_schema")).status_code == 200


def test_the_document_is_made_in_the_background(client_as, sven, begun):
    page = client_as(sven).post(_url(begun, "download_document"))
    assert page.status_code == 302
    assert Job.objects.filter(kind="investigation.document").exists()


@pytest.mark.parametrize("query", ["", "?form=lex_sarah", "?lage=open", "?enhet=almen"])
def test_the_list_is_narrowed(client_as, sven, begun, query):
    page = client_as(sven).get(reverse("investigations:list") + query)
    assert begun.reference in page.content.decode()


def test_the_list_shows_others_nothing(client_as, maja, bo, begun):
    assert (
        begun.reference not in client_as(maja).get(reverse("investigations:list")).content.decode()
    )
    assert client_as(bo).get(reverse("investigations:list")).status_code == 403


def test_pages_ask_few_questions(client_as, sven, kim, begun, django_assert_max_num_queries):
    write_all(begun, kim)
    client = client_as(sven)
    with django_assert_max_num_queries(45):
        client.get(_url(begun))
    with django_assert_max_num_queries(30):
        client.get(reverse("investigations:list"))
