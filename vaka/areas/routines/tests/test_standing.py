"""What makes a routine need looking over."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from vaka.areas.routines import standing
from vaka.areas.routines.models import RoutineVersion
from vaka.foundation import duties


@pytest.fixture
def version(approved) -> RoutineVersion:
    """Give Almen's routine as approved before the new Social Services Act."""
    row = RoutineVersion.objects.get(pk=approved.pk)
    row.approved_date = row.valid_from = date(2025, 3, 1)
    row.laws, row.systems = ["lex_sarah.all_sol"], "Journalsystemet"
    row.save()
    return row


def test_a_changed_law_is_a_reason(version, kim, cecilia):
    found = standing.to_look_over(kim)
    assert "Lagen har ändrats" in found[0].reasons[0]
    assert standing.to_look_over(cecilia) == []
    version.looked_over_date = date(2026, 1, 1)
    version.save()
    assert standing.to_look_over(kim) == []


def test_a_system_and_a_day_are_reasons(version, kim):
    version.laws, version.valid_until = [], timezone.localdate() - timedelta(days=1)
    version.save()
    assert len(standing.to_look_over(kim)[0].reasons) == 1
    assert len(standing.to_look_over(kim, "journalsystemet")[0].reasons) == 2
    assert standing.systems(kim) == ["Journalsystemet"]


def test_reviews_stand_on_the_year_wheel(version, kim, cecilia):
    assert version.valid_until is not None
    found = duties.due(kim, version.valid_until, version.valid_until)
    assert [one.name for one in found if one.topic == "routine_review"] == [
        "Se över Fall: så gör du"
    ]
    assert not [one for one in duties.due(cecilia, version.valid_until, version.valid_until)
                if one.topic == "routine_review"]  # fmt: skip


def test_topics_of_law_exist_and_pages_open(client_as, kim, version):
    assert len(standing.law_choices()) == len(standing.LAWS)
    assert "behöver ses över" in client_as(kim).get("/rutiner/att-se-over/").content.decode()
