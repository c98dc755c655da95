"""A 60-page report with 40 tables and 20 charts: Vaka's page against WeasyPrint.

Twenty of the tables belong to the charts. Both set the same content with the same fonts, charts
drawn by the same engine, and both make tagged PDF/UA (Vaka's is PDF/A-2a as well). Two ratios:
the PDF step alone (charts drawn and tree read on both sides), and the whole from template and
chart specifications. Both engines are loaded before the clock starts, and each round has new
numbers and new words, since Vaka's typesetter knows again what it has set. Prints one line for each
ratio and exits 0; says so when the peer is missing.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from vaka.documents import charts, drawing, html, pdf, tree
from vaka.documents.content import Chart, Column, Figure, Kind, Letterhead, Table
from vaka.documents.fonts import font_folder
from vaka.documents.series import down
from vaka.documents.template import Verbs, render

SECTIONS = 20
ROWS = 24
ROUNDS = 3
LETTERHEAD = Letterhead(
    "Vaka kommun", "Kvalitetsberättelse", date(2026, 3, 1), "Socialförvaltningen", "SN 2026-0001"
)
UNITS = ("Almen", "Björken", "Hemtjänsten norr", "Hemtjänsten söder", "Nattpatrullen")
WORDS = (
    "Verksamheten har under året arbetat med systematiskt kvalitetsarbete, riskbedömningar och "
    "uppföljning av avvikelser. Enhetscheferna har gått igenom händelserna vid arbetsplatsträffar "
    "och beslutat om åtgärder med ansvarig och datum. "
)


def a_table(index: int, salt: int) -> Table:
    """A table of units by period with a share, different for each index."""
    columns = (
        Column("Enhet och period"),
        Column("Antal", Kind.COUNT),
        Column("Bedömda", Kind.COUNT),
        Column("Andel", Kind.PERCENT),
        Column("Kommentar"),
    )
    rows = tuple(
        (
            f"{UNITS[i % 5]} {i + 1}",
            1000 + (i * 37 + index * 11 + salt) % 900,
            i * 7 % 90,
            (i * 13 + index) % 1000 / 10,
            "Följs upp vid nästa arbetsplatsträff och vid kvartalets slut",
        )
        for i in range(ROWS)
    )
    title = f"Tabell {index + 1}: händelser per enhet"
    return Table(f"t{index}", title, columns, rows, source="Källa: avvikelser i Vaka.")


def salted(table: Table, salt: int) -> Table:
    """The table with other words in every cell of words."""
    rows = (tuple(f"{cell} {salt}" if isinstance(cell, str) else cell for cell in row)
            for row in table.rows)  # fmt: skip
    return replace(table, rows=tuple(rows))


def a_chart(index: int, salt: int) -> Chart:
    """A bar chart or a trend of 12 months, different for each index."""
    columns = (Column("Månad"), Column("Antal", Kind.COUNT), Column("Förra året", Kind.COUNT))
    rows = tuple(
        (f"{m:02}", 40 + (m * 7 + index + salt) % 23, 35 + m * 5 % 17) for m in range(1, 13)
    )
    table = Table(f"m{index}", "Händelser per månad", columns, rows)
    words: dict[str, Any] = {"what": "Händelser", "period": "2025"}
    title = f"Diagram {index + 1}: händelserna varierar"
    if index % 2:
        return charts.bars(f"c{index}", title, table, down(table, "Månad", "Antal")[0], **words)
    return charts.trend(
        f"c{index}", title, table, down(table, "Månad", "Antal", "Förra året"), **words
    )


def template(salt: int) -> str:
    """Twenty sections of prose, each with a chart, its table and another table; another salt gives
    other words."""
    words = WORDS.replace("året", f"år {salt}")
    parts = ["# Kvaliteten har förbättrats i tre av fem verksamheter\n"]
    for i in range(SECTIONS):
        parts.append(f"## Avsnitt {i + 1}\n\n{words * 3}\n\n{words * 3}\n\n{words * 3}\n")
        parts.append(f"{{{{ chart('{i}') }}}}\n\n{words * 3}\n\n{words * 3}\n")
        parts.append(f"{{{{ table('{i}') }}}}\n\n{words * 3}\n\n{words * 3}\n")
    return "\n".join(parts)


def content(salt: int) -> tree.Tree:
    """The report's tree; another salt gives other numbers and words everywhere."""

    def figure(name: str, /, **_: Any) -> Figure:
        return Figure(name, 1, "1", name, "2025", "vaka")

    verbs = Verbs(figure, lambda name, **_: salted(a_table(int(name), salt), salt),
                  lambda name, **_: a_chart(int(name), salt), lambda _: "")  # fmt: skip
    return tree.plant(render(template(salt), verbs))


