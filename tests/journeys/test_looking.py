"""The keyboard's walk finds what it is there to find."""

from types import SimpleNamespace

import pytest

from tests.journeys.looking import Visit

LINK = '<a href="#">{}</a>'
BARE = '<a href="#" style="outline: none">bare</a>'
DATE = '<label>Day <input type="date"></label>'
TRAP = """<button id="trap">trap</button><script>
  document.getElementById("trap").addEventListener("keydown", (event) => event.preventDefault());
</script>"""


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (LINK.format("one") + DATE + LINK.format("two"), []),
        (LINK.format("one") + BARE, ["keyboard: no sign of being at A bare"]),
        (LINK.format("one") + TRAP + BARE, ["keyboard: held at BUTTON trap"]),
    ],
)
def test_the_keyboard_walk(browser, body, found):
    page = browser.new_page()
    page.set_content(f"<main>{body}</main>")
    visit = SimpleNamespace(page=page, complaints=[])
    Visit._keyboard(visit)
    page.close()
    assert visit.complaints == found
