"""Härnösand's lists as printed, from sums and from rows one by one; imports, page, board."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from vaka.areas.administration.models import Body, DelegationPoint
from vaka.areas.delegations import actions, lists, queries
from vaka.areas.delegations.imports import IMPORTS, NOT_PRINTED, OUTCOMES
from vaka.areas.delegations.models import DelegatedDecision
from vaka.areas.delegations.report import REPORTS
from vaka.areas.delegations.rules import Outcome
from vaka.documents.template import render
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

TEMPLATE = Path(__file__).parents[2] / "reports" / "templates" / "delegationsbeslut.md"
FEBRUARY = Period.parse("2024-02")
HEADINGS = "Nummer;Organisation;Beslutsdatum;Beslut;Delegationspunkt;Delegat\n"


@pytest.fixture
def read(units):
    """Give a function that imports a file, as the system unless a viewer is given."""

    def run(path, period="2024-02", unit="harnosand", by=None):
        file = read_typed(path, IMPORTS[0].schema, unit=unit)
        options = ImportOptions(path.name, unit, Period.parse(period) if period else None)
        return IMPORTS[0].run(by=by or Viewer.system("test"), file=file, options=options)

    return run


@pytest.fixture
def printed(shared):
    """Give Härnösand's printed rows, and where they lie."""
    path = shared / "facts" / "harnosand" / "delegation_decisions_2024_02.csv"
    with path.open(encoding="utf-8") as lines:
        return path, list(csv.DictReader(lines))


def as_printed(rows):
    """The printed lists: each organisation's kinds with counts, and its subtotal."""
    kinds, sums = {}, {}
    for row in rows:
        kinds.setdefault(row["organisation"], []).append((row["decision"], int(row["count"])))
        sums[row["organisation"]] = int(row["printed_subtotal"])
    return kinds, sums


def content(units, period=FEBRUARY):
    """Build the report of the published municipality."""
    return REPORTS["delegationsbeslut"].content(
        viewer=Viewer.system("test"), unit=units["harnosand"], period=period,
        as_of=date(2024, 3, 27), snapshot="s-1",
    )  # fmt: skip


def assert_as_printed(found, rows):
    """Every organisation's table is the printed one, with its subtotal."""
    kinds, sums = as_printed(rows)
    tables = [found.tables[id] for id in found.values["organisations"]]
    assert [one.title for one in tables] == list(kinds)
    for one in tables:
        assert list(one.rows) == [*kinds[one.title], ("Summa", sums[one.title])]
    assert found.tables["organisations"].rows[-1] == ("Summa", 2220)
    assert found.values["disproved"] == []


def test_the_printed_lists_are_reproduced_from_their_sums(printed, read, units):
    path, rows = printed
    receipt = read(path)
    assert (receipt.read, receipt.imported, receipt.rejected) == (94, 94, 0)
    unprinted = [one for one in receipt.warnings if one.reason == NOT_PRINTED]
    assert len(unprinted) == len({row["organisation"] for row in rows if not row["period"]})
    found = content(units)
    assert_as_printed(found, rows)
    again = read(path)
    assert (again.imported, again.unchanged) == (0, 94)
    page = render(TEMPLATE.read_text("utf-8"), found.verbs(), found.values)
    assert "SoL Biståndsenheten" in page.markdown
    assert found.figures["delegated_decisions"].value == 2220


def test_the_printed_lists_are_reproduced_from_rows_one_by_one(printed, read, units, tmp_path):
    _path, rows = printed
    lines, n = [], 0
    for row in rows:
        for _ in range(int(row["count"])):
            n += 1
            kind = row["decision"]
            lines.append(f'B{n};"{row["organisation"]}";2024-02-{n % 28 + 1:02};"{kind}";;\n')
    path = tmp_path / "rader.csv"
    path.write_text(HEADINGS + "".join(lines), encoding="utf-8")
    receipt = read(path, period="")
    assert (receipt.read, receipt.imported) == (2220, 2220)
    assert_as_printed(content(units), rows)


def test_statutes_and_outcomes_are_read_out_of_the_words(printed):
    _path, rows = printed
    for row in rows:
        assert lists.statute_of(row["decision"]) == row["statute_derived"], row
        if row["outcome_derived"]:
            told = OUTCOMES[row["outcome_derived"]]
            assert lists.outcome_of(row["decision"]) == told, row
    outcomes = Counter()
    for row in rows:
        outcomes[lists.outcome_of(row["decision"])] += int(row["count"])
    assert outcomes[Outcome.REFUSED] == 243


