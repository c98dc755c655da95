"""How a section of an edition stands beside the year before: values in, a verdict out."""

from enum import StrEnum

from django.utils.translation import gettext_lazy


class SectionChange(StrEnum):
    """How a section stands beside the year before."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"


SECTION_CHANGE_LABELS = {
    SectionChange.NEW: gettext_lazy("Nytt"),
    SectionChange.GONE: gettext_lazy("Borta"),
    SectionChange.CHANGED: gettext_lazy("Ändrat"),
    SectionChange.SAME: gettext_lazy("Lika"),
}


def section_change(before: str | None, now: str | None) -> SectionChange:
    """Say how a text stands beside the year before; None is a section that was not there."""
    if before is None:
        return SectionChange.NEW
    if now is None:
        return SectionChange.GONE
    return SectionChange.SAME if before.split() == now.split() else SectionChange.CHANGED
