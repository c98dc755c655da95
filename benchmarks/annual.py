"""The demo municipality's quality report, from figures to PDF, DOCX and HTML.

Three lines of Vaka's own: `cold` is a new process with no chart kept, Python and Django started and
all, its modules compiled as an installation has them; `again` the same with the charts kept;
`changed` a running Vaka that counts anew, fills in and makes the report in which one figure has
changed, another each time (median and least). Lines against peers: the PDF step against WeasyPrint
on the same content with the same fonts, both tagged for PDF/UA (Vaka's is PDF/A-2a as well), once
by a typesetter that has not seen the report and once when one figure has changed since it did,
which the peer does not tell apart; and the DOCX step against a headless office suite that turns the
same page into DOCX. Seconds on the clock, and processor seconds beside them, which say more on a
busy machine: ratios are of processor seconds. Exits 0; says so when a peer is missing.
"""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import report

NAME, YEAR, ROUNDS = "kvalitetsberattelse", "2023", 5
CONDITIONS = f"report={NAME},year={YEAR},cores={os.cpu_count()}"
VAKA = str(Path(sys.executable).with_name("vaka"))


Spent = tuple[float, float]
"""Seconds on the clock and of the processor."""


def timed(do: Callable[[], Any]) -> tuple[float, float, Any]:
    """Give seconds on the clock, seconds of processor with those of children, and the answer."""
    clock, used = time.perf_counter(), _used()
    answer = do()
    return time.perf_counter() - clock, _used() - used, answer


def _used() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def say(name: str, clock: float, used: float) -> None:
    """Print one line of Vaka's own."""
    print(f"annual-{name} seconds={clock:.2f} processor_seconds={used:.2f} conditions={CONDITIONS}")


def against(name: str, ours: Spent, peer: str, theirs: Spent) -> None:
    """Print one line against a peer: processor seconds, and the clock's beside them."""
    print(f"annual-{name} ratio={theirs[1] / ours[1]:.1f} peer={peer} "
          f"conditions={CONDITIONS},processor_seconds={ours[1]:.3f},"
          f"peer_processor_seconds={theirs[1]:.3f},"
          f"seconds={ours[0]:.3f},peer_seconds={theirs[0]:.3f}")  # fmt: skip


def run(data: Path, *arguments: str) -> None:
    """Run a command of Vaka's in a process of its own; findings are no failure here."""
    compiled = {"PYTHONPYCACHEPREFIX": str(data.parent / "compiled")}
    around = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    subprocess.run([VAKA, "--data", str(data), "--json", *arguments], check=False,
                   capture_output=True, env=around | compiled)  # fmt: skip


def source_of(data: Path) -> Any:
    """Start Vaka on the demo and build the report's source from its figures."""
    from vaka.config import product
    from vaka.config.outcome import Session

    product.start(Session(data, as_json=True))
    from vaka.areas.reports import actions, template_queries
    from vaka.areas.reports.kinds import named
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.queries import root
    from vaka.foundation.snapshot import writer
    from vaka.law.period import Period

    kind, day = named(NAME), date(int(YEAR) + 1, 2, 1)
    content = kind.content(viewer=Viewer.system("cli"), unit=root(), period=Period.parse(YEAR),
                           as_of=day, snapshot=writer.bring_up().snapshot)  # fmt: skip
    text = template_queries.in_force(kind, day).text
    return actions._source(kind, content, day, actions.NOTHING, text)


def changed(source: Any, by: int) -> Any:
    """The same report with one figure less by so many: in the table, in the drawing and as told."""
    manuscript = source.manuscript
    id, chart = next(iter(manuscript.charts.items()))
    (label, old, *others), *rows = chart.table.rows
    table = replace(chart.table, rows=((label, old - by, *others), *rows))
    drawn = re.sub(rf"\b{old}\b", str(old - by), json.dumps(chart.spec, ensure_ascii=False))
    told = re.sub(rf"\b{old}\b", str(old - by), chart.alt)
    other = replace(chart, spec=json.loads(drawn), alt=told, table=table)
    return replace(source, manuscript=replace(manuscript, charts={**manuscript.charts, id: other}))


