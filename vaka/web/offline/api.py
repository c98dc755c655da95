"""`/api/v1/reports`: the door for phones. An answer is given only after the commit."""

import json
import uuid
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.responses import Status
from ninja.security import django_auth

from vaka.foundation.access.middleware import own_sign_in
from vaka.foundation.access.viewer import Viewer
from vaka.web.offline import actions, queries, receiving, sealing
from vaka.web.offline.device import device_of, known_device
from vaka.web.offline.receiving import Arriving
from vaka.web.offline.sealing import Box

LONGEST_BOX = 4_000_000  # some photos, twice written as text

api = NinjaAPI(title="Vaka", version="1", docs_url=None, openapi_url=None, urls_namespace="api")


class BoxIn(Schema):
    """The sealed box."""

    key: str = Field(max_length=20)
    epk: str = Field(max_length=100)
    nonce: str = Field(max_length=30)
    box: str = Field(max_length=LONGEST_BOX)


class ReportIn(Schema):
    """A sealed report with its clear fields. `ask_back`: somebody waits at the form."""

    client_id: uuid.UUID
    kind: str = Field(max_length=20)
    saved_at: str = Field(max_length=40)
    token: str = Field(max_length=100)
    sealed: BoxIn
    ask_back: bool = False


class AnswerOut(Schema):
    """What came of it."""

    reference: str = ""
    url: str = ""
    words: str = ""
    errors: dict[str, str] = {}


class WantedIn(Schema):
    """How many tokens the phone lacks."""

    wanted: int = Field(ge=0, le=100)


class TokenOut(Schema):
    """One token."""

    token: str
    expires_at: datetime


class PoolOut(Schema):
    """All a phone needs to take reports without a network, in whose name, for which session."""

    key: str
    point: str
    person: str
    session: str
    until: datetime
    tokens: list[TokenOut]


def by_device(request: HttpRequest) -> Any:
    """Let in what carries an enrolled phone's secret; a revoked one too, to keep what it sends.

    A phone that has lost its secret is let in by a genuine token, so that nothing stays on it.
    """
    device = known_device(request)
    request.is_recognised = device is not None  # type: ignore[attr-defined]
    return device or receiving.device_of_token(_token_in(request.body))


def _token_in(body: bytes) -> str:
    try:
        return str(json.loads(body)["token"])
    except (ValueError, KeyError, TypeError):
        return ""


@api.post("/reports", auth=by_device, url_name="reports",
          response=dict.fromkeys((200, 201, 202, 422, 503), AnswerOut))  # fmt: skip
def post_report(request: HttpRequest, payload: ReportIn) -> Status[Any]:
    """Take in one sealed report: 201 new, 200 the same again, 202 kept for the manager."""
    try:
        report = _arriving(payload, request.is_recognised)  # type: ignore[attr-defined]
        device = request.auth  # type: ignore[attr-defined]
        answer = receiving.receive(device=device, report=report, ask_back=payload.ask_back)
    except DatabaseError:
        return Status(503, {"words": _("Vaka är upptaget. Telefonen försöker igen.")})
    return Status(answer.status, vars(answer))


@api.post("/reports/tokens", auth=django_auth, url_name="tokens",
          response={200: PoolOut, 403: AnswerOut})  # fmt: skip
def post_tokens(request: HttpRequest, payload: WantedIn) -> Status[Any]:
    """Give the signed-in person's phone tokens for coming reports."""
    device, viewer = device_of(request), request.viewer  # type: ignore[attr-defined]
    if device is None:
        return Status(403, {"words": _("Telefonen är inte godkänd.")})
    key, point = sealing.public_key()
    tokens = actions.issue_tokens(by=viewer, device=device, wanted=payload.wanted)
    return Status(200, {
        "key": key, "point": point, "person": queries.short_name(_person(viewer)),
        "session": queries.session_tag(request), "until": request.session.get_expiry_date(),
        "tokens": [vars(one) for one in tokens],
    })  # fmt: skip


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say that it cannot be read, without repeating anything of it."""
    return api.create_response(request, {"words": _("Rapporten gick inte att läsa.")}, status=400)


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    words = _("Telefonen är inte godkänd. Be enhetschefen godkänna den igen.")
    return api.create_response(request, {"words": words}, status=401)


def _arriving(payload: ReportIn, is_recognised: bool) -> Arriving:
    try:
        saved_at = datetime.fromisoformat(payload.saved_at)
    except ValueError:
        raise ValidationError([]) from None
    if saved_at.tzinfo is None:
        raise ValidationError([])
    box = Box(**payload.sealed.dict())
    return Arriving(payload.client_id, payload.kind, payload.saved_at, saved_at, payload.token, box,
                    is_recognised)  # fmt: skip


def _person(viewer: Viewer) -> Any:
    return viewer.person


def open_patterns() -> Any:
    """Give the addresses, marked as asking for their own proof; without a page that lists them."""
    found, app, space = api.urls
    patterns = [one for one in found if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in patterns:
        own_sign_in(one.callback)
    return patterns, app, space
