"""A line of the roadmap is gone through, and the review taken back."""

from tests.journeys.looking import settle

MAIN = "main form[method=post]"


def test_a_line_is_gone_through(visit):
    kim = visit("kim")
    page = kim.open("/fardplan/")
    kim.look("roadmaps-list")
    page.click("main table a:has-text('Bygga ett boende')")
    settle(page)
    page.click("main a:has-text('Gå igenom raden')")
    settle(page)
    kim.look("roadmaps-review")
    page.check("input[name=state][value=under_way]", force=True)
    page.fill("#id_words", "Tomten är vald och planen är ute på samråd.")
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert "Genomgången är sparad" in page.inner_text("body")
    kim.look("roadmaps-line")
    page.click("main a:has-text('Ta tillbaka')")
    settle(page)
    kim.look("roadmaps-withdraw")
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert "Genomgången är borttagen" in page.inner_text("body")
