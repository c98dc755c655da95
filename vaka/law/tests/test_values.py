from datetime import date, timedelta

import pytest

from vaka import law
from vaka.law import book, values
from vaka.law.period import Period
from vaka.law.reference import reference_page

day = date.fromisoformat
OLD, NEW = day("2025-06-30"), day("2025-07-01")


@pytest.mark.parametrize(
    ("topic", "old", "new"),
    [
        ("help.personal_needs", "SoL (2001:453) 4 kap. 1 §", "SoL (2025:400) 11 kap. 1 §"),
        ("help.economic_support", "SoL (2001:453) 4 kap. 1 §", "SoL (2025:400) 12 kap. 1 §"),
        ("care_contact.fixed", "SoL (2001:453) 4 kap. 2 b §", "SoL (2025:400) 10 kap. 7 §"),
        ("night.staffing", "SoF (2001:937) 2 kap. 3 §", "SoF (2025:468) 2 kap. 2 §"),
        ("not_executed.report_sol", "SoL (2001:453) 16 kap. 6 f §", "SoL (2025:400) 34 kap. 1 §"),
        ("not_executed.report_lss", "LSS (1993:387) 28 f §", "LSS (1993:387) 28 f §"),
        ("lex_maria.notify", "PSL (2010:659) 3 kap. 5 §", "PSL (2010:659) 3 kap. 5 §"),
    ],
)
def test_the_paragraph_of_the_day_is_printed(topic, old, new):
    assert law.cite(topic, on=OLD).text == old
    assert law.cite(topic, on=NEW).text == new


def test_a_citation_tells_its_life_and_whether_it_was_checked():
    cited = law.cite("investigation.start", on=OLD)
    assert (cited.act, cited.paragraph) == ("SoL (2001:453)", "11 kap. 1 §")
    assert (cited.since, cited.until, cited.verified) == (day("2002-01-01"), OLD, False)
    assert law.cite("investigation.start", on=NEW).verified


def test_a_period_that_spans_prints_both():
    texts = [c.paragraph for c in values.spanning("help.personal_needs", Period.parse("2025"))]
    assert texts == ["4 kap. 1 §", "11 kap. 1 §"]
    assert len(values.spanning("help.personal_needs", Period.parse("2025Q3"))) == 1
    with pytest.raises(values.NotInForce):
        values.spanning("health.nurse_any_hour", Period.parse("2025"))


@pytest.mark.parametrize(
    ("key", "on", "number"),
    [
        ("not_executed.report_sol", "2024-03-31", 3),
        ("charge.lowest", "2025-12-31", 10000),
        ("charge.lowest", "2026-01-01", 15000),
        ("charge.highest", "2025-12-31", 1000000),
        ("charge.highest", "2026-01-01", 1500000),
        ("charge.limitation", "2025-07-01", 2),
        ("retention.medical_record", "2024-01-01", 10),
        ("deadline.cyber_notice", "2026-01-15", 24),
        ("deadline.deviation_handle", "2023-05-01", 1),
        ("lex_maria.two_months", "2017-08-31", 2),
    ],
)
def test_the_number_of_the_day(key, on, number):
    assert law.value(key, on=day(on)) == number
    assert values.number(key, on=day(on)) == number


@pytest.mark.parametrize(
    "key",
    [
        *("deadline.lex_sarah_report", "deadline.lex_sarah_investigate", "lex_sarah.notify"),
        *(
            "deadline.lex_maria_notify",
            "deadline.complaint_answer_health",
            "charge.reasonable_time",
        ),
    ],
)
def test_genast_and_snarast_have_no_number(key):
    for on in (OLD, NEW):
        with pytest.raises(values.NoNumberInLaw):
            law.value(key, on=on)


