import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from vaka.web import words
from vaka.web.templatetags import vaka as tags


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, None, "0"),
        (1189, None, "1\u00a0189"),
        (1_234_567, None, "1\u00a0234\u00a0567"),
        (7.4, None, "7,4"),
        (3.0, None, "3"),
        (25.333, 1, "25,3"),
        (12, 1, "12,0"),
        (-4.5, None, "−4,5"),
        (-0.001, None, "0"),
        (Decimal("1000.10"), 2, "1\u00a0000,10"),
        (None, None, "–"),
    ],
)
def test_number(value, decimals, written):
    assert tags.sw_number(value, decimals) == written


def test_percent_keeps_its_sign_on_the_line():
    assert tags.sw_percent(25.3) == "25,3\u00a0%"


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("long", "15 oktober 2026"),
        ("short", "15 okt 2026"),
        ("weekday", "torsdag 15 oktober"),
        ("month", "oktober 2026"),
    ],
)
def test_date(form, written):
    assert tags.sw_date(dt.date(2026, 10, 15), form) == written


def test_a_moment_is_written_in_swedish_time_whatever_its_zone():
    moment = dt.datetime(2026, 10, 15, 2, 5, tzinfo=dt.UTC)
    assert tags.sw_date(moment) == "15 oktober 2026 kl. 04.05"
    assert words.clock_time(moment.astimezone(ZoneInfo("Asia/Tokyo"))) == "kl. 04.05"
    assert words.clock_time(dt.time(7, 30)) == "kl. 07.30"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (21, "21 arbetsdagar kvar"),
        (1, "1 arbetsdag kvar"),
        (0, "Sista dagen är i dag"),
        (-1, "1 arbetsdag sen"),
        (-12, "12 arbetsdagar sen"),
    ],
)
def test_working_days_left(days, said):
    assert words.working_days_left(days) == said


@pytest.mark.parametrize(
    ("size_bytes", "said"),
    [(12, "12\u00a0byte"), (2_500_000, "2,5\u00a0MB"), (50_000_000, "50\u00a0MB")],
)
def test_file_size(size_bytes, said):
    assert words.file_size(size_bytes) == said
