"""What is done with a kept report: approve, publish, withdraw. Each verb is one transaction."""

import hashlib
import io
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from vaka.areas.reports import release_queries, rules
from vaka.areas.reports.models import Publication, Report
from vaka.areas.reports.rules import REPORT_LABELS, TRANSITIONS, ReportState
from vaka.documents import signing
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.foundation.files import actions as files
from vaka.foundation.files import store
from vaka.foundation.files.models import StoredFile
from vaka.law.verdict import Verdict, require


@action
def approve_report(
    *, by: Viewer, report_id: uuid.UUID, version: int, decision: str = "", correction: str = ""
) -> Report:
    """Approve a report: its PDF is signed, and its files are frozen with their digests.

    An earlier approved report of the same unit and period is what this one corrects.
    """
    row = _held(by, report_id, "report.approve_report", version)
    earlier = release_queries.latest_approved(row)
    require(rules.may_approve(corrects=earlier is not None, correction=correction))
    _sign(by, row)
    row.manifest = [_line(one) for one in row.files.order_by("name")]
    row.digest = rules.digest_of(row.manifest, row.snapshot)
    row.number = 1 + (earlier.number or 0 if earlier else 0)
    row.corrects, row.correction, row.decision = earlier, correction if earlier else "", decision
    row.approved_by, row.approved_at = by.person, timezone.now()
    return _moved(by, row, "report.approve_report", {"digest": row.digest, "number": row.number})


@action
def publish_report(*, by: Viewer, report_id: uuid.UUID, version: int) -> Publication:
    """Publish an approved report at an open address, for anybody."""
    row = _held(by, report_id, "report.publish_report", version)
    require(release_queries.may_publish(row))
    address = slugify(f"{row.name}-{row.unit.code}-{row.period}-{row.number}")
    made, _new = Publication.objects.update_or_create(
        report=row,
        defaults={"slug": address, "published_at": timezone.now(), "published_by": by.person,
                  "withdrawn_at": None, "withdrawn_by": None, "withdrawn_why": ""},
    )  # fmt: skip
    _moved(by, row, "report.publish_report", {"address": address})
    return made


@action
def withdraw_report(*, by: Viewer, report_id: uuid.UUID, version: int, words: str) -> Publication:
    """Take a report down; its address then says that it was there, and why it is not."""
    row = _held(by, report_id, "report.withdraw_report", version, words)
    made = Publication.objects.get(report=row)
    made.withdrawn_at, made.withdrawn_by, made.withdrawn_why = timezone.now(), by.person, words
    made.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    _moved(by, row, "report.withdraw_report", {"words": words})
    return made


def _held(by: Viewer, report_id: uuid.UUID, verb: str, version: int, words: str = "") -> Report:
    """The report, locked, that the viewer sees and may move so. Raises RuleRefused and others."""
    seen = Report.objects.visible_to(by).filter(pk=report_id)
    row = Report.objects.select_for_update(of=("self",)).filter(pk__in=seen.values("pk")).first()
    if row is None:
        raise NotVisible(str(report_id))
    step = transitions.find(TRANSITIONS, verb)
    if row.unit.is_reference:
        demand(by, step.capability)
    else:
        demand(by, step.capability, row.unit_id)
    require(_is_newest(row, version)
            + transitions.fits_in(TRANSITIONS, verb, row.state, words, REPORT_LABELS))  # fmt: skip
    return row


def _is_newest(row: Report, version: int) -> Verdict:
    if row.version == version:
        return Verdict.yes()
    return Verdict.no("version", _("Någon annan har ändrat rapporten."), _("Ladda om sidan."))


def _moved(by: Viewer, row: Report, verb: str, data: Mapping[str, object]) -> Report:
    row.state = ReportState(transitions.find(TRANSITIONS, verb).to_state)
    row.version += 1
    row.save()
    note(by=by, verb=verb, object_kind="report", object_id=row.pk, unit_id=row.unit_id,
         data=dict(data))  # fmt: skip
    return row


def _sign(by: Viewer, row: Report) -> None:
    """Put the signed PDF in the place of the unsigned, when the ring has a certificate."""
    plain = row.files.filter(name__endswith=".pdf").first()
    try:
        pem = settings.KEY_RING.read("sign-1")
    except FileNotFoundError:
        return
    if plain is None:
        return
    reason = _("Godkänd rapport: %(title)s, %(period)s") % {
        "title": row.title, "period": row.period,
    }  # fmt: skip
    signed = signing.sign(store.path_of(plain.digest).read_bytes(), pem, reason)
    row.files.remove(plain)
    row.files.add(files.keep(by=by, content=io.BytesIO(signed), name=plain.name, kind="report"))


def _line(file: StoredFile) -> dict[str, str]:
    content = store.path_of(file.digest).read_bytes()
    return {"name": file.name, "sha256": hashlib.sha256(content).hexdigest()}
