"""A placement from its first day to the follow-up; counts; every address to outsiders."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.placements import actions, queries, urls
from vaka.areas.placements.actions import Considered
from vaka.areas.placements.models import Consideration, Placement
from vaka.areas.placements.rules import Decider, Home, Owed
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case, Confidentiality
from vaka.law.verdict import RuleRefused

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (Placement, Consideration)
PLANTED = "BU-7141"


def considered(what, days=0):
    day = timezone.localdate() - timedelta(days=days)
    return Considered(what, day, Decider.COMMITTEE, "Vården behövs ännu")


def note(by, case, what, days=0):
    version = Case.objects.get(pk=case.pk).version
    return actions.note_considered(by=by, case_id=case.pk, version=version,
                                   new=considered(what, days))  # fmt: skip


def test_from_the_first_day_to_the_follow_up(placed, frida):
    case, today = placed(), timezone.localdate()
    assert case.confidentiality == Confidentiality.SECRET
    assert case.due_date < today
    note(frida, case, Owed.CONTINUED)
    case = note(frida, case, Owed.CUSTODY)
    assert case.due_date > today
    case = actions.plan_end(by=frida, case_id=case.pk, version=case.version, on_date=today)
    assert case.due_date == today
    end = {"by": frida, "case_id": case.pk, "on_date": today, "words": "Varaktig förändring"}
    with pytest.raises(RuleRefused):
        actions.end_care(version=case.version, **end)
    case = note(frida, case, Owed.MOVING)
    case = actions.end_care(version=case.version, **end)
    assert (case.state, case.closed_at) == ("ended", None)
    case = note(frida, case, Owed.FOLLOW_UP)
    assert (case.due_date, bool(case.closed_at)) == (None, True)
    case = actions.resume_care(by=frida, case_id=case.pk, version=case.version, words="Fel dag")
    assert (case.state, case.closed_at) == ("under_way", None)
    verbs = set(AuditRow.objects.filter(object_id=str(case.pk)).values_list("verb", flat=True))
    names = ("begin_placement", "note_considered", "plan_end", "end_care", "resume_care")
    assert {f"placement.{name}" for name in names} <= verbs


def test_what_is_owed_stands_on_the_wheel_only_for_those_who_see(placed, frida, kim):
    placed(days=10, home=Home.INSTITUTION)
    today = timezone.localdate()
    span = today, today + timedelta(days=365)
    assert [one.topic for one in duties.due(frida, *span) if one.topic == "placement"]
    assert not [one for one in duties.due(kim, *span) if one.topic == "placement"]


def test_reads_are_logged_and_counts_tell_of_nobody(placed, frida, units, client_as):
    case = placed()
    client = client_as(frida)
    assert PLANTED in client.get(reverse("placements:list")).content.decode()
    page = client.get(reverse("placements:placement", args=[case.pk])).content.decode()
    assert "inte kontrollerat mot lagtexten" in page
    read = AuditRow.objects.filter(verb="placement.read", actor=frida.person)
    assert {row.object_id for row in read} == {"", str(case.pk)}
    eva = join("nora", units)
    assert queries.counts(eva)[0][1:] == ("< 5", "< 5")
    body = client_as(eva).get(reverse("placements:counts")).content.decode()
    assert PLANTED not in body
    with pytest.raises(NotAllowed):
        queries.listed(eva)


def test_the_forms(placed, frida, units, client_as):
    client, today = client_as(frida), timezone.localdate()
    sent = {"unit": "bistand", "file_number": "BU-1", "ground": "lvu", "home": "foster",
            "begun_date": today, "home_since_date": today + timedelta(days=1)}  # fmt: skip
    new = reverse("placements:new")
    assert "framåt i tiden" in client.post(new, sent).content.decode()
    assert client.post(new, sent | {"home_since_date": today}).status_code == 302
    case = Case.objects.get(kind="placement")
    told = {"what": "custody", "on_date": today, "decider": "board", "words": "Nej", "version": 1}
    consider = reverse("placements:consider", args=[case.pk])
    assert "Skäl saknas" in client.post(consider, told).content.decode()
    assert client.post(consider, told | {"words": "Nej inte än nu"}).status_code == 302
    for name, more in (("plan", {}), ("end", {"words": "Varaktigt"}), ("resume", {"words": "Fel"})):
        address = reverse(f"placements:{name}", args=[case.pk])
        assert client.get(address).status_code == 200
        client.post(address, {"version": 2, "on_date": today} | more)
    assert Placement.objects.get().end_planned_date == today


def test_others_change_nothing_by_actions(placed, bo):
    case = placed()
    with pytest.raises((NotAllowed, NotVisible)):
        note(bo, case, Owed.CONTINUED)


def responses(client, name, ids):
    """Ask for an address, and send it what every form of the area would take."""
    path = reverse(f"placements:{name}", kwargs={key: ids[key] for key in NAMES[name]})
    day = timezone.localdate()
    sent = {"unit": "bistand", "file_number": "X", "ground": "sol", "home": "foster",
            "begun_date": day, "home_since_date": day, "what": "continued", "on_date": day,
            "decider": "board", "words": "Nej och nej", "version": 1}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer, answer.content.decode()


@pytest.mark.parametrize("user", ["kim", "cecilia", "beata", "sven", "ada"])
def test_every_address_is_shut_to_others(user, placed, units, client_as):
    ids = {"case_id": placed().pk}
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        told += told_to_outsiders(responses(client, name, ids), SHUT, {PLANTED})
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(placed, client):
    ids, before = {"case_id": placed().pk}, standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before
