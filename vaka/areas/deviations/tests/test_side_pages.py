"""Pages beside the flow: work, refuse, and show the reporter only what is for them."""

import pytest
from django.urls import reverse

from vaka.areas.deviations import actions, side_actions
from vaka.areas.deviations.models import Deviation, Device, Informing, OutsideContact
from vaka.areas.deviations.tests.conftest import SECRET
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import is_named

NAMES = ("answer", "join", "separate", "reclassify", "named", "device", "contact", "inform",
         "track_add")  # fmt: skip


@pytest.fixture
def address(fall):
    """Give the address of a page of the case."""
    return lambda name="case": reverse(f"deviations:{name}", args=[fall.pk])


@pytest.mark.parametrize("name", NAMES)
def test_the_manager_opens_each_page(client_as, bo, address, name):
    assert client_as(bo).get(address(name)).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_named_manager_meets_a_refusal_on_each(client_as, bo, maja, fall, address, name):
    side_actions.name_persons(by=maja, case_id=fall.pk, version=1, persons=[bo.person])
    page = client_as(bo).get(address(name))
    assert page.status_code == 409
    assert "pekas ut" in page.content.decode()


@pytest.mark.parametrize("name", ["assess", "investigate", "close"])
def test_a_named_manager_does_not_assess_investigate_or_close(
    client_as, bo, maja, fall, address, name
):
    side_actions.name_persons(by=maja, case_id=fall.pk, version=1, persons=[bo.person])
    assert client_as(bo).get(address(name)).status_code == 409
    text = client_as(bo).get(address()).content.decode()
    assert "Nästa steg" not in text
    assert "Någon annan bedömer" in text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("user", ["cecilia", "eva"])
def test_others_get_no_such_page(client_as, everybody, address, name, user):
    assert client_as(everybody[user]).get(address(name)).status_code == 404


def test_the_manager_marks_who_is_named(client_as, bo, astrid, fall, address):
    answer = {"version": 1, "persons": [str(astrid.person.pk)]}
    page = client_as(bo).post(address("named"), answer, follow=True).content.decode()
    assert is_named(astrid.person, fall)
    assert "Pekas ut" in page


def test_the_manager_answers_and_the_reporter_reads_it(client_as, bo, astrid, address):
    client_as(bo).post(address("answer"), {"version": 1, "words": "Golvet lagas på måndag."})
    assert "Golvet lagas" in client_as(astrid).get(address(), follow=True).content.decode()


def test_law_and_type_are_confirmed(client_as, bo, fall, address):
    answer = {"version": 1, "law": "SoL", "type_name": "Hot och våld"}
    page = client_as(bo).post(address("reclassify"), answer, follow=True).content.decode()
    assert "HSL, Fall utan skada → SoL, Hot och våld" in page


def test_a_device_a_contact_and_a_telling_are_written(client_as, bo, fall, address):
    client = client_as(bo)
    client.post(address("device"), {"version": 1, "name": "Taklyft", "number": "7"})
    contact = {"version": 2, "direction": "sent", "party": "region", "receiver": "Akuten",
               "disclosed": "Tid.", "ground": "no_harm", "sent_date": "2026-03-03",
               "answer_by_date": "2026-03-09"}  # fmt: skip
    client.post(address("contact"), contact)
    told = {"version": 3, "at_date": "2026-03-03", "who": "Patienten", "by_name": "Bo",
            "points": ["event", "ivo"], "in_journal": "on"}  # fmt: skip
    page = client.post(address("inform"), told, follow=True).content.decode()
    assert (Device.objects.count(), OutsideContact.objects.count()) == (1, 1)
    assert Informing.objects.get().in_journal
    for words in ("Taklyft", "Akuten", "Väntar på svar", "Möjligheten att anmäla till IVO"):
        assert words in page
    url = reverse("deviations:device_change", args=[fall.pk, Device.objects.get().pk])
    assert "Taklyft" in client.get(url).content.decode()


def test_likely_duplicates_are_shown_and_joined_by_a_person(client_as, bo, kim, units, fall):
    new = actions.NewDeviation(units["almen"], "HSL", "Fall med skada", "Föll.", fall.occurred_at)
    twin = actions.report(by=kim, new=new)
    url = reverse("deviations:case", args=[twin.pk])
    assert fall.reference in client_as(bo).get(url).content.decode()
    answer = {"version": 1, "into_id": str(fall.pk)}
    client_as(bo).post(reverse("deviations:join", args=[twin.pk]), answer)
    assert Case.objects.get(pk=twin.pk).state == "joined"
    assert "följs ihop med en annan" in client_as(bo).get(url).content.decode()


def test_reassessment_is_shown_with_the_one_before(client_as, bo, fall, address):
    client = client_as(bo)
    client.post(address("assess"), {"version": 1, "risk": "2-2", "causes": ["routines"]})
    client.post(address("assess"), {"version": 2, "risk": "3-4", "words": "Värre än vi trodde."})
    page = client.get(address()).content.decode()
    assert "2 bedömningar" in page
    assert "2 gånger 2 är 4" in page
    assert "Processer och rutiner" in page


def test_the_reporter_sees_answer_and_state_but_never_what_was_judged(
    client_as, bo, astrid, fall, address
):
    answer = {"version": 1, "risk": "3-3", "words": "hemlig bedömning", "harm": "minor"}
    client_as(bo).post(address("assess"), answer)
    assert Deviation.objects.get(pk=fall.pk).harm == "minor"
    text = client_as(astrid).get(address(), follow=True).content.decode()
    assert SECRET in text
    for words in ("hemlig bedömning", "Riskpoäng", "Lindrig skada", "Lagar och spår"):
        assert words not in text
