"""From a measure that has changed to limits made anew with a reason, and back again."""

from tests.journeys.looking import Visit

REASON = "Rörelselamporna kom under hösten, och fallen har varit färre varje månad sedan dess."


def _go(one: Visit, selector: str) -> None:
    one.page.click(selector)
    one.page.wait_for_load_state("networkidle")


def test_limits_are_made_anew_with_a_reason_and_taken_back(visit):
    bo = visit("bo")
    bo.open("/matt/falls/?enhet=almen")
    _go(bo, "main a:has-text('Räkna om gränserna')")
    bo.page.select_option("#id_from_date", index=9)
    bo.page.fill("#id_reason", REASON)
    _go(bo, "main form[method=post] button[type=submit]")
    assert "Gränser sätts inte om utan en orsak." in bo.page.inner_text("main")
    bo.page.fill("#id_event", "Lampor i varje rum")
    _go(bo, "main form[method=post] button[type=submit]")
    assert "Gränserna räknas nu från den månaden." in bo.page.inner_text("body")
    assert REASON in bo.page.inner_text("aside")
    _go(bo, "aside a:has-text('Ta tillbaka') >> nth=-1")
    bo.look("indicators-withdraw-limits")
    bo.page.fill("#id_words", "Månaden var fel.")
    _go(bo, "main form[method=post] button[type=submit]")
    assert "Månaden var fel." in bo.page.inner_text("aside")
