"""Files that a page gives to keep."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

CSV_TYPE = "text/csv; charset=utf-8"


def to_keep(content: bytes | str, kind: str, name: str) -> HttpResponse:
    """Give content to keep under a name; `kind` is its media type."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
