"""`/api/v1/measures`: the read-only feed for the municipality's own analysis tools."""

import hashlib
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer

from vaka.areas.figures import queries as figures
from vaka.areas.open_data import actions, files, queries
from vaka.areas.open_data.models import FeedKey
from vaka.foundation.access import gate
from vaka.foundation.access.middleware import own_sign_in
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.metrics.definitions import UnknownMeasureError, named
from vaka.metrics.facts import FACTS, Fact

FIRST_YEAR, LAST_YEAR = 2000, 2100
PAGE, LARGEST_PAGE = 1_000, 10_000
KEY_LIMITS = ("feed.key_limit", "feed.total_limit")
FAILED_LIMITS = ("feed.failed_limit", "feed.total_limit")


class Busy(RuntimeError):
    """The key or the address has asked too often."""

    def __init__(self, opens: datetime) -> None:
        super().__init__(str(opens))
        self.seconds = max(1, int((opens - timezone.now()).total_seconds()) + 1)


class UnknownFact(LookupError):
    """No fact of this name is given out."""


class Paged(Schema):
    """Which part of a long answer."""

    page: int = Field(1, ge=1)
    size: int = Field(PAGE, ge=1, le=LARGEST_PAGE)


class ByKey(HttpBearer):
    """Lets in whoever carries a key in force, in the header and never in the address."""

    def authenticate(self, request: HttpRequest, token: str) -> FeedKey | None:
        """Give the key; failures are counted by address, uses by key."""
        key = actions.known_key(token)
        if key is None:
            if opens := gate.shut_until(request, "feed_failed", FAILED_LIMITS):
                raise Busy(opens)
            return None
        if opens := gate.knock("feed", str(key.pk), timezone.now(), gate.limits(KEY_LIMITS)):
            raise Busy(opens)
        return key


api = NinjaAPI(title="Vaka", version="1", docs_url=None, openapi_url=None, urls_namespace="feed",
               auth=ByKey())  # fmt: skip
PAGED: Any = Query(...)  # type: ignore[type-arg]
YEAR: Any = Query(..., ge=FIRST_YEAR, le=LAST_YEAR)  # type: ignore[type-arg]


@api.get("/measures", url_name="catalogue")
def catalogue(request: HttpRequest, paged: Paged = PAGED) -> HttpResponse:
    """Give every measure's definition, the columns and the facts there are."""
    viewer = _viewer(request, {"measures": "all", "page": paged.page})
    if not viewer.may(figures.SEE):
        raise NotAllowed(figures.SEE)
    found = queries.definitions()
    head = {
        "schema_version": queries.SCHEMA_VERSION, "columns": files.columns_told(),
        "facts": [name for name, fact in sorted(FACTS.items()) if _is_given(viewer, fact)],
    }  # fmt: skip
    return _page(request, paged, "measures", found, head, "")


@api.get("/measures/{name}", url_name="measure")
def measure(
    request: HttpRequest, name: str, paged: Paged = PAGED, year: int = YEAR
) -> HttpResponse:
    """Give a measure's year: each unit by year, quarter and month, and the year by each cut."""
    table = _table(request, name, year, {"page": paged.page})
    head = {
        "schema_version": queries.SCHEMA_VERSION, "snapshot": table.snapshot,
        "made_at": table.made_at.isoformat(), "pending": table.pending,
        "small_counts_hidden": table.is_suppressed, "definition": queries.definition(named(name)),
    }  # fmt: skip
    return _page(request, paged, "rows", queries.lines(table, name), head, table.snapshot)


@api.get("/measures/{name}/file.{kind}", url_name="measure_file")
def measure_file(
    request: HttpRequest, name: str, kind: files.FileKind, year: int = YEAR
) -> HttpResponse:
    """Give the same rows as one file, CSV or Parquet."""
    table = _table(request, name, year, {"file": kind})
    content = files.figures(queries.lines(table, name), kind, table.snapshot)
    return _file(request, content, f"{name}-{year}", kind, table.snapshot)


@api.get("/facts/{fact}/columns", url_name="fact_columns")
def fact_columns(request: HttpRequest, fact: str) -> HttpResponse:
    """Give a fact's columns: name, type and meaning."""
    _viewer(request, {"columns": fact})
    found = _fact(fact)
    return _answer({"name": found.name, "title": found.sv, "title_en": found.en,
                    "schema_version": found.version,
                    "columns": files.fact_columns_told(found)})  # fmt: skip


@api.get("/facts/{fact}/file.{kind}", url_name="fact_file")
def fact_file(
    request: HttpRequest, fact: str, kind: files.FileKind, year: int = YEAR
) -> HttpResponse:
    """Give a fact's rows without what names a case, to a key whose person may see the cases."""
    found = _fact(fact)
    viewer = _viewer(request, {"fact": fact, "year": year, "file": kind})
    rows = figures.fact_rows(viewer, found, _key(request).unit, year)
    content = files.facts(found, rows, kind)
    return _file(request, content, f"{fact}-{year}", kind, rows.snapshot)


