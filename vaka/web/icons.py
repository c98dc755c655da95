"""Icons as inline SVG: Phosphor regular from the build, one drawn here, and the mark of Vaka."""

import json
from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from vaka.web.assets import ICONS_FILE

_OWN = {
    # Someone who has fallen, on Phosphor's 256 grid with its 16 stroke.
    "fall": (
        '<g fill="none" stroke="currentColor" stroke-width="16" stroke-linecap="round" '
        'stroke-linejoin="round"><circle cx="76" cy="60" r="24"/>'
        '<path d="M92 100 L132 148 L196 140"/><path d="M132 148 L160 196 L212 196"/>'
        '<path d="M108 120 L64 136 L48 172"/><path d="M32 224 H224"/></g>'
    ),
}
MARK = mark_safe(
    '<svg class="mark" viewBox="0 0 26 26" aria-hidden="true">'
    '<g fill="none" stroke="currentColor" stroke-width="1.8">'
    '<rect x="2" y="2" width="10" height="10" rx="2"/>'
    '<rect x="2" y="14" width="10" height="10" rx="2"/>'
    '<rect x="14" y="14" width="10" height="10" rx="2"/></g>'
    '<rect class="mark__lit" x="13.2" y="1.2" width="11.6" height="11.6" rx="2.4"/></svg>'
)


class UnknownIcon(LookupError):
    """A page asks for an icon that neither Phosphor nor Vaka has."""


def icon(name: str, label: str = "") -> SafeString:
    """Give the icon as SVG, hidden from screen readers unless it carries a label of its own."""
    body = mark_safe(_body(name))  # noqa: S308 - markup from our own build
    if not label:
        return format_html('<svg class="i" viewBox="0 0 256 256" aria-hidden="true">{}</svg>', body)
    return format_html(
        '<svg class="i" viewBox="0 0 256 256" role="img" aria-label="{}">{}</svg>', label, body
    )


def _body(name: str) -> str:
    found = _OWN.get(name) or _built().get(name)
    if found is None:
        raise UnknownIcon(name)
    return found


@cache
def _built() -> dict[str, str]:
    if not ICONS_FILE.is_file():
        raise ImproperlyConfigured("Run `python -m vaka.web.assets node_modules` first")
    icons: dict[str, str] = json.loads(ICONS_FILE.read_text(encoding="utf-8"))
    return icons
