"""Pages that change something: a form, a page that says what happens, and then the action."""

import uuid
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vaka.areas.administration import actions, forms, queries, rules
from vaka.areas.administration.models import Function
from vaka.foundation.access import actions as access
from vaka.foundation.access.sessions import confirmed
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation import actions as organisation
from vaka.foundation.people.models import Person
from vaka.law import local
from vaka.law.verdict import RuleRefused, Verdict, require

Data = dict[str, Any]


def open_unit(request: HttpRequest) -> HttpResponse:
    """Open a unit under another."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.ORGANISATION)
    form = forms.OpenForm(request.POST or None)
    way_back = reverse("administration:units")
    words = {"heading": _("Lägg till en enhet"), "form": form, "way_back": way_back}
    if not form.is_valid():
        return _form(request, {**words, "verb": _("Granska")})
    if "confirmed" in request.POST:
        unit = organisation.open_unit(by=viewer, new=organisation.NewUnit(**form.cleaned_data))
        messages.success(request, _("Enheten är tillagd."))
        return redirect("administration:unit", unit.code)
    context = {**words, "verb": _("Lägg till"), "on": form.cleaned_data["valid_from"],
               "target": form.cleaned_data["parent"]}  # fmt: skip
    return render(request, "administration/sure.html", context)


def set_value(request: HttpRequest, key: str) -> HttpResponse:
    """Decide a local value from a date."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = next(
        (r for r in queries.values(viewer, timezone.localdate()) if r.declared.key == key), None
    )
    if row is None:
        raise Http404(key)
    form = forms.ValueForm(request.POST or None, initial={"text": row.current})
    if form.is_valid() and not form.refuse(_may_set(row, form.cleaned_data)):
        given = form.cleaned_data
        organisation.set_local_value(by=viewer, key=key, text=given["text"],
                                     valid_from=given["on_date"],
                                     reason=given["reason"])  # fmt: skip
        messages.success(request, _("Värdet är sparat."))
        return redirect("administration:values")
    return _form(request, {
        "form": form, "heading": row.declared.label, "lead": row.declared.steers,
        "verb": _("Spara"), "way_back": reverse("administration:values"),
    })  # fmt: skip


@confirmed
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a person; the one-time link is shown once, on this answer only."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.PEOPLE)
    form = forms.InviteForm(request.POST or None)
    if form.is_valid():
        return _link(request, *access.invite(by=viewer, **form.cleaned_data))
    way_back = reverse("administration:people")
    words = {"heading": _("Bjud in en person"), "verb": _("Bjud in"), "way_back": way_back}
    return _form(request, {"form": form, **words})


@confirmed
@require_POST
def new_link(request: HttpRequest, username: str) -> HttpResponse:
    """Make a new one-time link for somebody whose link was used or too old."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.person(viewer, username)
    require(rules.may_give(one.is_active, timezone.localdate(), None))
    found = access.invite(by=viewer, username=one.username, given_name=one.given_name)
    return _link(request, *found)


@confirmed
def give(request: HttpRequest, username: str) -> HttpResponse:
    """Give a role at a unit from–to."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.person(viewer, username)
    form = forms.GiveForm(request.POST or None)
    if form.is_valid() and not form.refuse(_may_give(one, form.cleaned_data)):
        given = form.cleaned_data
        access.give(by=viewer, person=one, role_code=given.pop("role"), **given)
        messages.success(request, _("Rollen är given."))
        return redirect("administration:person", username)
    heading = _("Ge %(name)s en roll") % {"name": one.name}
    return _person_form(request, one, form, heading, _("Ge rollen"))


@confirmed
def end(request: HttpRequest, username: str, grant_id: uuid.UUID) -> HttpResponse:
    """End a role after its last day."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.person(viewer, username)
    grant = queries.grant(viewer, one, str(grant_id))
    form = forms.EndForm(request.POST or None)
    if form.is_valid():
        access.end(by=viewer, grant=grant, **form.cleaned_data)
        messages.success(request, _("Rollen är avslutad."))
        return redirect("administration:person", username)
    return _person_form(request, one, form, _("Avsluta en roll"), _("Avsluta rollen"))


@confirmed
def close_person(request: HttpRequest, username: str) -> HttpResponse:
    """Close a leaver's account at once, when confirmed."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.person(viewer, username)
    today = timezone.localdate()
    require(rules.may_close_account(one == viewer.person, one.is_active))
    if request.method == "POST":
        access.close_person(by=viewer, person=one, last_date=today)
        messages.success(request, _("Kontot är avslutat."))
        return redirect("administration:person", username)
    running = sum(g.to_date is None or g.to_date > today for g in one.grants.all())
    words = _("Kontot kan inte längre logga in, och %(n)s roller tar slut i dag. Det som personen "
              "har skrivit finns kvar.")  # fmt: skip
    confirm = {
        "heading": _("Avsluta kontot för %(name)s?") % {"name": one.name},
        "consequence": words % {"n": running},
        "verb": _("Avsluta kontot"),
        "way_back": reverse("administration:person", args=[username]),
    }
    return render(request, "web/confirm.html", {"confirm": confirm})