def main() -> int:
    """Make the demo, then measure."""
    with tempfile.TemporaryDirectory() as folder:
        data, out = Path(folder) / "demo", Path(folder) / "out"
        run(data, "demo", "--no-serve")
        asked = ("report", NAME, "--period", YEAR, "--out", str(out))
        run(data, *asked)  # modules compiled, and the figures' questions known to the disk
        shutil.rmtree(data / "kept")
        say("cold", *timed(lambda: run(data, *asked))[:2])
        say("again", *timed(lambda: run(data, *asked))[:2])
        source = source_of(data)
        _running(source, out)
        _peers(source, out)
    return 0


def _running(source: Any, out: Path) -> None:
    """One figure changed in a running Vaka: counted, filled in and written, as a person waits."""
    from vaka.areas.reports import actions
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.queries import root
    from vaka.law.period import Period

    def make() -> Any:
        return actions.make(by=Viewer.system("cli"), name=NAME, unit=root(), out_dir=out,
                            period=Period.parse(YEAR), as_of=date(int(YEAR) + 1, 2, 1))  # fmt: skip

    make()
    make()  # the second worker has drawn too
    fill, spent = actions._source, []
    for at in range(ROUNDS):
        with patch.object(actions, "_source", lambda *of, at=at: changed(fill(*of), at + 1)):
            spent.append(timed(make)[:2])
    clocks, used = ([one[at] for one in spent] for at in (0, 1))
    print(f"annual-changed seconds={median(clocks):.2f} least={min(clocks):.2f} "
          f"processor_seconds_here={median(used):.2f} "
          f"conditions={CONDITIONS},standing compilers,rounds={ROUNDS}")  # fmt: skip


def _peers(source: Any, out: Path) -> None:
    from vaka.documents import docx, html
    from vaka.documents.tree import plant

    tree, head = plant(source.manuscript), source.letterhead
    page = html.write_html(tree, head)
    docx.write_docx(tree, head)
    word = timed(lambda: docx.write_docx(tree, head))[:2]
    _page_peer(source, page)
    office = shutil.which("soffice")
    if office is None:
        print(f"annual-docx ratio=missing peer=libreoffice conditions={CONDITIONS},not installed")
        return
    (out / "page.html").write_text(page, "utf-8")
    convert = [office, "--headless", "--convert-to", "docx", "--outdir", str(out), "page.html"]
    theirs = timed(lambda: subprocess.run(convert, cwd=out, check=True, capture_output=True))
    against("docx", word, "libreoffice", theirs[:2])


def _page_peer(source: Any, page: str) -> None:
    """The PDF step, by a typesetter new to the report and by one that has set it before."""
    from vaka.documents import pdf
    from vaka.documents.content import Manuscript
    from vaka.documents.tree import plant

    head = source.letterhead
    payloads = [pdf.payload(plant(one), head)
                for one in (source.manuscript, changed(source, 9).manuscript)]  # fmt: skip
    pdf.write_pdf(plant(Manuscript("# Kort\n\nEn rad.")), head)  # fonts loaded, on both sides
    new, again = [timed(lambda one=one: pdf.set_pdf(one, head))[:2] for one in payloads]
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError):
        print(f"annual-pdf ratio=missing peer=weasyprint conditions={CONDITIONS},not installed")
        return
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=report.weasy_fonts() + report._page_css(), font_config=fonts)

    def theirs(text: str) -> None:
        weasyprint.HTML(string=text).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )

    theirs("<!doctype html><html lang=sv><title>a</title><h1>a</h1></html>")
    spent = timed(lambda: theirs(page))[:2]
    peer = f"weasyprint-{weasyprint.__version__}"
    against("pdf", new, peer, spent)
    against("pdf-changed", again, peer, spent)


if __name__ == "__main__":
    sys.exit(main())
