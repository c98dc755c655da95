"""A QR code as SVG, drawn here so that nothing is fetched."""

import segno
from django.utils.safestring import SafeString, mark_safe


def svg(address: str, label: str) -> SafeString:
    """Draw an address as a QR code with error correction for a wall (Q), four modules of quiet."""
    code = segno.make(address, error="q", micro=False)
    drawn = code.svg_inline(
        scale=8, border=4, title=label, svgclass="qr", lineclass=None, omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308 - our own drawing; the library escapes the title