def _key(request: HttpRequest) -> FeedKey:
    key: FeedKey = request.auth  # type: ignore[attr-defined]
    return key


def _viewer(request: HttpRequest, asked: dict[str, Any]) -> Viewer:
    """Whom the key speaks for; the use is logged."""
    key = _key(request)
    viewer = queries.speaks_for(key, timezone.localdate())
    actions.use_feed_key(by=viewer, key=key, asked=asked)
    return viewer


def _table(request: HttpRequest, name: str, year: int, asked: dict[str, Any]) -> figures.HandedOut:
    viewer = _viewer(request, {"measure": name[:80], "year": year, **asked})
    return figures.handed_out(viewer, name, _key(request).unit, year)


def _fact(name: str) -> Fact:
    if name not in FACTS:
        raise UnknownFact(name)
    return FACTS[name]


def _is_given(viewer: Viewer, fact: Fact) -> bool:
    return viewer.may(f"{fact.name}.see")


def _tag(request: HttpRequest, snapshot: str) -> str:
    """The same as long as the snapshot, the day, the key and the question are."""
    said = (snapshot, timezone.localdate(), _key(request).pk, request.get_full_path())
    return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:32]}"'


def _page(
    request: HttpRequest, paged: Paged, word: str, rows: list[Any], head: dict[str, Any], stamp: str
) -> HttpResponse:
    """Give one page of rows, with the address of the next one."""
    tag = _tag(request, stamp)
    if stamp and request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    start, pages = (paged.page - 1) * paged.size, max(1, -(-len(rows) // paged.size))
    query = request.GET.copy()
    query["page"] = str(paged.page + 1)
    following = f"{request.path}?{query.urlencode()}" if paged.page < pages else None
    body = {**head, "count": len(rows), "page": paged.page, "pages": pages, "next": following,
            word: rows[start : start + paged.size]}  # fmt: skip
    response = _answer(body)
    if stamp:
        response["ETag"] = tag
    return response


def _file(
    request: HttpRequest, content: bytes, name: str, kind: files.FileKind, stamp: str
) -> HttpResponse:
    tag = _tag(request, stamp)
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    response = HttpResponse(content, content_type=files.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["ETag"], response["X-Schema-Version"] = tag, queries.SCHEMA_VERSION
    response["Cache-Control"] = "no-store"
    return response


def _answer(body: Any, status: int = HTTPStatus.OK) -> HttpResponse:
    from django.http import JsonResponse

    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def _fault(status: HTTPStatus, code: str, words: str, hint: str = "") -> HttpResponse:
    return _answer({"error": {"code": code, "message": words, "hint": hint}}, status)


@api.exception_handler(AuthenticationError)
def _stranger(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return _fault(HTTPStatus.UNAUTHORIZED, "no_key", _("Nyckeln saknas eller gäller inte."),
                  _("Skicka den i rubriken Authorization: Bearer …"))  # fmt: skip


@api.exception_handler(Busy)
def _busy(_request: HttpRequest, error: Busy) -> HttpResponse:
    response = _fault(HTTPStatus.TOO_MANY_REQUESTS, "too_many", _("För många frågor."),
                      _("Vänta så länge som rubriken Retry-After säger."))  # fmt: skip
    response["Retry-After"] = str(error.seconds)
    return response


@api.exception_handler(NotAllowed)
def _refused(_request: HttpRequest, _error: NotAllowed) -> HttpResponse:
    return _fault(HTTPStatus.FORBIDDEN, "not_allowed", _("Nyckeln räcker inte till detta."),
                  _("Enskilda rader ges bara till den som får se ärendena bakom."))  # fmt: skip


@api.exception_handler(NotVisible)
@api.exception_handler(UnknownMeasureError)
@api.exception_handler(UnknownFact)
def _missing(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return _fault(HTTPStatus.NOT_FOUND, "not_found", _("Det finns inget sådant mått."),
                  _("Alla mått står på /api/v1/measures."))  # fmt: skip


@api.exception_handler(ValidationError)
def _unclear(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = ", ".join(sorted({str(one["loc"][-1]) for one in error.errors}))
    return _fault(HTTPStatus.BAD_REQUEST, "unclear", _("Frågan går inte att läsa: %s.") % names,
                  _("Ange year som ett årtal, page från 1 och size högst 10 000."))  # fmt: skip


def open_patterns() -> Any:
    """Give the addresses, marked as asking for their own proof; without a page that lists them."""
    found, app, space = api.urls
    patterns = [one for one in found if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in patterns:
        own_sign_in(one.callback)
    return patterns, app, space
