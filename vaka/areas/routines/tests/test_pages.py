"""The pages: what they show, take and refuse, and to whom."""

import pytest
from django.urls import reverse

from vaka.areas.routines import actions
from vaka.areas.routines.models import RoutineVersion
from vaka.areas.routines.tests.conftest import next_version


def _text(response) -> str:
    return response.content.decode()


def test_the_list_finds_by_the_words_of_the_text(client_as, astrid, approved):
    client = client_as(astrid)
    found = _text(client.get("/rutiner/?q=sjuksköterskan"))
    assert "Fall: så gör du" in found
    assert "Att läsa" in found
    assert "Fall: så gör du" not in _text(client.get("/rutiner/?q=brandsläckare"))


@pytest.mark.parametrize("look", ["valid", "mine", "unread", "expiring", "working", "old", "x"])
def test_each_look_opens(client_as, bo, approved, look):
    assert client_as(bo).get(f"/rutiner/?visa={look}&enhet=almen").status_code == 200


def test_a_reader_reads_and_says_so(client_as, astrid, approved):
    client = client_as(astrid)
    page = reverse("routines:case", args=[approved.pk])
    text = _text(client.get(page))
    assert "<li>Lämna inte personen.</li>" in text.replace("<p>", "").replace("</p>", "")
    assert "Jag har läst rutinen" in text
    assert "Ny version" not in text
    client.post(reverse("routines:acknowledge", args=[approved.pk]))
    assert "Du läste den" in _text(client.get(page))


def test_the_control_block_holds_what_a_controlled_document_must(client_as, bo, kim, approved):
    second = next_version(kim, bo, approved)
    text = _text(client_as(bo).get(reverse("routines:case", args=[second.pk])))
    words = ("Typ", "Beslutad av", "Beslutsdatum", "Ärende", "Ägare", "Version",
             "Reviderad", "Gäller till och med", "Gäller för", second.reference)  # fmt: skip
    assert all(word in text for word in words)
    assert "Ett steg till: skriv avvikelse." in text
    changed = _text(client_as(bo).get(reverse("routines:changes", args=[second.pk])))
    assert "<ins>3. Skriv avvikelse.</ins>" in changed


def test_from_a_form_to_a_set_routine(client_as, kim, bo, units):
    client = client_as(kim)
    sent = {"title": "Brand", "kind": "instruction", "unit": "almen", "owner": str(kim.person.pk),
            "text": "## Larma\n\nRing 112.", "systems": ""}  # fmt: skip
    response = client.post(reverse("routines:new"), sent)
    case = RoutineVersion.objects.get().case
    assert response["Location"] == reverse("routines:case", args=[case.pk])
    client.post(reverse("routines:write", args=[case.pk]),
                {"version": 1, "text": "Ring 112 genast.", "systems": "Larmet"})  # fmt: skip
    client.post(reverse("routines:submit", args=[case.pk]), {"version": 2, "words": ""})
    boss = client_as(bo)
    form = boss.get(reverse("routines:approve", args=[case.pk]))
    until = form.context["form"].initial["valid_until"]
    old = {"version": 3, "valid_from": "2020-01-01", "valid_until": until}
    refused = boss.post(reverse("routines:approve", args=[case.pk]), old)
    assert "bakåt i tiden" in _text(refused)
    boss.post(reverse("routines:approve", args=[case.pk]),
              {"version": 3, "valid_from": form.context["form"].initial["valid_from"],
               "valid_until": until})  # fmt: skip
    case.refresh_from_db()
    assert case.state == "approved"


def test_the_outsider_meets_nothing(client_as, cecilia, approved):
    client = client_as(cecilia)
    assert client.get(reverse("routines:case", args=[approved.pk])).status_code == 404
    assert client.get(reverse("routines:changes", args=[approved.pk])).status_code == 404
    assert "Fall: så gör du" not in _text(client.get("/rutiner/"))


@pytest.mark.parametrize("name", ["write", "submit", "approve", "extend", "withdraw", "drop"])
def test_a_reader_may_not_change(client_as, astrid, approved, name):
    response = client_as(astrid).get(reverse(f"routines:{name}", args=[approved.pk]))
    assert response.status_code == 403


def test_it_is_said_on_the_event_which_routine_failed(client_as, bo, astrid, units, approved):
    from vaka.areas.routines.tests.test_actions import _event

    event = _event(units, astrid)
    client = client_as(bo)
    address = f"{reverse('routines:failed')}?case={event.pk}"
    assert "version 1" in _text(client.get(address))
    client.post(address, {"routine": str(approved.pk), "how": "unclear", "words": "Steg två"})
    shown = _text(client.get(reverse("deviations:case", args=[event.pk])))
    assert reverse("routines:case", args=[approved.pk]) in shown
    assert "”Fall: så gör du” brister oftast" in _text(client.get(reverse("routines:failing")))


def test_the_list_asks_few_questions(
    client_as, bo, kim, units, approved, django_assert_max_num_queries
):
    for _number in range(3):
        actions.create(by=kim, new=actions.NewRoutine(
            units["almen"], "routine", "Ett utkast", kim.person, "Text"))  # fmt: skip
    client = client_as(bo)
    client.get("/rutiner/?visa=working")
    with django_assert_max_num_queries(25):
        client.get("/rutiner/?visa=working")
