from xml.etree import ElementTree

from vaka.documents.slide import MOST_ROWS, SlideRow, slide


def test_a_slide_is_wide_whole_and_tells_itself_in_words():
    rows = [SlideRow(f"Mått <{i}> {'x' * 90}", "1", "2", "better", "bättre") for i in range(12)]
    made = slide("A & B", ("2022", "2023"), rows, "Källa")
    tree = ElementTree.fromstring(made)
    assert tree.get("viewBox") == "0 0 1600 900"
    words = [one.text or "" for one in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert sum("◆ bättre" in one for one in words) == MOST_ROWS
    assert max(map(len, words)) <= 62
    assert tree.findtext("{http://www.w3.org/2000/svg}desc", "").startswith("Mått <0>")
