"""The 45 lines as table, timeline and report; a yearly review, taken back; who may."""

import csv
from datetime import date, timedelta

import pytest
from django.urls import reverse

from vaka.areas.roadmaps import actions, queries
from vaka.areas.roadmaps.imports import IMPORTS
from vaka.areas.roadmaps.models import Roadmap, RoadmapLine, RoadmapReview
from vaka.areas.roadmaps.report import REPORTS, NoRoadmap
from vaka.areas.roadmaps.rules import Horizon, LineState, Told
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

SYSTEM, EDITION = Viewer.system("test"), date(2021, 11, 1)


def read(path, period="2021-11", by=SYSTEM):
    """Import an edition."""
    options = ImportOptions(path.name, "", Period.parse(period) if period else None)
    return IMPORTS[0].run(by=by, file=read_typed(path, IMPORTS[0].schema), options=options)


def test_the_45_lines_as_table_timeline_and_report(shared, units):
    path = shared / "facts" / "stockholm" / "roadmap.csv"
    receipt = read(path)
    assert (receipt.imported, receipt.rejected) == (45, 0)
    assert sum("saknar rubrik" in one.reason for one in receipt.warnings) == 4
    assert read(path).unchanged == 45
    page = queries.roadmap_page(SYSTEM, Roadmap.objects.get(), date(2024, 1, 1))
    with path.open(encoding="utf-8") as lines:
        printed = list(csv.DictReader(lines))
    shown = [(str(row.number), row.area, row.need, row.more, row.horizon) for row in page.rows]
    assert shown == [
        (one["item_no"], one["area_sv"], one["need_sv"], one["more_to_do_sv"], one["horizon"])
        for one in printed
    ]  # fmt: skip
    assert [("löpande" in row.horizon_label.lower()) for row in page.rows] == [
        one["is_ongoing"] == "yes" for one in printed
    ]
    assert [len(one.bars) for one in page.timelines] == [
        sum(row["area_sv"] == area for row in printed)
        for area in dict.fromkeys(row["area_sv"] for row in printed)
    ]
    short = [row for row in page.rows if row.horizon is Horizon.SHORT]
    assert page.late == short
    assert len(page.unreviewed) == 45
    found = report("2023")
    assert len(found.tables["lines"].rows) == 45
    assert found.tables["horizons"].rows[-1] == ("Summa", 45)
    assert len([one for one in found.findings if "saknar behov" in one]) == 4
    with pytest.raises(NoRoadmap):
        report("2020")


def report(period):
    """Build the report as of its year's end."""
    asked = Period.parse(period)
    return REPORTS["fardplan"].content(viewer=SYSTEM, unit=_Root, period=asked,
                                       as_of=asked.last_date, snapshot="s")  # fmt: skip


class _Root:
    """A unit as far as the report asks of it."""

    code = "vaka"


@pytest.fixture
def one(kim, units):
    """An edition of one line, by Kim."""
    told = Told(1, "Styrning", 1, "Samarbete", ("A", "B"), (), "Pröva SIP", Horizon.SHORT,
                is_ongoing=False)  # fmt: skip
    actions.take_in_roadmap(by=SYSTEM, unit=units["socialforvaltningen"], edition=EDITION,
                            lines=[told], source="t")  # fmt: skip
    return RoadmapLine.objects.get()


def test_a_line_is_gone_through_and_the_review_taken_back(one, kim, client_as):
    client, review = client_as(kim), reverse("roadmaps:review", args=[one.pk])
    today = kim.on
    sent = {"reviewed_date": today - timedelta(days=1), "state": "under_way", "words": "Prövas"}
    assert "Skriv vad som har hänt" in client.post(review, sent).content.decode()
    sent["words"] = "Två enheter prövar"
    assert client.post(review, sent).status_code == 302
    made = RoadmapReview.objects.get()
    assert (made.state, made.by) == ("under_way", kim.person)
    row = queries.line_page(kim, one.pk).row
    assert (row.state, row.is_unreviewed, row.is_late) == (LineState.UNDER_WAY, False, True)
    before = queries.roadmap_page(kim, one.roadmap, today - timedelta(days=2)).rows[0]
    assert before.state is LineState.NOT_BEGUN  # as it stood then
    with pytest.raises(RuleRefused, match="förra genomgången"):
        actions.review_line(by=kim, line_id=one.pk, state=LineState.DONE, words="Allt är klart",
                            reviewed=today - timedelta(days=3))  # fmt: skip
    withdraw = reverse("roadmaps:withdraw", args=[one.pk])
    assert client.post(withdraw, {"words": ""}).status_code == 302
    assert client.post(withdraw, {"words": ""}).status_code == 404
    verbs = ["roadmap.review_line", "roadmap.withdraw_review"]
    assert AuditRow.objects.filter(verb__in=verbs).count() == 2


def test_pages_show_cut_and_give(one, pia, client_as):
    client, address = client_as(pia), reverse("roadmaps:list")
    body = client.get(address).content.decode()
    assert "<svg" in body
    assert "1. Pröva SIP" in body
    assert "Ingen rad har det urvalet" in client.get(address, {"lage": "done"}).content.decode()
    assert client.get(address, {"utgava": "2019-01"}).status_code == 404
    assert "Samarbete;A; B" in client.get(reverse("roadmaps:file")).content.decode().replace(
        '"', ""
    )
    assert "Gå igenom" not in client.get(reverse("roadmaps:line", args=[one.pk])).content.decode()


def test_others_read_or_are_shut(one, pia, astrid, client_as, tmp_path):
    assert client_as(astrid).get(reverse("roadmaps:list")).status_code == 403
    assert client_as(pia).get(reverse("roadmaps:review", args=[one.pk])).status_code == 403
    with pytest.raises(NotAllowed):
        actions.withdraw_review(by=pia, line_id=one.pk)
    path = tmp_path / "f.csv"
    path.write_text(
        "Nummer;Område;Vad mer behöver göras?;Tidshorisont\n1;A;B;Kort sikt\n1;A;C;Kort\n"
    )
    with pytest.raises(RuleRefused, match="ingen utgåva"):
        read(path, "")
    receipt = read(path, "2022-11")
    assert (receipt.imported, receipt.rejected) == (1, 1)
