"""An approved report as a package for an archive: its frozen files, what it is, what was done."""

import uuid
from datetime import datetime
from importlib.metadata import version

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from vaka.areas.reports import queries, release_queries, rules
from vaka.areas.reports.models import Report
from vaka.exchange.archive import Agent, Content, Event, Submission, written
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.files import store
from vaka.foundation.organisation.queries import principal_name
from vaka.law.verdict import require

PACKED = "application/zip"


def name_of(row: Report) -> str:
    """Give an approved report's plain name, the same as in its open address."""
    return slugify(f"{row.name}-{row.unit.code}-{row.period}-{row.number}")


def approved() -> list[Report]:
    """Give every approved report, the oldest first."""
    rows = Report.objects.exclude(number=None).select_related("unit", "made_by", "approved_by")
    return list(rows.prefetch_related("files").order_by("approved_at"))


def package_of(viewer: Viewer, report_id: uuid.UUID) -> tuple[str, bytes]:
    """Give the file name and bytes of a report's package; the read is logged.

    Raises:
        NotVisible: no report that the viewer may read, or not approved.
        RuleRefused: a file is no longer what was approved.
    """
    row = queries.report(viewer, report_id)
    if row.number is None:
        raise NotVisible(str(report_id))
    note_read(by=viewer, object_kind="archive_package", object_id=row.pk, unit_id=row.unit_id)
    return f"{name_of(row)}.zip", packed(row)


def packed(row: Report, organisation: str = "") -> bytes:
    """Give the package; `organisation` is the principal's number. Raises RuleRefused."""
    require(rules.may_archive(is_intact=release_queries.checked(row).is_intact))
    return written(submission(row, organisation))


def submission(row: Report, organisation: str = "") -> Submission:
    """Give what is handed over of an approved report."""
    made = _here(row.approved_at or row.made_at)
    listed = rules.manifest_text(row.manifest).encode()
    files = tuple(
        Content(file.name, store.path_of(file.digest).read_bytes(), _here(file.made_at))
        for file in row.files.order_by("name")
    )
    return Submission(
        name=name_of(row), label=row.title, made_at=made, software=f"Vaka {version('vaka')}",
        archivist=Agent(principal_name(), organisation), files=files,
        described=_described(row, made), events=tuple(_events(row)),
        documentation=(Content("sha256.txt", listed, made),),
    )  # fmt: skip


def _described(row: Report, made: datetime) -> dict[str, str]:
    return {
        "title": row.title,
        "creator": principal_name(),
        "subject": row.unit.name,
        "description": row.correction or row.decision,
        "date": made.date().isoformat(),
        "type": "Text",
        "identifier": str(row.pk),
        "language": "sv",
        "coverage": row.period,
    }


def _events(row: Report) -> list[Event]:
    """What was done, by PREMIS' own names of events."""
    made_by = row.made_by.name if row.made_by else principal_name()
    found = [Event("creation", _here(row.made_at), _("Rapporten gjordes ur uttag %(name)s.")
                   % {"name": row.snapshot}, made_by)]  # fmt: skip
    if row.approved_at:
        who = row.approved_by.name if row.approved_by else principal_name()
        words = row.decision or _("Rapporten godkändes och filerna frystes.")
        found.append(Event("validation", _here(row.approved_at), words, who))
    return found


def _here(moment: datetime) -> datetime:
    return timezone.localtime(moment)
