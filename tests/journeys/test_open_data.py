"""A key to the feed, shown once and revoked; a data set from choice to the open page and back."""

import uuid

from tests.journeys.looking import settle


def test_a_key_is_made_and_revoked(visit):
    kim, name = visit("kim"), f"Verktyg {uuid.uuid4().hex[:6]}"
    page = kim.open("/flode/ny/")
    page.fill("#id_name", name)
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    assert "visas bara nu" in page.inner_text("main")
    kim.look("open-data-issued")
    page = kim.open("/flode/")
    page.click(f"main tr:has-text('{name}') a")
    settle(page)
    page.fill("#id_words", "Verktyget är bytt")
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    assert "Nyckeln är spärrad" in page.inner_text("body")


def test_a_data_set_is_published_and_taken_down(visit):
    kim, slug = visit("kim"), f"prov-{uuid.uuid4().hex[:6]}"
    page = kim.open("/datamangder/ny/")
    told = {"title": f"Läkemedel {slug}", "slug": slug, "description": "Avvikelser per enhet.",
            "contact_name": "Kvalitetsenheten", "contact_email": "k@example.org"}  # fmt: skip
    for field, words in told.items():
        page.fill(f"#id_{field}", words)
    page.click("summary:has-text('Avvikelser')")
    page.click("label:has(input[name=measures][value=deviations_risk_matrix])")
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    assert "skulle döljas" in page.inner_text("main")
    kim.look("open-data-dataset")
    page.click("main a:has-text('Publicera')")
    settle(page)
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    assert "Datamängden är publicerad" in page.inner_text("body")
    kim.open(f"/oppna-data/{slug}/")
    kim.look("open-data-public-dataset")
    page = kim.open("/datamangder/")
    page.click(f"main a:has-text('{slug}')")
    settle(page)
    page.click("main a:has-text('Avpublicera')")
    settle(page)
    page.fill("#id_words", "Bara ett prov")
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    assert "avpublicerad" in page.inner_text("body")
