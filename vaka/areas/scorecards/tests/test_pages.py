"""A board with its tiles: sentence, table, ways on; made, ordered, shared, removed; outsiders."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests.cast import join
from tests.outsiders import assert_sign_in, standing
from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.figures import queries as figures
from vaka.areas.figures.register_queries import RegistersInUse
from vaka.areas.registers.actions import NewUse, begin_use
from vaka.areas.scorecards import actions, queries, urls
from vaka.areas.scorecards.actions import NewBoard
from vaka.areas.scorecards.models import Scorecard, ScorecardTile
from vaka.areas.scorecards.rules import Span, Tile, Way
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.snapshot import writer
from vaka.law.verdict import RuleRefused
from vaka.metrics.request import Row

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
READ = {"start", "list", "standard"}
FALLS, ALL = Tile("falls", Span.QUARTERS), Tile("deviations", Span.MONTHS)


@pytest.fixture
def fall(units, astrid):
    """A fall at Almen in a month that is whole, in the snapshot."""
    at = datetime(2026, 2, 2, 4, 5, tzinfo=UTC)
    new = NewDeviation(units["almen"], "HSL", "Fall utan skada", "Föll vid sängen", at, "rum 14")
    case = deviations.report(by=astrid, new=new)
    writer.bring_up()
    return case


@pytest.fixture
def shared(bo, units, fall):
    """A board of Bo's, shared at Almen."""
    new = NewBoard("Nattens tavla", units["almen"], is_shared=True)
    return actions.make_scorecard(by=bo, new=new, tiles=[FALLS, ALL])


def text(client, name, *args, query=""):
    return client.get(reverse(f"scorecards:{name}", args=args) + query).content.decode()


def test_the_start_is_the_roles_own_board(client_as, bo, fall, monkeypatch):
    monkeypatch.setattr(type(bo), "of", classmethod(lambda cls, person, on=None: bo))
    object.__setattr__(bo, "on", datetime(2026, 5, 20, tzinfo=UTC).date())
    page = text(client_as(bo), "start")
    assert "Enhetens tavla, Almen" in page
    assert "Siffrorna är från" in page
    assert "matt=falls" in page  # the way from a number to its cases
    assert "/matt/falls/?enhet=almen" in page
    row = AuditRow.objects.get(verb="scorecard.read")
    assert (row.object_id, row.unit_id, row.actor_id) == ("enheten", fall.unit_id, bo.person.pk)


def test_small_numbers_are_hidden_and_no_way_leads_to_cases(client_as, eva, fall, units):
    board = queries.standard_board(eva, "ledning")
    page = queries.board_page(eva, board, "almen")
    assert page.is_suppressed
    falls = next(one for one in page.tiles if one.title == "Fall")
    assert any(row.hidden for row in falls.table) == any(p.value is None for p in falls.points)
    assert not any(row.url for one in page.tiles for row in one.table)
    assert "Färre än fem visas inte" in text(client_as(eva), "standard", "ledning")


def test_a_tile_says_that_nothing_is_there_or_may_be_shown(bo, units, fall):
    scene = queries._Scene(bo, units["almen"], {}, True, RegistersInUse(), frozenset())
    row = Row("falls", "almen", "2026Q1")
    assert queries._tile(scene, FALLS, []).sentence == "Fall: inga värden än."
    assert "visas inte" in queries._tile(scene, FALLS, [row]).sentence
    shown = queries._tile(scene, FALLS, [Row("falls", "almen", "2026Q1", value=3, n=3)])
    assert shown.sentence == "Fall: 3 senast, kvartal 1 2026."
    assert shown.few.startswith("För få mätpunkter")
    assert not shown.points


def test_a_tile_outside_its_register_says_so(kim, units):
    used = NewUse("senior_alert", units["almen"], date(2022, 1, 1), "Beslut i ledningsgruppen")
    begin_use(by=kim, new=used)
    tile, rows = Tile("senior_alert_plan_share", Span("years")), [
        Row("senior_alert_plan_share", "bjorken", "2023")]  # fmt: skip
    scene = queries._Scene(kim, units["bjorken"], {}, False, RegistersInUse(), frozenset())
    shown = queries._tile(scene, tile, rows)
    assert shown.sentence.endswith("används inte här.")
    assert [(row.text, row.is_missing) for row in shown.table] == [("används inte", False)]


def test_a_board_asks_the_engine_once(
    client_as, bo, fall, monkeypatch, django_assert_max_num_queries
):
    asked, real = [], figures.ask
    monkeypatch.setattr(figures, "ask", lambda *all_: asked.append(all_) or real(*all_))
    signed_in = client_as(bo)
    with django_assert_max_num_queries(36):
        signed_in.get(reverse("scorecards:start"))
    assert [len(one) for one in asked] == [1 + 6]


