"""The demo's terms: two periods, and a delegation order that follows the acts of its day."""

from datetime import date

from vaka.areas.administration import queries
from vaka.areas.administration.models import Mandate
from vaka.config.demo import terms
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.actions import NewUnit, open_unit


def test_two_terms_with_ten_points_each(units):
    by = Viewer.system("tests")
    linden = NewUnit("linden", "Linden", "special_housing", date(2019, 1, 1), units["almen"].parent)
    open_unit(by=by, new=linden)
    terms.write(by=by)
    assert len(queries.points_on(date(2022, 12, 31))) == 10
    assert "2001:453" in queries.point("1.1", date(2024, 1, 1)).law
    assert "2025:400" in queries.point("1.1", date(2026, 1, 1)).law
    assert Mandate.objects.filter(from_date=terms.SECOND).count() == 11
