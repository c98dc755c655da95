"""The pages of whoever answers, drawn for a phone: the form and the thanks.

They open without sign-in, by a QR door to an anonymous round; all else asks who answers.
"""

import uuid
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.self_checks import reporting, rules
from vaka.areas.self_checks.models import Round
from vaka.areas.self_checks.reporting import ROUND, FillForm
from vaka.areas.self_checks.rules import ANSWER, SEE
from vaka.foundation.access import gate
from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.web.words import clock_time

LIMITS = ("self_check.address_limit", "self_check.total_limit")


@open_to_all
def fill(request: HttpRequest) -> HttpResponse:
    """Show the form, or take it: by a door, for one round, or for all that one may answer."""
    try:
        rounds = _rounds(request)
    except NotVisible:
        # a phone keeps its copy also while nothing is asked, else it would hold back all copies
        status = 200 if getattr(request, "is_shell", False) else 404
        return render(request, "self_checks/no_round.html", status=status)
    if rounds is None:
        return _to_sign_in(request)
    if request.method == "POST":
        return _take(request, rounds)
    form = FillForm(rounds=rounds, initial={ROUND: str(rounds[0].pk)} if len(rounds) == 1 else {})
    return _page(request, form, uuid.uuid4())


def _rounds(request: HttpRequest) -> list[Round] | None:
    """Give what may be answered here; None asks for a sign-in. Raises NotVisible."""
    code = request.GET.get("dorr", "")
    if code:
        one = reporting.round_of_door(code)
        if one.is_anonymous:
            return [one]
        viewer = _viewer(request)
        if viewer is None:
            return None
        demand(viewer, ANSWER, one.case.unit_id)
        return [one]
    viewer = _viewer(request)
    return None if viewer is None else _own(request, viewer)


def _own(request: HttpRequest, viewer: Viewer) -> list[Round]:
    demand(viewer, ANSWER)
    rounds = reporting.open_rounds(viewer)
    wanted = request.GET.get("omgang", "")
    kept = [one for one in rounds if str(one.pk) == wanted] if wanted else rounds
    if not kept:
        raise NotVisible(wanted)
    return kept


def _viewer(request: HttpRequest) -> Viewer | None:
    is_shell = getattr(request, "is_shell", False)
    if not is_shell and not (request.user.is_authenticated and request.user.is_active):
        return None
    return request.viewer  # type: ignore[attr-defined,no-any-return]


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}")


def _take(request: HttpRequest, rounds: list[Round]) -> HttpResponse:
    answers = {name: str(value) for name, value in request.POST.items()}
    client_id = _client_id(answers.get("client_id", ""))
    form = FillForm(answers, rounds=rounds)
    if not form.is_valid():
        return _page(request, form, client_id)
    one = form.rounds[form.cleaned_data[ROUND]]
    is_open = rules.is_open_to_all(is_anonymous=one.is_anonymous, by_door="dorr" in request.GET)
    opens = gate.shut_until(request, f"self_check:{one.pk}", LIMITS) if is_open else None
    if opens:
        words = _("Många svar har kommit från det här nätet på kort tid. Skicka igen efter klockan "
                  "%s. Det du har svarat står kvar.")  # fmt: skip
        form.add_error(None, words % clock_time(opens))
        return _page(request, form, client_id, status=429)
    viewer = _viewer(request) or Viewer.system("self_checks")
    case = reporting.keep(by=viewer, one=one, form=form, client_id=client_id)
    if request.POST.get("then") == "another":
        return HttpResponseRedirect(request.get_full_path())
    return redirect("self_checks:thanks", case.pk)


def _client_id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _page(
    request: HttpRequest, form: FillForm, client_id: uuid.UUID, *, status: int = 200
) -> HttpResponse:
    is_shell = getattr(request, "is_shell", False)
    context = {
        "form": form,
        "pages": form.pages,
        "chooser": form.asked_field(form.questions[0]),
        "is_one": len(form.rounds) == 1 and not is_shell,
        "client_id": client_id,
        "is_shell": is_shell,
        "doors": reporting.doors_of(list(form.rounds.values())) if is_shell else {},
        "words": {
            "change": _("Ändra"),
            "saved": "",
            "number": _("Det ser ut som ett personnummer. Ta bort det."),
            "waits": _("Inget nät. Svaret ligger kvar här och skickas när nätet är tillbaka. "
                       "Stäng inte sidan."),
            "sending": _("Skickar."),
        },
    }  # fmt: skip
    return render(request, "self_checks/fill.html", context, status=status)


def invited(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Lead from a reminder to the form of its round, while it may still be answered."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rounds = reporting.open_rounds(viewer) if viewer.may(ANSWER) else []
    if all(one.pk != case_id for one in rounds):
        return render(request, "self_checks/no_round.html", status=404)
    return HttpResponseRedirect(f"{reverse('self_checks:fill')}?omgang={case_id}")


@open_to_all
def thanks(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Thank whoever has answered; the page says nothing of what or where."""
    viewer = _viewer(request)
    may_see = viewer is not None and viewer.may(SEE)
    return render(request, "self_checks/thanks.html", {"case_id": case_id if may_see else None})
