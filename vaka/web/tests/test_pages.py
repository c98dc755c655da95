import re

import pytest
from django.test import override_settings
from django.urls import reverse

from vaka.foundation.access.actions import invite
from vaka.foundation.access.viewer import Viewer
from vaka.web.theme import COOKIE


def test_the_frame_says_who_is_here_and_in_which_role(as_bo):
    with override_settings(DEMO=True):
        html = as_bo.get(reverse("web:gallery")).content.decode()
    assert '<b>Bo</b> <span class="who__role">enhetschef, Almen</span>' in html
    assert 'data-color-scheme="auto"' in html


def test_no_page_carries_what_the_policy_blocks(as_bo):
    with override_settings(DEMO=True):
        html = as_bo.get(reverse("web:gallery")).content.decode()
    assert not re.search(r"\sstyle=|\son\w+=\"|<style", html)
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html)
    assert inline
    assert all('type="application/json"' in tag for tag in inline)


def test_there_is_no_style_guide_outside_the_demo(as_bo):
    with override_settings(DEMO=False):
        assert as_bo.get(reverse("web:gallery")).status_code == 404


@pytest.mark.parametrize(
    ("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("evil", "auto")]
)
def test_the_chosen_light_is_kept_and_drawn_by_the_server(as_bo, chosen, kept):
    answer = as_bo.post(reverse("web:theme"), {"utseende": chosen, "next": "/matt/?p=2023"})
    assert answer.headers["Location"] == "/matt/?p=2023"
    assert answer.cookies[COOKIE].value == kept
    with override_settings(DEMO=True):
        html = as_bo.get(reverse("web:gallery")).content.decode()
    assert f'data-color-scheme="{kept}"' in html


@pytest.mark.parametrize("next_url", ["https://example.com/", "//example.com", "javascript:1"])
def test_the_choice_of_light_never_leads_elsewhere(client, next_url):
    answer = client.post(reverse("web:theme"), {"utseende": "dark", "next": next_url})
    assert answer.headers["Location"] == "/"


def test_one_click_sign_in_is_for_the_demo_on_this_machine_alone(client, bo):
    address, chosen = reverse("web:demo_sign_in"), {"person": "bo"}
    with override_settings(DEMO=False):
        assert client.post(address, chosen).status_code == 404
    with override_settings(DEMO=True):
        assert client.post(address, chosen, REMOTE_ADDR="192.0.2.7").status_code == 404
        assert client.post(address, {"person": "nobody"}).status_code == 404
        assert client.post(address, chosen).status_code == 302
    assert client.session["_auth_user_id"] == str(bo.pk)


def test_the_one_time_link_works_once(client, db):
    by = Viewer.system("test")
    person, secret = invite(by=by, username="ada", given_name="Ada")
    address = reverse("web:first_password", args=[secret])
    page = client.get(address)
    assert "Välkommen, Ada" in page.content.decode()
    weak = client.post(address, {"new_password1": "kort", "new_password2": "kort"})
    assert "Rätta det här först" in weak.content.decode()
    good = {"new_password1": "häst linjal moln båt", "new_password2": "häst linjal moln båt"}
    assert client.post(address, good).headers["Location"] == "/"
    person.refresh_from_db()
    assert person.check_password("häst linjal moln båt")
    client.logout()
    assert client.get(address).status_code == 404
