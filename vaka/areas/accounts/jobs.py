"""What the worker does for the annual accounts: makes the report of an edition and freezes it."""

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.accounts import actions, document, laying, queries
from vaka.areas.reports import actions as reports
from vaka.documents.kinds import WrongGrain
from vaka.documents.worker import CompileFailed
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs.kinds import Progress, job
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

REFUSALS = (CompileFailed, WrongGrain, RuleRefused)


@job("edition.lay_out", gettext_lazy("Hämta siffrorna på nytt"), repeatable=True, refusals=REFUSALS)
def lay_out_job(by: Viewer, progress: Progress, case_id: str) -> dict[str, Any]:
    """Fetch the year's figures of an edition as it now stands."""
    progress(10, _("Räknar och skriver"))
    edition = queries.edition_to_print(by, uuid.UUID(case_id))
    found = laying.prepare(by, edition)
    edition.case.refresh_from_db(fields=["version"])
    actions.lay_out(by=by, case_id=edition.pk, version=edition.case.version, found=found)
    return {"url": reverse("accounts:edition", args=[edition.pk]), "label": edition.case.title}


@job("edition.freeze", gettext_lazy("Frys en berättelse"), refusals=REFUSALS)
def freeze_job(by: Viewer, progress: Progress, case_id: str, version: int) -> dict[str, Any]:
    """Make the report from the texts as they stand, keep it, and freeze the edition into it."""
    progress(10, _("Räknar och skriver"))
    edition = queries.edition_to_print(by, uuid.UUID(case_id))
    digest, today = actions.digest_of(edition), timezone.localdate()
    period, unit = Period.parse(str(edition.year)), edition.case.unit
    with tempfile.TemporaryDirectory() as folder:
        made = reports.make(
            by=by, name=edition.name, unit=unit, period=period, as_of=today,
            out_dir=Path(folder), written=document.written(by, edition),
            begun_at=edition.case.opened_at, is_public=True,
        )  # fmt: skip
        progress(90, _("Sparar filerna"))
        report = reports.keep(by=by, made=made, name=edition.name, unit_code=unit.code,
                              period=str(period), as_of=today)  # fmt: skip
    actions.freeze(by=by, case_id=edition.pk, version=version, report_id=report.pk, digest=digest)
    return {"url": reverse("reports:report", args=[report.pk]), "label": _("Öppna rapporten")}
