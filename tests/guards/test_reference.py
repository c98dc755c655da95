"""docs/reference is what the code says today."""

import pytest

from vaka.config.reference import FOLDER, PAGES

BY_HAND = {"security.md"}  # held by test_security


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_code_says(name: str) -> None:
    written = (FOLDER / name).read_text("utf-8") if (FOLDER / name).exists() else ""
    assert written == PAGES[name](), "run `make docs`"


def test_nothing_else_lies_among_the_written_pages() -> None:
    assert {path.name for path in FOLDER.iterdir()} - BY_HAND <= set(PAGES)
