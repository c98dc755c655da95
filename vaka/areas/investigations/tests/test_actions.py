"""Each verb: its effect, its log row, its refusals; who sees what."""

from datetime import date

import pytest
from django.utils import timezone

from vaka.areas.investigations import actions, notification, writing
from vaka.areas.investigations.actions import NewInvestigation
from vaka.areas.investigations.models import Investigation, Section
from vaka.areas.investigations.outward import IvoAnswer, OtherKind
from vaka.areas.investigations.rules import Form, State
from vaka.areas.investigations.tests.conftest import AT, SECRET, decided, informed, write_all
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.actions import action
from vaka.foundation.audit.models import AppendOnly, AuditRow
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import search
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.models import Case, Confidentiality, Part
from vaka.foundation.cases.queries import is_named
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused

join = action(cases.join)
DAY = date(2026, 3, 9)


def _read(case):
    return Case.objects.get(pk=case.pk)


def test_it_begins_secret_with_law_target_and_link(sarah, event):
    row = Investigation.objects.get(case=sarah)
    assert sarah.reference.startswith("UTR-")
    assert sarah.confidentiality == Confidentiality.SECRET
    assert row.law_basis == "SoL (2025:400) 27 kap. 5 §"
    assert (sarah.due_date - timezone.localdate(sarah.opened_at)).days == 60
    assert sarah.links_out.get().to_case == event
    assert sarah.reporter == event.reporter
    assert AuditRow.objects.filter(verb="investigation.start").count() == 1


def test_its_words_are_not_searched(sarah, sven):
    assert not search.find(sven, "lex").exists()
    assert search.find(sven, sarah.reference).get() == sarah


@pytest.mark.parametrize(
    ("user", "sees"),
    [("sven", True), ("maja", False), ("rut", False), ("kim", False), ("bo", False),
     ("cecilia", False), ("astrid", False), ("pia", False), ("ada", False)],
)  # fmt: skip
def test_lex_sarah_is_open_to_sas_only(sarah, everybody, user, sees):
    assert Case.objects.visible_to(everybody[user]).filter(pk=sarah.pk).exists() is sees


@pytest.mark.parametrize(
    ("user", "sees"),
    [("maja", True), ("rut", True), ("sven", False), ("kim", False), ("bo", False)],
)
def test_lex_maria_is_open_to_mas_and_mar_only(units, everybody, user, sees):
    new = NewInvestigation(Form.LEX_MARIA, units["almen"], "HSL", AT)
    case = actions.start(by=everybody["maja"], new=new)
    assert Case.objects.visible_to(everybody[user]).filter(pk=case.pk).exists() is sees


def test_who_may_not_begin(units, bo, kim, sven, event):
    for viewer in (bo, kim):
        with pytest.raises(NotAllowed):
            actions.start(
                by=viewer, new=NewInvestigation(Form.LEX_SARAH, units["almen"], "SoL", AT)
            )
    join(by=sven, case=event, person=sven.person, part=Part.NAMED)
    with pytest.raises(RuleRefused, match="pekas ut"):
        actions.start(
            by=sven, new=NewInvestigation(Form.LEX_SARAH, units["almen"], "SoL", AT, event)
        )


def test_who_is_named_in_the_event_stays_named(units, event, sven, bo):
    join(by=sven, case=event, person=bo.person, part=Part.NAMED)
    case = actions.start(
        by=sven, new=NewInvestigation(Form.LEX_SARAH, units["almen"], "SoL", AT, event)
    )
    assert is_named(bo.person, case)
    with pytest.raises(RuleRefused, match="pekas ut i händelsen") as refused:
        actions.appoint(by=sven, case_id=case.pk, version=case.version, investigator=bo.person,
                        decision_maker=sven.person)  # fmt: skip
    assert refused.value.verdict.codes == ("named", "dependent")
    assert _read(case).state == State.OPENED


