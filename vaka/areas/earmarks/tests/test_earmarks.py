"""A grant from the plan to the report back, a fund's ceiling, and who gets in where."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.earmarks import actions, queries, urls
from vaka.areas.earmarks.actions import NewEntry, Terms
from vaka.areas.earmarks.models import Earmark, EarmarkEntry
from vaka.areas.earmarks.rules import EarmarkSort, EntryKind
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

KR = 100
GRANT = Terms(EarmarkSort.GRANT, "Dagersättning", "Enligt förordningen", 1_312_184 * KR,
              "Socialstyrelsen", date(2026, 3, 1), None, date(2027, 3, 31))  # fmt: skip
FUND = Terms(EarmarkSort.FUND, "Resultatfond", "Högst 30 mnkr på tre år", 30_000_000 * KR)
NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (Earmark, EarmarkEntry)
PLANTED = "Klockstapelpengar"


@pytest.fixture
def grant(eva, units):
    return actions.add_earmark(by=eva, unit=units["socialforvaltningen"], new=GRANT)


def step(by, row, verb, words=""):
    return actions.step_earmark(by=by, earmark_id=row.pk, verb=f"earmark.{verb}", words=words)


def enter(by, row, kind, kronor):
    new = NewEntry(EntryKind(kind), by.on, kronor * KR, "Utbetalning i december")
    return actions.add_entry(by=by, earmark_id=row.pk, new=new)


def test_a_grant_is_reported_back_when_every_krona_is_accounted_for(grant, eva):
    with pytest.raises(RuleRefused, match="kan inte användas"):
        enter(eva, grant, "received", 5)
    step(eva, grant, "apply")
    step(eva, grant, "hold")
    enter(eva, grant, "received", 1_312_184)
    enter(eva, grant, "used", 1_300_000)
    with pytest.raises(RuleRefused, match="inte lika med"):
        step(eva, grant, "report", "Lämnad")
    with pytest.raises(RuleRefused, match="större än det som är kvar"):
        enter(eva, grant, "returned", 12_185)
    enter(eva, grant, "returned", 12_184)
    step(eva, grant, "report", "Lämnad i Socialstyrelsens e-tjänst")
    row = queries.earmark_page(eva, grant.pk).row
    assert (row.state, row.left, row.unaccounted, row.due_date) == ("reported", 0, 0, None)
    verbs = list(
        AuditRow.objects.filter(verb__startswith="earmark.").values_list("verb", flat=True)
    )
    assert verbs.count("earmark.add_entry") == 3
    assert "earmark.report" in verbs
    with pytest.raises(RuleRefused, match="redovisade"):
        actions.remove_entry(by=eva, entry_id=EarmarkEntry.objects.first().pk)
    step(eva, grant, "resume", "En post var fel")
    actions.remove_entry(by=eva, entry_id=EarmarkEntry.objects.get(kind="returned").pk)
    assert queries.earmark_page(eva, grant.pk).row.left == 12_184 * KR


def test_a_fund_is_not_applied_for_and_keeps_its_ceiling(eva, units):
    fund = actions.add_earmark(by=eva, unit=units["socialforvaltningen"], new=FUND)
    with pytest.raises(RuleRefused, match="Bara statsbidrag"):
        step(eva, fund, "apply")
    step(eva, fund, "hold")
    for year in range(3):
        enter(eva, fund, "used", 9_000_000 + year)
    with pytest.raises(RuleRefused, match="större än det som är kvar"):
        enter(eva, fund, "used", 3_000_000)
    less = Terms(FUND.sort, FUND.name, FUND.conditions, 27_000_000 * KR)
    with pytest.raises(RuleRefused, match="redan mottaget eller använt"):
        actions.change_earmark(by=eva, earmark_id=fund.pk, new=less)
    assert queries.earmark_page(eva, fund.pk).row.left == 2_999_997 * KR


def test_days_stand_in_the_year_wheel_until_they_are_kept(grant, eva, pia, astrid):
    def told(viewer):
        found = queries.duties(viewer, date(2026, 1, 1), date(2027, 12, 31))
        return [(one.due_date, str(one.state)) for one in found]

    assert told(eva) == [(date(2026, 3, 1), "due"), (date(2027, 3, 31), "due")]
    step(eva, grant, "apply")
    assert told(eva)[0] == (date(2026, 3, 1), "done")
    assert told(astrid) == []
    assert queries.earmarks(pia)[0].name == "Dagersättning"


def test_others_than_the_controller_change_nothing(grant, bo, pia, eva, units):
    for by, error in ((bo, NotVisible), (pia, NotAllowed)):
        with pytest.raises(error):
            step(by, grant, "hold")
        with pytest.raises(error):
            enter(by, grant, "used", 1)
    with pytest.raises(NotAllowed):
        actions.add_earmark(by=bo, unit=units["almen"], new=FUND)
    assert Earmark.objects.get().state == "planned"


def test_pages_from_the_plan_to_an_entry(eva, units, client_as):
    client = client_as(eva)
    assert "Inga särskilda medel än" in client.get(reverse("earmarks:list")).content.decode()
    sent = {"sort": "grant", "unit": "socialforvaltningen", "name": "Äldreomsorgslyft",
            "amount": "1000,50", "conditions": "Till utbildning"}  # fmt: skip
    body = client.post(reverse("earmarks:new"), sent).content.decode()
    assert "Skriv sista dagen för återrapporten" in body
    sent["report_by"] = "2027-03-31"
    made = client.post(reverse("earmarks:new"), sent)
    assert made.status_code == 302, made.content.decode()
    one = Earmark.objects.get()
    assert one.amount == 100_050
    again = client.get(reverse("earmarks:change", args=[one.pk])).content.decode()
    shown = re.search(r'name="amount" value="([^"]+)"', again)
    assert shown
    sent |= {"amount": shown[1], "name": "Lyftet"}
    assert client.post(reverse("earmarks:change", args=[one.pk]), sent).status_code == 302
    one.refresh_from_db()
    assert (one.amount, one.name) == (100_050, "Lyftet")
    client.post(reverse("earmarks:step", args=[one.pk, "beviljat"]), {"words": ""})
    entry = {"kind": "used", "day": eva.on, "amount": "400", "words": "Kurs"}
    assert client.post(reverse("earmarks:enter", args=[one.pk]), entry).status_code == 302
    page = client.get(reverse("earmarks:show", args=[one.pk])).content.decode()
    assert "600,50 kr kvar" in page
    assert b"600.50" in client.get(reverse("earmarks:file")).content
    assert client.get(reverse("earmarks:step", args=[one.pk, "nagot"])).status_code == 404


@pytest.fixture
def ids(eva, units):
    """Plant money of Almen's with an entry."""
    new = Terms(FUND.sort, PLANTED, FUND.conditions, FUND.amount)
    row = actions.add_earmark(by=eva, unit=units["almen"], new=new)
    step(eva, row, "hold")
    return {"earmark_id": row.pk, "entry_id": enter(eva, row, "used", 5).pk, "slug": "avsluta"}


def responses(client, name, ids):
    """Ask for an address, and send it what every form of the area would take."""
    path = reverse(f"earmarks:{name}", kwargs={key: ids[key] for key in NAMES[name]})
    sent = {"words": "Nej", "kind": "used", "day": "2026-04-01", "amount": 7, "sort": "fund",
            "unit": "almen", "name": "Nej", "conditions": "Nej tack"}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer, answer.content.decode()


@pytest.mark.parametrize(
    ("user", "opens"),
    [("cecilia", {"list", "file"}), ("astrid", set()), ("ada", set()), ("kim", set())],
)
def test_another_homes_money_is_shut(user, opens, ids, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        allowed = (200,) if name in opens else SHUT
        told += told_to_outsiders(responses(client, name, ids), allowed, {PLANTED})
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before
