"""A grant is planned, applied for, received, used and reported back; a wrong entry goes away."""

import secrets

from tests.journeys.looking import follow, send


def test_a_grant_from_plan_to_report(visit):
    eva, name = visit("eva"), f"Bidrag {secrets.token_hex(4)}"
    page = eva.open("/medel/")
    eva.look("earmarks")
    follow(page, "Lägg till")
    page.check("input[name=sort][value=grant]", force=True)
    page.fill("#id_name", name)
    page.fill("#id_amount", "1000,50")
    page.fill("#id_conditions", "Till utbildning av personal.")
    send(page)
    assert "Skriv sista dagen för återrapporten" in page.inner_text("main")
    eva.look("earmark-new")
    page.fill("#id_report_by", "2099-03-31")
    send(page)
    follow(page, "Ändra")
    page.fill("#id_giver", "Socialstyrelsen")
    send(page)
    for label in ("Ansökan är skickad", "Pengarna är beviljade"):
        follow(page, label)
        send(page)
    for kind, amount in (("received", "1000,50"), ("used", "400"), ("used", "1000,50")):
        follow(page, "Ny post")
        page.check(f"input[name=kind][value={kind}]", force=True)
        page.fill("#id_amount", amount)
        page.fill("#id_words", f"Kurs {kind}")
        send(page)
    assert "större än det som är kvar" in page.inner_text("main")
    page.fill("#id_amount", "600,50")
    send(page)
    eva.look("earmark")
    _step(page, "Återrapporten är lämnad")
    assert "Återrapporterat" in page.inner_text("main")
    _step(page, "Ta upp igen")
    page.click("main table a:has-text('Ta bort') >> nth=0")
    send(page)
    assert "Posten är borttagen" in page.inner_text("body")
    _step(page, "Avsluta")


def _step(page, label):
    follow(page, label)
    page.fill("#id_words", "Lämnad i e-tjänsten.")
    send(page)