def test_a_board_is_made_filled_and_ordered_by_keyboard(client_as, bo, cecilia, fall):
    client = client_as(bo)
    new = reverse("scorecards:new")
    assert "Enhetens tavla, min" in client.get(f"{new}?fran=enheten").content.decode()
    sent = {"name": "Min", "unit": "almen", "shared": ""}
    assert client.post(new, sent | {"name": " "}).status_code == 200
    assert client.post(new, sent).status_code == 302
    row = Scorecard.objects.get()
    edit, move = (reverse(f"scorecards:{name}", args=[row.pk]) for name in ("edit", "move"))
    for measure in ("falls", "deviations"):
        added = client.post(edit, {"measure": measure, "span": "months", "cut": ""})
        assert added["Location"].startswith(f"{edit}#ruta-")
    again = client.post(edit, {"measure": "falls", "span": "months", "cut": ""})
    assert "finns redan" in again.content.decode()
    assert client.post(move, {"ruta": 1, "hall": "up"})["Location"].endswith("#ruta-1")
    order = list(ScorecardTile.objects.values_list("measure", flat=True))
    assert order == ["deviations", "falls"]
    client.post(move, {"ruta": 0, "hall": "bort"})
    assert [one.measure for one in queries.board(bo, row.pk).tiles] == ["falls"]
    assert client.post(move, {"ruta": "x", "hall": "up"}).status_code == 404
    assert client.post(move, {"ruta": 0, "hall": "runt"}).status_code == 404
    rename = reverse("scorecards:rename", args=[row.pk])
    client.post(rename, {"name": "Vår", "unit": "almen", "shared": "ja"})
    row.refresh_from_db()
    assert (row.name, row.is_shared) == ("Vår", True)
    assert client.get(rename).status_code == 200


def test_a_removed_board_is_taken_back(client_as, bo, shared):
    client = client_as(bo)
    assert client.get(reverse("scorecards:remove", args=[shared.pk])).status_code == 200
    client.post(reverse("scorecards:remove", args=[shared.pk]))
    assert client.get(reverse("scorecards:board", args=[shared.pk])).status_code == 404
    assert "Ta tillbaka" in text(client, "list")
    client.post(reverse("scorecards:restore", args=[shared.pk]))
    assert "Nattens tavla, Almen" in text(client, "board", shared.pk)


def test_a_copied_board_begins_with_the_same_tiles(client_as, bo, shared):
    client = client_as(bo)
    sent = {"name": "Kopia", "unit": "almen", "shared": ""}
    client.post(reverse("scorecards:new") + f"?fran={shared.pk}", sent)
    made = Scorecard.objects.get(name="Kopia")
    assert [one.measure for one in made.tiles.all()] == ["falls", "deviations"]


def test_a_shared_board_reaches_its_unit_and_those_below_with_their_own_figures(units, kim, bo):
    new = NewBoard("För alla", units["socialforvaltningen"], is_shared=True)
    row = actions.make_scorecard(by=kim, new=new, tiles=[FALLS])
    writer.bring_up()
    assert queries.board_page(bo, queries.board(bo, row.pk)).unit.code == "almen"
    with pytest.raises(NotAllowed):
        actions.add_tile(by=bo, board_id=row.pk, tile=ALL)
    actions.change_scorecard(by=kim, board_id=row.pk,
                             new=NewBoard("För alla", units["socialforvaltningen"]))  # fmt: skip
    with pytest.raises(NotVisible):
        queries.board(bo, row.pk)


def test_a_shared_board_outlives_its_maker(units, bo, maja, shared):
    actions.move_tile(by=maja, board_id=shared.pk, place=0, way=Way.DOWN)
    assert [one.measure for one in queries.board(bo, shared.pk).tiles] == ["deviations", "falls"]


def test_refusals_leave_nothing(units, bo, pia, cecilia):
    with pytest.raises(RuleRefused):
        actions.make_scorecard(by=bo, new=NewBoard("Dubbel", units["almen"]), tiles=[FALLS] * 2)
    with pytest.raises(NotAllowed):
        actions.make_scorecard(by=pia, new=NewBoard("Min", units["almen"], is_shared=True))
    with pytest.raises(NotVisible):
        actions.make_scorecard(by=cecilia, new=NewBoard("Min", units["almen"]))
    with pytest.raises(NotVisible):
        actions.restore_scorecard(by=bo, board_id=units["almen"].pk)
    assert not Scorecard.objects.exists()
    assert not AuditRow.objects.filter(verb__startswith="scorecard.").exists()


def responses(client, name, shared):
    """Ask for an address, and send it what every form of the area would take."""
    values = {"board_id": shared.pk, "code": "enheten"}
    path = reverse(f"scorecards:{name}", kwargs={key: values[key] for key in NAMES[name]})
    sent = {"name": "Nej", "unit": "almen", "shared": "ja", "measure": "falls", "span": "years",
            "cut": "", "ruta": "0", "hall": "bort"}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer


@pytest.mark.parametrize(("user", "opens"), [("cecilia", READ | {"new"}), ("astrid", set())])
def test_another_home_is_shut(user, opens, shared, units, client_as):
    client, before = client_as(join(user, units)), standing(Scorecard, ScorecardTile)
    for name in NAMES:
        for path, answer in responses(client, name, shared):
            assert answer.status_code in ((200,) if name in opens else (403, 404, 405)), path
            assert "Nattens tavla" not in answer.content.decode()
    assert client.get(reverse("scorecards:start") + "?enhet=almen").status_code in (403, 404)
    assert standing(Scorecard, ScorecardTile) == before


def test_nobody_gets_in_without_signing_in(shared, client):
    assert_sign_in((path, one) for name in NAMES for path, one in responses(client, name, shared))


def test_who_sees_a_shared_board_does_not_change_it(shared, units, client_as):
    pia = join("pia", units)
    client, before = client_as(pia), standing(Scorecard, ScorecardTile)
    for name in sorted(set(NAMES) - {"new"}):
        for path, answer in responses(client, name, shared):
            opens = name in READ | {"board"}
            assert answer.status_code in ((200,) if opens else (403, 404, 405)), path
    assert standing(Scorecard, ScorecardTile) == before
