"""The controller's register: a new line, a change from a day, its end, and who may attest."""

import secrets

from tests.journeys.looking import settle

MAIN = "main form[method=post]"


def test_a_line_from_new_to_ended(visit):
    eva, code = visit("eva"), f"9{secrets.randbelow(10**7):07d}"
    page = eva.open("/attest/ny/")
    eva.look("attests-new")
    for name, text in (("responsibility", code), ("name", "Provenheten"),
                       ("attester", "Enhetschef"), ("substitutes", "Ersättare ett"),
                       ("operating", "300000"), ("investment", "100000"),
                       ("valid_from", "2026-01-01")):  # fmt: skip
        page.fill(f"#id_{name}", text)
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    page.click(f"main tr:has-text('{code}') a:has-text('Ändra')")
    settle(page)
    eva.look("attests-change")
    page.fill("#id_attester", "Ny enhetschef")
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    page = eva.open(f"/attest/?ansvar={code}&belopp=200000")
    assert "Ny enhetschef" in page.inner_text("main ol")
    eva.look("attests-list")
    page.click(f"main tr:has-text('{code}') a:has-text('Avsluta')")
    settle(page)
    eva.look("attests-end")
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert "Raden är avslutad" in page.inner_text("body")
