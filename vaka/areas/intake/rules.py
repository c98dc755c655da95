"""What may be done with a file on its way in."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from vaka.areas.intake.models import RunState
from vaka.law.verdict import Verdict

IMPORT = "import.open"
LARGEST = 200_000_000
"""Bytes; the same limit as on the command line (exchange.sniff)."""
AT_ONCE = 1_000_000
"""Files up to so many bytes are checked while their owner waits, larger ones by the worker."""
SHOWN = 100
"""Findings that a page lists; the file for download has them all."""
DRAFT_DAYS = 7
"""A file that nobody read in or threw away is removed after so many days."""


def may_change(state: str) -> Verdict:
    """Say whether mapping or file may still be changed: before the rows are read in."""
    if state == RunState.READY:
        return Verdict.yes()
    words = _("Filen läses redan in eller är inläst.")
    return Verdict.no("not_ready", words, _("Börja om med filen om något ska ändras."))


def may_confirm(state: str, preview: Mapping[str, Any], version: int, shown: int) -> Verdict:
    """Say whether the rows may be read in: as was shown, and when any of them is new.

    Args:
        version: of the mapping that stands.
        shown: version of the mapping that the person looked at.
    """
    if preview.get("refusal"):
        refusal = preview["refusal"]
        return Verdict.no("refused", refusal["message"], refusal["hint"])
    return Verdict.all_of((may_change(state), _same(version, shown), _any_new(preview)))


def _same(version: int, shown: int) -> Verdict:
    if version == shown:
        return Verdict.yes()
    words = _("Kolumnvalen har ändrats sedan sidan visades.")
    return Verdict.no("changed", words, _("Titta igenom filen igen och läs in den sedan."))


def _any_new(preview: Mapping[str, Any]) -> Verdict:
    if preview.get("counts", {}).get("imported"):
        return Verdict.yes()
    words = _("Filen har inga nya rader att läsa in.")
    return Verdict.no(
        "nothing_new", words, _("Rätta de avvisade raderna, eller välj en annan fil.")
    )