def test_the_investigator_manages_nothing_there(sarah, sven, bo, cecilia):
    with pytest.raises(RuleRefused, match="chef för Almen"):
        actions.appoint(by=sven, case_id=sarah.pk, version=sarah.version,
                        investigator=bo.person, decision_maker=sven.person)  # fmt: skip
    case = actions.appoint(by=sven, case_id=sarah.pk, version=sarah.version,
                           investigator=cecilia.person, decision_maker=sven.person)  # fmt: skip
    assert Case.objects.visible_to(cecilia).filter(pk=case.pk).exists()
    assert Notice.objects.filter(to=cecilia.person, kind="investigation.part").exists()


def test_who_is_appointed_anew_takes_the_part_over(begun, sven, kim, cecilia):
    case = actions.appoint(by=sven, case_id=begun.pk, version=begun.version,
                           investigator=cecilia.person, decision_maker=sven.person)  # fmt: skip
    assert not Case.objects.visible_to(kim).filter(pk=case.pk).exists()


def test_a_sas_who_is_named_sees_nothing_and_does_nothing(begun, kim, sven, units):
    join(by=kim, case=begun, person=sven.person, part=Part.NAMED)
    cases_leave = action(cases.leave)
    cases_leave(by=kim, case=begun, person=sven.person, part=Part.CONTRIBUTOR)
    assert not Case.objects.visible_to(sven).filter(pk=begun.pk).exists()
    join(by=kim, case=begun, person=sven.person, part=Part.READER)
    with pytest.raises(RuleRefused, match="pekas ut"):
        actions.submit(by=sven, case_id=begun.pk, version=begun.version)
    with pytest.raises(RuleRefused, match="pekas ut"):
        writing.save_section(by=sven, case_id=begun.pk, code="facts", version=0, text="x")


def test_parts_are_given_and_taken(begun, sven, cecilia, bo):
    actions.give_part(by=sven, case_id=begun.pk, person=cecilia.person, part=Part.READER)
    assert Case.objects.visible_to(cecilia).filter(pk=begun.pk).exists()
    with pytest.raises(NotAllowed):
        writing.save_section(by=cecilia, case_id=begun.pk, code="facts", version=0, text="x")
    actions.take_part(by=sven, case_id=begun.pk, person=cecilia.person, part=Part.READER)
    assert not Case.objects.visible_to(cecilia).filter(pk=begun.pk).exists()
    actions.give_part(by=sven, case_id=begun.pk, person=bo.person, part=Part.NAMED)
    with pytest.raises(RuleRefused, match="pekas ut"):
        actions.give_part(by=sven, case_id=begun.pk, person=bo.person, part=Part.CONTRIBUTOR)


def test_the_appointed_keep_their_part(begun, sven, kim):
    with pytest.raises(RuleRefused, match="utsedd"):
        actions.take_part(by=sven, case_id=begun.pk, person=kim.person, part=Part.CONTRIBUTOR)
    with pytest.raises(RuleRefused, match="utsedd"):
        actions.give_part(by=sven, case_id=begun.pk, person=kim.person, part=Part.NAMED)


def test_two_write_two_sections_at_once(begun, sven, kim):
    writing.save_section(by=kim, case_id=begun.pk, code="facts", version=0, text="Ett")
    writing.save_section(by=sven, case_id=begun.pk, code="causes", version=0, text="Två")
    assert Section.objects.filter(investigation_id=begun.pk, version=1).count() == 2


def test_the_second_writer_meets_the_firsts_text(begun, sven, kim):
    writing.save_section(by=kim, case_id=begun.pk, code="facts", version=0, text="Kims text")
    with pytest.raises(ChangedByAnother) as refused:
        writing.save_section(by=sven, case_id=begun.pk, code="facts", version=0, text="Svens text")
    assert refused.value.theirs["Vad har hänt"] == "Kims text"
    assert refused.value.theirs["by"] == kim.name
    assert refused.value.ours == {"Vad har hänt": "Svens text"}
    assert Section.objects.get(investigation_id=begun.pk, code="facts").text == "Kims text"


