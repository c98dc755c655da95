"""Photos: what is read, what is refused, and that nothing of where they were taken is left."""

from io import BytesIO

import pytest
from PIL import Image

from vaka.foundation.files import pictures
from vaka.foundation.files.pictures import UnreadablePhoto

GPS, TURN = 0x8825, 0x0112


def photo(size=(40, 20), format="JPEG", **more):
    """Give a small picture, red on its left half."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    picture.save(out, format, **more)
    return out.getvalue()


def _read(content):
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_a_jpeg(format):
    assert _read(pictures.plain_jpeg(photo(format=format))).format == "JPEG"


def test_a_large_one_is_made_small_and_a_small_one_stays():
    assert max(_read(pictures.plain_jpeg(photo((4000, 1000)))).size) == pictures.LONGEST_SIDE
    assert _read(pictures.plain_jpeg(photo((40, 20)))).size == (40, 20)


def test_nothing_is_left_of_where_it_was_taken_and_it_stands_upright():
    exif = Image.Exif()
    exif[TURN] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010E] = "Almen, rum 4"
    kept = pictures.plain_jpeg(photo(exif=exif, comment=b"Almen"))
    assert _read(kept).size == (20, 40)
    assert not _read(kept).getexif()
    assert b"Almen" not in kept


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", photo()[:200], b"GIF89a", photo(format="GIF"), b"x" * 1_000_001],
)  # fmt: skip
def test_what_is_no_photo_is_refused(content):
    with pytest.raises(UnreadablePhoto, match="Fotot gick inte att läsa"):
        pictures.plain_jpeg(content)


def test_a_picture_that_unfolds_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 500)
    with pytest.raises(UnreadablePhoto):
        pictures.plain_jpeg(photo((40, 20)))


def test_a_photo_goes_through_a_form_as_text():
    assert pictures.from_text(pictures.as_text(b"\xff\xd8\xff")) == b"\xff\xd8\xff"


@pytest.mark.parametrize(
    "text", ["", "abc", "data:text/html;base64,AAAA", "data:image/png;base64,å"]
)
def test_other_text_is_no_photo(text):
    with pytest.raises(UnreadablePhoto):
        pictures.from_text(text)
