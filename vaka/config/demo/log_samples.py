"""The demo's sample of last month's readings: most found right, one asked about, some left."""

from datetime import date, timedelta

from django.utils import timezone

from vaka.areas.oversight.models import LogSample, LogSampleReading
from vaka.areas.oversight.rules import ReadingVerdict
from vaka.foundation.cases.models import Case
from vaka.foundation.people.models import Person
from vaka.law.lots import drawn
from vaka.law.period import Grain, Period

READERS = (("bo", "unit_manager"), ("maja", "mas"), ("kim", "quality_developer"),
           ("astrid", "carer"))  # fmt: skip
SEED, READINGS, SIZE = "3f0c1a7d52e94b86", 412, 12
JUDGED = ((ReadingVerdict.FINE, ""), (ReadingVerdict.FINE, ""),
          (ReadingVerdict.ASKED, "Frågade enhetschefen varför ärendet lästes efter avslut."),
          (ReadingVerdict.FINE, "Handledare, läste inför veckomötet."))  # fmt: skip


def write(*, people: dict[str, Person], today: date) -> None:
    """Write a sample of the month before, whose log the demo does not hold, begun by Greta."""
    month = Period.of(today, Grain.MONTH).previous()
    first, last = month.first_date, month.last_date
    cases = list(Case.objects.filter(kind="deviation").select_related("unit").order_by("pk")[:SIZE])
    made = LogSample.objects.create(first_day=first, last_day=last, readings=READINGS, seed=SEED,
                                    drawn_by=people["greta"])  # fmt: skip
    for turn, (row, case) in enumerate(zip(drawn(READINGS, SIZE, SEED), cases, strict=False)):
        name, role = READERS[turn % len(READERS)]
        is_judged = turn < len(JUDGED)
        verdict, words = JUDGED[turn] if is_judged else (ReadingVerdict.WAITING, "")
        at = (
            timezone.now()
            - timedelta(days=(today - first).days)
            + timedelta(days=row * (last - first).days // READINGS, minutes=37 * turn)
        )
        LogSampleReading.objects.create(
            sample=made, row=row, at=at, actor=people[name], actor_name=people[name].name,
            role=role, unit_name=case.unit.name, verb="deviation.read", object_kind="deviation",
            object_id=str(case.pk), verdict=verdict, words=words,
            judged_by=people["greta"] if is_judged else None,
            judged_at=timezone.now() if is_judged else None,
        )  # fmt: skip
