"""What leaves the municipality hides small counts; the page and its doors."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.entitlements import offer_actions
from vaka.areas.entitlements.offer_actions import NewDecision
from vaka.areas.places.rules import groups
from vaka.areas.waiting_lists import disclosure_queries, queries, urls
from vaka.areas.waiting_lists.models import ToldCount
from vaka.areas.waiting_lists.report import REPORTS
from vaka.areas.waiting_lists.rules import NOBODY, Measure, of
from vaka.documents.template import render
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.law.period import Period

KIND = REPORTS["vantelista"]
TEMPLATE = Path(__file__).parents[2] / "reports" / "templates" / KIND.template
N, T = Measure.NEED, Measure.TOTAL


def content(units, unit="harnosand", by=None):
    return KIND.content(viewer=by or Viewer.system("test"), unit=units[unit], snapshot="s",
                        period=Period.parse("2023"), as_of=date(2024, 2, 29))  # fmt: skip


def test_the_report_prints_both_lists_without_small_counts(printed, units):
    for code in ("elder", "disability"):
        printed(code)
    found = content(units)
    text = render(TEMPLATE.read_text("utf-8"), found.verbs(), found.values)
    assert {"elder", "disability"} <= set(text.tables)
    people = [row for table in found.tables.values() for row in table.rows
              if row[1] != "Lediga lägenheter"]  # fmt: skip
    cells = [str(cell) for row in people for cell in row[2:]]
    assert all(cell in {"", "0", "–", ".."} or int(cell) >= 5 for cell in cells)
    assert "20" in cells
    assert len(found.findings) == 2 + 7 + 3


@pytest.mark.parametrize(
    ("needs", "hidden"),
    [
        ((6, 9, 15), set()),
        ((2, 9, 11), {"a", "b"}),
        ((0, 9, 9), set()),
        ((1, 2, 3), {"a", "b", ""}),
    ],
)
def test_no_small_count_can_be_worked_out(needs, hidden):
    cells = {("a", N): of(needs[0]), ("b", N): of(needs[1]), ("", T): of(needs[2])}
    assert {group for group, _m in disclosure_queries.hidden_places(cells, 5)} == hidden


def test_flats_are_no_people_and_nobody_is_no_small_count():
    cells = {("a", N): NOBODY, ("a", Measure.VACANT): of(2), ("", T): of(0)}
    assert disclosure_queries.hidden_places(cells, 5) == frozenset()


def test_a_month_is_told_beginning_from_what_is_counted(units, beata, client_as):
    new = NewDecision(units["bistand"], "SoL", "Särskilt boende", timezone.localdate())
    offer_actions.decide(by=beata, new=new)
    month, client = f"{timezone.localdate():%Y-%m}", client_as(beata)
    address = reverse("waiting_lists:tell", args=["elder", month])
    page = client.get(address).content.decode()
    assert re.search(r'name="elder-need"[^>]*value="1"', page)
    sent = {"elder-need": "2*", "dementia-need": "–", "total-total": "3", "note": "En har sagt ja"}
    assert "Skriv ett tal" in client.post(address, sent | {"elder-late": "x"}).content.decode()
    assert client.post(address, sent).status_code == 302
    cell = ToldCount.objects.get(group="elder", measure="need")
    assert (cell.number, cell.mark, cell.note) == (2, "*", "En har sagt ja")
    shown = client.get(reverse("waiting_lists:list")).content.decode()
    assert "3 personer väntar" in shown
    assert "Totalt väntande är inte summan" in shown
    assert "samma tal" in shown
    ahead = reverse("waiting_lists:tell", args=["elder", f"{timezone.localdate().year + 1}-12"])
    assert "har inte börjat" in client.post(ahead, sent).content.decode()


def test_the_queue_is_reckoned_ahead_once_places_and_a_year_are_known(
    persons, units, sven, client_as
):
    unit, on = units["harnosand"], date(2024, 1, 15)
    group = groups()["elder"]
    few = queries.outlook(Viewer.system("test"), group, unit, date(2023, 8, 1))
    assert few.lacks
    found = queries.outlook(Viewer.system("test"), group, unit, on)
    assert not found.lacks
    assert len(found.ahead) == 6
    assert all(one.low <= one.middle <= one.high for one in found.ahead)
    none = queries.outlook(Viewer.system("test"), groups()["dementia"], unit, on)
    assert "Platserna" in none.lacks
    page = client_as(sven).get(reverse("waiting_lists:list") + "?enhet=harnosand&ar=2023")
    assert "Kön framåt" in page.content.decode()


NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}


def responses(client, unit):
    ids = {"code": "elder", "year": 2023, "month": "2023-02"}
    for name, keys in NAMES.items():
        path = reverse(f"waiting_lists:{name}", kwargs={key: ids[key] for key in keys})
        for answer in (client.get(f"{path}?enhet={unit}"),
                       client.post(f"{path}?enhet={unit}", {"elder-need": "7"})):  # fmt: skip
            yield path, answer, answer.content.decode("utf-8", "ignore")


@pytest.mark.parametrize("user", ["cecilia", "astrid", "greta", "ada"])
def test_another_units_list_is_shut(user, units, everybody, client_as):
    before = standing(ToldCount)
    told = list(told_to_outsiders(responses(client_as(everybody[user]), "bistand"), SHUT, ()))
    assert not told, "\n".join(told)
    assert standing(ToldCount) == before


def test_who_sees_without_telling_changes_nothing_and_nobody_gets_in(
    units, sven, client_as, client
):
    before = standing(ToldCount)
    for path, answer, _body in responses(client_as(sven), "bistand"):
        assert answer.status_code in (SHUT if "skriv" in path else (200, 405)), path
    assert_sign_in(one[:2] for one in responses(client, "bistand"))
    assert standing(ToldCount) == before


def test_who_sees_no_decisions_there_gets_no_report(units, cecilia):
    with pytest.raises(NotVisible):
        content(units, "bistand", by=cecilia)
