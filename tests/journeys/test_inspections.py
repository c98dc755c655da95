"""A forgotten answer to an authority, seen by the board on the year wheel, and then given."""

from tests.journeys.looking import Visit


def _go(one: Visit, selector: str) -> None:
    one.page.click(selector)
    one.page.wait_for_load_state("networkidle")


def test_a_forgotten_answer_is_seen_by_the_board_and_given(visit):
    pia, bo, cecilia = visit("pia"), visit("bo"), visit("cecilia")
    late = pia.open("/arshjul/?visa=sena").inner_text("main")
    assert "Svar till Inspektionen för vård och omsorg, punkt 1" in late
    bo.open("/tillsyn/")
    _go(bo, "main ol.q a.go >> nth=0")
    address = bo.page.url
    bo.look("inspections-case")
    _go(bo, "main a:has-text('Svara') >> nth=0")
    bo.page.fill("#id_answer", "Två är vakna varje natt sedan den första.")
    bo.page.fill("#id_proof", "Schema för november")
    _go(bo, "main form[method=post] button[type=submit]")
    assert "Svaret är sparat" in bo.page.inner_text("body")
    response = cecilia.page.goto(address)
    assert response is not None
    assert response.status == 404


def test_a_duty_is_marked_with_its_evidence(visit):
    maja = visit("maja")
    maja.open("/arshjul/?visa=sena&roll=MAS")
    _go(maja, "main table a >> nth=0")
    maja.page.fill("#id_evidence", "/rapporter/")
    _go(maja, "main form[method=post] button[type=submit]")
    assert "Årshjulet är uppdaterat" in maja.page.inner_text("body")
