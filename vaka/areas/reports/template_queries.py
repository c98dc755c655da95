"""Reads of templates: the one in force on a day, its versions, what differs, what is wrong."""

from dataclasses import dataclass
from datetime import date

from vaka.areas.reports.models import TemplateVersion
from vaka.areas.reports.outlines import TEMPLATES
from vaka.documents.kinds import ReportKind

SHIPPED = 0
"""The number of the template that comes with Vaka."""


@dataclass(frozen=True)
class Template:
    """A template's text and the number of its version; 0 is the one that comes with Vaka."""

    number: int
    text: str


def shipped(kind: ReportKind) -> Template:
    """Give the template that comes with Vaka."""
    return Template(SHIPPED, (TEMPLATES / kind.template).read_text("utf-8"))


def in_force(kind: ReportKind, on: date) -> Template:
    """Give the template that a report is made with as known on a day."""
    row = TemplateVersion.objects.in_force(on).filter(name=kind.name).first()
    return Template(row.number, row.text) if row else shipped(kind)
