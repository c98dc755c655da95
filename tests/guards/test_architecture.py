"""The picture of the house names every area there is."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PICTURE = REPOSITORY / "docs" / "explanation" / "architecture.md"


def test_every_area_stands_in_the_picture():
    areas = {path.parent.name for path in (REPOSITORY / "vaka" / "areas").glob("*/apps.py")}
    text = PICTURE.read_text("utf-8")
    assert areas
    assert not {name for name in areas if f"── {name}/" not in text}