def test_every_text_is_kept(begun, kim):
    for version, text in enumerate(("Ett", "Två")):
        section = writing.save_section(
            by=kim, case_id=begun.pk, code="facts", version=version, text=text
        )
    assert [one.text for one in section.versions.all()] == ["Två", "Ett"]
    with pytest.raises(AppendOnly):
        section.versions.first().delete()


def test_an_unknown_section_and_a_strangers_pen(begun, kim, bo):
    with pytest.raises(NotVisible):
        writing.save_section(by=kim, case_id=begun.pk, code="strunt", version=0, text="x")
    with pytest.raises(NotVisible):
        writing.save_section(by=bo, case_id=begun.pk, code="facts", version=0, text="x")


def test_nothing_is_handed_over_half_written(begun, kim):
    with pytest.raises(RuleRefused, match="Orsaker"):
        actions.submit(by=kim, case_id=begun.pk, version=begun.version)


def test_only_the_decision_maker_decides(begun, kim):
    write_all(begun, kim)
    case = actions.submit(by=kim, case_id=begun.pk, version=begun.version)
    assert Notice.objects.filter(kind="investigation.waits").exists()
    with pytest.raises(RuleRefused, match="fattar beslutet"):
        actions.decide(
            by=kim, case_id=case.pk, version=case.version, classification="serious", words="x"
        )


def test_from_decision_to_closing_with_ivos_answer(begun, sven, kim, astrid):
    case = decided(begun, sven, kim)
    with pytest.raises(RuleRefused, match="anmälas till IVO"):
        actions.close(by=sven, case_id=case.pk, version=case.version, words="Tack.")
    with pytest.raises(RuleRefused, match="låst"):
        writing.save_section(by=kim, case_id=case.pk, code="facts", version=1, text="nytt")
    case = actions.notify(
        by=sven, case_id=case.pk, version=case.version, sent=DAY, reference="3.1-1/26"
    )
    case = actions.file_answer(by=sven, case_id=case.pk, version=case.version, answered=DAY,
                               answer=IvoAnswer.SUPPLEMENT)  # fmt: skip
    with pytest.raises(RuleRefused, match="slutliga svar"):
        actions.close(by=sven, case_id=case.pk, version=case.version, words="Tack.")
    case = actions.file_answer(by=sven, case_id=case.pk, version=case.version, answered=DAY,
                               answer=IvoAnswer.RIGHT, words="IVO avslutar.")  # fmt: skip
    with pytest.raises(RuleRefused, match="inte informerad"):
        actions.close(by=sven, case_id=case.pk, version=case.version, words="Tack.")
    case = informed(case, sven)
    case = actions.close(by=sven, case_id=case.pk, version=case.version, words="Larmen prövas nu.")
    assert (case.state, bool(case.closed_at)) == (State.CLOSED, True)
    told = Notice.objects.get(to=astrid.person, kind="investigation.answer")
    assert told.url_name == "deviations:case"
    case = actions.reopen(by=sven, case_id=case.pk, version=case.version, words="Nya uppgifter.")
    assert (case.state, case.closed_at) == (State.INVESTIGATING, None)


def test_the_serious_is_notified_before_the_investigation_is_written(begun, sven, kim):
    case = actions.decide(by=sven, case_id=begun.pk, version=begun.version, words="Allvarligt.",
                          classification="serious", sent_later=True)  # fmt: skip
    case = actions.notify(by=sven, case_id=case.pk, version=case.version, sent=DAY,
                          with_investigation=False)  # fmt: skip
    write_all(case, kim)
    case = actions.send_investigation(by=sven, case_id=case.pk, version=case.version, sent=DAY)
    assert Investigation.objects.get(case=case).investigation_sent_date == DAY


