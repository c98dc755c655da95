"""A board with one term, and lists as people paste them."""

from datetime import date

import pytest

from vaka.areas.administration import actions
from vaka.areas.administration.rules import Point, Seat
from vaka.foundation.access.viewer import Viewer

SYSTEM = Viewer.system("tests")
OLD = (Seat("Gunvor", "chair"), Seat("Nils", "member"), Seat("Åke", "substitute"))
NEW = (Seat("Nils", "chair"), Seat("Åke", "substitute"), Seat("Bo", "attester", "almen", "Drift"))
OLD_POINTS = (Point("1.1", "Hemtjänst", "Handläggare", "4:1"), Point("5.2", "Inköp", "Socialchef"))
NEW_POINTS = (Point("1.1", "Hemtjänst", "Handläggare", "4:1"), Point("5.2", "Inköp", "Enhetschef"))
FIRST, SECOND = date(2019, 1, 1), date(2023, 1, 1)


@pytest.fixture
def board(units):
    """Give a board whose first term runs."""
    made = actions.found_body(by=SYSTEM, code="namnden", name="Nämnden", kind="board")
    actions.change_term(by=SYSTEM, body=made, on_date=FIRST, mandates=OLD, points=OLD_POINTS)
    return made
