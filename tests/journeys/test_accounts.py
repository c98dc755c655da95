"""Two write the year's report at once, one of them without network for a while; no word is lost."""

from playwright.sync_api import expect

from tests.journeys.looking import settle

NO_NET = "ERR_INTERNET_DISCONNECTED"
LISTENS_MS = 5_000  # how long write.js waits between asking what others have written


def _section(visit, title):
    page = visit.open("/berattelser/")
    page.click("main ol.q a.go >> nth=0")
    settle(page)
    page.click(f".accounts-contents a:text-is('{title}')")
    settle(page)
    return page


def _write(page, text):
    """Write a text, and wait until the server has it."""
    with page.expect_response(lambda answer: "/spara/" in answer.url, timeout=15_000):
        page.fill("#text", text)
    expect(page.locator("[data-status]")).to_contain_text("Sparat kl.")


def _hears(page):
    """Let the page that listens do so now."""
    page.clock.fast_forward(LISTENS_MS)


def test_two_write_at_once_and_one_is_without_network_for_a_minute(visit):
    kim, maja = visit("kim"), visit("maja")
    kim.page.clock.install()
    maja.page.clock.install()
    ours = _section(kim, "Samverkan för att förebygga vårdskador")
    theirs = maja.open(ours.url)
    _write(ours, "Vi samverkar med regionen.\n\nVi möts varje månad.")
    _hears(theirs)
    expect(theirs.locator("#text")).to_have_value(
        "Vi samverkar med regionen.\n\nVi möts varje månad.", timeout=15_000
    )
    expect(theirs.locator("[data-people]")).to_contain_text("Kim Fältvik skriver här")

    maja.context.set_offline(True)
    theirs.fill("#text", "Vi samverkar med regionen.\n\nVi möts varje vecka.")
    expect(theirs.locator("[data-status]")).to_contain_text("Inget nät", timeout=15_000)
    theirs.clock.fast_forward(30_000)
    _write(ours, "Vi samverkar med region och kommun.\n\nVi möts varannan månad.")
    theirs.fill("#text", "Vi samverkar med regionen.\n\nVi möts varje vecka.\n\nMAS leder mötet.")
    theirs.clock.fast_forward(30_000)
    expect(theirs.locator("[data-status]")).to_contain_text("Inget nät")
    maja.context.set_offline(False)
    both = (
        "Vi samverkar med region och kommun.\n\nVi möts varannan månad.\n\n"
        "Vi möts varje vecka.\n\nMAS leder mötet."
    )
    expect(theirs.locator("#text")).to_have_value(both, timeout=20_000)
    _hears(ours)
    expect(ours.locator("#text")).to_have_value(both, timeout=15_000)
    assert maja.open(ours.url).input_value("#text") == both
    choice = ours.locator("[data-kind=twice]").last
    expect(choice).to_contain_text("varje vecka", timeout=15_000)
    maja.complaints = [one for one in maja.complaints if NO_NET not in one]
    kim.look("accounts-section")
    choice.get_by_role("button", name="Behåll den nedre").click()
    settle(ours)
    expect(ours.locator("#text")).to_have_value(both.replace("Vi möts varannan månad.\n\n", ""))
    ours.click("a:has-text('Vem har skrivit vad')")
    settle(ours)
    assert "Maja Tallroth" in ours.inner_text("main")
    assert not maja.complaints


def test_words_that_could_not_be_sent_are_there_when_the_page_is_opened_again(visit):
    kim = visit("kim")
    page = _section(kim, "Professionsträffar")
    page.route("**/spara/", lambda route: route.abort())
    page.fill("#text", "Fyra träffar hölls under året.")
    expect(page.locator("[data-status]")).to_contain_text("Inget nät", timeout=15_000)
    page.unroute("**/spara/")
    with page.expect_response(lambda answer: "/spara/" in answer.url, timeout=15_000):
        page.reload()
    assert page.input_value("#text") == "Fyra träffar hölls under året."
    kim.complaints.clear()
    kim.open(page.get_attribute(".crumbs a:nth-of-type(2)", "href"))
    kim.look("accounts-edition")


def test_every_page_beside_the_text_is_looked_at(visit):
    kim = visit("kim")
    page = kim.open("/berattelser/")
    kim.look("accounts-list")
    request = page.locator("main a[href*='/berattelser/begaran/']").first
    asked = request.get_attribute("href") if request.count() else None
    page.click("main ol.q a.go >> nth=0")
    settle(page)
    asked = asked or page.locator("a[href*='/begaran/']").first.get_attribute("href")
    edition = page.url
    kim.open(f"{edition}resultat/")
    kim.look("accounts-results")
    row = page.locator("main a[href*='/berattelser/resultat/']").first.get_attribute("href")
    kim.open(f"{edition}jamforelse/")
    kim.look("accounts-compare")
    kim.open(row)
    kim.look("accounts-result")
    kim.open(edition)
    page.click(".accounts-contents a >> nth=1")
    settle(page)
    section = page.url
    for step, name in (("historik/", "history"), ("begar/", "ask")):
        kim.open(f"{section}{step}")
        kim.look(f"accounts-{name}")
    kim.open(asked)
    kim.look("accounts-request")
    kim.open("/berattelser/ny/")
    kim.look("accounts-new")
