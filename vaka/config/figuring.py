"""The figure check on the command line: the files in, and the findings in words."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from vaka.documents.figurecheck import Finding, check

SWEDEN = ZoneInfo("Europe/Stockholm")


def checked(files: Sequence[Path], today: date | None) -> list[Finding]:
    """Give the contradictions of the files, as of a day or of today in Sweden."""
    day = today.date() if isinstance(today, datetime) else today
    return check(files, day or datetime.now(SWEDEN).date())


def told(found: Sequence[Finding]) -> str:
    """Give the findings as people read them, two lines each."""
    if not found:
        return "Inga motsägelser hittades."
    return "\n".join(
        f"{one.file}:{one.line} [{one.rule}, {one.confidence:.0%}] {one.printed} → {one.computed}"
        f"\n    {one.quote}"
        for one in found
    )