def test_a_new_count_replaces_and_a_wrong_sum_is_shown(read, units, tmp_path):
    path = tmp_path / "lista.csv"
    head = "organisation,period,decision,count,printed_subtotal\n"
    path.write_text(f"{head}A,2024-02,Bifall,4,4\nA,2024-02,bifall ,1,4\n", encoding="utf-8")
    assert read(path).imported == 2
    assert "skriver summan 4, raderna ger 5" in content(units).findings[0]
    path.write_text(f"{head}A,2024-02,Bifall,3,4\na ,2024-02,bifall,1,4\n", encoding="utf-8")
    receipt = read(path)
    assert (receipt.imported, receipt.unchanged, receipt.rejected) == (1, 1, 0)
    assert content(units).values["disproved"] == []


def test_rows_that_cannot_be_placed_or_name_somebody_are_refused(read, tmp_path, cecilia, sven):
    path = tmp_path / "lista.csv"
    path.write_text("organisation,decision,count\nA,Bifall,1\n", encoding="utf-8")
    assert read(path, period="").rejected == 1
    assert read(path, period="2024Q1").rejected == 1
    path.write_text("organisation,decision,count\nA,Bifall 19121212-1212,1\n", encoding="utf-8")
    assert read(path).rejected == 1
    assert not DelegatedDecision.objects.exists()
    for by in (cecilia, sven):
        with pytest.raises(NotAllowed):
            read(path, by=by)


@pytest.fixture
def order(units):
    """Have a delegation order whose point 1.9 came in force in March 2026."""
    body = Body.objects.create(code="namnd", name="Nämnden", kind="board")
    for number, since in (("1.1", date(2019, 1, 1)), ("1.9", date(2026, 3, 1))):
        DelegationPoint.objects.create(body=body, number=number, text="Bistånd", place=1,
                                       delegate="Biståndshandläggare", from_date=since)  # fmt: skip


@pytest.fixture
def office(units, beata):
    """Give an organisation at the case office."""
    return actions.add_body(by=beata, unit=units["bistand"], name="Biståndsenheten")


def test_a_decision_written_in_is_judged_by_the_order_of_its_day(
    order, office, beata, cecilia, units, client_as
):
    client = client_as(beata)
    sent = {"body": office.pk, "decided_date": "2026-02-10", "category": "assistance",
            "kind": "Bifall hemtjänst enligt SoL", "outcome": "granted", "point": "1.9",
            "role": "Biståndshandläggare", "maker": "Beata Löfgård"}  # fmt: skip
    numberless = client.post(reverse("delegations:new"), sent | {"category": "agreement"})
    assert "diarienumret" in numberless.content.decode()
    assert client.post(reverse("delegations:new"), sent).status_code == 302
    later = sent | {"decided_date": "2026-03-10"}
    assert client.post(reverse("delegations:new"), later).status_code == 302
    (february,) = queries.decision_rows(beata, units["bistand"], Period.parse("2026-02"))
    (march,) = queries.decision_rows(beata, units["bistand"], Period.parse("2026-03"))
    assert "1.9 fanns inte" in february.objections[0]
    assert march.objections == ()
    page = client.get(reverse("delegations:list"), {"period": "2026-02"}).content.decode()
    assert "1 behöver kontrolleras" in page
    assert (
        "Beata Löfgård"
        not in client.get(reverse("delegations:rows"), {"period": "2026-02"})
        .content.decode()
        .split("<main")[1]
    )
    with pytest.raises(NotVisible):
        queries.period_list(cecilia, units["bistand"], FEBRUARY)
    spelled = actions.add_body(by=beata, unit=units["bistand"], name=" biståndsenheten")
    assert spelled == office


def test_the_board_is_told_once(order, office, beata, nora, units, client_as):
    sent = {"body": office.pk, "decided_date": "2026-02-10", "category": "assistance",
            "kind": "Bifall", "outcome": "granted", "point": "1.1", "role": "MAS"}  # fmt: skip
    client_as(beata).post(reverse("delegations:new"), sent)
    told = {"unit": "vaka", "period": "2026-02", "meeting_date": "2026-03-20"}
    client = client_as(nora)
    assert client_as(beata).post(reverse("delegations:notify"), told).status_code == 403
    assert client.post(reverse("delegations:notify"), told).status_code == 302
    assert DelegatedDecision.objects.get().notified.decisions == 1
    assert "Inga beslut väntar" in client.post(reverse("delegations:notify"), told).content.decode()
    with pytest.raises(RuleRefused):
        actions.notify_board(by=nora, unit=units["vaka"], period=Period.parse("2026-02"),
                             meeting_date=date(2026, 3, 20))  # fmt: skip


def test_the_public_list_hides_small_counts(printed, read, units, kim, pia, client_as):
    read(printed[0])
    address = f"{reverse('delegations:public')}?enhet=harnosand&period=2024-02"
    lines = client_as(kim).get(address).content.decode("utf-8-sig").splitlines()[1:]
    counts = [line.split(";")[-1] for line in lines]
    assert all(int(n) >= 5 for n in counts)
    assert lines[-1].endswith(";2220")
    assert "Blodundersökning" not in "".join(lines)
    mine = client_as(pia).get(address).content.decode("utf-8-sig")
    assert "SoL Biståndsenheten" not in mine
