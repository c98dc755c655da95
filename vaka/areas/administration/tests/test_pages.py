"""Pages of administration: work, refuse, and are shut to other roles."""

from datetime import date

import pytest
from django.urls import reverse

from vaka.areas.administration import queries
from vaka.areas.administration.models import Reorganisation
from vaka.areas.administration.tests.conftest import SECOND
from vaka.foundation.access.models import Grant
from vaka.foundation.organisation.models import LocalValue, Succession, Unit
from vaka.foundation.people.models import Person

KEY = "deviation.handling_limit_months"
REASON = {"reason": "Nämnden 12 §", "on_date": "2026-05-01"}


def url(name, *args):
    return reverse(f"administration:{name}", args=args)


OWNERS = {
    "units": ("ada",), "unit": ("ada",), "step": ("ada",), "open": ("ada",), "people": ("ada",),
    "person": ("ada",), "invite": ("ada",), "who": ("ada",), "give": ("ada",),
    "close_person": ("ada",), "values": ("ada", "kim", "maja"), "value": ("ada", "kim", "maja"),
    "mandates": ("nora",), "term": ("nora",), "reorganisations": ("ada",),
    "types": ("ada", "kim", "maja"), "translate": ("ada", "kim", "maja"),
    "break": ("ada", "kim", "maja"),
}  # fmt: skip
ARGUMENTS = {
    "unit": ("almen",), "step": ("almen", "flytta"), "person": ("bo",), "give": ("bo",),
    "close_person": ("bo",), "value": (KEY,),
}  # fmt: skip


@pytest.mark.parametrize("name", OWNERS)
def test_each_page_opens_for_its_owners_only(client_as, everybody, board, name):
    address = url(name, *ARGUMENTS.get(name, ()))
    for user, viewer in everybody.items():
        wanted = 200 if user in OWNERS[name] else 403
        assert client_as(viewer).get(address).status_code == wanted, user


@pytest.mark.parametrize("address", [("unit", "x"), ("step", "almen", "x"), ("person", "x"),
                                     ("value", "x")])  # fmt: skip
def test_what_is_not_there_is_404(client_as, ada, address):
    assert client_as(ada).get(url(*address)).status_code == 404


@pytest.mark.parametrize(
    ("step", "more", "kind"),
    [
        ("byt-namn", {"name": "Almens gård"}, "rename"),
        ("flytta", {"target": "bjorken"}, "move"),
        ("sla-ihop", {"target": "bjorken", "roles": "carry"}, "merge"),
        ("dela", {"name1": "Ett", "name2": "Två", "heir": "1", "roles": "carry"}, "split"),
        ("stang", {"roles": "end"}, "close"),
    ],
)
def test_a_change_is_previewed_and_then_recorded(client_as, ada, units, step, more, kind):
    client, answer = client_as(ada), {**REASON, **more}
    page = client.post(url("step", "almen-1", step), answer)
    assert "Inget är sparat än." in page.content.decode()
    assert not Succession.objects.exists()
    client.post(url("step", "almen-1", step), {**answer, "confirmed": "1"})
    assert Succession.objects.get().kind == kind


@pytest.mark.parametrize(
    ("code", "step", "more", "words"),
    [
        ("almen", "flytta", {"target": "almen-1"}, "under sig själv"),
        ("almen", "stang", {"roles": "end"}, "öppna enheter ligger under"),
        ("almen-1", "stang", {"on_date": "2018-01-01", "roles": "end"}, "senare datum"),
    ],
)
def test_a_change_that_may_not_be_done_says_why(client_as, ada, units, code, step, more, words):
    answer = {**REASON, **more, "confirmed": "1"}
    assert words in client_as(ada).post(url("step", code, step), answer).content.decode()
    assert not Succession.objects.exists()


def test_a_unit_is_opened(client_as, ada, units):
    answer = {"name": "Nya huset", "code": "nya", "kind": "ward", "parent": "almen",
              "operator": "own", "valid_from": "2026-05-01"}  # fmt: skip
    client = client_as(ada)
    assert "Nya huset" in client.post(url("open"), answer).content.decode()
    assert not Unit.objects.filter(code="nya").exists()
    client.post(url("open"), {**answer, "confirmed": "1"})
    assert Unit.objects.get(code="nya").parent == units["almen"]
    assert "Koden används redan" in client.post(url("open"), answer).content.decode()


