"""What is done with alarms: a log is taken in, each row once."""

from collections.abc import Sequence

from vaka.areas.night_care.models import AlarmEvent
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note

AT_ONCE = 500


@action
def take_alarms(*, by: Viewer, rows: Sequence[AlarmEvent], source: str) -> int:
    """Keep the alarms that are not there yet; gives how many they were."""
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