def weasy_fonts() -> str:
    """The same fonts, as the peer's style sheet wants them."""
    faces = []
    for path in sorted(font_folder().glob("*.ttf")):
        family, weight, style = path.stem.rsplit("-", 2)
        name = "Source Serif 4" if family.startswith("source") else "Atkinson Hyperlegible Next"
        faces.append(f'@font-face{{font-family:"{name}";src:url("{path.as_uri()}");'
                     f"font-weight:{weight};font-style:{style}}}")  # fmt: skip
    return "".join(faces)


def main() -> int:
    """Measure both sides in turn and print the two lines."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        print(
            f"report-pdf-step ratio=missing peer=weasyprint conditions=peer not installed: {error}"
        )
        return 0
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = weasyprint.CSS(string=weasy_fonts() + _page_css(), font_config=fonts)

    def weasy(page: str) -> bytes:
        made = weasyprint.HTML(string=page).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )
        return bytes(made)

    times = _measured(weasy)
    peer = f"weasyprint-{weasyprint.__version__}"
    conditions = (
        f"pages={times['pages']},tables=40,charts=20,rounds={ROUNDS},cores={os.cpu_count()}"
    )
    for name, ours, theirs in (("report-pdf-step", "step", "peer_step"),
                               ("report-whole", "whole", "peer_whole")):  # fmt: skip
        ratio = times[theirs] / times[ours]
        print(f"{name} ratio={ratio:.1f} peer={peer} conditions={conditions},"
              f"seconds={times[ours]:.3f},peer_seconds={times[theirs]:.3f}")  # fmt: skip
    return 0


def _measured(weasy: Callable[[str], bytes]) -> dict[str, Any]:
    """Medians of the rounds; each has numbers and words of its own, so nothing is kept."""
    drawing.warm()
    pdf.write_pdf(content(-1), LETTERHEAD)
    weasy("<!doctype html><html lang=sv><title>a</title><h1>a</h1></html>")
    found: dict[str, list[float]] = {
        "step": [],
        "whole": [],
        "peer_step": [],
        "peer_whole": [],
    }
    pages = 0
    for salt in range(ROUNDS):
        start = time.perf_counter()
        page = pdf.payload(content(2 * salt), LETTERHEAD)
        ready = time.perf_counter()
        made = pdf.set_pdf(page, LETTERHEAD)
        done = time.perf_counter()
        found["step"].append(done - ready)
        found["whole"].append(done - start)
        start = time.perf_counter()
        text = html.write_html(content(2 * salt + 1), LETTERHEAD)
        ready = time.perf_counter()
        weasy(text)
        done = time.perf_counter()
        found["peer_step"].append(done - ready)
        found["peer_whole"].append(done - start)
        pages = _pages(made)
    return {**{name: statistics.median(all) for name, all in found.items()}, "pages": pages}


def _page_css() -> str:
    return "@page{size:A4;margin:20mm 22mm 24mm 28mm;@bottom-right{content:'Sida ' counter(page)}}"


def _pages(made: bytes) -> int:
    import io

    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(made)).pages)


if __name__ == "__main__":
    sys.exit(main())
