"""Pages of the worklist: works, refuses, another unit meets nothing, queries are few."""

import pytest
from django.urls import reverse

from vaka.foundation.cases.models import BulkRun, Case, SavedFilter

LIST = "/vantar/"


def _text(response) -> str:
    return response.content.decode()


def test_the_list_shows_what_waits_late_first(bo, cases, client_as) -> None:
    text = _text(client_as(bo).get(LIST))
    assert text.index("Fall 1") < text.index("Fall 2")
    assert "Fall 4" not in text
    assert "Fall 5" not in text
    assert "arbetsdagar sen" in text


def test_another_unit_meets_nothing(cecilia, cases, client_as) -> None:
    client = client_as(cecilia)
    for tab in ("mine", "unassigned", "others", "late", "?"):
        assert "Fall 1" not in _text(client.get(LIST, {"flik": tab, "enhet": "almen"}))
    assert client.get("/vantar/mote/", {"enhet": "almen"}).status_code == 404


def test_ten_pages_cost_what_one_does(bo, cases, client_as, django_assert_max_num_queries) -> None:
    client = client_as(bo)
    client.get(LIST)
    with django_assert_max_num_queries(26):
        client.get(LIST, {"flik": "late", "q": "fall", "enhet": "almen"})


def test_many_are_changed_with_the_filter_kept(bo, maja, cases, client_as) -> None:
    client, ids = client_as(bo), [str(cases[name].pk) for name in ("late", "soon")]
    sent = {"atgard": "case.assign", "arende": ids, "urval": "flik=late&q=fall"}
    assert "Ge ansvar, 2 ärenden" in _text(client.post("/vantar/flera/", sent))
    look = client.post("/vantar/flera/", sent | {"varde": str(maja.person.pk)})
    assert "Ändra 2 ärenden" in _text(look)
    assert Case.objects.get(pk=ids[0]).owner == bo.person
    versions = [f"{one}:1" for one in ids]
    done = client.post("/vantar/flera/", sent | {"varde": str(maja.person.pk), "gor": "1",
                                                 "version": versions})  # fmt: skip
    assert done.url == f"{LIST}?flik=late&q=fall"
    assert Case.objects.get(pk=ids[0]).owner == maja.person
    text = _text(client.get(done.url))
    assert "2 ärenden är ändrade." in text
    run = BulkRun.objects.get()
    assert reverse("cases:undo", args=[run.pk]) in text
    undone = client.post(reverse("cases:undo", args=[run.pk]), {"urval": "flik=late"})
    assert undone.url == f"{LIST}?flik=late"
    assert Case.objects.get(pk=ids[0]).owner == bo.person


def test_all_in_the_filter_are_taken(bo, maja, cases, client_as) -> None:
    sent = {"atgard": "case.assign", "alla": "1", "urval": "flik=mine"}
    assert "Ge ansvar, 2 ärenden" in _text(client_as(bo).post("/vantar/flera/", sent))


def test_types_are_confirmed_many_at_once(bo, cases, client_as) -> None:
    client, ids = client_as(bo), [str(cases[name].pk) for name in ("late", "soon")]
    sent = {"atgard": "deviation.reclassify", "arende": ids, "varde": "=", "gor": "1"}
    client.post("/vantar/flera/", sent)
    assert all(Case.objects.get(pk=one).deviation.confirmed_at for one in ids)
    again = client.post("/vantar/flera/", sent | {"gor": ""})
    assert "redan bekräftade" in _text(again)
    run = BulkRun.objects.get()
    client.post(reverse("cases:undo", args=[run.pk]))
    assert Case.objects.get(pk=ids[0]).deviation.type == "Fall utan skada"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"atgard": "finns.inte"}, 404),
        ({"atgard": "case.assign"}, 302),
        ({"atgard": "case.assign", "arende": ["x"]}, 302),
    ],
)
def test_a_change_of_nothing_goes_back(bo, client_as, sent, status: int) -> None:
    assert client_as(bo).post("/vantar/flera/", sent).status_code == status


def test_who_handles_nothing_changes_nothing(astrid, cases, client_as) -> None:
    client, text = client_as(astrid), ""
    text = _text(client.get(LIST, {"flik": "others"}))
    assert "Fall 4" in text
    assert "Med de markerade" not in text
    assert client.post("/vantar/flera/", {"atgard": "case.assign"}).status_code == 403


def test_a_filter_is_saved_opened_and_removed(bo, cecilia, cases, client_as) -> None:
    client = client_as(bo)
    client.post("/vantar/spara/", {"name": "Sena fall", "urval": "flik=late&q=fall", "share": ""})
    kept = SavedFilter.objects.get()
    assert (kept.whose, kept.words, kept.role) == ("late", "fall", "")
    assert "Sena fall" in _text(client.get("/"))
    opened = client.get(reverse("cases:open_filter", args=[kept.pk]))
    assert opened.url == f"{LIST}?flik=late&q=fall"
    assert client_as(cecilia).get(reverse("cases:open_filter", args=[kept.pk])).status_code == 404
    client.post(reverse("cases:forget_filter", args=[kept.pk]))
    assert not SavedFilter.objects.exists()
    assert "Fel:" in _text(client.post("/vantar/spara/", {"urval": "flik=late"}))


def test_a_filter_is_shared_with_a_role_at_ones_unit(bo, cases, client_as) -> None:
    client = client_as(bo)
    sent = {"name": "Vårt", "urval": "flik=unassigned", "share": "unit_manager@almen"}
    client.post("/vantar/spara/", sent)
    assert SavedFilter.objects.get().unit.code == "almen"
    refused = client.post("/vantar/spara/", sent | {"share": "unit_manager@bjorken"})
    assert "Fel:" in _text(refused)


def test_the_sheet_for_the_staff_meeting_names_nobody(bo, cases, client_as) -> None:
    text = _text(client_as(bo).get("/vantar/mote/", {"enhet": "almen"}))
    assert "Almen har 4 öppna ärenden" in text
    assert "AVV-2026-00001" in text
    assert "Fall utan skada" in text
    main = text[text.index("<main") :]
    assert "Fall 1" not in main
    assert bo.name not in main
