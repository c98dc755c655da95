"""Pages of delegations and of competence: who may, who may not, what is lacking before a shift."""

from datetime import timedelta

from django.urls import reverse

from vaka.areas.competence import facts, staff_queries
from vaka.areas.competence.models import Shift, ShiftPerson, StaffFact
from vaka.areas.competence.tests.conftest import go_before
from vaka.areas.figures import queries as figures
from vaka.foundation.duties import due
from vaka.foundation.snapshot import writer
from vaka.law.period import Period
from vaka.metrics.facts import COMPETENCE
from vaka.metrics.request import Request


def test_a_nurse_gives_by_the_pages(client_as, units, ingrid, astrid, today):
    client = client_as(ingrid)
    sent = {"receiver": str(astrid.person.pk), "tasks": ["dosett"], "places": "Plan 1",
            "is_single": "no", "from_date": today,
            "until_date": today + timedelta(days=90)}  # fmt: skip
    new = f"{reverse('competence:new')}?enhet=almen"
    assert "Ge läkemedel ur dosett" in client.get(new).content.decode()
    late = sent | {"until_date": today + timedelta(days=500)}
    assert "gäller högst till" in client.post(new, late).content.decode()
    page = client.post(new, sent)["Location"]
    assert "Kan inte ges än" in client.get(page).content.decode()
    for path in ("kurs/webb-lakemedel/", "introduktion/", "prov/prov-lakemedel/", "aterkalla/"):
        assert client.get(f"{page}{path}").status_code == 200
    assert client.get(f"{page}kurs/webb-sond/").status_code == 404
    go_before(ingrid, astrid.person, units["almen"], today)
    assert client.post(f"{page}ge/", {"version": 1, "words": ""}).status_code == 302
    mine = client_as(astrid)
    assert "Läs och bekräfta" in mine.get(page).content.decode()
    assert mine.get(f"{page}ge/").status_code == 403
    assert mine.post(f"{page}bekrafta/", {"version": 2}).status_code == 302
    listing = mine.get(reverse("competence:list")).content.decode()
    assert "Mina delegeringar" in listing
    assert client.get(f"{reverse('competence:new')}?fornya={page.split('/')[2]}").status_code == 200


def test_outsiders_and_those_who_only_look(client_as, given, bo, cecilia, astrid, pia):
    page = reverse("competence:case", args=[given.pk])
    for name in ("ge", "folj-upp", "aterkalla"):
        step = reverse("competence:step", args=[given.pk, name])
        assert client_as(cecilia).get(step).status_code == 404
        assert client_as(bo).post(step, {"version": 2, "words": "x"}).status_code == 403
    assert client_as(bo).get(page).status_code == 200
    person = reverse("competence:person", args=[astrid.person.pk])
    assert client_as(bo).get(person).status_code == 200
    for address in (page, person, f"{person}notera/"):
        assert client_as(cecilia).get(address).status_code == 404
        assert client_as(pia).get(address).status_code == 404
    assert client_as(cecilia).get(f"{reverse('competence:staff')}?enhet=almen").status_code == 404
    assert client_as(astrid).get(reverse("competence:staff")).status_code == 403


def test_who_lacks_what_before_which_shift(client_as, units, astrid, bo, ingrid, today):
    client, person = client_as(bo), reverse("competence:person", args=[astrid.person.pk])
    note = {"code": "hlr", "on_date": today - timedelta(days=360)}
    assert client.post(f"{person}notera/", note).status_code == 302
    shift = Shift.objects.create(unit=units["almen"], on_date=today + timedelta(days=9),
                                 part="day", needed=1)  # fmt: skip
    row = _row(bo, units, astrid)
    assert "Hjärt-lungräddning" in [one.title for one in row.soon]
    ShiftPerson.objects.create(shift=shift, person=astrid.person)
    row = _row(bo, units, astrid)
    assert "Hjärt-lungräddning" in [one.title for one in row.lacks]
    assert "saknar något före" in client.get(reverse("competence:staff")).content.decode()
    assert "sprak" not in {one.code for one in _row(ingrid, units, astrid).asked}
    assert "sprak" in {one.code for one in row.asked}
    fact = StaffFact.objects.get()
    assert [one.name for one in due(bo, today, today + timedelta(days=30))
            if one.topic == "compulsory_course"] == ["Förnya Hjärt-lungräddning för 1"]  # fmt: skip
    away = reverse("competence:take_back", args=[astrid.person.pk, fact.pk])
    assert client_as(astrid).post(away).status_code == 403
    assert client.post(away, {"version": 1}).status_code == 302
    assert not StaffFact.objects.exists()


def _row(viewer, units, whose):
    rows = staff_queries.staff_page(viewer, units["almen"]).rows
    return next(row for row in rows if row.person == whose.person)


def test_the_measures_move(given, bo, astrid, today):
    rows = list(facts.rows(None, None))
    COMPETENCE.table(rows)
    assert not any(str(astrid.person.pk) in str(row) for row in rows)
    writer.bring_up()
    ask = Request(("delegation_valid_share",), "almen", Period.parse(str(today)))
    (row,) = figures.ask(bo, ask).rows[0]
    assert (row.value, row.n) == (100.0, 1)
