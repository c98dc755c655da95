"""A remedy at Almen from proposal to a check that found no effect; the neighbour sees nothing."""

from datetime import date, timedelta
from typing import Any

from tests.journeys.looking import Visit, settle

TODAY = date.today()
EFFECT = "Måttet före och efter"


def _in(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def _send(page: Any) -> None:
    page.click("main button[type=submit]")
    settle(page)


def _propose(one: Visit) -> str:
    """Propose on the first open deviation and go on to the decision; give the remedy's address."""
    page = one.open("/avvikelser/lista/?lage=open")
    page.click("main ol.q a.go >> nth=0")
    settle(page)
    page.click("main a:has-text('Ny åtgärd')")
    settle(page)
    one.look("remedies-new")
    page.fill("#id_text", "Sätt ledlampor vid sängarna")
    page.check("input[name=kind][value=corrective]", force=True)
    page.fill("#id_cause", "Mörkt på natten")
    _send(page)
    return page.url.replace("besluta/", "")


def test_from_proposal_to_no_effect(visit):
    bo, cecilia = visit("bo"), visit("cecilia")
    address = _propose(bo)
    page = bo.page
    bo.look("remedies-decide")
    page.select_option("#id_responsible", label="Bo Hallsten")
    page.select_option("#id_measure", "falls")
    page.fill("#id_due_date", _in(20))
    page.fill("#id_effect_date", _in(90))
    _send(page)
    assert "Beslutad" in page.inner_text("main")

    page.click("main a:has-text('Markera som genomförd')")
    settle(page)
    bo.look("remedies-finish")
    page.fill("#id_words", "Lamporna sitter uppe, genomgånget på APT.")
    _send(page)
    assert "Lamporna sitter uppe" in page.inner_text("main")

    page.click(f"main a:has-text('{EFFECT}')")
    settle(page)
    assert "för tidigt" in page.inner_text("main")
    page.click("main a:has-text('Kontrollera effekten')")
    settle(page)
    page.check("input[name=outcome][value=not]", force=True)
    page.fill("#id_words", "Lika många fall som förut.")
    page.fill("#id_due_date", _in(30))
    page.fill("#id_effect_date", _in(120))
    bo.shoot("remedies-check-filled")
    _send(page)
    assert "Ingen effekt, öppen igen" in page.inner_text("main")
    bo.look("remedies-case")

    response = cecilia.page.goto(address)
    assert response is not None
    assert response.status == 404
    assert "ledlampor" not in cecilia.page.content()


def test_the_curve_of_a_remedy_that_was_done(visit):
    bo = visit("bo")
    page = bo.open("/atgarder/?visa=closed")
    every = page.eval_on_selector_all("main ol.q a.go", "all => all.map(one => one.href)")
    measured = (one for one in every if EFFECT in bo.context.request.get(one).text())
    page.goto(next(measured))  # other walks close remedies that have no measure
    page.click(f"main a:has-text('{EFFECT}')")
    page.wait_for_selector(".vega svg, .vega canvas", timeout=20_000)
    bo.look("remedies-effect")