def test_the_less_serious_is_not_notified(begun, sven, kim):
    case = decided(begun, sven, kim, "misconduct")
    with pytest.raises(RuleRefused, match="ska inte anmälas"):
        actions.notify(by=sven, case_id=case.pk, version=case.version, sent=DAY)


def test_handed_back_with_a_reason(begun, sven, kim):
    write_all(begun, kim)
    case = actions.submit(by=kim, case_id=begun.pk, version=begun.version)
    case = actions.send_back(by=sven, case_id=case.pk, version=case.version, words="Fråga natten.")
    assert (case.state, case.owner) == (State.INVESTIGATING, kim.person)


def test_consent_changes_nothing_but_whom_one_may_tell(begun, sven, kim):
    case = actions.inform(
        by=sven,
        case_id=begun.pk,
        version=begun.version,
        told={"consent": "refused", "not_informed_reason": "Vill inte veta."},
    )
    case = decided(case, sven, kim)
    assert actions.notify(by=sven, case_id=case.pk, version=case.version, sent=DAY)


def test_notifications_beside_lex_maria(units, maja):
    new = NewInvestigation(Form.LEX_MARIA, units["almen"], "HSL", AT)
    case = actions.start(by=maja, new=new)
    told = {"is_due": True, "words": "Bromsen släppte.", "device": "Lyft 12", "sent_date": DAY}
    case = actions.notify_other(by=maja, case_id=case.pk, version=case.version,
                                kind=OtherKind.MANUFACTURER, told=told)  # fmt: skip
    actions.notify_other(
        by=maja,
        case_id=case.pk,
        version=case.version,
        kind=OtherKind.LICENSED_PERSON,
        told={"is_due": False, "words": "Nej."},
    )
    row = Investigation.objects.get(case=case)
    assert row.other_notifications.count() == 2


def test_an_analysis_is_never_notified(units, kim):
    case = actions.start(
        by=kim, new=NewInvestigation(Form.EVENT_ANALYSIS, units["almen"], "SoL", AT)
    )
    with pytest.raises(RuleRefused, match="inte till IVO"):
        actions.notify(by=kim, case_id=case.pk, version=case.version, sent=DAY)


def test_the_provider_runs_its_own_and_the_board_is_told(ronnen, mina, sven):
    with pytest.raises(RuleRefused, match="entreprenad"):
        actions.start(by=sven, new=NewInvestigation(Form.LEX_SARAH, ronnen, "SoL", AT))
    case = actions.start(by=mina, new=NewInvestigation(Form.LEX_SARAH, ronnen, "SoL", AT))
    row = Investigation.objects.get(case=case)
    assert row.is_provider
    assert row.board_told_at
    assert row.law_basis == "SoL (2025:400) 17 kap. 10 §"
    assert Notice.objects.filter(to=sven.person, kind="investigation.board").exists()
    case = actions.appoint(by=mina, case_id=case.pk, version=case.version, investigator=mina.person,
                           decision_maker=mina.person)  # fmt: skip
    assert Case.objects.visible_to(sven).filter(pk=case.pk).exists()
    with pytest.raises(NotAllowed):
        actions.submit(by=sven, case_id=case.pk, version=case.version)
    with pytest.raises(NotVisible):
        notification.notification(sven, case.pk)
    case = decided(case, mina, mina)
    actions.notify(by=mina, case_id=case.pk, version=case.version, sent=DAY)
    assert Notice.objects.filter(to=sven.person, kind="investigation.board").count() == 2
    assert SECRET in str(notification.notification(mina, case.pk))


def test_a_provider_sees_only_its_own(sarah, mina):
    assert not Case.objects.visible_to(mina).filter(pk=sarah.pk).exists()


def test_a_refused_step_leaves_no_trace(begun, kim):
    before = AuditRow.objects.count()
    with pytest.raises(RuleRefused):
        actions.submit(by=kim, case_id=begun.pk, version=begun.version)
    assert AuditRow.objects.count() == before
