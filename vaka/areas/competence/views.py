"""Pages that show delegations: the list and one delegation with what goes before it."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence import queries, rules
from vaka.areas.competence.lists import task_titles
from vaka.areas.competence.words import told
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_unit, visible_units

PER_PAGE = 25
LOOK_LABELS = {
    "valid": _("Gäller"), "soon": _("Går snart ut"), "follow_up": _("Ska följas upp"),
    "review": _("Ska omprövas"), "prepared": _("Förbereds"), "ended": _("Upphörda"),
}  # fmt: skip


def listing(request: HttpRequest) -> HttpResponse:
    """List the delegations that the viewer may see; who only receives meets the own ones."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.OWN)
    unit = _unit(request, viewer)
    counts = queries.counts(viewer, unit)
    look = request.GET.get("visa", "review" if counts["review"] else "valid")
    page = Paginator(queries.listed(viewer, look, unit), PER_PAGE).get_page(request.GET.get("sida"))
    rows = list(page.object_list)
    queries.note_listed(viewer, rows)
    context = {
        "rows": [(row, task_titles(one.code for one in row.tasks.all()),
                  rules.STATE_LABELS[rules.State(row.case.state)]) for row in rows],
        "page": page, "look": look, "unit": unit, "on": viewer.on, "counts": counts,
        "looks": [(code, label, counts[code]) for code, label in LOOK_LABELS.items()],
        "units": visible_units(viewer, rules.SEE, on=viewer.on),
        "may_give": viewer.may(rules.GIVE), "sees": viewer.may(rules.SEE),
        "sees_staff": viewer.may("competence.see"),
    }  # fmt: skip
    return render(request, "competence/list.html", context)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one delegation."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.delegation_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    valid = rules.is_valid(page.frame.state, page.row.from_date, page.row.until_date, viewer.on)
    context = {"page": page, "row": page.row, "events": events, "is_valid": valid}
    return render(request, "competence/case.html", context)


def _unit(request: HttpRequest, viewer: Viewer) -> Unit | None:
    code = request.GET.get("enhet", "")
    return visible_unit(viewer, code) if code else None
