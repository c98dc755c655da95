"""The rules of boards, tabled; the standard ones hold what the catalogue has."""

from datetime import date

import pytest

from vaka.areas.scorecards import queries, rules
from vaka.areas.scorecards.rules import Span, Tile, Way
from vaka.foundation.access.roles import all_roles
from vaka.metrics.definitions import MEASURES

TODAY = date(2026, 11, 28)
FALLS = Tile("falls", Span.MONTHS)
SHARES = {
    "unit_manager",
    "provider_manager",
    "mas",
    "mar",
    "sas",
    "quality_developer",
    "controller",
}


@pytest.mark.parametrize("one", rules.standards(TODAY), ids=lambda one: one.code)
def test_a_standard_board_holds_measures_that_are_there(one):
    assert 0 < len(one.tiles) <= rules.MOST_TILES
    assert {tile.measure for tile in one.tiles} <= set(MEASURES)
    for place, tile in enumerate(one.tiles):
        assert rules.may_hold(tile, one.tiles[:place], MEASURES[tile.measure].by).ok, tile
    assert set(one.roles) <= set(all_roles())


@pytest.mark.parametrize(
    "role", [code for code, one in all_roles().items() if "figures.see" in one.can]
)
def test_every_role_with_figures_has_a_board(role):
    assert role in rules.standard_for([role], TODAY).roles


def test_a_board_is_offered_while_it_holds():
    assert rules.standards(date(2019, 12, 31)) == []
    with pytest.raises(rules.UnknownStandard):
        rules.standard_for(["mas"], date(2019, 12, 31))
    with pytest.raises(rules.UnknownStandard):
        rules.standard("nothing", TODAY)


@pytest.mark.parametrize("role", sorted(all_roles()))
def test_who_shares(role):
    assert (rules.SHARE in all_roles()[role].can) is (role in SHARES)


@pytest.mark.parametrize(
    ("span", "period"),
    [
        (Span.MONTHS, "2024-11..2026-10"),
        (Span.QUARTERS, "2023Q4..2026Q3"),
        (Span.TERTIALS, "2023T3..2026T2"),
        (Span.YEARS, "2020..2025"),
    ],
)
def test_a_tile_shows_whole_periods(span, period):
    assert str(Tile("falls", span).period(TODAY)) == period


@pytest.mark.parametrize(
    ("tile", "tiles", "codes"),
    [
        (FALLS, [], ()),
        (FALLS, [FALLS], ("measure",)),
        (FALLS, [Tile("falls", Span.YEARS)], ()),
        (Tile("nothing", Span.YEARS), [], ("measure",)),
        (Tile("deviations", Span.MONTHS, "law:HSL"), [FALLS], ()),
        (Tile("hygiene_rated_share", Span.MONTHS, "law:HSL"), [], ("cut",)),
        (FALLS, [Tile("deviations", Span.MONTHS)] * 6, ("measure",)),
    ],
)
def test_what_a_board_takes(tile, tiles, codes):
    assert rules.may_hold(tile, tiles, queries.cuts_of(tile)).codes == codes


@pytest.mark.parametrize(
    ("name", "taken", "ok"),
    [("Min", [], True), (" ", [], False), ("min ", ["Min"], False), ("Ny", ["Min"], True)],
)
def test_names(name, taken, ok):
    assert rules.may_name(name, taken).ok is ok


@pytest.mark.parametrize(
    ("is_owner", "is_shared", "shares_there", "may"),
    [
        (True, False, False, True),
        (True, True, False, True),
        (False, True, True, True),
        (False, True, False, False),
        (False, False, True, False),
    ],
)
def test_who_changes(is_owner, is_shared, shares_there, may):
    found = rules.may_change(is_owner=is_owner, is_shared=is_shared, shares_there=shares_there)
    assert found is may


@pytest.mark.parametrize(
    ("place", "way", "order"),
    [(0, Way.UP, "abc"), (0, Way.DOWN, "bac"), (2, Way.UP, "acb"), (2, Way.DOWN, "abc"),
     (9, Way.UP, "abc")],
)  # fmt: skip
def test_a_tile_moves_a_step(place, way, order):
    tiles = [Tile(name, Span.MONTHS) for name in "abc"]
    assert "".join(one.measure for one in rules.moved(tiles, place, way)) == order
