"""What the alarm log says of each room's nights, for the simulation; no viewer is asked."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from vaka.areas.night_care import alarm_rules, scenes, tonight_rules
from vaka.areas.night_care.models import AlarmEvent, NightRoom
from vaka.calc.staffing.fitting import shrunken
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value


@dataclass(frozen=True)
class Logged:
    """A home's alarm log: how many nights it covers, and each room's alarms in it, in order."""

    nights: int
    rooms: tuple[uuid.UUID, ...]
    counts: tuple[int, ...]

    @property
    def expected(self) -> dict[uuid.UUID, float]:
        """Give each room's expected alarms a night, drawn towards the home's mean."""
        return dict(zip(self.rooms, shrunken(self.counts, self.nights), strict=True))


def logged(rooms: Sequence[NightRoom], home: Unit, on: date) -> Logged | None:
    """Give what the log of the last nights says; None where it covers too few to say.

    Only alarms of the night's hours and of known rooms count; the nights are those from the first
    logged alarm to the last.
    """
    held = [(room, tonight_rules.night_at(at)) for room, at in _held(rooms, home, on)]
    if not held:
        return None
    days = [night for _room, night in held]
    nights = (max(days) - min(days)).days + 1
    if nights < alarm_rules.LEAST_NIGHTS:
        return None
    counts = Counter(room for room, _night in held)
    return Logged(nights, tuple(one.pk for one in rooms), tuple(counts[one.pk] for one in rooms))


def by_half_hour(rooms: Sequence[NightRoom], home: Unit, on: date) -> dict[str, Any] | None:
    """Give what the log of the last nights says of each half hour; None where nothing is logged.

    Half hours hold all rooms together, so that fewer nights than of a room's own already say
    something; how little, the correction knows.
    """
    begins, ends = _hours(home, on)
    halves = [(tonight_rules.night_at(at), alarm_rules.half_hour(at, begins))
              for _room, at in _held(rooms, home, on)]  # fmt: skip
    many = (ends - begins) % 24 * 60 // alarm_rules.HALF_HOUR
    return dict(alarm_rules.by_half_hour(halves, many)) if halves else None


def _held(rooms: Sequence[NightRoom], home: Unit, on: date) -> list[tuple[uuid.UUID, datetime]]:
    """Give rooms' alarms of the last nights, those by day left out."""
    last = tonight_rules.on_night(on, time(tonight_rules.NOON))
    first = last - timedelta(days=int(scenes.taken()["tonight"]["log_nights"]))
    hours = _hours(home, on)
    rows = AlarmEvent.objects.filter(
        room__in=[one.pk for one in rooms], raised_at__gte=first, raised_at__lt=last
    )
    return [(room, at) for room, at in rows.values_list("room_id", "raised_at")
            if tonight_rules.is_at_night(at, *hours)]  # fmt: skip


def _hours(home: Unit, on: date) -> tuple[int, int]:
    return (int(local_value("night.start_hour", on, home)),
            int(local_value("night.end_hour", on, home)))  # fmt: skip
