"""A paper with a contradiction is handed in, read and marked."""

from playwright.sync_api import expect

from tests.journeys.looking import settle

PAPER = """# Uppföljning av avvikelser

Under 2023 rapporterades 642 avvikelser. Andelen nöjda steg från 52 procent till 66 procent.

Egenkontrollen genomfördes den 31 april 2023 vid alla enheter. Två dementa personer deltog.

| Typ | 2022 | 2023 |
|---|---|---|
| Fall med skada | 85 | 152 |
| Läkemedel utebliven dos | 181 | 249 |
| Totalt | 266 | 431 |
"""


def test_a_paper_is_looked_over(visit, tmp_path):
    kim = visit("kim")
    page = kim.open("/granska/")
    kim.look("proofs-start")
    file = tmp_path / "uppfoljning.md"
    file.write_text(PAPER, encoding="utf-8")
    page.set_input_files("#id_file", file)
    page.click("main form[enctype] button[type=submit]")
    page.click("a:has-text('Visa granskningen')")
    settle(page)
    expect(page.locator("main")).to_contain_text("Läst: 1 tabell")
    expect(page.locator("main")).to_contain_text("Ordval")
    kim.look("proofs-proof")
    page.click("main a:has-text('Det här stämmer') >> nth=0")
    settle(page)
    kim.look("proofs-right")
    page.fill("#id_words", "Så heter det i citatet.")
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    expect(page.locator("main")).to_contain_text("Så heter det i citatet.")
