"""In through the municipality's identity service: let in, refused, timed out, asked anew, out."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.identity import LOA2, LOA3, Municipality, identified, saml
from tests.journeys.looking import Visit, settle
from tests.journeys.served import built


@pytest.fixture(scope="module")
def municipality(tmp_path_factory) -> Iterator[Municipality]:
    of_all = tmp_path_factory.getbasetemp()
    standing = built(of_all.parent if os.environ.get("PYTEST_XDIST_WORKER") else of_all)
    with identified(standing, tmp_path_factory.mktemp("identity")) as served:
        yield served


@pytest.fixture
def visit(browser: Browser, municipality) -> Iterator[Callable[[], Visit]]:
    """Give a function that opens a browser as nobody."""
    opened: list[Visit] = []

    def come() -> Visit:
        opened.append(Visit(browser, municipality.url))
        return opened[-1]

    yield come
    for one in opened:
        one.close()


def _to_service(page: Page) -> None:
    page.click("button:has-text('Vaka kommuns inloggning')")
    page.wait_for_selector("h1:has-text('Kommunens inloggning')")


def _answer(page: Page, who: str, level: str) -> None:
    page.fill("[name=id]", who)
    page.select_option("[name=level]", level)
    page.click("[value=in]")
    settle(page)


def _come_in(one: Visit, who: str, level: str = LOA3, path: str = "/logga-in/") -> Page:
    page = one.open(path)
    _to_service(page)
    _answer(page, who, level)
    return page


def _headed(page: Page) -> str:
    return page.inner_text("main h1")


def test_somebody_comes_in_by_card_and_lands_where_they_were_going(visit):
    one = visit()
    one.open("/logga-in/?next=/avvikelser/")
    one.look("sign-in-service")
    page = _come_in(one, "bo", path="/logga-in/?next=/avvikelser/")
    assert page.url.endswith("/avvikelser/")
    assert "Bo" in page.inner_text("header")


@pytest.mark.parametrize(
    ("who", "level", "words"),
    [
        ("bo", LOA2, "räcker inte"),
        ("bo", "", "hur säkert"),
        ("okänd", LOA3, "ingen behörighet i Vaka"),
    ],
)
def test_somebody_is_refused_in_words_that_say_what_to_do(visit, who, level, words):
    one = visit()
    page = _come_in(one, who, level)
    assert _headed(page) == "Du kom inte in"
    assert words in page.inner_text("main")
    one.complaints.clear()  # the browser notes the answer 403
    one.look(f"sign-in-refused-{'level' if who == 'bo' else 'unknown'}")
    page.goto("/avvikelser/")
    assert "/logga-in/" in page.url


def test_who_breaks_off_is_told_so_and_an_old_answer_is_worth_nothing(visit):
    one = visit()
    page = one.open("/logga-in/")
    _to_service(page)
    page.click("[value=stop]")
    settle(page)
    assert "Du avbröt" in page.inner_text("main")
    page.goto(page.url)
    assert "kunde inte slutföras" in page.inner_text("main")


def test_the_time_runs_out_and_one_comes_back_to_the_same_page(visit, municipality):
    one = visit()
    page = _come_in(one, "bo")
    municipality.age(3600, "SEEN")
    page = one.open("/avvikelser/")
    assert "loggats ut" in page.inner_text("main")
    one.look("sign-in-timed-out")
    page.click("button:has-text('Vaka kommuns inloggning')")  # the service still knows who it is
    page.wait_for_url("**/avvikelser/")


def test_a_sensitive_act_asks_for_a_new_proof_and_of_the_same_person(visit, municipality):
    one = visit()
    page = _come_in(one, "ada", path="/logga-in/?next=/forvaltning/personer/bjud-in/")
    assert _headed(page) == "Bjud in en person"
    municipality.age(1000, "PROVED")
    page = one.open("/forvaltning/personer/bjud-in/")
    assert _headed(page) == "Visa att det är du"
    one.look("sign-in-confirm")
    _to_service(page)
    _answer(page, "bo", LOA3)
    assert "Någon annan bekräftade" in page.inner_text("main")
    page = one.open("/forvaltning/personer/bjud-in/")
    _to_service(page)
    _answer(page, "ada", LOA3)
    assert _headed(page) == "Bjud in en person"


def test_who_signs_out_is_out_here_and_at_the_service(visit):
    one = visit()
    page = _come_in(one, "kim")
    page.goto("/logga-ut/")
    page.click("main button:has-text('Logga ut')")
    page.click("button:has-text('Ja, logga ut')")
    page.wait_for_url("**/logga-in/**")
    _to_service(page)
    assert page.locator("[name=id]").count() == 1  # asked anew: the service no longer knows


by_saml = pytest.mark.skipif(not saml.WWW.is_dir(), reason="SimpleSAMLphp cannot be had here")


def _by_card(one: Visit, who: str, path: str = "/logga-in/") -> Page:
    page = one.open(path)
    page.click("button:has-text('med kort')")
    return _shown(page, who)


def _shown(page: Page, who: str) -> Page:
    page.wait_for_selector("#password")
    page.fill("#username", who)
    page.fill("#password", who)
    with page.expect_navigation(url="**/svar/"):
        page.press("#password", "Enter")
    settle(page)
    return page


@by_saml
def test_somebody_comes_in_by_saml_from_another_site(visit):
    one = visit()
    one.context.route("**/carry-on*.js", lambda route: route.fulfill(body=""))  # as without scripts
    page = _by_card(one, "bo", "/logga-in/?next=/avvikelser/")
    one.look("sign-in-carry-on")
    page.click("main button:has-text('Fortsätt')")
    page.wait_for_url("**/avvikelser/")
    assert "Bo" in page.inner_text("header")


@by_saml
def test_saml_of_too_low_a_level_is_refused_in_words(visit):
    page = _by_card(visit(), "kim")
    page.wait_for_selector("h1:has-text('Du kom inte in')")
    assert "räcker inte" in page.inner_text("main")


@by_saml
def test_saml_asks_anew_before_a_sensitive_act_and_signs_out_at_both(visit, municipality):
    page = _by_card(visit(), "ada", "/logga-in/?next=/forvaltning/personer/")
    page.wait_for_url("**/personer/")
    municipality.age(1000, "PROVED")
    page.goto("/forvaltning/personer/bjud-in/")
    page.click("button:has-text('Bekräfta med kort')")
    _shown(page, "ada")
    page.wait_for_url("**/bjud-in/")
    page.goto("/logga-ut/")
    page.click("main button:has-text('Logga ut')")
    page.wait_for_url("**/logga-in/")
    page.click("button:has-text('med kort')")
    page.wait_for_selector("#password")  # asked anew: the service no longer knows
