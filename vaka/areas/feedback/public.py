"""The pages without sign-in: to write, the receipt, to follow by code, the form on paper."""

import functools
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from vaka.areas.feedback import actions, mine, rules, telling
from vaka.areas.feedback.actions import NewFeedback
from vaka.areas.feedback.forms import CodeForm, MoreForm, Trapped, WriteForm
from vaka.areas.feedback.rules import FeedbackKind
from vaka.foundation.access import gate
from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people import identities
from vaka.web.words import clock_time

RECEIPT, FOLLOW = "feedback_receipt", "feedback_follow"
RECEIPT_SECONDS, FOLLOW_SECONDS = 15 * 60, 30 * 60
LANGUAGES = ("sv", "sv-latt", "en")
LANGUAGE_SECONDS = 30 * 24 * 3600
View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Open a page to all, in the language that the visitor chooses; nothing of it is stored."""

    @functools.wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = request.GET.get("sprak", "")
        if chosen in LANGUAGES:
            response = redirect(request.path)
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, chosen, max_age=LANGUAGE_SECONDS, samesite="Lax",
                secure=request.is_secure(), httponly=True,
            )  # fmt: skip
            return response
        return never_cache(view)(request, *args, **kwargs)

    return open_to_all(shown)


LIMITS = ("feedback.address_limit", "feedback.total_limit")


@public
def write(request: HttpRequest) -> HttpResponse:
    """Show the form, or take what was written."""
    places = mine.places(timezone.localdate())
    if request.method != "POST":
        initial = {"token": gate.token(), "unit": request.GET.get("enhet", ""),
                   "wants_answer": "yes"}  # fmt: skip
        return _write_page(request, WriteForm(initial=initial, places=places))
    form = WriteForm(request.POST, places=places)
    if not form.is_valid():
        form.again()
        return _write_page(request, form)
    if refused := _refused(request, form):
        return _write_page(request, form, refused)
    filed = actions.file(by=mine.citizen(), new=_new(form))
    if filed.code:
        _remember(request, filed)
    return redirect("feedback:receipt")


def _write_page(request: HttpRequest, form: WriteForm, waits: str = "") -> HttpResponse:
    today = timezone.localdate()
    days = int(local_value("feedback.answer_days", today))
    context = {
        "form": form,
        "waits": waits,
        "acknowledge_days": int(local_value("feedback.acknowledge_days", today)),
        "answer_days": days,
        "answer_date": rules.promised_date(today, days),
    }
    return render(request, "feedback/write.html", context, status=429 if waits else 200)


def _new(form: WriteForm) -> NewFeedback:
    data = form.cleaned_data
    unit = form.units.get(data["unit"])
    return NewFeedback(
        kind=FeedbackKind(data["kind"]), unit=unit or telling.desk(), text=data["text"],
        sender=data["sender"], language=get_language() or "sv",
        wants_answer=data["wants_answer"] == "yes", is_unit_known=unit is not None,
        contact=form.contact(), client_id=form.client_id,
    )  # fmt: skip


def _refused(request: HttpRequest, form: Trapped) -> str:
    """Say when the way is open again, if this address has sent more than passes."""
    opens = gate.shut_until(request, "feedback", LIMITS)
    if opens is None:
        return ""
    form.again()
    return clock_time(opens)


def _remember(request: HttpRequest, filed: actions.Filed) -> None:
    """Keep the code for the receipt's page, sealed and for a short while."""
    sealed = identities.seal(filed.code)
    request.session[RECEIPT] = {
        "case": str(filed.case.pk), "key": sealed.key_id, "code": sealed.token.decode(),
        "at": int(time.time()),
    }  # fmt: skip


@public
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the number and the code, once: for a short while in this browser only."""
    kept = request.session.get(RECEIPT)
    if kept is None or time.time() - kept["at"] > RECEIPT_SECONDS:
        request.session.pop(RECEIPT, None)
        return render(request, "feedback/receipt.html", {"code": ""})
    code = identities.unsealed(kept["key"], kept["code"].encode())
    context = {"code": code, "mine": mine.followed(uuid.UUID(kept["case"])),
               "minutes": RECEIPT_SECONDS // 60}  # fmt: skip
    return render(request, "feedback/receipt.html", context)


@public
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then show the case that it opens."""
    opened = _opened(request)
    if request.method != "POST":
        return _followed(request, opened) if opened else _ask(request, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    try:
        found = mine.by_code(form.cleaned_data["code"])
    except NotVisible:
        form.add_error("code", _("Ingen synpunkt har den koden. Läs igenom den en gång till."))
        return _ask(request, form)
    request.session.pop(RECEIPT, None)
    request.session[FOLLOW] = {"case": str(found), "at": int(time.time())}
    return redirect("feedback:follow")


def _ask(request: HttpRequest, form: CodeForm) -> HttpResponse:
    return render(request, "feedback/code.html", {"form": form})


def _opened(request: HttpRequest) -> uuid.UUID | None:
    """Give the case that this browser opened by its code a short while ago."""
    kept = request.session.get(FOLLOW)
    if kept is None or time.time() - kept["at"] > FOLLOW_SECONDS:
        return None
    return uuid.UUID(kept["case"])


def _followed(
    request: HttpRequest, case_id: uuid.UUID, form: MoreForm | None = None, waits: str = ""
) -> HttpResponse:
    form = form or MoreForm(initial={"token": gate.token()})
    context = {"mine": mine.followed(case_id), "form": form, "waits": waits}
    return render(request, "feedback/mine.html", context, status=429 if waits else 200)


@public
@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """Take what whoever wrote says of the answer, or adds."""
    opened = _opened(request)
    if opened is None:
        return redirect("feedback:follow")
    if request.POST.get("verdict") == "content":
        actions.be_content(by=mine.citizen(), case_id=opened)
        return redirect("feedback:follow")
    form = MoreForm(request.POST)
    if not form.is_valid():
        form.again()
        return _followed(request, opened, form)
    if refused := _refused(request, form):
        return _followed(request, opened, form, refused)
    _said(request, opened, form.cleaned_data["words"])
    return redirect("feedback:follow")


def _said(request: HttpRequest, case_id: uuid.UUID, words: str) -> Case:
    verb = actions.write_more
    if request.POST.get("verdict") == "discontent":
        verb = actions.be_discontent
    return verb(by=mine.citizen(), case_id=case_id, words=words)


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the case and the code in this browser."""
    for name in (RECEIPT, FOLLOW):
        request.session.pop(name, None)
    return redirect("feedback:follow")


@public
def paper(request: HttpRequest) -> HttpResponse:
    """Show the form to print and fill in by hand."""
    today = timezone.localdate()
    context = {
        "kinds": list(rules.KIND_LABELS.values()),
        "answer_days": int(local_value("feedback.answer_days", today)),
    }
    return render(request, "feedback/paper.html", context)
