"""A measure against others: who they are, what is shown, what is compared with nobody."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from vaka.areas.figures.actions import keep_observations
from vaka.areas.indicators import comparison_queries, rules
from vaka.config.demo import observations
from vaka.exchange.kolada import Value
from vaka.exchange.kolada_snapshot import Snapshot
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.snapshot import writer
from vaka.law.period import Period
from vaka.metrics.definitions import MEASURES

TITLES = {"2280": "Härnösand", "2281": "Sundsvall", "2260": "Ånge", "0180": "Stockholm"}
SATISFIED, ENDED = "survey_home_satisfied_share", "staff_continuity_14_days"


@pytest.mark.parametrize(
    ("name", "code"),
    [("Härnösands kommun (jämförelse)", "2280"), ("Ånge kommun", "2260"), ("Vaka kommun", ""),
     ("Stockholms stad", "0180"), ("härnösand", "2280")],
)  # fmt: skip
def test_a_municipality_is_found_by_its_name(name, code):
    assert rules.municipality(name, TITLES) == code


def test_the_county_is_the_codes_two_first_digits():
    assert rules.county("2280", TITLES) == ["2280", "2281", "2260"]


def test_the_newest_group_of_each_sort_is_taken():
    groups = [
        {"title": "Liknande kommuner äldreomsorg, Härnösand, 2023", "members": ["0001"]},
        {"title": "Liknande kommuner äldreomsorg, Härnösand, 2024",
         "members": [{"member_id": "0881"}]},
        {"title": "Liknande kommuner äldreomsorg, Sundsvall, 2024", "members": ["0002"]},
        {"title": "Liknande kommuner socioekonomi, Härnösand, 2024", "members": ["0003"]},
        {"title": "Länets kommuner, Härnösand, 2024", "members": ["0004"]},
    ]  # fmt: skip
    assert dict(rules.similar("Härnösand", groups)) == {
        "Liknande kommuner äldreomsorg": ["0881"], "Liknande kommuner socioekonomi": ["0003"],
    }  # fmt: skip


@pytest.fixture
def told(units, tmp_path):
    """The reference unit's published numbers, and what has been fetched of two measures."""
    own = [c for c in observations.observed()
           if c["unit"] == "harnosand" and c["measure"] in (SATISFIED, ENDED)]  # fmt: skip
    cells = [{**observations.EMPTY, **cell, "unit": units["harnosand"]} for cell in own]
    keep_observations(by=Viewer.system("test"), cells=cells, source="test")
    writer.bring_up()
    snapshot = Snapshot(tmp_path)
    at = datetime(2026, 2, 1, tzinfo=UTC)
    snapshot.keep_names("municipality", [{"id": i, "title": t, "type": "K"}
                                         for i, t in TITLES.items()], "u", at)  # fmt: skip
    snapshot.keep_names("groups", [{"id": "G1", "members": ["2260", "0180"], "title":
                        "Liknande kommuner äldreomsorg, Härnösand, 2024"}], "u", at)  # fmt: skip
    for kpi in ("U21468", "U21401"):
        snapshot.keep([
            ("u", Value(kpi, place, year, gender, 70.0 + n))
            for n, place in enumerate(["2280", "2281", "2260", "0180", "0000"])
            for year in (2022, 2023, 2025) for gender in "TKM" if (place, gender) != ("2281", "K")
        ], at)  # fmt: skip
    return units["harnosand"], tmp_path


@pytest.fixture
def compared(told, monkeypatch):
    """Compare with what was fetched into the test's own folder."""
    monkeypatch.setattr(comparison_queries, "folder", lambda: told[1])
    return lambda viewer, name, years="2022..2025", sex="": comparison_queries.comparison(
        viewer, MEASURES[name], told[0], Period.parse(years), sex
    )


def test_own_stands_beside_county_country_and_those_alike(compared, kim):
    page = compared(kim, SATISFIED)
    rows = {row.label: row for row in page.rows}
    assert page.rows[0].values == {2022: 79, 2023: 80}
    assert rows["Länets kommuner"].values[2023] == 71
    assert rows["Liknande kommuner äldreomsorg"].values[2023] == 72.5
    assert rows["Riket"].cells == ["74\xa0%", "74\xa0%", "–", "74\xa0%"]
    assert "2023: Härnösands kommun 80\xa0%" in page.sentence
    assert page.chart is not None
    assert page.fetched_at == "2026-02-01"


def test_a_sex_is_compared_with_the_same_sex(compared, kim):
    page = compared(kim, SATISFIED, sex="K")
    rows = {row.label: row for row in page.rows}
    assert page.rows[0].values == {2023: 89}
    assert rows["Länets kommuner"].members == "ovägt medel av 2 av 3"


def test_nothing_is_compared_after_a_national_series_has_ended(compared, kim):
    page = compared(kim, ENDED)
    assert all(2025 not in row.values for row in page.rows[1:])
    assert [one.on_date.year for one in page.breaks] == [2025]


def test_without_anything_fetched_the_page_says_what_to_do(told, client_as, kim):
    address = reverse("indicators:comparison", args=[SATISFIED])
    text = client_as(kim).get(f"{address}?enhet=harnosand").content.decode()
    assert "vaka kolada fetch --kpi U21468" in text
    assert "error-summary" in client_as(kim).get(f"{address}?period=2023-01").content.decode()


@pytest.mark.parametrize(("user", "query", "status"), [("cecilia", "?enhet=almen", 404),
                         ("astrid", "", 403), ("bo", "?enhet=almen", 200)])  # fmt: skip
def test_who_meets_the_comparison(told, client_as, everybody, user, query, status):
    address = reverse("indicators:comparison", args=[SATISFIED]) + query
    assert client_as(everybody[user]).get(address).status_code == status
