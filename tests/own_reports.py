"""Every report of a demo municipality, made and put through the figure check.

`python -m tests.own_reports DATA` prints one JSON object: each report's findings, and what the
yearly reports of 2023 lack of what the source lists. It runs in a process of its own, for Django
has one data directory a process. A report is read as its Word file, which has every table and
chart's numbers; that the three formats say the same is tested elsewhere.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.leaks import demo
from tests.listed import LISTED, QUALITY, SAFETY


def found(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Give what the check says of each report that has something to tell, by its name."""
    from vaka.areas.reports import kinds
    from vaka.areas.reports.template_queries import in_force
    from vaka.documents.compile import Format, compile_report
    from vaka.documents.content import Letterhead, ReportSource
    from vaka.documents.figurecheck import check
    from vaka.documents.template import render

    told = {}
    for kind in kinds.all_kinds():
        content = demo.content_of(kind)
        if content is None:
            continue
        text = render(in_force(kind, demo.ON).text, content.verbs(), content.values)
        source = ReportSource(kind.name, Letterhead("Vaka", kind.title, demo.ON), text)
        made = compile_report(source, folder, (Format.DOCX,))
        told[kind.name] = [
            {"rule": one.rule, "quote": one.quote, "printed": one.printed, "computed": one.computed}
            for one in check([made.files[Format.DOCX]], demo.ON)
        ]
    return told


def lacking() -> list[str]:
    """Give the listed exhibits that show neither chart nor table in the municipality's reports."""
    from vaka.areas.reports.kinds import named
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.queries import root
    from vaka.law.period import Period

    asked: dict[str, Any] = {"viewer": Viewer.system("test"), "unit": root(), "as_of": demo.ON,
                             "period": Period.parse("2023"), "snapshot": ""}  # fmt: skip
    shown = named(QUALITY).content(**asked).exhibits | named(SAFETY).content(**asked).exhibits
    wanted = {name for names in LISTED.values() for name in names}
    return sorted(name for name in wanted if not (shown[name].chart or shown[name].table))


def main() -> int:
    """Make and check them all."""
    demo.start(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        told = {"findings": found(Path(folder)), "lacking": lacking()}
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
