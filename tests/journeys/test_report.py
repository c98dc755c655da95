"""A report from the page to its files, made in the background."""


def test_make_a_report(visit):
    kim = visit("kim")
    page = kim.open("/rapporter/ny/")
    page.select_option("#id_name", "avvikelser")
    page.fill("#id_period", "2025")
    page.click("main button[type=submit]")
    page.wait_for_selector("a:has-text('Öppna rapporten')", timeout=60_000)
    kim.look("jobs-show")
    page.click("a:has-text('Öppna rapporten')")
    page.wait_for_load_state("networkidle")
    assert "avvikelser.pdf" in page.inner_text("main")
    kim.look("reports-report")
    with page.expect_download() as got:
        page.click("a:has-text('avvikelser.pdf')")
    assert got.value.suggested_filename == "avvikelser.pdf"
