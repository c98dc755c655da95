"""A board's pack of some 400 pages: Vaka's page against WeasyPrint.

Forty items, each with a letter of nine parts in long paragraphs, go through the product's own
template to a tagged PDF with contents and bookmarks (Vaka's is PDF/A-2a as well as PDF/UA-1). The
whole is timed, from template to bytes; the peer is timed from the same tree written as HTML, which
is made before its clock starts. What is promised is judged by processor seconds, which a machine
shared with others does not stretch; both are printed. Prints one line and exits 0; says so when
the peer is missing.
"""

import io
import os
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from vaka.documents import html, pdf, tree
from vaka.documents.content import Column, Kind, Letterhead, Table
from vaka.documents.kinds import ReportContent
from vaka.documents.template import render

TEMPLATE = Path(__file__).parents[1] / "vaka/areas/reports/templates/kallelse.md"
ITEMS, ROUNDS, PARAGRAPHS = 40, 3, 9
MOST_SECONDS, MOST_BYTES = 5.0, 5_000_000
HEAD = Letterhead("Vaka kommun", "Kallelse", date(2026, 3, 19))
PARTS = ("Sammanfattning", "Beskrivning av ärendet", "Socialt perspektiv", "Barnperspektiv",
         "Ekologiskt perspektiv", "Ekonomiskt perspektiv", "Juridiskt perspektiv")  # fmt: skip
WORDS = (
    "Förvaltningen har gått igenom årets händelser tillsammans med enheterna och de boendes råd. "
    "Det som skiljer sig mest från året före är hur larm på natten besvaras, och vad det kräver "
    "av bemanningen. Kostnaden ryms i nämndens budget om införandet sprids över två år. "
)


def content(salt: int) -> ReportContent:
    """The content of a pack; each round has words and numbers of its own."""
    agenda = tuple((n, f"Ärende {n} i omgång {salt}", "Beslut", f"VO-2026-{n:05d}")
                   for n in range(1, ITEMS + 1))  # fmt: skip
    columns = (Column("Nr", Kind.COUNT), Column("Ärende"), Column("Slag"), Column("Diarienummer"))
    tables = {"agenda": Table("agenda", "Ärenden", columns, agenda)}
    items: list[dict[str, Any]] = []
    comments = {}
    for n, title, _sort, number in agenda:
        facts = f"facts_{n}"
        rows = (("Diarienummer", number), ("Ansvarig roll", "Socialchef"))
        tables[facts] = Table(facts, f"Ärende {n}", (Column("Uppgift"), Column("Om")), rows)
        parts: list[dict[str, Any]] = [
            {"label": "Förslag till beslut", "code": "", "lines": ["att godkänna"]}
        ]
        for label in PARTS:
            code = f"{n}-{label}"
            comments[code] = "\n\n".join(f"{n}.{m} {WORDS * 2}" for m in range(PARAGRAPHS))
            parts.append({"label": label, "code": code, "lines": []})
        parts.append({"label": "Beslutet skickas till", "code": "", "lines": ["Revisionen"]})
        items.append({"number": n, "title": title, "facts": facts, "has_facts": True,
                      "begins_page": True, "parts": parts, "papers": [], "told": []})  # fmt: skip
    values = {"headline": f"Kallelse {salt}", "place": "", "remarks": "", "has_slots": False,
              "has_owed": False, "has_volume": False, "items": items}  # fmt: skip
    return ReportContent(values=values, tables=tables, comments=comments)


def planted(salt: int) -> tree.Tree:
    """The pack as the product reads it."""
    made = content(salt)
    return tree.plant(render(TEMPLATE.read_text("utf-8"), made.verbs(), made.values))


def main() -> int:
    """Time both in turn and print the line."""
    pdf.warm()
    pdf.write_pdf(planted(-1), HEAD)
    ours, worked, made = [], [], b""
    for salt in range(ROUNDS):
        start, busy = time.perf_counter(), _busy()
        made = pdf.write_pdf(planted(salt), HEAD, True)
        ours.append(time.perf_counter() - start)
        worked.append(_busy() - busy)
    seconds = statistics.median(ours)
    fits = statistics.median(worked) < MOST_SECONDS and len(made) < MOST_BYTES
    told = (f"pages={_pages(made)},items={ITEMS},megabytes={len(made) / 1e6:.2f},"
            f"seconds={seconds:.2f},"
            f"processor_seconds={statistics.median(worked):.2f},rounds={ROUNDS},cores={os.cpu_count()},"
            f"promised={'kept' if fits else 'broken'}")  # fmt: skip
    try:
        import weasyprint
    except (ImportError, OSError):
        print(f"pack ratio=missing peer=weasyprint conditions={told}")
        return 0
    page = html.write_html(planted(ROUNDS), HEAD)
    start = time.perf_counter()
    weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    theirs = time.perf_counter() - start
    peer = f"weasyprint-{weasyprint.__version__}"
    print(f"pack ratio={theirs / seconds:.1f} peer={peer} conditions={told},"
          f"peer_seconds={theirs:.2f}")  # fmt: skip
    return 0


def _busy() -> float:
    """Processor seconds of this process and its children, which a busy machine does not stretch."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _pages(made: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(made)).pages)


if __name__ == "__main__":
    sys.exit(main())