def test_a_value_is_set_and_shown_with_its_history(client_as, kim):
    client = client_as(kim)
    answer = {"text": "2", "on_date": "2026-01-01", "reason": "Nämnden 3 §"}
    page = client.post(url("value", KEY), answer, follow=True)
    assert "Nämnden 3 §" in page.content.decode()
    assert LocalValue.objects.get().text == "2"


@pytest.mark.parametrize(("text", "day", "words"), [("99", "2026-02-01", "mellan 1 och 12"),
                                                    ("3", "2025-01-01", "senare")])  # fmt: skip
def test_a_value_that_does_not_fit_says_why(client_as, kim, text, day, words):
    client = client_as(kim)
    client.post(url("value", KEY), {"text": "2", "on_date": "2026-01-01", "reason": "x"})
    page = client.post(url("value", KEY), {"text": text, "on_date": day, "reason": "x"})
    assert words in page.content.decode()
    assert LocalValue.objects.count() == 1


def test_the_link_of_an_invitation_is_shown_once_and_works(client_as, ada, client):
    answer = {"given_name": "Ny", "family_name": "Person", "username": "Ny"}
    page = client_as(ada).post(url("invite"), answer)
    address = page.context["address"]
    assert address in page.content.decode()
    assert client.get(address).status_code == 200
    again = client_as(ada).post(url("invite"), answer)
    assert "finns redan" in again.content.decode()
    assert client_as(ada).post(url("link", "ny")).context["address"] != address


def test_a_role_is_given_and_ended(client_as, ada, bo):
    client = client_as(ada)
    answer = {"role": "carer", "unit": "bjorken", "from_date": "2026-01-01"}
    client.post(url("give", "bo"), answer)
    grant = Grant.objects.get(role="carer")
    client.post(url("end", "bo", grant.pk), {"last_date": "2026-02-01", "reason": "Slutar"})
    grant.refresh_from_db()
    assert grant.to_date == date(2026, 2, 1)
    wrong = client.post(url("give", "bo"), {**answer, "to_date": "2025-01-01"})
    assert "före första" in wrong.content.decode()


def test_a_leaver_is_closed_at_once(client_as, ada, bo):
    client = client_as(ada)
    assert "Avsluta kontot för" in client.get(url("close_person", "bo")).content.decode()
    assert Person.objects.get(username="bo").is_active
    leaver = client_as(bo)
    client.post(url("close_person", "bo"))
    assert not Person.objects.get(username="bo").is_active
    assert leaver.get("/").status_code == 302
    assert client.post(url("close_person", "bo")).status_code == 409
    assert client.post(url("close_person", "ada")).status_code == 409


def test_who_could_read_on_a_day(client_as, ada, bo, cecilia):
    client = client_as(ada)
    asked = {"enhet": "almen", "vad": "deviation.see", "dag": "2026-03-01"}
    text = client.get(url("who"), asked).content.decode()
    assert bo.name in text
    assert cecilia.name not in text
    assert bo.name not in client.get(url("who"), {**asked, "dag": "2018-01-01"}).content.decode()


TERM = {
    "body": "namnden", "on_date": str(SECOND),
    "mandates_text": "Namn;Uppdrag;Enhet;Ansvar\nNils;Ordförande;;\nBo;Attestant;almen;Drift\n",
}  # fmt: skip


def test_a_term_is_previewed_and_then_changed(client_as, nora, board):
    client = client_as(nora)
    page = client.post(url("term"), TERM)
    assert [len(rows) for _label, rows in page.context["columns"]] == [3, 0, 2, 0, 0]
    assert len(queries.mandates_on(board, SECOND)) == 3
    sent = {key: value or "" for key, value in page.context["sent"].items()}
    shown = client.post(url("term"), {**sent, "confirmed": "1"}, follow=True).content.decode()
    assert "Den nya mandatperioden är sparad." in shown
    assert {one.name for one in queries.mandates_on(board, SECOND)} == {"Nils", "Bo"}
    before = client.get(url("mandates"), {"organ": "namnden", "dag": "2022-12-31"})
    assert "Gunvor" in before.content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"mandates_text": "Namn;Uppdrag\nA;Ledamot\nB;Ledamot\n"}, "0 ordförande"),
        ({"mandates_text": "Namn;Uppdrag\nA;Kung\nB;Ledamot\n"}, "Rad 2"),
        ({"mandates_text": "Namn;Uppdrag;Enhet\nA;Attestant;okänd\n"}, "finns inte i Vaka"),
        ({"on_date": "2018-01-01"}, "senare datum"),
        ({"last_date": "2020-01-01"}, "ligger före första"),
        ({"mandates_text": ""}, "inget nytt"),
    ],
)
def test_a_term_that_contradicts_itself_is_not_offered(client_as, nora, board, more, words):
    page = client_as(nora).post(url("term"), {**TERM, **more})
    assert words in page.content.decode()
    assert 'name="confirmed"' not in page.content.decode()


