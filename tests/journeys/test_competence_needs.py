"""A manager writes a need and hands in; the quality developer decides it and sets the budget."""

from tests.journeys.looking import Visit


def _send(one: Visit) -> None:
    one.page.click("main form[method=post] button[type=submit]")
    one.page.wait_for_load_state("networkidle")


def _go(one: Visit, words: str) -> None:
    one.page.click(f"main a:has-text('{words}') >> nth=0")
    one.page.wait_for_load_state("networkidle")


def test_a_need_is_written_handed_in_and_granted(visit):
    bo, kim = visit("bo"), visit("kim")
    page = bo.open("/kompetens/behov/")
    page.click("main nav.tags a >> nth=-1")
    page.wait_for_load_state("networkidle")
    listing = page.url
    _go(bo, "Nytt behov")
    page.fill("#id_subject", "Sondmatning")
    page.fill("#id_persons", "3")
    page.fill("#id_cost_kr", "4500")
    page.fill("#id_reason", "Två nya boende har sond.")
    bo.look("competence-new_need")
    _send(bo)
    assert "Sondmatning" in page.inner_text("main")
    _go(bo, "Lämna in")
    _send(bo)
    assert "Inventeringen är inlämnad." in page.inner_text("body")
    page = kim.open(listing)
    page.click("main tr:has-text('Sondmatning') a:has-text('Besluta')")
    page.wait_for_load_state("networkidle")
    page.fill("#id_rank", "1")
    kim.look("competence-need_step")
    _send(kim)
    assert "Beviljat" in page.inner_text("main tr:has-text('Sondmatning')")
    _go(kim, "Budget")
    page.fill("#id_kronor", "100000")
    _send(kim)
    assert "95\u00a0500 kr" in page.inner_text("main")
    _go(kim, "Genomfört")
    _send(kim)
    assert "Genomfört" in page.inner_text("main tr:has-text('Sondmatning')")


def test_what_was_granted_and_not_done_is_carried_over(visit):
    kim = visit("kim")
    page = kim.open("/kompetens/behov/")
    _go(kim, "från året före")
    _send(kim)
    assert "Överfört från" in page.inner_text("main")


def test_a_post_is_given_and_ended(visit):
    bo = visit("bo")
    page = bo.open("/kompetens/uppdrag/")
    _go(bo, "Ge ett uppdrag")
    page.select_option("#id_code", "handledare")
    page.select_option("#id_person", label="Alva Strandqvist")
    _send(bo)
    assert "Uppdraget är sparat." in page.inner_text("body")
    _go(bo, "avsluta Handledare, Alva Strandqvist")
    _send(bo)
    assert "Uppdraget är avslutat." in page.inner_text("body")


def test_a_month_of_a_guide_is_counted(visit):
    kim = visit("kim")
    page = kim.open("/kompetens/guider/")
    _go(kim, "Räkna en månad")
    page.select_option("#id_code", "avvikelse")
    page.fill("#id_taken", "7")
    page.fill("#id_questions", "12")
    _send(kim)
    assert "Guide: rapportera en avvikelse" in page.inner_text("main")
