"""Pages that change: a place, its vacancies, an offer of it, what somebody needs."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.places import actions, queries, rules
from vaka.areas.places.forms import (
    FillForm,
    NeedForm,
    OfferForm,
    PlaceForm,
    SituationForm,
    VacateForm,
)
from vaka.areas.places.queries import NeedPage, PlacePage
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.web.steps import StepPage, SureForm, Words, take

HEAD = _("Platser")


def new(request: HttpRequest) -> HttpResponse:
    """Write in a place."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    units = queries.home_units(viewer)
    if not units:
        raise NotAllowed(rules.KEEP)
    above = reverse("places:list")
    page = StepPage(_("Ny plats"), _("Spara platsen"), _("Platsen är sparad."), above,
                    [(HEAD, above)])  # fmt: skip
    form = PlaceForm(request.POST or None, units=units)

    def done(_data: dict[str, Any]) -> str:
        return reverse("places:place", args=[actions.open_place(by=viewer, new=form.new()).pk])

    return take(request, form, page, done)


def vacate(request: HttpRequest, place_id: uuid.UUID) -> HttpResponse:
    """Write in from when a place stands vacant."""
    viewer, page = _kept(request, place_id)
    form = VacateForm(request.POST or None, initial={"from_date": viewer.on})
    shown = _shown(page, _("Platsen blir ledig"), _("Spara som ledig"), _("Platsen är ledig."))

    def done(data: dict[str, Any]) -> None:
        actions.vacate(by=viewer, place_id=place_id, from_date=data["from_date"])

    return take(request, form, shown, done)


def fill(request: HttpRequest, place_id: uuid.UUID) -> HttpResponse:
    """Write in that somebody has moved in."""
    viewer, page = _kept(request, place_id)
    form = FillForm(request.POST or None, initial={"to_date": viewer.on})
    words = _("Någon har flyttat in"), _("Spara som tillsatt"), _("Platsen är tillsatt.")
    shown = _shown(page, *words)

    def done(data: dict[str, Any]) -> None:
        actions.fill_place(by=viewer, place_id=place_id, to_date=data["to_date"])

    return take(request, form, shown, done)


def release(request: HttpRequest, place_id: uuid.UUID) -> HttpResponse:
    """Keep a vacant place for nobody any more."""
    viewer, page = _kept(request, place_id)
    demand(viewer, rules.MATCH)
    form = SureForm(request.POST or None)
    shown = _shown(page, _("Släpp platsen"), _("Släpp"), _("Platsen hålls inte längre."))

    def done(_data: dict[str, Any]) -> None:
        actions.release(by=viewer, place_id=place_id)

    return take(request, form, shown, done)


def offer(request: HttpRequest, place_id: uuid.UUID, case_id: uuid.UUID) -> HttpResponse:
    """Offer a vacant place to one of those who wait."""
    viewer, page = _kept(request, place_id)
    demand(viewer, rules.MATCH)
    one = queries.candidate(viewer, page.place, case_id)
    version = queries.need_page(viewer, case_id).frame.version
    form = OfferForm(request.POST or None, initial={"version": version})
    shown = _shown(
        page, _("Erbjud platsen"), _("Spara erbjudandet"), _("Erbjudandet är sparat."),
        more={"one": one}, template="places/offer.html",
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        actions.offer_vacant(by=viewer, place_id=place_id, case_id=case_id, **data)
        return reverse("entitlements:case", args=[case_id])

    return take(request, form, shown, done)


def need(request: HttpRequest) -> HttpResponse:
    """Write what somebody who waits needs and wishes for."""
    viewer, page = _opened(request)
    stands = page.need
    initial: dict[str, Any] = {"version": page.frame.version, "wanted": list(page.wanted)}
    if stands:
        names = ("couple", "needs_adapted", "has_pet", "smokes", "is_prioritised", "words")
        initial |= {name: getattr(stands, name) for name in names}
    form = NeedForm(request.POST or None, units=queries.all_homes(viewer.on), initial=initial)

    def done(data: dict[str, Any]) -> None:
        actions.write_need(by=viewer, case_id=page.frame.id, version=data["version"],
                           need=form.new())  # fmt: skip

    words = _("Behov och önskemål"), _("Spara behovet"), _("Behovet är sparat.")
    return take(request, form, _decision(page, *words), done)


def situation(request: HttpRequest) -> HttpResponse:
    """Note where somebody stays while waiting."""
    viewer, page = _opened(request)
    initial = {"version": page.frame.version, "from_date": viewer.on}
    form = SituationForm(request.POST or None, initial=initial)

    def done(data: dict[str, Any]) -> None:
        actions.note_situation(by=viewer, case_id=page.frame.id, version=data["version"],
                               **form.new())  # fmt: skip

    words = _("Var personen vistas"), _("Spara"), _("Läget är sparat.")
    return take(request, form, _decision(page, *words), done)


def _kept(request: HttpRequest, place_id: uuid.UUID) -> tuple[Viewer, PlacePage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.place_page(viewer, place_id)
    if not page.may_keep:
        raise NotAllowed(rules.KEEP)
    return viewer, page


def _opened(request: HttpRequest) -> tuple[Viewer, NeedPage]:
    """The decision that an address names by `?case=`."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.MATCH)
    try:
        case_id = uuid.UUID(request.GET.get("case", ""))
    except ValueError:
        raise NotVisible("case") from None
    page = queries.need_page(viewer, case_id)
    demand(viewer, rules.MATCH, page.frame.unit_id)
    return viewer, page


def _shown(
    page: PlacePage, heading: Words, button: Words, message: Words, **rest: Any
) -> StepPage:  # fmt: skip
    address = reverse("places:place", args=[page.place.pk])
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("places:list")), (_name(page), address)]
    return StepPage(heading, button, message, address, crumbs, _name(page), **rest)


def _name(page: PlacePage) -> str:
    return f"{page.row.unit_name}, {page.row.number}"


def _decision(page: NeedPage, heading: Words, button: Words, message: Words) -> StepPage:
    address = reverse("entitlements:case", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (_("Beslut"), reverse("entitlements:list")), (page.frame.reference, address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.frame.title)
