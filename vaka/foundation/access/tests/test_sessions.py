"""How long a sign-in lasts, and when a new proof is asked for."""

import pytest
from django.contrib.messages import get_messages

from vaka.foundation.access import sessions
from vaka.foundation.organisation.actions import set_local_value

pytestmark = pytest.mark.django_db
PAGE, SENSITIVE = "/vantar/", "/forvaltning/personer/bjud-in/"


def age(client, seconds, *keys):
    session = client.session
    for key in keys:
        session[key] -= seconds
    session.save()


def test_an_hour_without_a_click_ends_the_session_and_says_so(client_as, everybody):
    client = client_as(everybody["bo"])
    age(client, 3599 - 30, sessions.SEEN)
    assert client.get(PAGE).status_code == 200
    age(client, 3600, sessions.SEEN)
    answer = client.get(PAGE)
    assert answer["Location"].startswith("/logga-in/?next=/vantar/")
    assert "loggats ut" in str(next(iter(get_messages(answer.wsgi_request))))
    assert "_auth_user_id" not in client.session


def test_a_click_gives_a_new_hour_but_never_more_than_the_longest(client_as, everybody):
    client = client_as(everybody["bo"])
    age(client, 1800, sessions.SEEN)
    client.get(PAGE)
    age(client, 1801, sessions.SEEN)
    assert client.get(PAGE).status_code == 200
    age(client, 10 * 3600, sessions.SIGNED_IN)
    assert client.get(PAGE).status_code == 302


def test_who_gives_others_rights_has_a_quarter_of_an_hour(client_as, everybody):
    client = client_as(everybody["ada"])
    age(client, 901, sessions.SEEN)
    assert client.get("/forvaltning/personer/").status_code == 302


def test_the_municipality_decides_how_long(client_as, everybody):
    from vaka.foundation.access.viewer import Viewer

    set_local_value(by=Viewer.system("test"), key="sign_in.idle_minutes", text="5",
                    valid_from=everybody["bo"].on, reason="Beslut")  # fmt: skip
    client = client_as(everybody["bo"])
    age(client, 301, sessions.SEEN)
    assert client.get(PAGE).status_code == 302


def test_a_session_from_before_there_were_limits_is_over(client_as, everybody):
    client = client_as(everybody["bo"])
    session = client.session
    del session[sessions.SIGNED_IN]
    session.save()
    assert client.get(PAGE).status_code == 302


def test_a_sensitive_page_asks_for_a_new_proof_and_leads_back(client_as, everybody):
    ada = everybody["ada"]
    ada.person.set_password("fyra-ord-som-inte-hor-ihop")
    ada.person.save()
    client = client_as(ada)
    assert client.get(SENSITIVE).status_code == 200
    age(client, 901, sessions.PROVED)
    asked = client.get(SENSITIVE)
    assert asked["Location"] == "/bekrafta/?next=%2Fforvaltning%2Fpersoner%2Fbjud-in%2F"
    wrong = client.post(asked["Location"], {"password": "fel", "next": SENSITIVE})
    assert wrong.status_code == 200
    assert client.get(SENSITIVE).status_code == 302
    right = {"password": "fyra-ord-som-inte-hor-ihop", "next": SENSITIVE}
    assert client.post(asked["Location"], right)["Location"] == SENSITIVE
    assert client.get(SENSITIVE).status_code == 200


def test_what_was_being_written_may_be_sent_for_an_hour_more(client_as, everybody):
    client = client_as(everybody["ada"])
    new = {"username": "ny", "given_name": "Nya"}
    age(client, 900 + 3500, sessions.PROVED)
    assert client.post(SENSITIVE, new).status_code == 200
    age(client, 200, sessions.PROVED)
    back = client.post(SENSITIVE, new, headers={"referer": f"https://testserver{SENSITIVE}"})
    assert back["Location"] == "/bekrafta/?next=%2Fforvaltning%2Fpersoner%2Fbjud-in%2F"


def test_a_proof_leads_nowhere_else(client_as, everybody):
    ada = everybody["ada"]
    ada.person.set_password("fyra-ord-som-inte-hor-ihop")
    ada.person.save()
    form = {"password": "fyra-ord-som-inte-hor-ihop", "next": "https://elak.exempel.se/"}
    assert client_as(ada).post("/bekrafta/", form)["Location"] == "/"


def test_one_click_is_no_proof_outside_the_demo(client_as, everybody):
    client = client_as(everybody["ada"])
    age(client, 901, sessions.PROVED)
    client.post("/bekrafta/", {"demo": "1", "next": SENSITIVE})
    assert client.get(SENSITIVE).status_code == 302
