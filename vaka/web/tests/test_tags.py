import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory


def _draw(source: str, query: str = "", **values: object) -> str:
    request = RequestFactory().get(f"/{query}")
    return Template("{% load vaka %}" + source).render(Context({"request": request, **values}))


@pytest.mark.parametrize(
    ("left", "colour", "words"),
    [
        (-2, "t-rowan", "2 arbetsdagar sen"),
        (3, "t-lamp", "3 arbetsdagar kvar"),
    ],
)
def test_age_says_in_words_what_the_bar_shows(left, colour, words):
    html = _draw("{% age_bar 26 30 left %}", left=left)
    assert colour in html
    assert words in html
    assert "26 av 30 dagar" in html


def test_age_of_working_days_decides_over_calendar_days():
    assert 'data-s="late"' in _draw("{% age_bar 10 30 left %}", left=-1)


def test_bar_list_links_and_hides():
    rows = [
        {"label": "Fall", "value": 1512, "url": "/fall/"},
        {"label": "Hot <b>", "value": None, "url": ""},
    ]
    html = _draw('{% bar_list rows "Antal efter typ" %}', rows=rows)
    assert '<a href="/fall/">Fall</a>' in html
    assert "1\u00a0512" in html
    assert "visas inte" in html
    assert "Hot &lt;b&gt;" in html
    assert html.count("<svg") == 1


def test_query_changes_one_key_and_keeps_the_rest():
    html = _draw("{% querystring_with sida=2 typ=None %}", "?enhet=almen&typ=fall")
    assert html == "?enhet=almen&amp;sida=2"


def test_pages_keep_the_filter():
    page = Paginator(range(100), 10).page(3)
    html = _draw("{% paginate page %}", "?enhet=almen", page=page)
    assert 'href="?enhet=almen&amp;sida=4" rel="next"' in html
    assert html.count('aria-current="page"') == 1


def test_one_page_needs_no_links():
    assert _draw("{% paginate page %}", page=Paginator([], 10).page(1)).strip() == ""


def test_a_chart_specification_cannot_break_out_of_its_script():
    spec = {"title": "</script><script>alert(1)</script>"}
    html = _draw('{% vega spec "c1" "Antal" %}', spec=spec)
    assert "</script><script>alert" not in html
    assert 'data-vega="c1"' in html
