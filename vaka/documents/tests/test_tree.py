import pytest

from vaka.documents import nodes, tree
from vaka.documents.tests import examples


def kinds(document: tree.Tree) -> list[str]:
    return [block["t"] for block in document.blocks]


def test_the_first_heading_is_the_title():
    document = tree.plant(examples.manuscript())
    assert document.title_text == "Fallen minskar inte på Björken"


@pytest.mark.parametrize("template", ["Ingen rubrik", "## Fel nivå", ""])
def test_a_document_without_title_is_refused(template):
    with pytest.raises(tree.TitleMissing):
        tree.plant(examples.manuscript(template))


def test_headings_skip_no_level_even_inside_frames():
    document = tree.plant(
        examples.manuscript("# T\n\n::: beslut\n#### Djup\n:::\n\n##### Till\n\n# Ny")
    )
    levels = [block["c"][0] for block in _walk(list(document.blocks)) if block["t"] == "Header"]
    assert levels == [2, 3, 2]


def _walk(blocks):
    for block in blocks:
        if block["t"] == "Div":
            yield from _walk(block["c"][1])
        else:
            yield block


@pytest.mark.parametrize("template", ["# T\n\n    {{ figure('a') }}", "# T\n\n`{{ figure('a') }}`"])
def test_a_verb_inside_code_is_named(template):
    with pytest.raises(tree.MisplacedVerb):
        tree.plant(examples.manuscript(template))


@pytest.mark.parametrize(
    "template", ["# T {{ table('types') }}x", "# T\n\n- a {{ table('types') }} x"]
)
def test_a_table_leaves_the_line_it_was_asked_for_in(template):
    assert "Table" in kinds(tree.plant(examples.manuscript(template)))


def test_a_chart_brings_its_table_unless_the_report_shows_it():
    alone = tree.plant(examples.manuscript("# T\n\n{{ chart('types-chart') }}"))
    beside = tree.plant(
        examples.manuscript("# T\n\n{{ chart('types-chart') }}\n\nx\n\n{{ table('types') }}")
    )
    twice = tree.plant(examples.manuscript("# T\n\n{{ chart('parts') }}{{ chart('matrix') }}"))
    assert kinds(twice) == ["Figure", "Table", "Figure"]
    assert kinds(alone) == ["Figure", "Table", "Div"]
    assert kinds(beside) == ["Figure", "Div", "Para", "Table", "Div"]


def test_images_and_dangerous_links_become_their_words():
    document = tree.plant(
        examples.manuscript(
            "# T\n\n![ett kort](/etc/passwd) [klick](javascript:x) [ok](https://a.se)"
        )
    )
    text = str(document.blocks)
    assert "passwd" not in text
    assert "javascript" not in text
    assert text.count("'Link'") == 1
    assert tree.plain(document.blocks[0]["c"]).startswith("ett kort klick ok")


@pytest.mark.parametrize(
    "raw", ["`x`{=html}", "```{=typst}\n#panic()\n```", "<b>x</b>", "\\input{a}"]
)
def test_no_raw_node_ever_stands_in_the_tree(raw):
    assert "Raw" not in str(tree.plant(examples.manuscript(f"# T\n\n{raw}")).blocks)


def test_long_runs_are_parted_and_no_letter_is_lost():
    words = "å" * 70_000 + " " + "kort " * 3_000
    manuscript = examples.manuscript("# T\n\n{{ comment('x') }}", comment=words)
    blocks = tree.plant(manuscript).blocks
    read = "".join(tree.plain(block["c"]) for block in blocks)
    assert all(len(tree.plain(b["c"])) <= nodes.LONGEST_PARAGRAPH * 1.05 for b in blocks)
    assert read.count("å") == 70_000
    assert read.count("kort") == 3_000


def test_a_figure_carries_where_it_came_from():
    (paragraph,) = tree.plant(examples.manuscript("# T\n\n({{ figure('falls') }}).")).blocks
    (span,) = [node for node in paragraph["c"] if node["t"] == "Span"]
    pairs = dict(span["c"][0][2])
    assert pairs["data-measure"] == "falls"
    assert pairs["data-value"] == "1554"
    assert pairs["data-snapshot"] == "s-1"
    assert tree.plain(paragraph["c"]) == "(1\u00a0554)."


def test_a_sum_row_is_the_foot_and_numbers_stand_right():
    (table,) = [b for b in tree.plant(examples.manuscript()).blocks if b["t"] == "Table"
                and b["c"][0][0] == "table-types"]  # fmt: skip
    _, _, columns, head, bodies, foot = table["c"]
    assert [column[0]["t"] for column in columns] == ["AlignLeft", "AlignRight", "AlignRight"]
    assert len(head[1]) == len(foot[1]) == 1
    assert len(bodies[0][3]) == 3
