"""What people have written, as the report's template takes it in."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.accounts import request_queries, result_queries, rules
from vaka.areas.accounts.models import Edition
from vaka.areas.reports.actions import NOTHING, Written, open_eyes
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.web.words import day

RESULTS = {"patientsakerhetsberattelse": "results", "kvalitetsberattelse": "area_results"}
"""What each report's template calls the result table."""


def frozen(viewer: Viewer, reader: Viewer, unit: Unit, name: str, year: int) -> Written:
    """Give the words of a year's frozen report, its newest version, to whom may read it by role;
    none where nobody has frozen one. What it was frozen into stands as it was: its day is told.

    Args:
        reader: with whose eyes its result table is read.
    """
    if not viewer.may(rules.SEE, unit.pk):
        return NOTHING
    found = Edition.objects.filter(
        name=name, year=year, case__unit=unit, case__state=rules.EditionState.FROZEN
    )
    edition = found.select_related("case__unit").order_by("-number").first()
    if edition is None or edition.frozen_at is None:
        return NOTHING
    told = written(viewer, edition, reader)
    since = (_("Texter"), _("ur berättelsen som frystes den %(day)s")
             % {"day": day(timezone.localdate(edition.frozen_at))})  # fmt: skip
    return replace(told, facts=(*told.facts, since))


def written(viewer: Viewer, edition: Edition, reader: Viewer | None = None) -> Written:
    """Give the texts of an edition by section, its result table, and what a correction corrects.

    Args:
        reader: with whose eyes the table is read; anybody's when left out.
    """
    texts = dict(edition.sections.filter(above=None).values_list("key", "text"))
    reader = reader or open_eyes(viewer, edition.case.unit)
    table = result_queries.table(edition, result_queries.by_area(viewer, edition), reader)
    facts = (("Rättelse", edition.correction),) if edition.correction else ()
    version = (("Version", str(edition.number)),) if edition.number > 1 else ()
    shown = {RESULTS.get(edition.name, table.id): table} if table.rows else {}
    own = request_queries.own_reports(edition)
    shown |= {own.id: own} if own.rows else {}
    return Written(texts, shown, version + facts)
