"""The client against a local server that speaks the documented interface, whims included."""

import json
import threading
from collections import Counter
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from vaka.exchange.kolada import Kolada, KoladaUnavailable, Value
from vaka.exchange.kolada_snapshot import Snapshot, UnknownKpi

AT = datetime(2026, 2, 3, 12, tzinfo=UTC)
PLACES = [f"{n:04d}" for n in range(1, 41)]
PAGE = 30  # rows in one answer of this server, so that pages have to be followed


class Interface(BaseHTTPRequestHandler):
    """Speaks `data/kpi/../municipality/../year/..`, `kpi`, `municipality`; counts, and may fail."""

    def log_message(self, *args):
        """Say nothing."""

    def do_GET(self):
        url = urlsplit(self.path)
        state = self.server.state
        state["asked"].append(url.path)
        if state["failing"]:
            status, headers = state["failing"].pop(0)
            return self._answer(status, b"{}", headers)
        rows = self._rows(url.path.removeprefix("/v3/").split("/"))
        if rows is None:
            return self._answer(404, b"{}", {})
        first = int(parse_qs(url.query).get("page", ["0"])[0])
        told = {"values": rows[first : first + PAGE], "count": len(rows), "next_url": None}
        if first + PAGE < len(rows):
            onward = f"{state['base']}{url.path.removeprefix('/v3')}?page={first + PAGE}"
            told["next_url"] = state["elsewhere"] or onward
        return self._answer(200, state["garbage"] or json.dumps(told).encode(), {})

    def _rows(self, parts):
        match parts:
            case ["data", "kpi", kpis, "municipality", places, "year", years]:
                return self._data(kpis, places.split(","), years)
            case ["data", "kpi", kpis, "year", years]:
                return self._data(kpis, PLACES, years)
            case ["kpi", kpis]:
                return [{"id": kpi, "title": f"Mått {kpi}"} for kpi in kpis.split(",")]
            case ["municipality"]:
                return [{"id": place, "title": f"Kommun {place}", "type": "K"} for place in PLACES]
        return None

    def _data(self, kpis, places, years):
        if max(len(kpis.split(",")), len(places) if places is not PLACES else 0) > 25:
            return None
        return [
            {"kpi": kpi, "municipality": place, "period": int(year), "values": [
                {"gender": "T", "count": 1, "status": "", "value": int(place) + int(year) / 1e4,
                 "isdeleted": False},
                {"gender": "K", "count": 1, "status": "", "value": None, "isdeleted": False}]}
            for kpi in kpis.split(",") for place in places for year in years.split(",")
        ]  # fmt: skip

    def _answer(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Client(Kolada):
    """A client with what the test looks at beside."""


@pytest.fixture(scope="module")
def server():
    served = ThreadingHTTPServer(("127.0.0.1", 0), Interface)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield served
    served.shutdown()
    served.server_close()


@pytest.fixture
def kolada(server):
    waits = []
    base = f"http://127.0.0.1:{server.server_address[1]}/v3"
    server.state = {"asked": [], "failing": [], "base": base, "elsewhere": "", "garbage": b""}
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