def test_a_planned_change_is_shown_and_withdrawn(client_as, ada, bo, units):
    client = client_as(ada)
    answer = {**REASON, "on_date": "2099-05-01", "target": "bjorken", "confirmed": "1"}
    page = client.post(url("step", "almen", "flytta"), answer, follow=True)
    row = Reorganisation.objects.get()
    assert "Almen flyttas till Björken från 1 maj 2099." in page.content.decode()
    assert "Almen flyttas" in client.get(url("unit", "almen")).content.decode()
    assert "Almen flyttas" in client.get(url("reorganisations")).content.decode()
    assert client_as(bo).get(url("reorganisation", row.pk)).status_code == 403
    page = client.post(url("withdraw", row.pk), follow=True)
    assert "Ångrad" in page.content.decode()
    assert not Succession.objects.exists()


def test_a_done_change_is_reversed_from_a_later_date(client_as, ada, units):
    client = client_as(ada)
    answer = {**REASON, "target": "bjorken", "confirmed": "1"}
    client.post(url("step", "almen-1", "flytta"), answer)
    row = Reorganisation.objects.get()
    early = client.post(url("reverse", row.pk), {"on_date": "2026-05-01", "reason": "x"})
    assert "senare datum" in early.content.decode()
    client.post(url("reverse", row.pk), {"on_date": "2026-06-01", "reason": "Fel"})
    assert Unit.objects.get(code="almen-1").parent.code == "almen"


def test_the_tree_is_shown_as_it_was_on_a_day(client_as, ada, units):
    client = client_as(ada)
    client.post(url("step", "almen", "byt-namn"), {**REASON, "name": "Nytt", "confirmed": "1"})
    assert "Nytt" in client.get(url("units")).content.decode()
    page = client.get(url("units") + "?dag=2026-04-30").content.decode()
    assert ">Nytt</a>" not in page
    assert ">Almen</a>" in page


def test_a_type_is_translated_from_a_date_with_history(client_as, kim):
    client = client_as(kim)
    answer = {"source_system": "Treserva", "old_type": "Fallrapport", "law": "",
              "new_type": "Fall med skada", "valid_from": "2019-01-01",
              "reason": "Beslut 4"}  # fmt: skip
    client.post(url("translate"), answer)
    later = {**answer, "new_type": "Fall utan skada", "valid_from": "2020-01-01"}
    page = client.post(url("translate"), later, follow=True).content.decode()
    assert "31 december 2019" in page
    assert "Kim Fältvik" in page
    again = client.post(url("translate"), {**later, "valid_from": "2018-01-01"})
    assert "Välj ett senare datum." in again.content.decode()


def test_a_break_is_marked(client_as, kim):
    answer = {"fact": "deviation", "source": "Ny blankett", "on_date": "2025-03-01",
              "reason": "Fler typer"}  # fmt: skip
    page = client_as(kim).post(url("break"), answer, follow=True).content.decode()
    assert "Fler typer" in page


def test_whose_seat_it_is_is_told_by_who_keeps_the_mandates_alone(client_as, everybody, board, ada):
    seat = board.mandates.get(name="Nils")
    address = url("bind", seat.pk)
    for user, viewer in everybody.items():
        status = client_as(viewer).get(address).status_code
        assert (status == 200) == (user == "nora"), user
    client = client_as(everybody["nora"])
    assert "finns inte" in client.post(address, {"username": "ingen"}).content.decode()
    assert client.post(address, {"username": ada.person.username.upper()}).status_code == 302
    seat.refresh_from_db()
    assert seat.person == ada.person
    assert client.post(address, {"username": ""}).status_code == 302
    seat.refresh_from_db()
    assert seat.person is None
