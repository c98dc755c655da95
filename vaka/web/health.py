"""What a watcher of the machine asks: does the process live, can it work, whom to tell of a flaw.

Open to all, and tells nothing but yes or no.
"""

import logging
import shutil
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from vaka.foundation.access.middleware import open_to_all

log = logging.getLogger(__name__)
LEAST_BYTES = 200_000_000
VALID_DAYS = 180


@open_to_all
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing of the database."""
    return JsonResponse({"alive": True})


@open_to_all
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and the disk has room for a day's work, else 503."""
    found = {"database": _database_answers(), "disk": _disk_has_room()}
    whole = all(found.values())
    return JsonResponse({"ready": whole, **found}, status=200 if whole else 503)


@open_to_all
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a flaw (RFC 9116), when the operator has said so."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    day = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = (day + timedelta(days=VALID_DAYS)).isoformat()
    where = request.build_absolute_uri(request.path)
    lines = [f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {expires}",
             "Preferred-Languages: sv, en", f"Canonical: {where}"]  # fmt: skip
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("the database does not answer")
        return False
    return True


def _disk_has_room() -> bool:
    return shutil.disk_usage(settings.DATA_DIR).free >= LEAST_BYTES
