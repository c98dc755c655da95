"""What differs between two texts."""

from vaka.areas.routines.comparing import Piece, compared, counts


def test_a_changed_line_is_marked_word_by_word():
    lines = compared("Ring sjuksköterskan.\nVänta.", "Ring alltid sjuksköterskan.\nVänta.")
    assert lines[0] == [
        Piece("same", "Ring "), Piece("added", "alltid "), Piece("same", "sjuksköterskan."),
    ]  # fmt: skip
    assert lines[1] == [Piece("same", "Vänta.")]


def test_other_lines_are_removed_and_added_whole():
    lines = compared("Ett", "Något helt annat\nTvå")
    assert lines == [
        [Piece("removed", "Ett")], [Piece("added", "Något helt annat")], [Piece("added", "Två")],
    ]  # fmt: skip
    assert counts(lines) == (2, 1)


def test_the_first_version_is_all_new():
    assert counts(compared("", "Ett\n\nTvå")) == (2, 0)
