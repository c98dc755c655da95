"""Pages that change something: the plan, what is held, a disposal's steps."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from vaka.areas.disposals import actions, queries, rules
from vaka.areas.disposals.classes import label_of
from vaka.areas.disposals.forms import HoldForm, PolicyForm, ProposeForm, ReceiptForm
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import root
from vaka.web.steps import StepForm, StepPage, Words, WordsForm, take

HEAD = _("Gallring")
GONE = _("Det som gallras går inte att få tillbaka. Siffror för tiden räknas sedan utan ärendena; "
         "frysta rapporter står kvar.")  # fmt: skip


class PlainForm(StepForm):
    """Nothing but the step itself."""


def new_policy(request: HttpRequest) -> HttpResponse:
    """Write in the board's decision."""
    viewer = _demanded(request, rules.PROPOSE)
    form = PolicyForm(request.POST or None, choices=queries.choices(viewer.on),
                      initial={"from_date": viewer.on})  # fmt: skip
    page = StepPage(
        _("Skriv in nämndens beslut"), _("Spara planen"), _("Planen är sparad."),
        reverse("disposals:plans"), [_home(), (_("Gallringsplan"), reverse("disposals:plans"))],
        lead=_("Åren räknas från sista anteckningen. Lämna tomt för att bevara. Talen som står är "
               "förslag eller det som gäller nu."),
        template="disposals/new_policy.html",
    )  # fmt: skip
    return take(request, form, page, lambda _data: _none(
        actions.keep_policy(by=viewer, new=form.new())))  # fmt: skip


def new_hold(request: HttpRequest) -> HttpResponse:
    """Keep a case from disposal."""
    viewer = _demanded(request, rules.HOLD)
    form = HoldForm(request.POST or None)
    page = StepPage(_("Undanta ett ärende"), _("Undanta"), _("Ärendet är undantaget."),
                    reverse("disposals:holds"), _above_holds())  # fmt: skip
    return take(request, form, page, lambda _data: _none(
        actions.hold_case(by=viewer, new=form.new())))  # fmt: skip


def lift(request: HttpRequest, hold_id: uuid.UUID) -> HttpResponse:
    """Let a case be disposed again."""
    viewer = _demanded(request, rules.HOLD)
    one = queries.hold(viewer, hold_id)
    page = StepPage(_("Lyft undantaget"), _("Lyft"), _("Undantaget är lyft."),
                    reverse("disposals:holds"), _above_holds(), one.case.reference)  # fmt: skip
    return take(request, _plain(request), page, lambda _data: _none(
        actions.lift_hold(by=viewer, hold_id=hold_id)))  # fmt: skip


def propose(request: HttpRequest) -> HttpResponse:
    """Propose a class for disposal."""
    viewer = _demanded(request, rules.PROPOSE)
    due = queries.start(viewer).due
    kinds = [(one.code, f"{capfirst(str(one.label))} ({one.count})") for one in due]
    form = ProposeForm(request.POST or None, kinds=kinds, initial={"kind": request.GET.get("slag")})
    page = StepPage(
        _("Föreslå gallring"), _("Föreslå"), _("Gallringen är föreslagen. Någon annan godkänner."),
        reverse("disposals:start"), [_home()],
        lead=_("Inget tas bort än. Först ska någon annan godkänna."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.propose_disposal(by=viewer, kind=data["kind"], words=data["words"])
        return reverse("disposals:disposal", args=[made.pk])

    return take(request, form, page, done)


def approve(request: HttpRequest, disposal_id: uuid.UUID) -> HttpResponse:
    """Approve what somebody else has proposed."""
    words = _("Godkänn gallringen"), _("Godkänn"), _("Gallringen är godkänd.")
    return _step(request, disposal_id, words, rules.APPROVE, actions.approve_disposal, lead=GONE)


def withdraw(request: HttpRequest, disposal_id: uuid.UUID) -> HttpResponse:
    """Call it off."""
    words = _("Avbryt gallringen"), _("Avbryt gallringen"), _("Gallringen är avbruten.")
    form = WordsForm(request.POST or None)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    wanted = rules.PROPOSE if viewer.may(rules.PROPOSE, root().pk) else rules.APPROVE
    return _step(request, disposal_id, words, wanted, actions.withdraw_disposal, form)


def hand_over(request: HttpRequest, disposal_id: uuid.UUID) -> HttpResponse:
    """Write in the archive's receipt."""
    words = _("Arkivet har tagit emot"), _("Spara kvittensen"), _("Kvittensen är sparad.")
    form = ReceiptForm(request.POST or None)
    return _step(request, disposal_id, words, rules.PROPOSE, actions.hand_over_disposal, form)


def carry_out(request: HttpRequest, disposal_id: uuid.UUID) -> HttpResponse:
    """Let the worker dispose of what was approved."""
    words = _("Genomför gallringen"), _("Gallra nu"), _("Gallringen har börjat.")

    def start(*, by: Viewer, disposal_id: uuid.UUID) -> str:
        job = actions.carry_out_disposal(by=by, disposal_id=disposal_id)
        return reverse("jobs:show", args=[job.pk])

    return _step(request, disposal_id, words, rules.PROPOSE, start, lead=GONE)


def _step(
    request: HttpRequest, disposal_id: uuid.UUID, words: tuple[Words, Words, Words], wanted: str,
    do: Callable[..., object], form: StepForm | None = None, lead: Words = "",
) -> HttpResponse:  # fmt: skip
    viewer = _demanded(request, wanted)
    one = queries.disposal(viewer, disposal_id)
    address = reverse("disposals:disposal", args=[one.pk])
    name = _("Gallring %(number)d") % {"number": one.number}
    heading, button, message = words
    page = StepPage(heading, button, message, address, [_home(), (name, address)],
                    capfirst(str(label_of(one.kind))), lead)  # fmt: skip

    def done(data: dict[str, Any]) -> object:
        data.pop("version", None)
        return do(by=viewer, disposal_id=one.pk, **data)

    return take(request, form or _plain(request), page, done)


def _demanded(request: HttpRequest, capability: str) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, capability, root().pk)
    return viewer


def _home() -> tuple[Words, str]:
    return HEAD, reverse("disposals:start")


def _above_holds() -> list[tuple[Words, str]]:
    return [_home(), (_("Undantag"), reverse("disposals:holds"))]


def _none(_made: object) -> None:
    """What was made leads nowhere of its own."""


def _plain(request: HttpRequest) -> PlainForm:
    """The form without fields: it is sent though nothing is written."""
    return PlainForm(request.POST if request.method == "POST" else None)
