"""The page of absences: one's own, and those of the people one manages."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vaka.foundation.access import absences
from vaka.foundation.access.absence_forms import AbsenceForm
from vaka.foundation.access.viewer import Viewer


def listing(request: HttpRequest) -> HttpResponse:
    """List absences that have not passed, and take a new one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    people = absences.those_i_may_set_for(viewer)
    form = AbsenceForm(
        request.POST or None, people=people, stand_ins=absences.possible_stand_ins(viewer),
        initial={"from_date": viewer.on, "to_date": viewer.on},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = absences.set_absence(
            by=viewer, person=form.people[data["person"]],
            stand_in=form.people[data["stand_in"]], from_date=data["from_date"],
            to_date=data["to_date"],
        )  # fmt: skip
        said = _("%(stand_in)s ersätter %(person)s de dagarna.")
        messages.success(
            request, said % {"stand_in": made.stand_in.name, "person": made.person.name}
        )
        return redirect("access:absence")
    context = {
        "form": form,
        "absences": absences.current_and_coming(viewer),
        "standing_in": absences.i_stand_in(viewer),
        "today": viewer.on,
    }
    return render(request, "access/absence.html", context)


@require_POST
def end(request: HttpRequest, absence_id: uuid.UUID) -> HttpResponse:
    """End an absence, or take back one that has not begun."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    absences.end_absence(by=viewer, absence_id=absence_id)
    messages.success(request, _("Frånvaron är avslutad."))
    return redirect("access:absence")
