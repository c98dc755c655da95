"""From choosing to publishing and taking down; what anybody then reads, and in which shapes."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import click
import pytest
from django.urls import reverse

from tests.cast import join
from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.open_data import dataset_actions as actions
from vaka.areas.open_data import dataset_queries as queries
from vaka.areas.open_data.dataset_actions import NewDataset
from vaka.areas.open_data.models import Dataset, Release
from vaka.areas.open_data.rules import DisclosureMethod, Licence
from vaka.config.commands import export
from vaka.config.outcome import Refusal, Session
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.snapshot import writer
from vaka.law.verdict import RuleRefused


@pytest.fixture
def falls(units):
    """Two falls at Almen and seven at Björken, in a year that has passed."""
    at = datetime(2025, 2, 2, 4, 5, tzinfo=UTC)
    for user, unit, count in (("astrid", "almen", 2), ("cecilia", "bjorken", 7)):
        for _n in range(count):
            new = NewDeviation(units[unit], "HSL", "Fall utan skada", "Föll", at, "rum")
            deviations.report(by=join(user, units), new=new)
    writer.bring_up()


def chosen(units, **more):
    told = {"slug": "fall", "title": "Fall i vården", "description": 'Antal "fall" per år.',
            "measures": ("falls",), "unit": units["socialforvaltningen"], "first_year": 2025,
            "last_year": 2025, "cut": "", "method": DisclosureMethod.HIDE, "licence": Licence.CC0,
            "contact_name": "Kvalitetsenheten", "contact_email": "k@example.org"}  # fmt: skip
    return NewDataset(**told | more)


def test_from_choice_to_page_and_down_again(falls, kim, units, client, client_as, tmp_path):
    mine = client_as(kim)
    new = chosen(units)
    sent = {**vars(new), "unit": "socialforvaltningen", "measures": ["falls"]}
    assert mine.post(reverse("open_data:new"), sent | {"measures": []}).status_code == 200
    assert mine.post(reverse("open_data:new"), sent).status_code == 302
    row = Dataset.objects.get()
    preview = mine.get(reverse("open_data:dataset", args=[row.pk])).content.decode()
    assert "visas inte" in preview
    public = reverse("open_data:public_dataset", args=["fall"])
    assert client.get(public).status_code == 404
    assert mine.post(reverse("open_data:publish", args=[row.pk]), {}).status_code == 302
    assert "Fall i vården" in client.get(reverse("open_data:public")).content.decode()
    assert "visas inte" in client.get(public).content.decode()
    table = client.get(f"{public}data.csv").content.decode()
    lines = {one["unit"]: one for one in csv.DictReader(io.StringIO(table))}
    assert lines["socialforvaltningen"]["value"] == "10"  # nine, to the nearest five
    assert (lines["almen"]["hidden"], lines["almen"]["value"]) == ("true", "")
    assert lines["bjorken"]["hidden"] == "true"
    assert_package(client.get(f"{public}datapackage.json").json(), table)
    assert_catalogue(client.get(reverse("open_data:catalogue")).content.decode())
    assert client.get(f"{public}other.txt").status_code == 404
    down = reverse("open_data:withdraw", args=[row.pk])
    assert mine.post(down, {"words": "Fel i underlaget"}).status_code == 302
    assert client.get(public).status_code == 404
    assert Release.objects.get().withdrawn_why == "Fel i underlaget"
    with pytest.raises(RuleRefused):
        actions.withdraw_dataset(by=kim, dataset_id=row.pk, words="Igen")


def assert_package(found, table):
    """The parts that the Data Package specification requires, and fields as in the file."""
    assert re.fullmatch(r"[a-z0-9._-]+", found["name"])
    assert {"name", "path"} <= set(found["licenses"][0])
    (resource,) = found["resources"]
    assert (resource["path"], resource["profile"]) == ("data.csv", "tabular-data-resource")
    assert resource["bytes"] == len(table.encode())
    fields = resource["schema"]["fields"]
    assert [one["name"] for one in fields] == table.splitlines()[0].split(",")
    assert {one["type"] for one in fields} <= {"string", "number", "boolean", "integer"}
    assert resource["schema"]["missingValues"] == [""]
    for one in csv.DictReader(io.StringIO(table)):
        for field in fields:
            value = one[field["name"]]
            if field["type"] == "number" and value:
                float(value)
            if field["type"] == "boolean":
                assert value in {"true", "false"}
    assert found["measures"][0]["name"] == "falls"


def assert_catalogue(text):
    """What DCAT-AP-SE 3.0.1 requires of catalogue, data set and distribution."""
    for needed in ("a dcat:Catalog", "dcterms:publisher", "dcat:dataset", "dcterms:license",
                   "a foaf:Agent", "foaf:name", "a dcat:Dataset", "dcat:contactPoint",
                   "vcard:fn", "vcard:hasEmail <mailto:", "a dcat:Distribution",
                   "dcat:accessURL <http", 'dcterms:title "Fall i vården"@sv',
                   r'"Antal \"fall\" per år."@sv'):  # fmt: skip
        assert needed in text, needed


def test_a_measure_is_given_out_in_one_data_set_only(falls, kim, units):
    one = actions.save_dataset(by=kim, new=chosen(units))
    actions.publish_dataset(by=kim, dataset_id=one.pk)
    other = actions.save_dataset(by=kim, new=chosen(units, slug="fler"))
    with pytest.raises(RuleRefused):
        actions.publish_dataset(by=kim, dataset_id=other.pk)
    part = chosen(units, slug="alla", measures=("deviations",), method=DisclosureMethod.ROUND)
    rounded = actions.save_dataset(by=kim, new=part)
    with pytest.raises(RuleRefused):  # falls are some of all deviations
        actions.publish_dataset(by=kim, dataset_id=rounded.pk)
    with pytest.raises(RuleRefused):
        actions.save_dataset(by=kim, new=chosen(units))  # the address is taken
    actions.publish_dataset(by=kim, dataset_id=one.pk)
    assert [release.number for release in queries.live()] == [2]


def test_rounded_tables_hide_nothing_and_add_up(falls, kim, units):
    new = chosen(units, method=DisclosureMethod.ROUND, cut="type")
    made = queries.built(actions.save_dataset(by=kim, new=new))
    values = {(one["unit"], one["group"]): one["value"] for one in made.lines}
    assert made.hidden == 0
    assert all(value % 5 == 0 for value in values.values())
    total = values["socialforvaltningen", ""]
    assert total == values["almen", ""] + values["bjorken", ""]
    assert abs(total - 9) < 5


def test_only_those_who_may_publish_do(bo, eva, units):
    with pytest.raises(NotAllowed):
        actions.save_dataset(by=bo, new=chosen(units))
    with pytest.raises(NotAllowed):
        actions.save_dataset(by=eva, new=chosen(units, unit=units["harnosand"]))


def test_the_command_writes_what_is_published(falls, kim, units, tmp_path, monkeypatch):
    monkeypatch.setattr("vaka.config.product.start", lambda _session: None)
    session = Session(tmp_path, True)
    asked = export.open_data.callback
    with click.Context(export.open_data, obj=session), pytest.raises(Refusal):
        asked(folder=tmp_path / "ut", address="https://vaka.example/oppna-data")
    one = actions.save_dataset(by=kim, new=chosen(units))
    actions.publish_dataset(by=kim, dataset_id=one.pk)
    with click.Context(export.open_data, obj=session):
        done = asked(folder=tmp_path / "ut", address="https://vaka.example/oppna-data")
    assert done.data["datasets"] == ["fall"]
    assert len(done.data["files"]) == 3
    package = json.loads((tmp_path / "ut" / "fall" / "datapackage.json").read_text())
    assert package["version"] == "1.0.0"
    assert "<https://vaka.example/oppna-data/fall/>" in (tmp_path / "ut" / "dcat.ttl").read_text()
