"""A server on this machine that speaks Kolada's documented interface, whims included."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

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
            case ["municipality_groups"]:
                return [{"id": "G1", "title": "Liknande kommuner", "members": []}]
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


@contextmanager
def served() -> Iterator[ThreadingHTTPServer]:
    """Serve until the end; `state` says what was asked and what shall go wrong."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Interface)
    base = f"http://127.0.0.1:{server.server_address[1]}/v3"
    server.state = {"asked": [], "failing": [], "base": base, "elsewhere": "", "garbage": b""}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
