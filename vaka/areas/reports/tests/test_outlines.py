"""The sections of the yearly reports: one list, which the template follows."""

import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from vaka.areas.reports import outlines
from vaka.foundation import access

NAMES = sorted(path.stem for path in outlines.TEMPLATES.glob("*.toml"))
DAY = date(2023, 12, 31)
HEADING = re.compile(r"^(#{2,4}) (.+)$", re.MULTILINE)
NOTE = "Så är det räknat"
COMMENT = re.compile(r'comment\("([a-z-]+)"\)')
ROLES = tomllib.loads(Path(access.__file__).with_name("roles.toml").read_text("utf-8"))


def test_the_two_reports_of_the_year_have_sections():
    assert {"kvalitetsberattelse", "patientsakerhetsberattelse"} <= set(NAMES)
    assert outlines.has_outline("kvalitetsberattelse")
    assert not outlines.has_outline("avvikelser")
    with pytest.raises(outlines.NoOutline):
        outlines.sections("avvikelser", on=DAY)


@pytest.mark.parametrize("name", NAMES)
def test_the_template_has_the_sections_in_their_order(name):
    text = (outlines.TEMPLATES / f"{name}.md").read_text("utf-8")
    listed = outlines.sections(name, on=DAY)
    told = [(len(marks), title) for marks, title in HEADING.findall(text) if title != NOTE]
    assert told == [(one.level, one.title) for one in listed]
    assert COMMENT.findall(text) == [one.key for one in listed]


@pytest.mark.parametrize("name", NAMES)
def test_levels_follow_each_other_and_roles_exist(name):
    listed = outlines.sections(name, on=DAY)
    levels = [1, *(one.level for one in listed)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {one.answers for one in listed} <= set(ROLES)
    assert len({one.key for one in listed}) == len(listed)


def test_the_law_is_that_of_the_day():
    intro = outlines.sections("kvalitetsberattelse", on=DAY)[0]
    assert any("2001:453" in text for text in intro.cited(DAY))
    assert any("2025:400" in text for text in intro.cited(date(2025, 12, 31)))


def test_a_section_that_is_not_yet_in_force_is_not_asked_for():
    assert outlines.sections("patientsakerhetsberattelse", on=date(2020, 12, 31)) == ()


def test_paragraphs_of_one_chapter_stand_together():
    cited = ["SoL (2001:453) 14 kap. 3 §", "SoL (2001:453) 14 kap. 6 §", "LSS (1993:387) 6 §"]
    told = outlines.in_short(cited).replace("\u00a0", " ")
    assert told == "SoL (2001:453) 14 kap. 3 och 6 §§; LSS (1993:387) 6 §"
    assert "6\u00a0§" in outlines.in_short(cited)
