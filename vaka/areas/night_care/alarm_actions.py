"""What is done with alarms: a log is taken in, each row once."""

from collections.abc import Sequence

from vaka.areas.night_care.models import AlarmEvent
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note

AT_ONCE = 500
RUN = "import.run"


@action
def take_alarms(*, by: Viewer, rows: Sequence[AlarmEvent], source: str) -> int:
    """Keep the alarms that are not there yet; gives how many they were.

    Raises NotAllowed for a unit where the viewer reads no files in.
    """
    demand(by, RUN)
    for unit_id in {one.unit_id for one in rows}:
        demand(by, RUN, unit_id)
    known: set[str] = set()
    keys = [one.key for one in rows]
    for start in range(0, len(keys), AT_ONCE):
        part = AlarmEvent.objects.filter(key__in=keys[start : start + AT_ONCE])
        known.update(part.values_list("key", flat=True))
    fresh = {one.key: one for one in rows if one.key not in known}
    AlarmEvent.objects.bulk_create(fresh.values(), batch_size=AT_ONCE)
    note(by=by, verb="night_care.take_alarms", object_kind="alarm_event",
         data={"source": source, "new": len(fresh), "read": len(rows)})  # fmt: skip
    return len(fresh)
