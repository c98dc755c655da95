"""The menu: areas register their pages at start; a viewer meets only those they may open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One page in the menu. `capability` empty: for everyone who is signed in.

    With `icon` the page is a tool that stands to the right in the band, not in the menu; a `rare`
    one stands in the pane under one's name.
    """

    label: Words
    url_name: str
    capability: str = ""
    order: int = 100
    icon: str = ""
    rare: bool = False


@dataclass(frozen=True)
class NavLink:
    """A menu item as the page shows it."""

    label: Words
    url: str
    is_current: bool
    icon: str
    rare: bool = False


_REGISTRY: dict[str, NavItem] = {}


def register(*items: NavItem) -> None:
    """Add items to the menu; called from an area's `apps.ready`. The same page counts once."""
    _REGISTRY.update({item.url_name: item for item in items})


def links_for(
    may: Callable[[str], bool], path: str, items: Iterable[NavItem] | None = None
) -> list[NavLink]:
    """Give the links this viewer may open, in order, with the one that `path` lies under marked."""
    chosen = sorted(
        _REGISTRY.values() if items is None else items,
        key=lambda item: (item.order, str(item.label)),
    )
    allowed = [item for item in chosen if not item.capability or may(item.capability)]
    addresses = [(item, address_of(item.url_name)) for item in allowed]
    current = _deepest(path, [url for _item, url in addresses if url])
    return [
        NavLink(item.label, url, url == current, item.icon, item.rare)
        for item, url in addresses
        if url
    ]


def address_of(url_name: str) -> str:
    """Give the address of a page, or an empty string when no such page is installed."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _deepest(path: str, urls: Iterable[str]) -> str:
    """Of the addresses that `path` lies under, the longest; the start page only covers itself."""
    under = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(under, key=len, default="")
