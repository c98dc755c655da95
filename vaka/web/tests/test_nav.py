import pytest

from vaka.web.nav import NavItem, links_for

ITEMS = [
    NavItem(label="Logga", url_name="account_login", order=30),
    NavItem(label="Utseende", url_name="web:theme", capability="figures.see", order=10),
    NavItem(label="Stilguide", url_name="web:gallery", order=20),
    NavItem(label="Finns inte", url_name="nowhere:at_all", order=1),
]


@pytest.fixture(autouse=True)
def _items_that_exist(monkeypatch):
    known = {"account_login": "/konto/login/", "web:theme": "/matt/", "web:gallery": "/matt/fall/"}
    monkeypatch.setattr("vaka.web.nav.address_of", lambda name: known.get(name, ""))


@pytest.mark.parametrize(
    ("capabilities", "labels"),
    [
        (set(), ["Stilguide", "Logga"]),
        ({"figures.see"}, ["Utseende", "Stilguide", "Logga"]),
    ],
)
def test_only_what_the_viewer_may_open_and_what_is_installed(capabilities, labels):
    links = links_for(capabilities.__contains__, "/", ITEMS)
    assert [link.label for link in links] == labels


@pytest.mark.parametrize(
    ("path", "current"),
    [("/matt/fall/2026/", "Stilguide"), ("/matt/larm/", "Utseende"), ("/annat/", None)],
)
def test_the_deepest_page_that_holds_the_address_is_current(path, current):
    links = links_for(lambda _c: True, path, ITEMS)
    assert next((link.label for link in links if link.is_current), None) == current
