"""Taking in sealed reports: each becomes a case exactly once, or is kept for the manager."""

import logging
import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.audit.models import AuditKind
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.actions import tell
from vaka.foundation.secret_keys import digest_of
from vaka.law.verdict import RuleRefused
from vaka.web.offline import registry, rules, sealing
from vaka.web.offline.models import (
    WHY_LABELS,
    EnrolledDevice,
    KeptReport,
    ReportReceipt,
    ReportToken,
)
from vaka.web.offline.narrow import as_reporter
from vaka.web.offline.rules import KeptWhy
from vaka.web.offline.sealing import Box, CannotOpen

log = logging.getLogger(__name__)


class TokenFails(ValueError):
    """The report's token is unknown, or does not cover it."""


class DeviceRevoked(ValueError):
    """The phone has been shut out."""


class Stranger(ValueError):
    """A genuine token came without the phone's secret, which its browser may have lost."""


@dataclass(frozen=True)
class Arriving:
    """A sealed report as it comes; `saved_at_text` is bound to the box, so it is kept as sent."""

    client_id: uuid.UUID
    kind: str
    saved_at_text: str
    saved_at: datetime
    token: str
    box: Box
    is_recognised: bool = True

    @property
    def bound(self) -> str:
        """The text of the clear fields, bound to the box."""
        return bound_text(self.client_id, self.kind, self.saved_at_text)


@dataclass(frozen=True)
class Answer:
    """What the phone is told: `status` of HTTP, the case's reference, or why not."""

    status: int
    reference: str = ""
    url: str = ""
    words: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def bound_text(client_id: uuid.UUID, kind: str, saved_at: str) -> str:
    """Write the clear fields the way both sides bind them to the box."""
    return f"{client_id}|{kind}|{saved_at}"


def receive(*, device: EnrolledDevice, report: Arriving, ask_back: bool = False) -> Answer:
    """Take in one report: 201 a new case, 200 the same again, 202 kept for the manager.

    Args:
        ask_back: somebody waits at the form, so unclear answers are told (422) instead of kept.

    Raises:
        DatabaseError: nothing was saved; the phone tries again.
    """
    if known := _known(report.client_id):
        return known
    try:
        return _answer(accept(device=device, report=report), 201)
    except IntegrityError:
        if known := _known(report.client_id):  # the same report came by two ways at once
            return known
        raise
    except DatabaseError:
        raise
    except Exception as error:  # a report is never lost to a fault of ours: it is kept
        why, errors = reason(error)
        if ask_back and why is KeptWhy.UNCLEAR:
            return Answer(422, words=str(WHY_LABELS[why]), errors=errors)
        return _kept(keep(device=device, report=report, why=why, errors=errors))


@action
def accept(*, device: EnrolledDevice, report: Arriving) -> Case:
    """Open the case in the name of whom the token was given to, and leave a receipt.

    Raises what `reason` knows.
    """
    if device.revoked_at is not None:
        raise DeviceRevoked(str(device.pk))
    if not report.is_recognised:
        raise Stranger(str(device.pk))
    token = _token(device, report)
    person = as_reporter(Viewer.of(token.person))
    case = case_of(by=person, report=report)
    ReportReceipt.objects.create(
        client_id=report.client_id, device=device, case=case, saved_at=report.saved_at
    )
    if registry.kind_of(report.kind).is_anonymous(case):
        token.delete()  # it bears a name; the receipt tells a second sending from a first
        by = Viewer.system("offline")
    else:
        token.used_for, by = report.client_id, person
        token.save(update_fields=["used_for"])
    note(by=by, verb="offline.accept", object_kind=case.kind, object_id=case.pk,
         unit_id=case.unit_id,
         data={"device": device.name, "saved_at": report.saved_at_text})  # fmt: skip
    return case


def case_of(*, by: Viewer, report: Arriving) -> Case:
    """Open the box and hand the answers to their area. Raises CannotOpen, UnknownReport, theirs."""
    answers = sealing.opened(report.box, report.bound).get("answers")
    if not isinstance(answers, dict):
        raise CannotOpen(report.box.key)
    plain = {str(name): str(value) for name, value in answers.items()}
    door = registry.kind_of(report.kind).accept
    return door(by=by, client_id=report.client_id, answers=plain, saved_at=report.saved_at)


