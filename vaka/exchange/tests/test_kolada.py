"""The client against a local server that speaks the documented interface, whims included."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from vaka.exchange.kolada import Kolada, KoladaUnavailable, Value
from vaka.exchange.kolada_snapshot import Snapshot, UnknownKpi
from vaka.exchange.tests.kolada_server import PLACES, served

AT = datetime(2026, 2, 3, 12, tzinfo=UTC)


class Client(Kolada):
    """A client with what the test looks at beside."""


@pytest.fixture(scope="module")
def server():
    with served() as one:
        yield one


@pytest.fixture
def kolada(server):
    waits = []
    base = server.state["base"]
    server.state |= {"asked": [], "failing": [], "elsewhere": "", "garbage": b""}
    client = Client(base, wait=waits.append, now=lambda: 0.0)
    client.waits, client.server = waits, server.state
    return client


@pytest.fixture
def snapshot(tmp_path):
    return Snapshot(tmp_path / "kolada")


def test_pages_are_followed_to_the_last(kolada):
    found = [value for _url, value in kolada.values(["U21468"], [2022, 2023])]
    assert len(found) == 2 * 2 * len(PLACES)
    assert Value("U21468", "0040", 2023, "T", 40.2023, 1) in found
    assert [v.value for v in found if v.gender == "K"] == [None] * 80


def test_no_address_holds_more_ids_than_kolada_takes(kolada):
    kpis = [f"U{n:05d}" for n in range(30)]
    found = [value for _url, value in kolada.values(kpis, [2023], PLACES)]
    assert Counter(value.kpi for value in found) == dict.fromkeys(kpis, 80)
    longest = max(
        len(part.split(",")) for path in kolada.server["asked"] for part in path.split("/")
    )
    assert longest == 25


def test_requests_keep_a_distance(kolada):
    list(kolada.values(["U21468"], [2023]))
    assert kolada.waits == [0.2] * (kolada.requests - 1)


def test_what_passes_is_tried_again_as_long_as_told(kolada):
    kolada.apart = 0
    kolada.server["failing"] = [(429, {"Retry-After": "7"}), (503, {}), (500, {})]
    assert list(kolada.values(["U21468"], [2023], ["0001"]))
    assert kolada.waits == [7, 2, 4]


@pytest.mark.parametrize(("status", "tries"), [(503, 5), (404, 1), (400, 1)])
def test_what_does_not_pass_is_said(kolada, status, tries):
    kolada.server["failing"] = [(status, {})] * tries
    with pytest.raises(KoladaUnavailable):
        list(kolada.values(["U21468"], [2023]))
    assert kolada.requests == tries


def test_an_address_elsewhere_is_not_followed(kolada):
    kolada.server["elsewhere"] = "http://127.0.0.1:1/v3/kpi"
    with pytest.raises(KoladaUnavailable, match="hänvisar"):
        list(kolada.values(["U21468"], [2023]))


@pytest.mark.parametrize(
    "garbage", [b"<html>", b"[]", b'{"values": 3}', b'{"values": [{"kpi": 1}]}']
)
def test_an_answer_of_another_form_is_refused(kolada, garbage):
    kolada.server["garbage"] = garbage
    with pytest.raises(KoladaUnavailable):
        list(kolada.values(["U21468"], [2023]))


def test_what_is_fetched_is_there_without_a_network_and_says_from_where(kolada, snapshot):
    for page in kolada.entities("kpi", ["U21468"]):
        snapshot.keep_names("kpi", page.rows, page.url, AT)
    kept = snapshot.keep(kolada.values(["U21468"], [2022, 2023]), AT)
    again = Snapshot(snapshot.folder)
    held = again.held("U21468")
    assert len(held) == kept["U21468"] == 160
    assert held[0].fetched_at == AT.isoformat()
    assert held[0].url.startswith(kolada.base)
    [line] = again.contents()
    assert (line.title, line.first_year, line.last_year) == ("Mått U21468", 2022, 2023)


def test_a_later_fetch_corrects_adds_and_takes_back(snapshot):
    first = [("a", Value("U21468", "0001", year, "T", 1.0)) for year in (2021, 2022, 2023)]
    snapshot.keep(first, AT)
    snapshot.keep([
        ("b", Value("U21468", "0001", 2022, "T", 2.0)),
        ("b", Value("U21468", "0001", 2023, "T", None, is_deleted=True)),
        ("b", Value("U21468", "0001", 2024, "T", 4.0)),
    ], AT)  # fmt: skip
    found = {held.value.year: (held.value.value, held.url) for held in snapshot.held("U21468")}
    assert found == {2021: (1.0, "a"), 2022: (2.0, "b"), 2024: (4.0, "b")}


@pytest.mark.parametrize("kpi", ["../U21468", "U2146", "", "u21468"])
def test_only_ids_of_measures_become_files(snapshot, kpi):
    with pytest.raises(UnknownKpi):
        snapshot.held(kpi)


def test_the_recorded_values_of_the_peer_pass_through(shared, snapshot):
    import csv

    with (shared / "peers/kolada/sample_values.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    told = [("recorded", Value(r["kpi"], r["municipality_id"], int(r["year"]), r["gender"],
             float(r["value"]))) for r in rows]  # fmt: skip
    assert sum(snapshot.keep(told, AT).values()) == len(rows)
    assert {h.value.value for k in ("N03702", "N03703") for h in snapshot.held(k)} == {
        float(r["value"]) for r in rows
    }
