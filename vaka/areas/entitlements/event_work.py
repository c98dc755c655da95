"""Pages of what is written of a decision beside its course: ruling, municipality, maker,
number."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from vaka.areas.entitlements import event_actions as actions
from vaka.areas.entitlements.event_actions import NewRuling
from vaka.areas.entitlements.event_forms import MakerForm, NumberForm, RulingForm, TransferForm
from vaka.areas.entitlements.work import by_step, step
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case


def ruling(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in a court's ruling."""

    def done(viewer: Viewer, case_id: uuid.UUID, form: RulingForm) -> Case:
        data = dict(form.cleaned_data)
        version = data.pop("version")
        return actions.record_ruling(by=viewer, case_id=case_id, version=version,
                                     new=NewRuling(**data))  # fmt: skip

    return step(request, case_id, RulingForm, done, heading=_("Domstolens dom"),
                verb=_("Spara domen"), message=_("Domen är sparad."))  # fmt: skip


def transfer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in another municipality's part."""
    return step(request, case_id, TransferForm, by_step(actions.record_transfer),
                heading=_("Annan kommun"), verb=_("Spara"),
                message=_("Det är antecknat."))  # fmt: skip


def maker(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in who decided, and by which right."""
    return step(request, case_id, MakerForm, by_step(actions.tell_maker),
                heading=_("Vem beslutade?"), verb=_("Spara"),
                message=_("Det är antecknat."))  # fmt: skip


def number(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Seal a reserve number."""
    return step(request, case_id, NumberForm, by_step(actions.give_number),
                heading=_("Reservnummer"), verb=_("Försegla numret"),
                message=_("Numret är förseglat."))  # fmt: skip