@pytest.mark.parametrize(
    ("key", "on"),
    [
        ("health.nurse_any_hour", "2026-06-30"),
        ("language.elder_care", "2026-06-30"),
        ("health.stock_keeping", "2026-12-31"),
        ("lex_maria.two_months", "2017-09-01"),
        ("technology.consent", "2024-02-29"),
        ("deadline.cyber_notice", "2026-01-14"),
    ],
)
def test_outside_its_life_nothing_is_in_force(key, on):
    for ask in (law.cite, law.value):
        with pytest.raises(values.NotInForce):
            ask(key, on=day(on))


def test_unknown_topics_and_wrong_kinds_are_told():
    for ask in (law.cite, law.value, values.codes, values.number):
        with pytest.raises(values.UnknownTopic):
            ask("no.such_topic", on=NEW)
    with pytest.raises(values.NotANumber):
        values.number("language.elder_care_level", on=day("2026-07-01"))
    with pytest.raises(values.NotAList):
        values.texts("charge.lowest", on=NEW)


def test_code_lists():
    assert list(values.codes("not_executed.end", on=NEW)) == ["V", "Å", "B", "A", "X"]
    assert values.codes("not_executed.reason", on=NEW)["R3"] == "Tackat nej till erbjudande"
    assert len(values.codes("lex_sarah.class", on=NEW)) == 5
    with pytest.raises(values.NotInForce):
        values.codes("lex_sarah.class", on=day("2000-01-01"))


def test_no_row_rests_on_an_act_that_was_not_in_force():
    lives = {act.name: act for act in book.acts().values()}
    strays = [
        row.key
        for rows in book.book().values()
        for row in rows
        if (row.since or date.min) < (lives[row.act].since or date.min)
        or (row.until or date.max) > (lives[row.act].until or date.max)
    ]
    assert strays == []


def test_old_and_new_acts_meet_without_gap():
    for rows in book.book().values():
        acts = {row.act for row in rows}
        if {"SoL (2001:453)", "SoL (2025:400)"} <= acts:
            starts = {row.since for row in rows} - {rows[0].since}
            assert {row.until + timedelta(days=1) for row in rows[:-1]} == starts


ACTS = {"a": book.Act("a", "A (2000:1)", "Lag", day("2000-01-01"), None)}


def topic(*rows):
    return [{"t": {"title": "T", "rows": [{"act": "a", "verified": True, **row} for row in rows]}}]


@pytest.mark.parametrize("until", [day("2010-01-01"), day("2011-01-01"), None])
def test_overlapping_rows_are_refused(until):
    earlier = {"until": until} if until else {}
    with pytest.raises(book.OverlappingValues):
        book.read_topics(topic(earlier, {"since": day("2010-01-01")}), ACTS)


def test_a_topic_in_two_files_is_refused():
    with pytest.raises(book.OverlappingValues):
        book.read_topics(topic({}) + topic({}), ACTS)


def test_rows_that_touch_are_kept_in_order():
    rows = book.read_topics(
        topic({"since": day("2010-01-01")}, {"until": day("2009-12-31")}), ACTS
    )["t"]
    assert [row.since for row in rows] == [day("2000-01-01"), day("2010-01-01")]


@pytest.mark.parametrize(
    "row",
    [{"act": "b"}, {"basis": "guess"}, {"vlaue": 3}, {"until": day("1999-01-01")}],
)
def test_unfit_rows_are_refused(row):
    with pytest.raises(book.UnfitRow):
        book.read_topics(topic(row), ACTS)


def test_the_reference_page_prints_every_topic_and_local_value():
    page = reference_page()
    assert [key for key in values.topics() if f"| `{key}` |" not in page] == []
    assert (
        "| `risk.investigate_from_score` | Fördjupad utredning från riskpoäng | 8 riskpoäng |"
        in page
    )
    assert "| SoL (2025:400) | Socialtjänstlag (2025:400) | 2025-07-01 |  |" in page
    assert "| 2026-01-01 | Särskild avgift 15 000–1 500 000 kr (2025:1299) | yes |" in page


def test_days_of_change_come_in_order():
    days = [event.on for event in book.calendar()]
    assert days == sorted(days)
    assert day("2025-07-01") in days
