"""Stripes of bars: where they lie, told apart from how they are written."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.documents import hatching

SIDES = st.floats(0.5, 500).map(lambda side: round(side, 2))


def drawn(name, wide, high, more=""):
    shape = (
        f'<path{more} d="M10,20h{wide}v{high}h{-wide}Z" fill="url(#vaka-{name})" stroke="#000"/>'
    )
    return hatching.plainly(shape, "#10293b")


def area(svg):
    """The area of all stripes, by the shoelace formula."""
    stripes = re.search(r'<path[^>]* d="([^"]*)" fill="#10293b"', svg)[1]
    total = 0.0
    for stripe in filter(None, stripes.split("z")):
        corners = [tuple(map(float, one.split(","))) for one in stripe[1:].split("L")]
        assert all(x >= 9.9 and y >= 19.9 for x, y in corners)
        total += abs(sum(a * d - b * c for (a, b), (c, d) in pairwise([*corners, corners[0]]))) / 2
    return total


@given(SIDES, SIDES)
def test_slanted_bands_cover_what_slices_say(wide, high):
    """The slow twin: a bar cut in thin slices along the slant, each held by a band or not."""
    period, slices = hatching.PERIOD * 2**0.5, 4_000
    step = (wide + high) / slices
    spans = [(i + 0.5) * step for i in range(slices)]
    told = sum(min(span, wide, high, wide + high - span) * step
               for span in spans if span % period < period / 2)  # fmt: skip
    assert area(drawn("hatch", wide, high)) == pytest.approx(
        told, rel=0.04, abs=2 + (wide + high) / 20
    )


def test_lines_lie_within_the_bar_and_the_border_stays():
    svg = drawn("lines", 100, 15)
    assert svg.startswith('<path d="M10,20h100')
    assert 'fill="#fff" stroke="#000"' in svg
    assert re.findall(r"M10,([\d.]+)h100v([\d.]+)h-100z", svg) == [("22.3", "1.4"), ("28.3", "1.4"),
                                                              ("34.3", "0.7")]  # fmt: skip


def test_a_key_of_the_legend_keeps_its_place_and_a_bar_to_the_left_its_stripes():
    assert drawn("hatch", 9, 9, ' transform="translate(5,6)"').count("translate(5,6)") == 2
    assert "M1,22.3h9" in drawn("lines", -9, 9)


def test_another_shape_keeps_its_pattern():
    round_one = '<path d="M0,0A3,3,0,1,1,3,3Z" fill="url(#vaka-hatch)"/>'
    assert hatching.plainly(round_one, "#000") == round_one
