"""What the worker does for reports: makes one and keeps its files."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.reports import actions
from vaka.documents.kinds import WrongGrain
from vaka.documents.template import TemplateRefused
from vaka.documents.worker import CompileFailed
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs.kinds import Progress, job
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period

MAKE = "report.make"
REFUSALS = (CompileFailed, WrongGrain, TemplateRefused)


@job(MAKE, gettext_lazy("Gör en rapport"), repeatable=True, refusals=REFUSALS)
def make_job(
    by: Viewer,
    progress: Progress,
    name: str,
    unit_code: str,
    period: str,
    as_of: str,
    is_public: bool = False,
) -> dict[str, Any]:
    """Make a report and keep it; the result leads to its page."""
    progress(10, _("Räknar och skriver"))
    with tempfile.TemporaryDirectory() as folder:
        made = actions.make(
            by=by, name=name, unit=Unit.objects.get(code=unit_code), period=Period.parse(period),
            as_of=date.fromisoformat(as_of), out_dir=Path(folder), is_public=is_public,
        )  # fmt: skip
        progress(90, _("Sparar filerna"))
        report = actions.keep(by=by, made=made, name=name, unit_code=unit_code, period=period,
                              as_of=date.fromisoformat(as_of))  # fmt: skip
    return {"url": reverse("reports:report", args=[report.pk]), "label": _("Öppna rapporten")}
