"""The report form with a million cases and fifty reporters at once: server time of each step.

The demo municipality is filled up with copies of its own deviations (case, deviation, first event,
log row), served as `vaka serve` serves it, and fifty people, each with a session, open the form,
save drafts and send reports with a mean pause of three seconds. What is counted is the server's
own time of each request, from its access log, without the first twenty seconds. SQLite, then
PostgreSQL.

`python benchmarks/report_form.py --cases 1000000 --seconds 60 --database both`
"""

import argparse
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))
VAKA = str(Path(sys.executable).with_name("vaka"))
GOAL_MS, MEAN_PAUSE, WARM_SECONDS, PORT = 100, 3.0, 20, 8177
BATCH, SOURCES = 20_000, 1_000
NEW = "/avvikelser/ny/?ny=1"
REPORTERS = ("astrid", "samira", "birgitta", "emil", "lena", "ingrid", "johan", "klara", "bo")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LINE = re.compile(r"^(GET|POST) (\S+) (\d+) (\d+)$")


def fill(cases: int) -> None:
    """In a process of its own: copies of the demo's deviations until there are so many cases."""
    import django

    django.setup()
    from django.db import connection, transaction

    from vaka.areas.deviations.models import Deviation
    from vaka.foundation.cases.intake import without_collector
    from vaka.foundation.cases.models import Case

    left = range(Case.objects.count(), cases)
    if not left:
        return
    cases_of = Case.objects.filter(kind="deviation").order_by("pk").values()[:SOURCES]
    rows_of = Deviation.objects.order_by("pk").values()[:SOURCES]
    sources = list(zip(cases_of, rows_of, strict=True))
    with without_collector():
        for start in range(0, len(left), BATCH):
            with transaction.atomic():
                _copy(left[start : start + BATCH], sources)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(numbers: range, sources: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    from vaka.areas.deviations.models import Deviation
    from vaka.foundation.audit.models import AuditRow
    from vaka.foundation.cases.intake import AUDIT_COLUMNS, EVENT_COLUMNS, write_rows
    from vaka.foundation.cases.models import Case, CaseEvent
    from vaka.foundation.ids import uuid7

    cases, rows = [], []
    for number in numbers:
        case, row = sources[number % len(sources)]
        new = uuid7(case["opened_at"])
        cases.append({**case, "id": new, "reference": f"AVV-K-{number}", "source_key": None})
        rows.append({**row, "case_id": new})
    for model, made in ((Case, cases), (Deviation, rows)):
        write_rows(model, list(made[0]), (tuple(one.values()) for one in made))
    events = (
        (c["id"], c["opened_at"], None, "", "deviation.report", "", "reported", "", {})
        for c in cases
    )
    write_rows(CaseEvent, EVENT_COLUMNS, events)
    log = (
        (c["opened_at"], None, "system", "", c["unit_id"], "change", "deviation.report",
         "deviation", str(c["id"]), None, {}, "") for c in cases
    )  # fmt: skip
    write_rows(AuditRow, AUDIT_COLUMNS, log)


class Reporter(threading.Thread):
    """One person with a session of their own, who reports again and again."""

    def __init__(self, number: int, end: float) -> None:
        super().__init__(daemon=True)
        self.chance, self.end = random.Random(number), end
        self.user = REPORTERS[number % len(REPORTERS)]
        self.cookies: dict[str, str] = {}
        self.faults: list[str] = []
        self.led_to = ""

    def run(self) -> None:
        """Sign in, then report until the time is out."""
        time.sleep(self.chance.random() * MEAN_PAUSE * 2)
        page = self.ask("GET", "/logga-in/")
        self.ask("POST", "/prova/", {"person": self.user, **_proof(page)})
        while time.monotonic() < self.end:
            for step in self.steps():
                self.pause()
                if time.monotonic() >= self.end:
                    return
                step()

    def steps(self) -> Iterator[Any]:
        """The steps of one report: open, keep field by field, send, be thanked."""
        kept: dict[str, Any] = {}
        yield lambda: kept.update(page=self.ask("GET", NEW))
        answers = _answers(kept["page"])
        draft = re.search(r'data-draft="([^"]+)"', kept["page"])
        for key in ("what", "harm", "text"):
            form = {**_proof(kept["page"]), "key": key, "value": answers[key]}
            yield lambda form=form: self.ask("POST", draft[1] if draft else "", form)
        yield lambda: self.ask("POST", "/avvikelser/ny/", answers)
        yield lambda: self.ask("GET", self.led_to)

    def pause(self) -> None:
        """Wait as a person does: exponential, three seconds on average."""
        time.sleep(self.chance.expovariate(1 / MEAN_PAUSE))

    def ask(self, verb: str, path: str, form: dict[str, str] | None = None) -> str:
        """Send one request with the session's cookies; gives the body."""
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(verb, path, urlencode(form) if form is not None else None, headers)
        answer = line.getresponse()
        body = answer.read().decode("utf-8", "replace")
        self.led_to = answer.getheader("Location") or ""
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.update([value.split(";")[0].split("=", 1)])
        line.close()
        if answer.status >= 400 or (path == "/avvikelser/ny/" and not self.led_to):
            self.faults.append(f"{verb} {path}: {answer.status}")
        return body


def _proof(page: str) -> dict[str, str]:
    found = TOKEN.search(page)
    return {"csrfmiddlewaretoken": found[1] if found else ""}


def _answers(page: str) -> dict[str, str]:
    unit = re.search(r'<select[^>]*name="unit".*?<option value="([^"]+)"', page, re.DOTALL)
    client = re.search(r'data-client-id="([^"]+)"', page)
    return {
        **_proof(page), "client_id": client[1] if client else str(uuid.uuid4()),
        "asked_on": date.today().isoformat(), "unit": unit[1] if unit else "", "what": "other",
        "harm": "no", "text": "Boende satt på golvet vid sängen.", "place": "rum 14",
        "day": date.today().isoformat(), "time": "00:05",
    }  # fmt: skip


def serve(environment: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    """Start the web server as `vaka serve` does, with a line for each request."""
    from vaka.config.supervise import web_command

    more = ["--access-logfile", str(log), "--access-logformat", "%(m)s %(U)s %(s)s %(D)s"]
    process = subprocess.Popen([*web_command("127.0.0.1", PORT), *more], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    for _ in range(600):
        try:
            line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            line.request("GET", "/logga-in/")
            line.getresponse().read()
            return process
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server does not answer")


def load(reporters: int, seconds: int, log: Path) -> tuple[dict[str, list[float]], list[str]]:
    """Let the reporters work; gives milliseconds by step, and what went wrong."""
    people = [Reporter(n, time.monotonic() + WARM_SECONDS + seconds) for n in range(reporters)]
    for one in people:
        one.start()
    time.sleep(WARM_SECONDS)
    skipped = len(log.read_text().splitlines())
    for one in people:
        one.join()
    steps: dict[str, list[float]] = {}
    for line in log.read_text().splitlines()[skipped:]:
        found = LINE.match(line)
        if found and (name := _step(found[1], found[2])):
            steps.setdefault(name, []).append(int(found[4]) / 1000)
    return steps, [fault for one in people for fault in one.faults]


def _step(verb: str, path: str) -> str:
    """Name the step a request belongs to; empty for the rest."""
    if path == "/avvikelser/ny/":
        return "open" if verb == "GET" else "send"
    if path.endswith("/kvitto/"):
        return "receipt"
    return "draft" if verb == "POST" and "utkast" in path else ""


def measure(database: str, address: str, chosen: argparse.Namespace, folder: Path) -> str:
    """Build, fill, serve and load one database; gives its line."""
    data, log = folder / database, folder / f"{database}.log"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("VAKA_", "DATABASE_"))}
    environment |= {"VAKA_DATA": str(data), "VAKA_DEMO": "1",
                    "DJANGO_SETTINGS_MODULE": "vaka.config.settings"}  # fmt: skip
    if address:
        environment["DATABASE_URL"] = address
    quiet: dict[str, Any] = {"check": True, "env": environment, "stdout": subprocess.DEVNULL}
    vaka = [VAKA, "--data", str(data), "--json"]
    subprocess.run([*vaka, "demo", "--no-serve"], stderr=subprocess.DEVNULL, **quiet)
    subprocess.run([sys.executable, __file__, "--fill", str(chosen.cases)], **quiet)
    log.unlink(missing_ok=True)
    server = serve(environment, log)
    try:
        steps, faults = load(chosen.reporters, chosen.seconds, log)
        spent = _cpu_seconds(server.pid) * 1000 / max(len(log.read_text().splitlines()), 1)
    finally:
        server.terminate()
        server.wait(30)
    return _line(database, steps, [*faults], chosen) + f"; cpu a request {spent:.0f} ms"


def _cpu_seconds(pid: int) -> float:
    """Give what the server's processes have spent, start included."""
    import psutil

    master = psutil.Process(pid)
    return sum(sum(one.cpu_times()[:2]) for one in [master, *master.children(recursive=True)])


def _line(
    database: str, steps: dict[str, list[float]], faults: list[str], chosen: argparse.Namespace
) -> str:
    told = [
        f"{name} p50={statistics.median(took):.0f} p95={_p95(took):.0f} n={len(took)}"
        for name, took in sorted(steps.items())
    ]
    worst = max((_p95(took) for took in steps.values()), default=float("inf"))
    return (
        f"report-form-{database} p95_ms={worst:.0f} goal={GOAL_MS} faults={len(faults)} "
        f"conditions={chosen.cases} cases, {chosen.reporters} reporters, mean pause "
        f"{MEAN_PAUSE:.0f} s, {chosen.seconds} s, {os.cpu_count()} cores, load "
        f"{os.getloadavg()[0]:.1f}; {'; '.join(told)}"
    )


def _p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)] if took else 0.0


def main() -> int:
    """Measure on the databases asked for, one line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--reporters", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--keep", help="keep the SQLite data in this folder, and use it again")
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.fill:
        fill(chosen.fill)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(chosen.keep or folder)
        if chosen.database in ("sqlite", "both"):
            print(measure("sqlite", "", chosen, kept), flush=True)
        if chosen.database in ("postgresql", "both"):
            from tests.postgres import temporary

            with temporary() as address:
                print(measure("postgresql", address, chosen, Path(folder)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
