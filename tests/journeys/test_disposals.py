"""Disposal by two: a case is held and let go, one proposes, another approves, one calls it off."""

import re

from tests.journeys.looking import settle

MAIN = "main form[method=post]"


def sent(page):
    """Send the page's form."""
    page.click(f"{MAIN} button[type=submit]")
    settle(page)


def test_a_case_is_held_and_let_go(visit):
    sven = visit("sven")
    page = sven.open("/gallring/forfaller/deviation/?page=3")
    reference = page.locator("main tbody tr .ref").last.inner_text()
    page = sven.open("/gallring/undantag/nytt/")
    sven.look("disposals-new-hold")
    page.fill("#id_reference", reference)
    page.fill("#id_words", "Mål 7")
    sent(page)
    page.click(f"main tr:has-text('{reference}') a:has-text('Lyft')")
    settle(page)
    sven.look("disposals-lift")
    sent(page)
    assert reference not in page.inner_text("main")


def test_one_proposes_and_another_approves(visit):
    nora = visit("nora")
    page = nora.open("/gallring/foresla/?slag=deviation")
    nora.look("disposals-propose")
    page.fill("#id_words", "Vandring")
    sent(page)
    address = re.sub(r"^https?://[^/]+", "", page.url)
    assert "Någon annan ska godkänna" in page.inner_text("main")
    nora.look("disposals-disposal")
    maja = visit("maja")
    page = maja.open(f"{address}godkann/")
    maja.look("disposals-approve")
    sent(page)
    assert "Godkänd" in page.inner_text("h1")
    page = nora.open(f"{address}genomfor/")
    nora.look("disposals-carry-out")
    page = nora.open(f"{address}avbryt/")
    nora.look("disposals-withdraw")
    page.fill("#id_words", "Bara en vandring")
    sent(page)
    assert "Avbruten" in page.inner_text("h1")
