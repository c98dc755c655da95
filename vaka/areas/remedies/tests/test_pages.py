"""Each page: works, refuses, another unit gets 404."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.remedies import actions, effect
from vaka.areas.remedies.effect import Month, compared
from vaka.areas.remedies.models import Remedy
from vaka.areas.remedies.tests.conftest import new_remedy
from vaka.foundation.cases.models import Case, CaseLink
from vaka.metrics.definitions import named

TODAY = timezone.localdate


def _url(name, case):
    return reverse(f"remedies:{name}", args=[case.pk])


def _plan(person, version, **more):
    return {
        "version": version, "responsible": str(person.person.pk),
        "due_date": TODAY() + timedelta(days=20), "effect_date": TODAY() + timedelta(days=80),
        "measure": "falls", "words": "",
    } | more  # fmt: skip


def test_a_manager_proposes_on_a_case_and_goes_on_to_decide(client_as, bo, fall):
    client = client_as(bo)
    address = f"{reverse('remedies:new')}?case={fall.pk}"
    assert fall.reference in client.get(address).content.decode()
    sent = {"text": "Sätt nattlampor", "kind": "corrective", "cause": "Mörkt", "unit": "almen",
            "reach": "", "besluta": "ja"}  # fmt: skip
    answer = client.post(address, sent)
    made = Case.objects.get(kind="remedy")
    assert answer.url == _url("decide", made)
    assert CaseLink.objects.get(from_case=made).to_case == fall


def test_a_remedy_without_a_cause_is_told_at_the_field(client_as, bo, fall):
    sent = {"text": "Gör", "kind": "corrective", "cause": "", "unit": "almen", "reach": ""}
    page = client_as(bo).post(reverse("remedies:new"), sent).content.decode()
    assert "Orsaken saknas" in page
    assert not Case.objects.filter(kind="remedy").exists()


def test_the_whole_way_by_pages(client_as, bo, proposed, fall):
    client = client_as(bo)
    client.post(_url("decide", proposed), _plan(bo, 1))
    client.post(_url("finish", proposed), {"version": 2, "words": "Lamporna sitter uppe."})
    sent = {"version": 3, "outcome": "not", "words": "Lika många fall."}
    page = client.post(_url("check", proposed), sent).content.decode()
    assert "Välj en ny sista dag" in page
    sent |= {k: v for k, v in _plan(bo, 3).items() if k.endswith("_date")}
    client.post(_url("check", proposed), sent)
    case = Case.objects.get(pk=proposed.pk)
    assert (case.state, case.version) == ("decided", 4)
    page = client.get(_url("case", proposed)).content.decode()
    assert "Ingen effekt, öppen igen" in page
    assert fall.reference in page


@pytest.mark.parametrize("name", ["drop", "replan"])
def test_a_step_shows_its_form(client_as, bo, decided, name):
    assert client_as(bo).get(_url(name, decided)).status_code == 200


def test_dropped_and_proposed_again(client_as, bo, proposed):
    client = client_as(bo)
    client.post(_url("drop", proposed), {"version": 1, "words": "Finns redan."})
    client.post(_url("restore", proposed), {"version": 2, "words": "Ändå."})
    assert Case.objects.get(pk=proposed.pk).state == "proposed"


def test_an_open_end_and_a_new_plan(client_as, bo, done):
    sent = _plan(bo, done.version, words="Lamporna är borta.")
    client_as(bo).post(_url("reopen", done), sent)
    assert Case.objects.get(pk=done.pk).state == "decided"


def test_tied_to_one_more_case_by_its_number(client_as, bo, proposed, units):
    other = actions.propose(by=bo, new=new_remedy(units["almen"]))
    client = client_as(bo)
    client.post(_url("answer", proposed), {"reference": other.reference.lower()})
    assert CaseLink.objects.filter(from_case=proposed, to_case=other).exists()
    page = client.post(_url("answer", proposed), {"reference": "AVV-1900-1"}).content.decode()
    assert "inget ärende med det numret" in page


def test_two_decisions_at_once_meet(client_as, bo, maja, proposed):
    client_as(maja).post(_url("decide", proposed), _plan(bo, 1))
    answer = client_as(bo).post(_url("decide", proposed), _plan(bo, 1))
    assert answer.status_code == 409


NAMES = "case effect decide replan finish check drop reopen restore answer".split()


@pytest.mark.parametrize("name", NAMES)
def test_another_units_manager_gets_404(client_as, cecilia, proposed, name):
    assert client_as(cecilia).get(_url(name, proposed)).status_code == 404


@pytest.mark.parametrize("look", ["open", "mine", "late", "decision", "effect", "closed", "all"])
def test_each_look_of_the_list(client_as, bo, proposed, look):
    page = client_as(bo).get(reverse("remedies:list"), {"visa": look}).content.decode()
    assert (proposed.reference in page) is (look in {"open", "mine", "decision", "all"})


def test_the_list_finds_by_word_and_is_empty_for_others(client_as, bo, cecilia, proposed):
    found = client_as(bo).get(reverse("remedies:list"), {"q": "nattlampor"}).content.decode()
    assert proposed.reference in found
    page = client_as(cecilia).get(reverse("remedies:list")).content.decode()
    assert "Inga åtgärder i urvalet" in page


def test_late_after_the_effect_date(client_as, bo, done):
    yesterday = TODAY() - timedelta(days=1)
    Remedy.objects.filter(case=done).update(effect_date=yesterday)
    Case.objects.filter(pk=done.pk).update(due_date=yesterday)
    page = client_as(bo).get(reverse("remedies:list"), {"visa": "late"}).content.decode()
    assert done.reference in page


def test_the_action_plan_of_a_unit(client_as, bo, cecilia, decided):
    page = client_as(bo).get(reverse("remedies:plan")).content.decode()
    assert decided.reference in page
    page = client_as(cecilia).get(reverse("remedies:plan"), {"enhet": "almen"}).content.decode()
    assert decided.reference not in page


def test_the_list_as_a_workbook(client_as, bo, astrid, proposed):
    assert client_as(bo).get(reverse("remedies:download")).content[:2] == b"PK"
    assert client_as(astrid).get(reverse("remedies:download")).status_code == 403


def test_the_effect_page_says_why_there_is_nothing_yet(client_as, bo, proposed, done):
    assert "inte genomförd" not in client_as(bo).get(_url("effect", done)).content.decode()


def test_effect_before_it_is_done(client_as, bo, decided):
    assert "inte genomförd än" in client_as(bo).get(_url("effect", decided)).content.decode()


def _months(before, after):
    sides = [("before", value) for value in before] + [("during", 99.0)]
    sides += [("after", value) for value in after]
    return [Month("m", float(value), str(value), False, side) for side, value in sides]


@pytest.mark.parametrize(
    ("before", "after", "begins"),
    [
        ([10] * 12, [2] * 6, "Bättre"),
        ([2] * 12, [10] * 6, "Sämre"),
        ([3, 4, 3], [3, 3, 4], "Ingen säker förändring"),
        ([10] * 12, [1, 1], "Det är för tidigt"),
        ([], [1, 1, 1], "Det är för tidigt"),
    ],
)
def test_the_words_are_no_surer_than_the_numbers(before, after, begins):
    sentence, lead = compared(named("falls"), _months(before, after))
    assert sentence.startswith(begins)
    assert lead


def test_a_share_is_told_without_a_judgement():
    sentence, _lead = compared(
        named("deviations_closed_in_month_share"), _months([50.0] * 4, [60.0] * 4)
    )
    assert "högre efter" in sentence


def test_months_around_the_day_it_was_done():
    from datetime import date

    period = effect._around(date(2026, 3, 15), date(2026, 6, 10))
    assert str(period) == "2025-03..2026-05"


def test_a_figure_opens_to_exactly_its_remedies(client_as, bo, decided, units):
    actions.propose(by=bo, new=new_remedy(units["almen"], text="Något annat"))
    query = {"matt": "remedies_decided", "enhet": "almen", "period": str(TODAY().year)}
    page = client_as(bo).get(reverse("remedies:list"), query).content.decode()
    assert decided.reference in page
    assert "Något annat" not in page


def test_the_causes_found_in_the_case_are_offered(client_as, bo, fall):
    page = client_as(bo).get(f"{reverse('remedies:new')}?case={fall.pk}").content.decode()
    assert "Processer och rutiner" in page
    sent = {"text": "Gör", "kind": "corrective", "cause_code": "routines", "cause": "",
            "unit": "almen", "reach": ""}  # fmt: skip
    client_as(bo).post(f"{reverse('remedies:new')}?case={fall.pk}", sent)
    remedy = Remedy.objects.get()
    assert (remedy.cause_code, remedy.cause) == ("routines", "Processer och rutiner")


def test_the_looks_are_counted(bo, proposed, decided):
    from vaka.areas.remedies import queries

    counts = {one.code: one.count for one in queries.looks(bo, queries.ListFilter())}
    assert (counts["all"], counts["open"], counts["closed"], counts["decision"]) == (1, 1, 0, 0)
