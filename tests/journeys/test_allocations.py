"""The secretary's foundation from applications to decision; the controller's fees and allowance."""

import secrets

from tests.journeys.looking import settle

MAIN = "main form[method=post]"


def send(page):
    """Send the form of a step."""
    page.click(f"{MAIN} button[type=submit]")
    settle(page)


def test_a_foundation_from_applications_to_decision(visit):
    nora, name = visit("nora"), f"Stiftelsen {secrets.token_hex(4)}"
    page = nora.open("/fordelning/ny/")
    nora.look("allocations-new")
    page.fill("#id_foundation", name)
    page.fill("#id_purpose", "Blommor till lokaler i kommunal omsorg")
    page.fill("#id_distributable", "128940")
    send(page)
    for unit, setting in (("Rönnen", "older"), ("Skolan", "other")):
        page.click("main a:has-text('Ny ansökan')")
        settle(page)
        page.fill("#id_unit_name", unit)
        page.check(f"input[name=setting][value={setting}]", force=True)
        page.check("input[name=operation][value=municipal]", force=True)
        page.fill("#id_words", "Blommor till matsalen")
        page.check("#id_fits_purpose", force=True)
        if unit == "Skolan":
            nora.look("allocations-register")
        send(page)
    nora.look("allocations-allocation")
    page.click("main tr:has-text('Skolan') a")
    settle(page)
    nora.look("allocations-withdraw")
    send(page)
    page.click("main a:has-text('Beslut är fattat')")
    settle(page)
    nora.look("allocations-decide")
    page.fill("#id_words", "2026-05-14 § 66")
    send(page)
    assert "32\u00a0235 kr" in page.inner_text("main")
    page.click("main a:has-text('Öppna igen')")
    settle(page)
    nora.look("allocations-reopen")
    page.fill("#id_words", "Ett namn är fel.")
    send(page)
    assert "öppen igen" in page.inner_text("body")


def test_an_allowance_is_worked_out(visit, tmp_path):
    path = tmp_path / "ersattning.csv"
    path.write_text(
        "Referens;Månader med ersättning;Beslut från\nA-1;2025-02, 2025-03, 2025-04;2020-01-01\n"
        "A-2;2025-05;2020-01-01\nA-3;våren;2020-01-01\n", encoding="utf-8",
    )  # fmt: skip
    eva = visit("eva")
    page = eva.open("/fordelning/ersattning/")
    eva.look("allocations-allowance")
    page.fill("#id_year", "2025")
    page.fill("#id_grant", "1000")
    page.set_input_files("#id_file", str(path))
    send(page)
    assert "1 person får 1\u00a0000 kr" in page.inner_text("main")
    eva.look("allocations-allowance-result")
    with page.expect_download() as given:
        page.click("main button:has-text('Spara summan')")
    assert given.value.suggested_filename == "ersattning-2025.csv"
