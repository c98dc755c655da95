"""Every report of a demo municipality, made and put through the figure check.

`python -m tests.own_reports DATA OUT` prints one JSON object: each report's findings, what the
yearly reports of 2023 lack of what the source lists, and what others say of their PDF and DOCX,
which are written into OUT with the HTML. It runs in a process of its own, for Django has one data
directory a process. A report is read as its Word file, which has every table and
chart's numbers; that the three formats say the same is tested elsewhere.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.judging import PROFILES, complaints
from tests.leaks import demo
from tests.listed import LISTED, QUALITY, SAFETY

FEWEST = 30
"""Headings and tables that a yearly report has at least."""


def found(folder: Path, made: list[Path]) -> dict[str, list[dict[str, Any]]]:
    """Give what the check says of each report that has something to tell, by its name.

    Args:
        made: Word files that have been written already.
    """
    from vaka.areas.reports import kinds
    from vaka.areas.reports.template_queries import in_force
    from vaka.documents.compile import Format, compile_report
    from vaka.documents.content import Letterhead, ReportSource
    from vaka.documents.template import render

    told = {path.stem: said(path) for path in made}
    for kind in kinds.all_kinds():
        content = None if kind.name in told else demo.content_of(kind)
        if content is None:
            continue
        text = render(in_force(kind, demo.ON).text, content.verbs(), content.values)
        source = ReportSource(kind.name, Letterhead("Vaka", kind.title, demo.ON), text)
        made_now = compile_report(source, folder, (Format.DOCX,))
        told[kind.name] = said(made_now.files[Format.DOCX])
    return told


def said(path: Path) -> list[dict[str, Any]]:
    """Give what the check says of a file."""
    from vaka.documents.figurecheck import check

    return [
        {"rule": one.rule, "quote": one.quote, "printed": one.printed, "computed": one.computed}
        for one in check([path], demo.ON)
    ]


def yearly() -> dict[str, Any]:
    """Give the content of both yearly reports of the municipality for 2023."""
    from vaka.areas.reports.kinds import named
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.queries import root
    from vaka.law.period import Period

    asked: dict[str, Any] = {"viewer": Viewer.system("test"), "unit": root(), "as_of": demo.ON,
                             "period": Period.parse("2023"), "snapshot": ""}  # fmt: skip
    return {name: named(name).content(**asked) for name in (QUALITY, SAFETY)}


def lacking(contents: dict[str, Any]) -> list[str]:
    """Give the listed exhibits that show neither chart nor table in the reports."""
    shown = contents[QUALITY].exhibits | contents[SAFETY].exhibits
    wanted = {name for names in LISTED.values() for name in names}
    return sorted(name for name in wanted if not (shown[name].chart or shown[name].table))


def opened(contents: dict[str, Any], out: Path) -> dict[str, list[str]]:
    """Write each report into a folder and give what a PDF judge and a reader of Word find amiss."""
    from vaka.areas.reports.kinds import named
    from vaka.areas.reports.template_queries import in_force
    from vaka.documents.compile import Format, compile_report
    from vaka.documents.content import Letterhead, ReportSource
    from vaka.documents.template import render

    found = {}
    for name, content in contents.items():
        kind = named(name)
        text = render(in_force(kind, demo.ON).text, content.verbs(), content.values)
        source = ReportSource(name, Letterhead("Vaka", kind.title, demo.ON), text)
        files = compile_report(source, out, (Format.PDF, Format.DOCX, Format.HTML)).files
        pdf = files[Format.PDF].read_bytes()
        found[f"{name}.pdf"] = [one for profile in PROFILES for one in complaints(pdf, profile)]
        found[f"{name}.docx"] = list(word_faults(files[Format.DOCX], text.charts))
    return found


def word_faults(path: Path, charts: Any) -> Iterator[str]:
    """Walk a Word file's headings, tables and pictures with a reader that is not Vaka's."""
    import docx

    document = docx.Document(str(path))
    styles = [one.style.name for one in document.paragraphs if one.style is not None]
    levels = [int(name.split()[-1]) for name in styles if str(name).startswith("Heading")]
    yield from (f"a heading of level {after} after {before}"
                for before, after in pairwise(levels) if after > before + 1)  # fmt: skip
    for number, table in enumerate(document.tables, 1):
        if not table.rows[0]._tr.xpath("./w:trPr/w:tblHeader"):
            yield f"table {number} has no head"
    told = [one.get("descr") for one in document.element.body.xpath(".//wp:docPr")]
    if told != [chart.alt for chart in charts.values()]:
        yield f"{len(told)} pictures with alt texts, {len(charts)} charts"
    if len(levels) < FEWEST or len(document.tables) < FEWEST:
        yield f"only {len(levels)} headings and {len(document.tables)} tables"


def main() -> int:
    """Make and check them all."""
    demo.start(Path(sys.argv[1]))
    contents = yearly()
    told: dict[str, Any] = {"lacking": lacking(contents)}
    out = Path(sys.argv[2])
    told["opened"] = opened(contents, out)
    with tempfile.TemporaryDirectory() as folder:
        told["findings"] = found(Path(folder), sorted(out.glob("*.docx")))
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
