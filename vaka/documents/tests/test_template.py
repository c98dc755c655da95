import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.documents import tree
from vaka.documents.content import Chart, Column, Table, UnevenTable
from vaka.documents.template import MARK_START, SameIdTwice, TemplateRefused, Verbs, escape, render
from vaka.documents.tests import examples


def test_numbers_travel_beside_the_text_and_stay_typed():
    manuscript = examples.manuscript()
    assert manuscript.figures[0].value == 1554
    assert set(manuscript.tables) == {"types", "decisions"}
    assert set(manuscript.charts) == {"trend", "types-chart", "matrix", "parts", "ages"}
    assert "1234" not in manuscript.markdown


@pytest.mark.parametrize(
    "template",
    [
        "# x\n{% include '/etc/passwd' %}",
        "# x\n{{ unit.__class__.__mro__ }}",
        "# x\n{{ unknown }}",
        "# x\n{{ [].append(1) }}",
        "# x\n{% if %}",
        "# x\n{{ figure.verbs }}",
    ],
)
def test_the_sandbox_refuses(template):
    with pytest.raises(TemplateRefused):
        examples.manuscript(template)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_value_reads_back_as_its_own_words(words):
    document = tree.plant(render("# T\n\nx{{ words }}x", examples.verbs(), {"words": words}))
    (paragraph,) = document.blocks
    assert paragraph["t"] == "Para"
    read = tree.plain(paragraph["c"]).replace("\u200b", "")
    expected = escape(words).replace("\\", "") if "\\" not in words else None
    if expected is not None:
        assert read == f"x{expected}x"


def test_nobody_can_forge_a_marker():
    forged = f"{MARK_START}table0\ue001"
    manuscript = render(
        "# T\n\n{{ words }}\n\n{{ comment('x') }}",
        examples.verbs(comment=forged),
        {"words": forged},
    )
    text = str(tree.plant(manuscript).blocks)
    assert "table0" in text
    assert "'Table'" not in text


def test_an_empty_comment_leaves_nothing():
    assert tree.plant(examples.manuscript("# T\n\n{{ comment('x') }}", comment=" ")).blocks == ()


def test_one_id_for_two_tables_is_refused():
    tables = iter([examples.TYPES, Table("types", "annan", (Column("a"),), ())])
    verbs = Verbs(examples.figure, lambda name: next(tables), None, lambda section: "")
    with pytest.raises(SameIdTwice):
        render("# T\n\n{{ table('a') }}{{ table('b') }}", verbs)


def test_one_id_for_two_charts_is_refused():
    charts = iter(
        [Chart("c", "en", {}, "a", examples.RISK), Chart("c", "två", {}, "a", examples.RISK)]
    )
    verbs = Verbs(examples.figure, None, lambda name: next(charts), lambda section: "")
    with pytest.raises(SameIdTwice):
        render("# T\n\n{{ chart('a') }}{{ chart('b') }}", verbs)


def test_a_row_has_as_many_cells_as_columns():
    with pytest.raises(UnevenTable):
        Table("t", "T", (Column("a"), Column("b")), (("x",),))
