"""A year beside the one before: what changed, and only for those who read the edition by role."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.accounts import actions, compare_queries
from vaka.areas.accounts.actions import NewEdition
from vaka.areas.accounts.compare_rules import SectionChange
from vaka.areas.accounts.models import Edition
from vaka.documents.slide import HEIGHT, WIDTH
from vaka.foundation.access.viewer import NotVisible


@pytest.fixture
def two_years(kim, units):
    """The editions of two years, the newer one with a section of its own."""
    today, unit = timezone.localdate(), units["socialforvaltningen"]
    due = today + timedelta(days=60)
    made = [
        actions.open_edition(by=kim, new=NewEdition("kvalitetsberattelse", unit, year, due))
        for year in (today.year - 2, today.year - 1)
    ]
    newer = Edition.objects.get(case=made[1])
    first, second = newer.sections.order_by("place")[:2]
    first.text = "Nya ord."
    first.save()
    Edition.objects.get(case=made[0]).sections.filter(key=second.key).delete()
    return newer


@pytest.mark.django_db
def test_sections_are_new_changed_or_the_same(kim, two_years):
    page = compare_queries.compare_page(kim, two_years.pk)
    assert {one.change for one in page.sections} == {SectionChange.NEW, SectionChange.CHANGED}
    assert page.same_sections == two_years.sections.count() - 2


@pytest.mark.django_db
def test_the_page_and_its_picture_are_shut_to_others(client_as, bo, kim, two_years):
    for name in ("compare", "slide", "slide_png"):
        address = reverse(f"accounts:{name}", args=[two_years.pk])
        assert client_as(kim).get(address).status_code == 200
        assert client_as(bo).get(address).status_code == 404
    picture = client_as(kim).get(reverse("accounts:slide_png", args=[two_years.pk])).content
    assert picture.startswith(b"\x89PNG")
    assert [int.from_bytes(picture[at : at + 4]) for at in (16, 20)] == [WIDTH, HEIGHT]
    with pytest.raises(NotVisible):
        compare_queries.compare_page(bo, two_years.pk)
