"""Files out of investigations: the notification as JSON and CSV, and the JSON's schema."""

import uuid

from django.http import HttpRequest, HttpResponse

from vaka.areas.investigations import notification
from vaka.foundation.access.viewer import Viewer
from vaka.web.downloads import CSV_TYPE, to_keep


def as_json(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Give the notification as JSON."""
    told = _told(request, case_id)
    return to_keep(notification.as_json(told), "application/json", f"{told['reference']}.json")


def as_csv(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Give the notification as CSV."""
    told = _told(request, case_id)
    return to_keep(notification.as_csv(told), CSV_TYPE, f"{told['reference']}.csv")


def schema(request: HttpRequest) -> HttpResponse:
    """Give the schema of the JSON file."""
    return to_keep(
        notification.SCHEMA.read_bytes(), "application/schema+json", "anmalan.schema.json"
    )


def _told(request: HttpRequest, case_id: uuid.UUID) -> dict[str, object]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return notification.notification(viewer, case_id)
