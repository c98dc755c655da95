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


def test_a_manager_notes_what_was_shown_and_takes_back_a_slip(visit):
    bo = visit("bo")
    page = bo.open("/kompetens/?enhet=almen")
    _go(bo, "Alva Strandqvist")
    bo.look("competence-person")
    _go(bo, "Skriv in")
    page.select_option("#id_code", "hlr")
    bo.look("competence-note")
    _send(bo)
    assert "Sparat." in page.inner_text("body")
    page.click("a:has-text('Ta bort') >> nth=0")
    page.wait_for_load_state("networkidle")
    bo.look("competence-take_back")
    _send(bo)
    assert "Uppgiften är borttagen." in page.inner_text("body")
    _go(bo, "Introduktion")
    page.select_option("#id_unit", "almen")
    page.fill("#id_days", "2")
    bo.look("competence-introduce")
    _send(bo)
    assert "Introduktionen är sparad." in page.inner_text("body")


def test_a_summer_is_begun_counted_and_evaluated(visit):
    kim = visit("kim")
    page = kim.open("/sommar/")
    _go(kim, "Ny sommar")
    page.select_option("#id_unit", "bjorken")
    year = int(page.input_value("#id_year")) - 2  # over, so that it can be evaluated
    page.fill("#id_year", str(year))
    page.fill("#id_from_date", f"{year}-06-15")
    page.fill("#id_until_date", f"{year}-08-23")
    kim.look("competence-new_season")
    _send(kim)
    assert "Sommaren är påbörjad." in page.inner_text("body")
    _go(kim, "Räkna sökande")
    page.fill("#id_applicants", "12")
    page.fill("#id_hired", "4")
    kim.look("competence-season_step")
    _send(kim)
    assert "Antalet är sparat." in page.inner_text("body")
    _go(kim, "Ny lärdom")
    page.check("input[name=kind][value=success]", force=True)
    page.fill("#id_group", "Vikarier")
    page.fill("#id_words", "Introduktionen gjorde det tryggt att börja.")
    _send(kim)
    assert "Lärdomen är sparad." in page.inner_text("body")
    _go(kim, "Sommaren är utvärderad")
    page.fill("#id_words", "Med vikarierna.")
    _send(kim)
    assert "Räkna sökande" not in page.inner_text("main")
    assert "Öppna igen" in page.inner_text("main")


def test_a_manager_says_what_is_needed_and_takes_somebody_off_a_shift(visit):
    bo = visit("bo")
    page = bo.open("/sommar/pass/nytt/?enhet=almen")
    page.fill("#id_until_date", page.input_value("#id_from_date"))
    page.fill("#id_needed", "2")
    bo.look("competence-plan_shifts")
    _send(bo)
    assert "Behovet är sparat." in page.inner_text("body")
    _go(bo, "Bemanna")
    bo.look("competence-fill")
    page.select_option("#id_person", index=1)
    _send(bo)
    _go(bo, "ta bort")
    bo.look("competence-leave")
    _send(bo)
    assert "Passet är ändrat." in page.inner_text("body")
