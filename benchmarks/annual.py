"""The demo municipality's quality report, from figures to PDF, DOCX and HTML.

Three lines of Vaka's own: `cold` is a new process with no chart kept, Python and Django started and
all, its modules compiled as an installation has them; `again` the same with the charts kept;
`changed` a running Vaka that counts anew and makes the report in which one figure has changed. Two
lines against peers: the PDF step against WeasyPrint on the same content, the DOCX
step against a headless office suite that turns the same page into DOCX. Seconds on the clock, and
processor seconds beside them, which say more on a busy machine. Exits 0; says so when a peer is
missing.
"""

import os
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
from typing import Any
from unittest.mock import patch

NAME, YEAR = "kvalitetsberattelse", "2023"
CONDITIONS = f"report={NAME},year={YEAR},cores={os.cpu_count()}"
VAKA = str(Path(sys.executable).with_name("vaka"))


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


def against(name: str, ours: float, peer: str, theirs: Callable[[], Any]) -> None:
    """Print one line against a peer."""
    clock, _used_by, _answer = timed(theirs)
    print(f"annual-{name} ratio={clock / ours:.1f} peer={peer} "
          f"conditions={CONDITIONS},seconds={ours:.3f},peer_seconds={clock:.3f}")  # fmt: skip


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


def changed(source: Any) -> Any:
    """The same report with one number in one chart changed."""
    manuscript = source.manuscript
    id, chart = next(iter(manuscript.charts.items()))
    other = replace(chart, spec={**chart.spec, "description": f"{chart.alt} Ändrad."})
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
    with patch.object(actions, "_source", lambda *_of: changed(source)):
        clock, used, _made = timed(make)
    print(f"annual-changed seconds={clock:.2f} processor_seconds_here={used:.2f} "
          f"conditions={CONDITIONS},standing compilers")  # fmt: skip


def _peers(source: Any, out: Path) -> None:
    from vaka.documents import docx, html, pdf
    from vaka.documents.tree import plant

    tree, head = plant(source.manuscript), source.letterhead
    page = html.write_html(tree, head)
    payload = pdf.payload(tree, head)
    pdf.warm()
    ours = timed(lambda: pdf.set_pdf(payload, head))[0]
    docx.write_docx(tree, head)
    word = timed(lambda: docx.write_docx(tree, head))[0]
    try:
        import weasyprint
    except (ImportError, OSError):
        print(f"annual-pdf ratio=missing peer=weasyprint conditions={CONDITIONS},not installed")
    else:
        written = weasyprint.HTML(string=page)
        against("pdf", ours, f"weasyprint-{weasyprint.__version__}", written.write_pdf)
    office = shutil.which("soffice")
    if office is None:
        print(f"annual-docx ratio=missing peer=libreoffice conditions={CONDITIONS},not installed")
        return
    (out / "page.html").write_text(page, "utf-8")
    convert = [office, "--headless", "--convert-to", "docx", "--outdir", str(out), "page.html"]
    against("docx", word, "libreoffice",
            lambda: subprocess.run(convert, cwd=out, check=True, capture_output=True))  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
