"""A file is looked at, its columns chosen, and read in; its receipt accounts for every row."""

import time

from tests.journeys.looking import Visit

HEADINGS = "Ärendenummer;Avvikelsetyp;Händelsedatum;Verksamhet;Rapporterad;Var det hände"
ROWS = (
    "W1;Fall utan skada;2026-02-01;almen-1;2026-02-06;rum 3",
    "W2;Fall utan skada;2026-02-02;almen-1;många;rum 4",
    "W3;Fall utan skada;2026-02-40;almen-1;2026-02-06;rum 5",
    "W4;Fall utan skada;2026-02-04;månen;2026-02-06;rum 6",
)


def _upload(kim: Visit, rows: tuple[str, ...]) -> str:
    page = kim.open("/lasa-in/")
    page.check("input[name=kind][value=deviations]", force=True)
    new = [f"{time.time_ns()}{row}" for row in rows]  # rows of another walk in the same demo
    content = "\r\n".join((HEADINGS, *new)).encode("cp1252")
    file = {"name": "avvikelser.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files("#id_file", [file])
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_load_state("networkidle")
    return page.url


def test_a_file_from_preview_to_receipt(visit):
    kim = visit("kim")
    _upload(kim, ROWS)
    page = kim.page
    assert "Inget är sparat än" in page.inner_text("main")
    kim.look("intake-preview")
    page.click("main button:has-text('Läs in')")
    page.click("#job a.ds-button", timeout=60_000)
    page.wait_for_load_state("networkidle")
    assert "Kvitto" in page.inner_text("main")
    kim.look("intake-receipt")


def test_columns_are_chosen_anew_and_a_file_thrown_away(visit):
    kim = visit("kim")
    _upload(kim, ROWS[:1])
    page = kim.page
    page.select_option("select[name=k5]", "")
    page.click("main button:has-text('Läs filen så')")
    page.wait_for_load_state("networkidle")
    assert page.locator("select[name=k5]").input_value() == ""
    page.click("main button:has-text('Kasta filen')")
    page.wait_for_load_state("networkidle")
    assert "Läs in en fil" in page.inner_text("h1")


def test_a_file_of_something_else_says_why(visit):
    kim = visit("kim")
    page = kim.open("/lasa-in/")
    page.check("input[name=kind][value=deviations]", force=True)
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"Namn;Ort\r\nA;B"}
    page.set_input_files("#id_file", [file])
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_load_state("networkidle")
    assert "Filen kan inte läsas in" in page.inner_text("h1")
    kim.look("intake-refused")


def test_the_controller_reads_a_ledger_in(visit):
    eva = visit("eva")
    page = eva.open("/ekonomi/")
    page.click("main a:has-text('Läs in redovisningen')")
    page.wait_for_load_state("networkidle")
    page.check("input[name=kind][value=sie]", force=True)
    account = f"5{time.time_ns() % 1_000_000_000}"  # of another walk in the same demo
    lines = (
        "#SIETYP 4", '#DIM 1 "Ansvar"', '#VER "A" 1 19990131', "{",
        f'#TRANS {account} {{1 "7999"}} 1000.50', "#TRANS 2710 {} -1000.50", "}",
        '#VER "A" 2 19990131', "{", '#TRANS 5010 {1 "7999"} 1.00', "}",
    )  # fmt: skip
    content = "\r\n".join(lines).encode("cp437")
    file = {"name": "bok.se", "mimeType": "text/plain", "buffer": content}
    page.set_input_files("#id_file", [file])
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_load_state("networkidle")
    assert "Det här ändras" in page.inner_text("main")
    eva.look("intake-ledger")
    page.click("main button:has-text('Läs in')")
    page.click("#job a.ds-button", timeout=60_000)
    page.wait_for_load_state("networkidle")
    assert "2 rader är inlästa" in page.inner_text("main")
