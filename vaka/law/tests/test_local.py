import pytest

from vaka.law import local
from vaka.law.local import UnfitLocalValue, UnknownLocalValue


@pytest.mark.parametrize(
    ("key", "raw", "found"),
    [
        ("deviation.handling_limit_months", "2", 2),
        ("deviation.closed_in_time_target", " 92,5 ", 92.5),
        ("risk.investigate_from_score", "16", 16),
        ("night.start_hour", "22", 22),
        ("not_executed.report_executed_same_quarter", "Nej", False),
        ("not_executed.report_executed_same_quarter", "ja", True),
        ("internal_control.period", "quarter", "quarter"),
        ("quality_report.day", "03-15", "03-15"),
        ("not_executed.window_q1", "04-02..05-03", "04-02..05-03"),
    ],
)
def test_what_a_person_writes_becomes_a_typed_value(key, raw, found):
    value = local.check(key, raw)
    assert (value, type(value)) == (found, type(found))


@pytest.mark.parametrize(
    ("key", "raw", "words"),
    [
        ("deviation.handling_limit_months", "0", "heltal mellan 1 och 12"),
        ("deviation.handling_limit_months", "13", "heltal mellan 1 och 12"),
        ("deviation.handling_limit_months", "1.5", "heltal"),
        ("deviation.handling_limit_months", "", "heltal"),
        ("deviation.handling_limit_months", "1_0", "heltal"),
        ("deviation.closed_in_time_target", "nan", "ett tal mellan 0 och 100"),
        ("deviation.closed_in_time_target", "100,1", "ett tal mellan 0 och 100"),
        ("not_executed.report_executed_same_quarter", "kanske", "ja eller nej"),
        ("internal_control.period", "day", "month, quarter, tertial, half_year"),
        ("quality_report.day", "02-29", "månad och dag"),
        ("quality_report.day", "3-1", "månad och dag"),
        ("not_executed.window_q1", "04-30..04-01", "första och sista dag"),
        ("not_executed.window_q1", "04-30", "första och sista dag"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_write(key, raw, words):
    with pytest.raises(UnfitLocalValue, match=words) as refused:
        local.check(key, raw)
    assert str(refused.value).startswith(local.declaration(key).label)


def test_unknown_keys_are_refused():
    with pytest.raises(UnknownLocalValue):
        local.declaration("no.such_key")
    with pytest.raises(UnknownLocalValue):
        local.check("no.such_key", "1")


def written(value):
    return {True: "ja", False: "nej"}[value] if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("declared", local.all_declarations(), ids=lambda d: d.key)
def test_every_default_fits_its_own_declaration(declared):
    assert local.check(declared.key, written(declared.default)) == declared.default
    assert declared.label
    assert declared.steers.endswith(".")
    assert declared.source


def test_limits_that_are_not_law_say_that_they_are_local():
    for key in ("deviation.handling_limit_months", "lex_maria.notify_target_days"):
        assert "lokal" in local.declaration(key).label
    assert local.declaration("deviation.handling_limit_months").default == 1
    assert local.declaration("risk.investigate_from_score").default == 8
