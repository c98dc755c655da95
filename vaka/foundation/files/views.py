"""Fetching one file: always as a download, never shown on our own address."""

import uuid

from django.http import FileResponse, HttpRequest

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.files import queries


def download(request: HttpRequest, file_id: uuid.UUID) -> FileResponse:
    """Send a file that the viewer may fetch; a file for others does not exist (404)."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    file, path = queries.fetched(viewer, file_id)
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
