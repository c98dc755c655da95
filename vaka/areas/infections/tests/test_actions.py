"""Cases, outbreaks and rounds: what each verb does, tells, refuses and logs."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from vaka.areas.infections import (
    actions,
    outbreak_actions,
    outbreak_queries,
    queries,
    round_actions,
    round_queries,
)
from vaka.areas.infections.models import Infection, Outbreak, VaccinationCount
from vaka.areas.infections.rules import Certainty, InfectionEnd
from vaka.areas.remedies import actions as remedies
from vaka.areas.remedies.actions import NewRemedy
from vaka.areas.remedies.rules import RemedyKind
from vaka.foundation.access.actions import give
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.notices.models import Notice
from vaka.foundation.people.models import Person
from vaka.law.verdict import RuleRefused


def test_two_cases_propose_an_outbreak_that_bo_opens_and_maja_is_told(ill, astrid, bo, maja, units):
    first = ill(astrid, days=2)
    assert not Notice.objects.exists()
    second = ill(astrid, days=1, agent="magsjuka", room="12B")
    assert (first.number, second.number) == (1, 2)
    told = Notice.objects.filter(kind="infection.proposal")
    assert {one.to for one in told} == {maja.person, bo.person}
    ill(astrid)
    assert told.count() == 2
    (proposal,) = queries.line_list(bo, with_ended=False).proposals
    assert (proposal.count, proposal.unit_name) == (3, units["almen-1"].name)
    assert proposal.agent_label == "Calicivirus"
    assert proposal.may_open
    with pytest.raises(NotAllowed):
        outbreak_actions.open_outbreak(by=astrid, infection_id=first.pk)
    case = outbreak_actions.open_outbreak(by=bo, infection_id=second.pk)
    row = Outbreak.objects.get(case=case)
    assert (row.is_by_rule, row.infections.count(), row.first_date) == (True, 3, first.sick_date)
    assert Notice.objects.filter(kind="outbreak.opened", to=maja.person, case=case).exists()
    assert ill(astrid).outbreak == row
    assert ill(astrid, agent="skabb").outbreak is None
    assert queries.line_list(bo, with_ended=False).proposals == []
    with pytest.raises(NotVisible):
        outbreak_actions.open_outbreak(by=bo, infection_id=second.pk)


def test_wards_share_an_outbreak_of_their_home(ill, bo, units):
    person = Person.objects.create_user("vera", given_name="Vera", family_name="Ek")
    give(by=Viewer.system("tests"), person=person, role_code="carer", unit=units["almen-1"],
         from_date=date(2019, 1, 1))  # fmt: skip
    vera = Viewer.of(person)
    ill(bo, unit="almen", agent="influensa")
    one = ill(vera, agent="luftvagsvirus")
    assert len(queries.line_list(vera, with_ended=True).rows) == 1
    assert queries.line_list(vera, with_ended=False).proposals == []
    assert len(queries.line_list(bo, with_ended=False).proposals) == 1
    with pytest.raises(NotAllowed):
        ill(vera, unit="almen")
    case = outbreak_actions.open_outbreak(by=bo, infection_id=one.pk)
    assert case.unit == units["almen"]
    (near,) = outbreak_queries.near(vera)
    assert (near.agent_label, near.is_visible) == ("Influensa", False)
    with pytest.raises(NotVisible):
        outbreak_queries.outbreak_page(vera, case.pk)


def test_by_hand_it_needs_a_reason_and_it_ends_by_rule_or_early_by_mas(ill, astrid, bo, maja):
    one = ill(astrid, agent="skabb", days=3)
    with pytest.raises(RuleRefused):
        outbreak_actions.open_outbreak(by=bo, infection_id=one.pk)
    case = outbreak_actions.open_outbreak(by=bo, infection_id=one.pk, words="Fler kliar")
    with pytest.raises(RuleRefused, match="42 dagar"):
        outbreak_actions.close_outbreak(by=bo, case_id=case.pk, version=case.version)
    with pytest.raises(NotAllowed):
        outbreak_actions.close_early(by=bo, case_id=case.pk, version=case.version, words="Nej")
    with pytest.raises(RuleRefused):
        outbreak_actions.close_early(by=maja, case_id=case.pk, version=case.version, words=" ")
    case = outbreak_actions.close_early(
        by=maja, case_id=case.pk, version=case.version, words="Provet visade eksem"
    )
    assert case.closed_at
    assert Notice.objects.filter(kind="outbreak.closed_early", to=bo.person).exists()
    later = ill(astrid, agent="skabb")
    case = outbreak_actions.reopen_outbreak(
        by=bo, case_id=case.pk, version=case.version, words="En till"
    )
    later.refresh_from_db()
    assert later.outbreak_id == case.pk
    Infection.objects.update(sick_date=timezone.localdate() - timedelta(days=42))
    case = outbreak_actions.close_outbreak(by=bo, case_id=case.pk, version=case.version)
    assert Outbreak.objects.get().closed_date == timezone.localdate()


def test_what_was_no_infection_counts_no_more(ill, astrid, bo):
    one, two = ill(astrid), ill(astrid)
    actions.end_infection(by=astrid, infection_id=one.pk, outcome=InfectionEnd.RULED_OUT,
                          over_date=one.sick_date)  # fmt: skip
    page = queries.line_list(bo, with_ended=True)
    assert (page.ill, len(page.rows), page.proposals) == (1, 2, [])
    assert [row.total for row in page.weeks] == [1]
    with pytest.raises(NotVisible):
        outbreak_actions.open_outbreak(by=bo, infection_id=one.pk, words="Ändå")
    with pytest.raises(RuleRefused):
        actions.end_infection(by=astrid, infection_id=one.pk, outcome=InfectionEnd.RECOVERED,
                              over_date=one.sick_date)  # fmt: skip
    case = outbreak_actions.open_outbreak(by=bo, infection_id=two.pk, words="Flera till")
    found = actions.confirm_infection(by=astrid, infection_id=two.pk, agent="rs",
                                      confirmed_date=two.sick_date)  # fmt: skip
    assert (found.certainty, found.outbreak) == (Certainty.CONFIRMED, None)
    assert outbreak_queries.outbreak_page(bo, case.pk).infections == []


def test_measures_are_tied_and_the_log_tells_of_reads_but_no_room(ill, astrid, bo, units):
    one = ill(astrid, room="12B")
    case = outbreak_actions.open_outbreak(by=bo, infection_id=one.pk, words="Känd smitta")
    new = NewRemedy(units["almen-1"], RemedyKind.IMMEDIATE, "Städa alla tagytor", "Smitta")
    remedies.propose(by=bo, new=new, answers=[case.pk])
    page = outbreak_queries.outbreak_page(bo, case.pk)
    assert [row.title for row in page.remedies] == ["Städa alla tagytor"]
    assert (page.residents, page.staff, page.confirmed, page.ill) == (1, 0, 0, 1)
    assert not page.may_close.ok
    read = AuditRow.objects.filter(actor=bo.person, verb__in=("infection.read", "outbreak.read"))
    assert {row.verb for row in read} == {"infection.read", "outbreak.read"}
    assert not any("12B" in str(row.data) for row in AuditRow.objects.all())


def test_a_round_is_planned_counted_and_hides_small_numbers(bo, maja, cecilia, units):
    today = timezone.localdate()
    end = today + timedelta(days=30)
    with pytest.raises(NotAllowed):
        round_actions.plan_vaccination(by=bo, vaccine="influensa", season="2026/27",
                                       from_date=today, to_date=end)  # fmt: skip
    made = round_actions.plan_vaccination(by=maja, vaccine="influensa", season="2026/27",
                                          from_date=today, to_date=end)  # fmt: skip

    def owed() -> list[str]:
        return [one.state for one in round_queries.duties(bo, today, end)]

    assert owed() == ["due"]
    count = {"round_id": made.pk, "unit": units["almen"], "declined": 0}
    with pytest.raises(NotAllowed):
        round_actions.count_vaccinated(by=cecilia, **count, offered=9, vaccinated=9)
    with pytest.raises(RuleRefused):
        round_actions.count_vaccinated(by=bo, **count, offered=9, vaccinated=10)
    round_actions.count_vaccinated(by=bo, **count, offered=9, vaccinated=6)
    (row,) = [one for one in round_queries.round_page(bo, made.pk).rows if one.count]
    assert row.share is None
    round_actions.count_vaccinated(by=bo, **count, offered=30, vaccinated=24)
    assert VaccinationCount.objects.count() == 1
    (row,) = round_queries.round_page(bo, made.pk).rows
    assert row.share == 80
    assert owed() == ["done"]
    assert [one.count for one in round_queries.round_page(cecilia, made.pk).rows] == [None]
