"""Reads of approved reports: whether their files are unchanged, and what anybody may see."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from vaka.areas.reports import queries, rules
from vaka.areas.reports.models import Publication, Report
from vaka.areas.reports.rules import ReportState
from vaka.documents import signing
from vaka.documents.signing import Signature
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.files import store
from vaka.foundation.files.models import StoredFile
from vaka.foundation.people.numbers import find_numbers
from vaka.law.verdict import Verdict

START, END = "<main>\n", "</main>"
MARKUP = re.compile(r"<svg.*?</svg>|<style.*?</style>|<[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class CheckedFile:
    """One file of an approved report: the digest then, and now."""

    name: str
    approved: str
    now: str

    @property
    def is_same(self) -> bool:
        """True when it is what was approved."""
        return self.approved == self.now


@dataclass(frozen=True)
class Checked:
    """Whether an approved report is still what was approved, and by which signature."""

    report: Report
    files: list[CheckedFile]
    digest: str
    signatures: list[Signature]

    @property
    def is_intact(self) -> bool:
        """True when every file, and the list of them, is what was approved."""
        same = self.digest == self.report.digest and bool(self.files)
        return same and all(one.is_same for one in self.files)


def latest_approved(row: Report) -> Report | None:
    """Give the newest approved report of the same kind, unit and period."""
    found = Report.objects.filter(name=row.name, unit=row.unit, period=row.period)
    return found.exclude(number=None).exclude(pk=row.pk).order_by("-number").first()


def checked(row: Report) -> Checked:
    """Read every file of an approved report anew and compare."""
    kept = {one.name: one for one in row.files.all()}
    found = [
        CheckedFile(one["name"], one["sha256"], _digest(kept.get(one["name"])))
        for one in row.manifest
    ]
    now = [{"name": one.name, "sha256": one.now} for one in found]
    return Checked(row, found, rules.digest_of(now, row.snapshot), _signatures(kept.values()))


def check_page(viewer: Viewer, report_id: uuid.UUID) -> Checked:
    """Give the check of one approved report; the read is logged. Raises NotVisible."""
    row = queries.report(viewer, report_id)
    if not row.digest:
        raise NotVisible(str(report_id))
    return checked(row)


def changed() -> list[str]:
    """Give the approved reports whose files are not those that were approved."""
    rows = Report.objects.exclude(digest="").prefetch_related("files").select_related("unit")
    return [f"{one.title}, {one.unit.name}, {one.period}"
            for one in rows if not checked(one).is_intact]  # fmt: skip


def may_publish(row: Report) -> Verdict:
    """Say whether a report may be published, after reading its words."""
    found = sum(len(find_numbers(text)) for text in _texts(row))
    return rules.may_publish(
        is_public=row.is_public, is_reference=row.unit.is_reference, identity_numbers=found,
        is_intact=checked(row).is_intact,
    )  # fmt: skip


def publishable(row: Report) -> Verdict:
    """Why an approved report cannot be published, told before anybody tries."""
    if row.state not in {ReportState.APPROVED, ReportState.WITHDRAWN}:
        return Verdict.yes()
    return may_publish(row)


def publication_of(row: Report) -> Publication | None:
    """Give where a report is or was published."""
    return Publication.objects.filter(report=row).first()


def correction_of(row: Report) -> Report | None:
    """Give the approved report that corrects this one."""
    return row.corrected_by.exclude(number=None).first()


def published() -> list[Publication]:
    """Give what is published for anybody, the newest first."""
    found = Publication.objects.filter(withdrawn_at=None).select_related("report__unit")
    return list(found)


def publication(slug: str) -> Publication:
    """Give what stands or stood at an open address. Raises NotVisible."""
    found = Publication.objects.filter(slug=slug).select_related("report__unit").first()
    if found is None:
        raise NotVisible(slug)
    return found


def followed_by(row: Report) -> Publication | None:
    """Give the published report that corrects this one."""
    later = Publication.objects.filter(
        withdrawn_at=None, report__name=row.name, report__unit=row.unit,
        report__period=row.period, report__number__gt=row.number or 0,
    )  # fmt: skip
    return later.select_related("report").order_by("-report__number").first()


def article(row: Report) -> str:
    """Give the report as the fragment that Vaka itself wrote into its HTML file."""
    text = content(row, ".html").decode()
    return text[text.index(START) + len(START) : text.rindex(END)]


def content(row: Report, ending: str) -> bytes:
    """Give the bytes of one of a report's files. Raises NotVisible."""
    file = row.files.filter(name__endswith=ending).first()
    if file is None:
        raise NotVisible(ending)
    return store.path_of(file.digest).read_bytes()


def lines(row: Report) -> Iterator[tuple[Any, ...]]:
    """Give the report's numbers, one a line: table, row, column, value; a hidden one is empty."""
    package = json.loads(content(row, ".data.json"))
    for table in package["tables"]:
        for place, cells in enumerate(table["rows"], 1):
            named = str(cells[0]) if cells and isinstance(cells[0], str) else str(place)
            for column, value in list(zip(table["columns"], cells, strict=True)):
                if column != table["columns"][0] or not isinstance(value, str):
                    number = value if isinstance(value, (int, float)) else None
                    words = value if isinstance(value, str) else ""
                    yield table["id"], table["title"], named, column, number, words


def _digest(file: StoredFile | None) -> str:
    path = store.path_of(file.digest) if file else None
    if path is None or not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _signatures(files: Any) -> list[Signature]:
    try:
        pem = settings.KEY_RING.read("sign-1")
    except FileNotFoundError:
        pem = ""
    pdf = next((one for one in files if one.name.endswith(".pdf")), None)
    path = store.path_of(pdf.digest) if pdf else None
    return signing.signatures(path.read_bytes(), pem) if path and path.is_file() else []


def _texts(row: Report) -> Iterator[str]:
    for file in row.files.filter(name__endswith=".html"):
        path = store.path_of(file.digest)
        if path.is_file():
            yield MARKUP.sub(" ", path.read_text("utf-8"))