def change_term(request: HttpRequest) -> HttpResponse:
    """Take the lists of a new term, show what changes, and apply it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.TERM)
    form = forms.TermForm(request.POST or None, request.FILES or None)
    way_back = reverse("administration:mandates")
    if not form.is_valid():
        words = {"heading": _("Byt mandatperiod"), "verb": _("Granska"), "way_back": way_back}
        return _form(request, {"form": form, **words})
    given = form.cleaned_data
    body, on = given["body"], given["on_date"]
    if "confirmed" in request.POST:
        actions.change_term(by=viewer, body=body, on_date=on, mandates=given["mandates"],
                            points=given["points"], last_date=given["last_date"])  # fmt: skip
        messages.success(request, _("Den nya mandatperioden är sparad."))
        return redirect(f"{way_back}?organ={body.code}&dag={on}")
    new = rules.Term(given["mandates"], given["points"])
    preview = rules.term_change(queries.running_term(body, on), new, on)
    context = {"preview": preview, "sent": form.as_sent(), "body": body, "on": on,
               "columns": _columns(preview),
               "way_back": reverse("administration:term")}  # fmt: skip
    return render(request, "administration/term.html", context)


def bind(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """Say whose sign-in opens what a seat opens."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.mandate(viewer, mandate_id)
    named = queries.accounts_named(row.name)
    first = row.person or (named[0] if len(named) == 1 else None)
    form = forms.BindForm(
        request.POST or None, initial={"username": first.username if first else ""}
    )
    way_back = (
        f"{reverse('administration:mandates')}?organ={row.body.code}&dag={timezone.localdate()}"
    )
    if form.is_valid():
        try:
            actions.bind_mandate(by=viewer, mandate_id=row.pk, person=form.cleaned_data["username"])
        except RuleRefused as error:
            form.refuse(error.verdict)
        else:
            messages.success(request, _("Kopplingen är sparad."))
            return redirect(way_back)
    return _form(request, {
        "form": form, "verb": _("Spara"), "way_back": way_back, "lead": _accounts(named),
        "heading": _("%(name)s i %(body)s: konto") % {"name": row.name, "body": row.body},
    })  # fmt: skip


def _accounts(named: list[Person]) -> str:
    lead = _("Den som loggar in med kontot läser organets handlingar så länge mandatet varar.")
    if not named:
        return f"{lead} {_('Inget konto har samma namn.')}"
    told = ", ".join(
        f"{one.username} ({one.title})" if one.title else one.username for one in named
    )
    return f"{lead} {_('Konton med samma namn: %s.') % told}"


def _columns(preview: rules.TermPreview) -> list[tuple[str, list[str]]]:
    seats = {_("Lämnar"): preview.leaving, _("Sitter kvar"): preview.staying,
             _("Tillträder"): preview.joining}  # fmt: skip
    points = {_("Punkter som upphör"): preview.points_ended,
              _("Nya punkter"): preview.points_new}  # fmt: skip
    told = [(label, [_seat(one) for one in rows]) for label, rows in seats.items()]
    return told + [(label, [_point(one) for one in rows]) for label, rows in points.items()]


def _seat(one: rules.Seat) -> str:
    label = Function(one.function).label.lower()
    return ", ".join(filter(None, (one.name, label, one.unit, one.responsibility)))


def _point(one: rules.Point) -> str:
    return ", ".join(filter(None, (f"{one.number} {one.text}", one.delegate, one.law,
                                   one.limit.words if one.limit else "")))  # fmt: skip


def _form(request: HttpRequest, context: Data) -> HttpResponse:
    return render(request, "web/form_page.html", context)


def _person_form(
    request: HttpRequest, one: Person, form: django_forms.Form, heading: str, verb: str
) -> HttpResponse:
    way_back = reverse("administration:person", args=[one.username])
    context = {"form": form, "heading": heading, "verb": verb, "way_back": way_back}
    return _form(request, context)


def _link(request: HttpRequest, one: Person, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("web:first_password", args=[secret]))
    return render(request, "administration/link.html", {"one": one, "address": address})


def _may_set(row: queries.ValueRow, given: Data) -> Verdict:
    own = [one.valid_from for one in row.history if one.unit_id is None]
    try:
        local.check(row.declared.key, given["text"])
    except local.UnfitLocalValue as error:
        return Verdict.no("unfit", str(error))
    return rules.may_set_value(max(own, default=None), given["on_date"])


def _may_give(one: Person, given: Data) -> Verdict:
    return rules.may_give(one.is_active, given["from_date"], given["to_date"])
