"""The feed: keys shown once, what each may read, files that common tools open, clear errors."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pandas
import pyarrow.parquet as pq
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.open_data import actions, queries
from vaka.areas.open_data.actions import NewKey
from vaka.areas.open_data.models import FeedKey
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.organisation import actions as organisation
from vaka.foundation.snapshot import writer
from vaka.law.verdict import RuleRefused

PLANTED = "Klockstapelrummet"
FEED = "/api/v1/measures"


@pytest.fixture
def falls(units, astrid):
    """Two falls at Almen and seven at Björken."""
    at = datetime(2026, 2, 2, 4, 5, tzinfo=UTC)
    for unit, count in (("almen", 2), ("bjorken", 7)):
        for _n in range(count):
            new = NewDeviation(units[unit], "HSL", "Fall utan skada", PLANTED, at, PLANTED)
            deviations.report(by=astrid if unit == "almen" else _of(units), new=new)
    writer.bring_up()


def _of(units):
    from tests.cast import join

    return join("cecilia", units)


def issued(by, unit, **more):
    """Give a client that carries a new key."""
    today = timezone.localdate()
    new = NewKey("Analysverktyget", unit, today, today + timedelta(days=30), **more)
    key, secret = actions.issue_feed_key(by=by, new=new)
    return key, Client(headers={"Authorization": f"Bearer {secret}"})


def test_a_key_is_shown_once_and_kept_as_a_digest(eva, units, client_as):
    client, today = client_as(eva), timezone.localdate()
    sent = {"name": "Verktyget", "holder": "system", "unit": "socialforvaltningen",
            "from_date": today, "to_date": today + timedelta(days=900)}  # fmt: skip
    assert "gäller för länge" in client.post(reverse("open_data:issue"), sent).content.decode()
    sent["to_date"] = today + timedelta(days=30)
    shown = client.post(reverse("open_data:issue"), sent)
    assert "no-store" in shown["Cache-Control"]
    key = FeedKey.objects.get()
    (secret,) = set(re.findall(r"vaka_[\w-]{40,}", shown.content.decode()))
    assert actions.known_key(secret) == key
    page = client.get(reverse("open_data:keys")).content.decode()
    assert "Verktyget" in page
    assert secret not in page
    assert secret not in str(list(AuditRow.objects.values_list("data", flat=True)))


def test_a_systems_key_reads_figures_with_small_counts_hidden(eva, units, falls):
    key, client = issued(eva, units["socialforvaltningen"])
    found = client.get(f"{FEED}/falls?year=2026").json()
    assert found["small_counts_hidden"]
    assert found["definition"]["title"] == "Fall"
    rows = {(r["unit"], r["period"]): r for r in found["rows"] if not r["dimension"]}
    assert rows["almen", "2026"]["hidden"]
    assert rows["almen", "2026"]["value"] is None
    assert PLANTED not in str(found)
    visible = {place: row["value"] for place, row in rows.items() if not row["hidden"]}
    assert visible["socialforvaltningen", "2026"] == 9
    assert 2 not in visible.values()
    assert 7 not in visible.values()
    assert client.get("/api/v1/facts/deviation/file.csv?year=2026").status_code == 403
    used = AuditRow.objects.filter(verb="feed_key.read", object_id=str(key.pk))
    assert used.count() == 2
    assert used.first().actor_name == "Analysverktyget"


def test_a_persons_key_reads_what_the_person_may_and_no_further(kim, units, falls):
    _key, client = issued(kim, units["almen"], is_own=True)
    found = client.get(f"{FEED}/falls?year=2026").json()
    assert not found["small_counts_hidden"]
    assert {row["unit"] for row in found["rows"]} <= {"almen", "almen-1"}
    assert next(r for r in found["rows"] if r["unit"] == "almen")["value"] == 2
    answer = client.get("/api/v1/facts/deviation/file.csv?year=2026")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["unit_code"] for row in rows] == ["almen", "almen"]
    assert not {"case_id", "reference"} & set(rows[0])
    assert PLANTED not in answer.content.decode()
    told = client.get("/api/v1/facts/deviation/columns").json()
    assert [column["name"] for column in told["columns"]] == list(rows[0])


def test_files_open_in_a_spreadsheet_and_as_a_table(eva, units, falls):
    _key, client = issued(eva, units["socialforvaltningen"])
    text = client.get(f"{FEED}/falls/file.csv?year=2026")
    plain = list(csv.DictReader(io.StringIO(text.content.decode())))
    assert tuple(plain[0]) == queries.COLUMNS
    whole = next(r for r in plain if r["unit"] == "socialforvaltningen" and r["period"] == "2026"
                 and not r["dimension"])  # fmt: skip
    assert (float(whole["value"]), whole["hidden"]) == (9.0, "false")
    frame = pandas.read_csv(io.BytesIO(text.content))
    assert frame["value"].dtype == float
    assert frame.loc[frame["hidden"], "value"].isna().all()
    parquet = client.get(f"{FEED}/falls/file.parquet?year=2026").content
    table = pq.read_table(io.BytesIO(parquet))
    assert table.schema.metadata[b"schema_version"] == queries.SCHEMA_VERSION.encode()
    assert table.column_names == list(queries.COLUMNS)
    assert table.num_rows == len(plain)


def test_pages_and_the_tag_of_what_has_not_changed(eva, units, falls):
    _key, client = issued(eva, units["socialforvaltningen"])
    first = client.get(f"{FEED}?size=5").json()
    assert len(first["measures"]) == 5
    assert first["pages"] == -(-first["count"] // 5)
    assert client.get(first["next"]).json()["measures"][0] not in first["measures"]
    answer = client.get(f"{FEED}/falls?year=2026&size=3")
    assert client.get(f"{FEED}/falls?year=2026&size=3",
                      headers={"If-None-Match": answer["ETag"]}).status_code == 304  # fmt: skip
    assert client.get(f"{FEED}/falls?year=2025&size=3",
                      headers={"If-None-Match": answer["ETag"]}).status_code == 200  # fmt: skip


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        (f"{FEED}/no_such?year=2026", 404, "not_found"),
        (f"{FEED}/falls", 400, "unclear"),
        (f"{FEED}/falls?year=abc", 400, "unclear"),
        (f"{FEED}?size=99999", 400, "unclear"),
        (f"{FEED}/falls/file.xlsx?year=2026", 400, "unclear"),
        ("/api/v1/facts/no_such/file.csv?year=2026", 404, "not_found"),
    ],
)
def test_errors_say_what_to_do(eva, units, path, status, code):
    _key, client = issued(eva, units["socialforvaltningen"])
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["hint"]
    assert client.post(path).status_code in {403, 405}


def test_a_key_that_does_not_hold_opens_nothing(eva, kim, units, client):
    assert client.get(FEED).json()["error"]["code"] == "no_key"
    assert client.get(f"{FEED}?token=vaka_x").status_code == 401
    key, carrier = issued(eva, units["socialforvaltningen"])
    assert carrier.get(FEED).status_code == 200
    actions.revoke_feed_key(by=kim, key_id=key.pk, words="Verktyget byts ut")
    assert carrier.get(FEED).status_code == 401
    with pytest.raises(RuleRefused):
        actions.revoke_feed_key(by=kim, key_id=key.pk, words="Igen")
    other, carrier = issued(eva, units["socialforvaltningen"])
    FeedKey.objects.filter(pk=other.pk).update(from_date="2020-01-01", to_date="2020-02-01")
    assert carrier.get(FEED).status_code == 401


def test_a_leavers_own_key_reads_nothing(kim, units):
    _key, client = issued(kim, units["almen"], is_own=True)
    kim.person.is_active = False
    kim.person.save()
    assert client.get(FEED).status_code == 403
    assert client.get(f"{FEED}/falls?year=2026").status_code == 403


def test_nobody_issues_a_key_beyond_what_they_see(bo, eva, units):
    for viewer, unit in ((bo, units["almen"]), (eva, units["harnosand"])):
        with pytest.raises(NotAllowed):
            issued(viewer, unit)


def test_too_many_questions_are_told_to_wait(eva, units):
    today = timezone.localdate()
    organisation.set_local_value(by=_system(), key="feed.key_limit", text="10",
                                 valid_from=today, reason="Prov")  # fmt: skip
    _key, client = issued(eva, units["socialforvaltningen"])
    answers = [client.get(f"{FEED}?size=1") for _n in range(11)]
    assert {one.status_code for one in answers[:9]} == {200}
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def _system():
    from vaka.foundation.access.viewer import Viewer

    return Viewer.system("tests")
