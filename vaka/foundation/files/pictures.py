"""Photos that people send: read, made small, and freed of where and by whom they were taken."""

import base64
import binascii
import warnings
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 1600
QUALITY = 75
LARGEST = 1_000_000
"""Most bytes of a photo as it comes; the page makes it smaller than that before it is sent."""
PREFIX = "data:image/jpeg;base64,"
READ = ("JPEG", "PNG", "WEBP")


class UnreadablePhoto(ValueError):
    """The bytes are no photo that can be read; the message is Swedish."""

    def __init__(self) -> None:
        super().__init__(_("Fotot gick inte att läsa. Ta ett nytt, eller välj en bild i JPEG."))


def plain_jpeg(content: bytes) -> bytes:
    """Give a photo as a JPEG of at most `LONGEST_SIDE` pixels a side, upright, without metadata.

    Raises UnreadablePhoto for anything else than a picture of reasonable size.
    """
    if len(content) > LARGEST:
        raise UnreadablePhoto
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=READ) as picture:
                upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError,
            Image.DecompressionBombError, Image.DecompressionBombWarning):  # fmt: skip
        raise UnreadablePhoto from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright.info.clear()
    out = BytesIO()
    upright.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def from_text(text: str) -> bytes:
    """Give the bytes of a photo written as a data address. Raises UnreadablePhoto."""
    head, comma, rest = text.partition(",")
    if not comma or not head.startswith("data:image/") or not head.endswith(";base64"):
        raise UnreadablePhoto
    try:
        return base64.b64decode(rest, validate=True)
    except (binascii.Error, ValueError):
        raise UnreadablePhoto from None


def as_text(jpeg: bytes) -> str:
    """Write a JPEG as a data address, as a form carries it."""
    return PREFIX + base64.b64encode(jpeg).decode("ascii")
