"""A delegation refused until course, introduction and test are done, then given and confirmed."""

from typing import Any

from tests.journeys.looking import Visit


def _send(one: Visit) -> None:
    one.page.click("main form[method=post] button[type=submit]")
    one.page.wait_for_load_state("networkidle")


def _go(one: Visit, words: str) -> None:
    one.page.click(f"main a:has-text('{words}') >> nth=0")
    one.page.wait_for_load_state("networkidle")


def _try(maja: Visit, passed: str) -> None:
    _go(maja, "Skriv in ett försök")
    maja.page.check(f"input[name=is_passed][value={passed}]", force=True)
    maja.page.check("input[name=is_at_workplace][value=yes]", force=True)
    _send(maja)


def _prepare(maja: Visit) -> Any:
    page = maja.open("/delegeringar/ny/?enhet=almen")
    page.select_option("#id_receiver", label="Maria Björkdal")
    page.check("input[name=tasks][value=sond]", force=True)
    page.fill("#id_places", "Plan 1, dag och kväll")
    maja.shoot("competence-new")
    _send(maja)
    return page


def test_given_only_after_course_introduction_and_passed_test(visit):
    maja, cecilia = visit("maja"), visit("cecilia")
    page = _prepare(maja)
    assert "Kan inte ges än" in page.inner_text("main")
    maja.look("competence-case")
    _go(maja, "Skriv in dagen")
    _send(maja)
    _go(maja, "Skriv in introduktion")
    page.fill("#id_days", "3")
    _send(maja)
    _try(maja, "no")
    assert "Kan inte ges än" in page.inner_text("main")
    _try(maja, "yes")
    assert "godkänt på försök 2" in page.inner_text("main")
    _go(maja, "Ge delegeringen")
    _send(maja)
    assert "Inte bekräftad av mottagaren" in page.inner_text("main")
    response = cecilia.page.goto(page.url)
    assert response is not None
    assert response.status == 404


def test_a_carer_sees_and_confirms_her_own(visit):
    astrid = visit("astrid")
    page = astrid.open("/delegeringar/")
    page.click("main ol.q a.go >> nth=0")
    page.wait_for_load_state("networkidle")
    _go(astrid, "Läs och bekräfta")
    _send(astrid)
    assert "Tack. Du har bekräftat." in page.inner_text("body")
    astrid.open("/kompetens/mina/")
    astrid.shoot("competence-mine")


def test_a_board_member_reads_how_the_summer_stands_and_a_manager_fills_a_shift(visit):
    pia, bo = visit("pia"), visit("bo")
    page = pia.open("/sommar/")
    page.click("main ol.q a.go >> nth=0")
    page.wait_for_load_state("networkidle")
    assert "återstår att bemanna" in page.inner_text("h1")
    pia.look("competence-season")
    page = bo.open(page.url)
    page.click("main table a:has-text('Almen')")
    page.wait_for_load_state("networkidle")
    bo.shoot("competence-shifts")
    before = page.inner_text("h1")
    page.click("main table a:has-text('Bemanna') >> nth=0")
    page.wait_for_load_state("networkidle")
    page.select_option("#id_person", index=1)
    _send(bo)
    assert page.inner_text("h1") != before
