"""A quality developer changes a report's template, sees how it reads, and goes back."""

import re
import secrets

from playwright.sync_api import expect

from tests.journeys.looking import Visit, send
from vaka.documents.docx import REFERENCE


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


def test_a_word_document_lends_its_look(visit):
    kim: Visit = visit("kim")
    page = kim.open("/rapporter/mallar/word/")
    page.set_input_files("#id_file", {"name": "fel.docx", "mimeType": "x", "buffer": b"inget"})
    send(page)
    expect(page.locator("main")).to_contain_text("inget Word-dokument")
    name = f"Kommunen {secrets.token_hex(4)}.docx"
    given = {"name": name, "mimeType": "x", "buffer": REFERENCE.read_bytes()}
    page.set_input_files("#id_file", given)
    send(page)
    expect(page.locator("a.go", has_text=name)).to_be_visible()
    kim.look("reports-word")
