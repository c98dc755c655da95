"""What is done with vaccination rounds; each verb is one transaction with its log row."""

import uuid
from datetime import date

from django.utils import timezone

from vaka.areas.infections import lists, rules
from vaka.areas.infections.models import VaccinationCount, VaccinationRound
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@action
def plan_vaccination(
    *, by: Viewer, vaccine: str, season: str, from_date: date, to_date: date
) -> VaccinationRound:
    """Plan a round; the same vaccine and season again moves its days."""
    demand(by, rules.PLAN)
    lists.vaccine(vaccine)
    require(rules.may_plan(begins=from_date, ends=to_date))
    made, _new = VaccinationRound.objects.update_or_create(
        vaccine=vaccine, season=season, defaults={"from_date": from_date, "to_date": to_date}
    )
    note(by=by, verb="vaccination.plan_vaccination", object_kind="vaccination", object_id=made.pk,
         data={"vaccine": vaccine, "season": season})  # fmt: skip
    return made


@action
def count_vaccinated(
    *, by: Viewer, round_id: uuid.UUID, unit: Unit, offered: int, vaccinated: int, declined: int
) -> VaccinationCount:
    """Tell how many residents of a unit were offered, took and declined; again, it is corrected."""
    demand(by, rules.COUNT, unit.pk)
    found = VaccinationRound.objects.filter(pk=round_id).first()
    if found is None:
        raise NotVisible(str(round_id))
    today = timezone.localdate()
    require(rules.may_count(offered=offered, vaccinated=vaccinated, declined=declined,
                            begins=found.from_date, today=today))  # fmt: skip
    told = {"offered": offered, "vaccinated": vaccinated, "declined": declined}
    made, _new = VaccinationCount.objects.update_or_create(
        round=found, unit=unit,
        defaults={**told, "counted_date": today, "counted_by": by.person},
    )  # fmt: skip
    note(by=by, verb="vaccination.count_vaccinated", object_kind="vaccination",
         object_id=found.pk, unit_id=unit.pk, data=told)  # fmt: skip
    return made
