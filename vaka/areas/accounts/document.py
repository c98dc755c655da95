"""What people have written, as the report's template takes it in."""

from vaka.areas.accounts import result_queries
from vaka.areas.accounts.models import Edition
from vaka.areas.reports.actions import Written, open_eyes
from vaka.foundation.access.viewer import Viewer


def written(viewer: Viewer, edition: Edition) -> Written:
    """Give the texts of an edition by section, its result table as anybody may read it, and what
    a correction corrects."""
    texts = dict(edition.sections.filter(above=None).values_list("key", "text"))
    reader = open_eyes(viewer, edition.case.unit)
    table = result_queries.table(edition, result_queries.by_area(viewer, edition), reader)
    facts = (("Rättelse", edition.correction),) if edition.correction else ()
    version = (("Version", str(edition.number)),) if edition.number > 1 else ()
    return Written(texts, {table.id: table} if table.rows else {}, version + facts)
