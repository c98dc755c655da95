"""Passwords and what goes with them: an app with codes, spare codes, a passkey."""

import base64
import hmac
import secrets
import struct
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.looking import Visit, settle

PASSWORD = "-".join(["betong", "fjäril", "torsdag", "linne"])


@pytest.fixture
def invited(visit, browser: Browser, served) -> Iterator[Visit]:
    """Have Ada invite somebody; give a browser that stands at their first password."""
    page = visit("ada").open("/forvaltning/personer/bjud-in/")
    page.fill("#id_given_name", "Ulla")
    page.fill("#id_family_name", "Berg")
    page.fill("#id_username", f"ulla{secrets.token_hex(3)}")
    page.click("main form[method=post] button[type=submit]")
    address = page.inner_text(".digest").replace("127.0.0.1", "localhost")  # a key wants a name
    one = Visit(browser, served.replace("127.0.0.1", "localhost"))
    page = one.open(address)
    for field in page.locator("main input[type=password]").all():
        field.fill(PASSWORD)
    page.click("main button[type=submit]")
    settle(page)
    yield one
    one.close()


def _code(secret: str) -> str:
    """RFC 6238, counted here and not by the library that checks it."""
    key = base64.b32decode(secret)
    mac = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def _name(page: Page) -> str:
    return str(page.evaluate("document.querySelector('[autocomplete=username]').value"))


def _keys(page: Page) -> None:
    """Give the browser a screen lock that says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip


def _out(one: Visit) -> Page:
    page = one.open("/logga-ut/")
    page.click("main button:has-text('Logga ut')")
    page.wait_for_url("**/logga-in/**")
    return page


def test_an_app_then_a_spare_code_then_a_key_alone(invited):
    one = invited
    name = _name(one.open("/konto/losenord/"))
    page = one.open("/konto/andra-steget/")
    one.look("second-step")
    page.click("a:has-text('Lägg till en app')")
    settle(page)
    one.look("second-step-app")
    secret = page.inner_text("[data-secret]")
    page.fill("[name=code]", "1")
    page.click("main button:has-text('Lägg till appen')")
    assert "stämmer inte" in page.inner_text("main")
    page.fill("[name=code]", _code(secret))
    page.click("main button:has-text('Lägg till appen')")
    settle(page)
    spare = page.locator(".codes code").all_inner_texts()
    assert len(spare) == 10
    one.look("second-step-codes")

    page = _out(one)
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main button:has-text('Logga in') >> nth=-1")
    settle(page)
    one.look("second-step-asked")
    page.fill("[name=code]", spare[0])
    page.click("main button:has-text('Logga in')")
    settle(page)

    _keys(page)
    page = one.open("/konto/andra-steget/nyckel/")
    one.look("second-step-key")
    page.fill("[name=name]", "Min mobil")
    page.click("[data-passkey]")
    page.wait_for_url("**/konto/andra-steget/")
    assert "Min mobil" in page.inner_text("main")
    assert "9 koder kvar" in page.inner_text("main")
    one.look("second-step-both")
    page = _out(one)
    one.look("sign-in-with-key")
    page.click("[data-passkey]")
    page.wait_for_url(lambda url: "logga-in" not in url)
    page = one.open("/bekrafta/?next=/konto/andra-steget/")
    one.look("second-step-confirm")
    page.click("[data-passkey]")
    page.wait_for_url("**/konto/andra-steget/")
    page.click("main a:has-text('Ta bort'):below(:text('Min mobil')) >> nth=0")
    settle(page)
