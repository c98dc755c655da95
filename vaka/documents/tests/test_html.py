import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from vaka.documents import html, tree
from vaka.documents.tests import examples


class Reader(HTMLParser):
    """Collects tags with their attributes, and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def made() -> str:
    return html.write_html(tree.plant(examples.manuscript()), examples.LETTERHEAD)


@pytest.fixture(scope="module")
def read(made) -> Reader:
    return Reader(made)


def test_each_chart_stands_where_its_mark_stood_and_no_mark_is_left(made):
    assert made.count('<figure class="chart">') == made.count("<svg role=") > 1
    assert not re.search("[\ue000-\uf8ff]", made)
    assert made.index('<figure class="chart">') < made.index("</article>")


def test_a_mark_in_a_letterhead_shows_no_picture():
    head = replace(examples.LETTERHEAD, reference="SN \ue0000\ue001")
    page = html.write_html(tree.plant(examples.manuscript("# T\n\nOrd")), head)
    assert "<svg" not in page
    assert "\ue000" not in page


def test_one_main_heading_and_no_skipped_level(read):
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_charts_are_named_pictures_followed_by_their_table(read):
    pictures = [svg for svg in read.all("svg") if svg.get("role") == "img"]
    assert [svg["aria-label"] for svg in pictures] == [
        examples.CHARTS[id].alt for id in ("trend", "types-chart", "matrix", "parts", "ages")
    ]
    order = [tag for tag, _ in read.tags if tag in {"svg", "table"}]
    assert order[:2] == ["svg", "table"]


def test_a_wide_table_is_reached_by_the_keyboard_under_its_caption(read):
    around = [div for div in read.all("div") if div.get("tabindex") == "0"]
    assert len(around) == len(read.all("table"))
    assert all(div["aria-label"] and div["role"] == "group" for div in around)


def test_header_cells_say_what_they_head_and_tables_have_captions(read):
    assert all(th.get("scope") in {"col", "row"} for th in read.all("th"))
    assert len(read.all("caption")) == len(read.all("table"))


def test_nothing_runs_is_fetched_or_styled_in_place(made, read):
    assert read.all("script") == read.all("link") == read.all("img") == []
    assert not [tag for tag, attributes in read.tags if "style" in attributes]
    assert not [a for a in read.all("a") if not str(a["href"]).startswith("#")]
    assert "url(http" not in made


def test_ids_are_unique(read):
    ids = [attributes["id"] for _, attributes in read.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))


def test_hostile_words_stay_words(read):
    assert "<script>alert(1)</script>" in read.words
    assert "\\input{/etc/passwd}" in read.words


def test_language_and_title(made):
    assert '<html lang="sv">' in made
    assert "<title>Fallen minskar inte på Björken · Vaka kommun</title>" in made


def test_a_figure_in_text_keeps_its_source(read):
    (figure,) = [span for span in read.all("span") if span.get("class") == "figure"]
    assert figure["data-measure"] == "deviations"
    assert figure["data-period"] == "2026"
