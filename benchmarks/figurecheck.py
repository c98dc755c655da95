"""The figure check of a 200-page report as DOCX and PDF: processor time and peak memory.

Each file is read and judged in a process of its own, start and imports included, three times with
other figures; the median counts. The peer only takes the text out of the same file (pypdf for PDF,
python-docx for DOCX) and judges nothing. Goals: under 5 seconds of processor, under 500 MB.
Prints one line for each file and exits 0; says so when the peer is missing.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECTIONS, ROUNDS, PAGES = 86, 3, 200
GOAL_S, GOAL_MB = 5, 500
PEERS = {"pdf": "pypdf", "docx": "python-docx"}


def written(folder: Path, salt: int) -> list[Path]:
    """Write the same report as PDF and DOCX; another salt gives other figures."""
    import report

    from vaka.documents import docx, pdf, tree
    from vaka.documents.content import Figure
    from vaka.documents.template import Verbs, render

    def figure(name: str, /, **_: object) -> Figure:
        return Figure(name, 1, "1", name, "2025", "vaka")

    verbs = Verbs(figure, lambda name, **_: report.a_table(int(name), salt), lambda name, **_: None,
                  lambda _: "")  # fmt: skip
    planted = tree.plant(render(template(salt), verbs))
    made = [folder / f"rapport{salt}.pdf", folder / f"rapport{salt}.docx"]
    made[0].write_bytes(pdf.write_pdf(planted, report.LETTERHEAD))
    made[1].write_bytes(docx.write_docx(planted, report.LETTERHEAD))
    return made


def template(salt: int) -> str:
    """Sections of prose with figures, two tables each."""
    import report

    parts = ["# Kvaliteten har förbättrats i tre av fem verksamheter\n"]
    for i in range(SECTIONS):
        old = 40 + (i * 7 + salt) % 50
        told = f"Antalet händelser ökade från {old} till {old + 9}, alltså med 9 händelser. "
        told += f"Av {old * 4} bedömningar visade {old} på risk, vilket är 25 procent. "
        parts.append(f"## Avsnitt {i + 1}\n\n{told}{report.WORDS}\n\n{report.WORDS * 2}\n")
        parts += [f"{{{{ table('{2 * i}') }}}}\n\n{told}\n\n{{{{ table('{2 * i + 1}') }}}}\n"]
    return "\n".join(parts)


def ours(path: Path) -> None:
    """Read and judge a file."""
    from vaka.documents.figurecheck import check

    check([path], date(2026, 3, 1))


def theirs(path: Path) -> None:
    """Take the text out of a file, as the peer does."""
    if path.suffix == ".pdf":
        reader = import_module("pypdf").PdfReader(path)
        print(len("".join(page.extract_text() for page in reader.pages)), file=sys.stderr)
        return
    document = import_module("docx").Document(str(path))
    texts = [one.text for one in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    print(len("".join(texts)), file=sys.stderr)


def child(which: str, path: Path) -> None:
    """Do one side and tell what it took of processor (s) and memory (MB)."""
    sides: dict[str, Callable[[Path], None]] = {"ours": ours, "theirs": theirs}
    sides[which](path)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([used.ru_utime + used.ru_stime, own_peak()]))


def own_peak() -> float:
    """Give the most memory held (MB); `ru_maxrss` would tell that of the process before us too."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def measured(which: str, paths: list[Path]) -> tuple[float, float]:
    """Give median seconds and largest memory of one side over the rounds."""
    told = []
    for path in paths:
        done = subprocess.run([sys.executable, __file__, which, str(path)], check=True,
                              capture_output=True, text=True)  # fmt: skip
        told.append(json.loads(done.stdout.splitlines()[-1]))
    return statistics.median(seconds for seconds, _ in told), max(memory for _, memory in told)


def main() -> int:
    """Write the files, measure both sides and print the lines."""
    with tempfile.TemporaryDirectory() as folder:
        files = [written(Path(folder), salt) for salt in range(ROUNDS)]
        from pypdfium2 import PdfDocument

        pages = len(PdfDocument(files[0][0]))
        for at, kind in enumerate(("pdf", "docx")):
            paths = [pair[at] for pair in files]
            seconds, memory = measured("ours", paths)
            where = f"pages={pages},tables={2 * SECTIONS},rounds={ROUNDS},cores={os.cpu_count()}"
            where += f",seconds={seconds:.2f},goal={GOAL_S},mb={memory:.0f},goal_mb={GOAL_MB}"
            try:
                peer, _ = measured("theirs", paths)
                name = f"{PEERS[kind]}-{version(PEERS[kind])}"
                print(f"figurecheck-{kind} ratio={peer / seconds:.2f} peer={name}-text-only "
                      f"conditions={where},peer_seconds={peer:.2f}")  # fmt: skip
            except (subprocess.CalledProcessError, ImportError):
                print(f"figurecheck-{kind} ratio=missing peer={PEERS[kind]} conditions={where}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if len(sys.argv) == 3:
        child(sys.argv[1], Path(sys.argv[2]))
        sys.exit(0)
    sys.exit(main())