@action
def keep(
    *, device: EnrolledDevice, report: Arriving, why: KeptWhy, errors: dict[str, str]
) -> KeptReport:
    """Keep a sealed report that cannot become a case, and tell the unit's manager."""
    token = ReportToken.objects.filter(digest=digest_of(report.token)).first()
    kept, fresh = KeptReport.objects.get_or_create(
        client_id=report.client_id,
        defaults={
            "device": device, "person": token.person if token else None, "kind": report.kind[:20],
            "saved_at": report.saved_at, "why": why, "errors": errors,
            "sealed": {**report.box.as_json(), "saved_at": report.saved_at_text},
        },
    )  # fmt: skip
    by = Viewer.system("offline")
    note(by=by, verb="offline.keep", kind=AuditKind.REFUSED, object_kind="kept_report",
         object_id=kept.pk, unit_id=device.unit_id, data={"why": why})  # fmt: skip
    if fresh and (manager := holder("unit_manager", device.unit)):
        words = _("En rapport från %s kunde inte läggas in och väntar på dig.") % device.name
        tell(by=by, to=manager, kind="kept_report", words=words, url_name="offline:kept",
             object_id=kept.pk)  # fmt: skip
    return kept


def reason(error: Exception) -> tuple[KeptWhy, dict[str, str]]:
    """Give why a report could not become a case, with what is wrong with which answer."""
    for kinds, why in _REASONS:
        if isinstance(error, kinds):
            return why, {}
    if isinstance(error, RuleRefused):
        return KeptWhy.RULE, {one.code: one.words for one in error.verdict.refusals}
    errors = getattr(error, "errors", None)
    if isinstance(errors, dict):
        return KeptWhy.UNCLEAR, {str(name): str(words) for name, words in errors.items()}
    log.exception("a report could not become a case")
    return KeptWhy.FAULT, {}


_REASONS: tuple[tuple[tuple[type[Exception], ...], KeptWhy], ...] = (
    ((DeviceRevoked,), KeptWhy.REVOKED),
    ((Stranger,), KeptWhy.STRANGER),
    ((TokenFails,), KeptWhy.TOKEN),
    ((CannotOpen,), KeptWhy.OPENING),
    ((NotAllowed, NotVisible), KeptWhy.NOT_ALLOWED),
)


def device_of_token(token: str) -> EnrolledDevice | None:
    """Give the phone that a token was given to."""
    found = ReportToken.objects.select_related("device__unit").filter(digest=digest_of(token))
    return row.device if (row := found.first()) else None


def _token(device: EnrolledDevice, report: Arriving) -> ReportToken:
    """Give the token, held for this transaction. Raises TokenFails."""
    rows = ReportToken.objects.select_for_update(of=("self",)).select_related("person")
    token = rows.filter(digest=digest_of(report.token)).first()
    if token is None or rules.must_keep(
        saved_at=report.saved_at, received_at=timezone.now(), expires_at=token.expires_at,
        revoked_at=token.revoked_at, same_device=token.device_id == device.pk,
        unused=token.used_for in (None, report.client_id),
    ):  # fmt: skip
        raise TokenFails(str(report.client_id))
    return token


def _known(client_id: uuid.UUID) -> Answer | None:
    receipt = ReportReceipt.objects.select_related("case").filter(pk=client_id).first()
    if receipt is not None:
        return _answer(receipt.case, 200)
    kept = KeptReport.objects.select_related("case").filter(pk=client_id).first()
    return None if kept is None else _kept(kept)


def _answer(case: Case, status: int) -> Answer:
    return Answer(status, reference=case.reference, url=registry.receipt_url(case))


def _kept(kept: KeptReport) -> Answer:
    said = {"why": str(WHY_LABELS[KeptWhy(kept.why)])}
    words = _("Mottagen, men inte inlagd: %(why)s Enhetschefen har fått veta.") % said
    return Answer(202, reference=kept.case.reference if kept.case else "", words=words)
