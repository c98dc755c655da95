"""Every page of the area to those without the capability, and to nobody."""

from datetime import timedelta

import pytest
from django.urls import URLPattern, reverse
from django.utils import timezone

from tests.cast import join
from tests.outsiders import assert_sign_in, standing
from vaka.areas.open_data import actions, urls
from vaka.areas.open_data.actions import NewKey
from vaka.areas.open_data.models import Dataset, FeedKey, Release

PUBLIC = {"public", "public_dataset", "public_file", "catalogue"}
NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns
         if isinstance(one, URLPattern) and one.name not in PUBLIC}  # fmt: skip
ROWS = (FeedKey, Dataset, Release)
PLANTED = "Klockstapelverktyget"


@pytest.fixture
def ids(kim, units):
    """Plant a key."""
    today = timezone.localdate()
    new = NewKey(PLANTED, units["socialforvaltningen"], today, today + timedelta(days=9))
    key, _secret = actions.issue_feed_key(by=kim, new=new)
    row = Dataset.objects.create(
        slug="plan", title=PLANTED, unit=units["socialforvaltningen"], first_year=2025,
        last_year=2025, measures=["falls"],
    )  # fmt: skip
    return {"key_id": key.pk, "dataset_id": row.pk}


def answers(client, ids):
    for name, keys in NAMES.items():
        path = reverse(f"open_data:{name}", kwargs={key: ids[key] for key in keys})
        for answer in (client.get(path), client.post(path, {"words": "Nej", "version": 1})):
            yield path, answer


@pytest.mark.parametrize("user", ["bo", "cecilia", "pia", "ada"])
def test_whoever_issues_no_keys_meets_shut_doors(user, ids, units, client_as):
    client, before = client_as(join(user, units)), standing(*ROWS)
    for path, answer in answers(client, ids):
        assert answer.status_code in {403, 404}, path
        assert PLANTED not in answer.content.decode()
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(*ROWS)
    assert_sign_in(answers(client, ids))
    assert standing(*ROWS) == before
