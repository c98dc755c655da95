"""A quality developer changes a report's template, sees how it reads, and goes back."""

import re

from playwright.sync_api import expect

from tests.journeys.looking import Visit, send


def test_a_template_is_changed_with_its_preview_and_undone(visit):
    kim: Visit = visit("kim")
    page = kim.open("/rapporter/mallar/uppfoljning/")
    text = page.input_value("#id_text")
    page.fill("#id_text", f'{text}\n{{{{ table("finns-ej") }}}}\n')
    expect(page.locator("#preview")).to_contain_text("finns inte i rapporten", timeout=30_000)
    page.fill("#id_text", f"{text}\nEn mening om natten.\n")
    expect(page.locator("#preview")).to_contain_text("En mening om natten.", timeout=30_000)
    page.fill("#id_words", "Natten nämns i slutet.")
    send(page)
    assert "Mallen är sparad" in page.inner_text("main")
    newest = page.locator("a.go", has_text=re.compile("Version")).first
    newest.click()
    expect(page.locator("ins", has_text="En mening om natten.")).to_be_visible()
    kim.look("reports-template-version")
