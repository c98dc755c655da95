"""The SIE reader: names and sums, the traps of real files, and what is rejected or refused."""

import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.sie import Kind, Ledger, UncrossableBalances, Year, read_sie

HEAD = """#FLAGGA 0
#PROGRAM "Ekonomi" "1.0"
#SIETYP 4
#FNAMN "Åby kommun"
#ORGNR 212000-0000
#RAR 0 20260101 20261231
#DIM 1 "Ansvar"
#UNDERDIM 21 "Aktivitet" 20
#OBJEKT 1 "3100" "Almen {natt}"
#KONTO 5010 "Månadslön"
"""
VOUCHER = """#VER "A" 1 20260131 "Lön"
{
#TRANS 5010 {1 "3100" 20 "510"} 1000.50 20260131 "rad"
   #TRANS 5610 {1 "3100"} 300.5
#TRANS 2710 {} -1301.00
}
"""
REPLACED = "�"


@pytest.fixture
def read(tmp_path: Path):
    """Give a reader of text, in the encoding that is asked for."""

    def of(text: str, encoding: str = "cp437") -> Ledger:
        path = tmp_path / "fil.se"
        path.write_bytes(text.encode(encoding))
        return read_sie(path)

    return of


def test_names_years_and_money_are_read(read):
    ledger = read(HEAD + VOUCHER)
    assert (ledger.company, ledger.organisation_number) == ("Åby kommun", "212000-0000")
    assert ledger.years == {0: Year(date(2026, 1, 1), date(2026, 12, 31))}
    assert ledger.objects["1", "3100"] == "Almen {natt}"
    assert ledger.dimensions["21"].parent == "20"
    assert (ledger.vouchers, ledger.rows, ledger.rejects, ledger.warnings) == (1, 3, [], [])
    assert ledger.split(Kind.OUTCOME, "1") == {
        ("2026-01", "5010", ("3100",)): 100050,
        ("2026-01", "5610", ("3100",)): 30050,
        ("2026-01", "2710", ("",)): -130100,
    }
    assert ledger.split(Kind.OUTCOME, "20", "1")["2026-01", "5010", ("510", "3100")] == 100050
    assert sum(ledger.split(Kind.OUTCOME).values()) == 0


@pytest.mark.parametrize("encoding", ["cp437", "utf-8", "utf-8-sig", "cp1252", "iso8859-15"])
def test_swedish_letters_are_read_whatever_the_encoding(read, encoding):
    ledger = read(HEAD.replace("Åby", "Åsö ängar"), encoding)
    assert ledger.company == "Åsö ängar kommun"


@pytest.mark.parametrize(
    ("was", "becomes", "rows", "reason"),
    [
        ("-1301.00", "-1300.00", 3, "Debet och kredit skiljer 1,00 kr."),
        ("20260131 \"Lön\"", "20260231 \"Lön\"", 3, "Datum saknas"),
        ("20260131 \"Lön\"", "\"\" \"Lön\"", 3, "Datum saknas"),
        ("#TRANS 2710", "#TRANS \"\"", 3, "går inte att läsa"),
        ("-1301.00", "-1301,00", 3, "går inte att läsa"),
        ("-1301.00", "-1301.001", 3, "går inte att läsa"),
        ("{1 \"3100\"} 300.5", "{1} 300.5", 3, "går inte att läsa"),
    ],
)  # fmt: skip
def test_a_voucher_that_cannot_be_proved_is_rejected_and_the_rest_is_read(
    read, was, becomes, rows, reason
):
    assert was in VOUCHER
    ledger = read(HEAD + VOUCHER.replace(was, becomes) + VOUCHER)
    (reject,) = ledger.rejects
    assert reject.rows == rows
    assert reason in reject.finding.reason
    assert reject.finding.row > 10
    assert ledger.rows == 6
    assert ledger.split(Kind.OUTCOME)["2026-01", "2710", ()] == -130100


def test_a_removed_row_is_not_counted_and_an_added_one_only_once(read):
    more = '#BTRANS 5010 {} 9.00\n#RTRANS 5610 {1 "3100"} 300.5\n   #TRANS 5610'
    ledger = read(HEAD + VOUCHER.replace("   #TRANS 5610", more))
    assert ledger.split(Kind.OUTCOME)["2026-01", "5610", ()] == 30050


def test_a_voucher_outside_the_year_is_read_with_a_warning(read):
    ledger = read(HEAD + VOUCHER.replace("20260131", "20270131"))
    assert "utanför" in ledger.warnings[0].reason
    assert ledger.posted


def test_a_year_that_ends_before_it_begins_is_told(read):
    ledger = read(HEAD.replace("20261231", "20251231"))
    assert ledger.years == {}
    assert ledger.split(Kind.BUDGET, "1", "20") == {}
    assert ledger.warnings[0].row == 6


BALANCES = """#PSALDO 0 202601 5010 {} 500.00
#PSALDO 0 202601 5010 {1 "3100"} 300.00
#PSALDO 0 202601 5010 {1 "3200"} 150.00
#PSALDO 0 202601 5010 {6 "P1"} 500.00
#PBUDGET 0 202601 5010 {} 600.00
"""


def test_balances_told_by_object_are_the_same_money_not_more(read):
    ledger = read(HEAD + BALANCES)
    assert ledger.split(Kind.OUTCOME) == {("2026-01", "5010", ()): 50000}
    assert ledger.split(Kind.OUTCOME, "1") == {
        ("2026-01", "5010", ("3100",)): 30000,
        ("2026-01", "5010", ("3200",)): 15000,
        ("2026-01", "5010", ("",)): 5000,
    }
    assert ledger.split(Kind.OUTCOME, "6") == {("2026-01", "5010", ("P1",)): 50000}
    assert ledger.split(Kind.BUDGET, "1") == {("2026-01", "5010", ("",)): 60000}
    with pytest.raises(UncrossableBalances):
        ledger.split(Kind.OUTCOME, "1", "6")


def test_vouchers_are_not_counted_again_by_balances(read):
    ledger = read(HEAD + BALANCES + VOUCHER)
    assert ledger.split(Kind.OUTCOME)["2026-01", "5010", ()] == 100050


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        ("#PBUDGET 0 202601 5010 -1666.00", "Objektlistan"),
        ("#PBUDGET 0 5010 202601 -1666.00", "omkastade"),
    ],
)
def test_budgets_that_some_exporters_write_otherwise_are_read_with_a_warning(read, line, warning):
    ledger = read(HEAD + line)
    assert ledger.split(Kind.BUDGET) == {("2026-01", "5010", ()): -166600}
    assert warning in ledger.warnings[0].reason


@pytest.mark.parametrize(
    "line",
    ["#PBUDGET 0 202613 5010 {} 1.00", "#PBUDGET 0 202601 5010 {} x", "#PSALDO 0 202601",
     "#PSALDO= 0 202601 5010 {} 1.00"],
)  # fmt: skip
def test_a_balance_that_cannot_be_read_is_rejected(read, line):
    ledger = read(HEAD + line)
    assert [reject.rows for reject in ledger.rejects] == [1]
    assert not any(ledger.balances.values())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Refused.EMPTY),
        ("hej", Refused.WRONG_KIND),
        ("# rubrik\ntext", Refused.WRONG_KIND),
        ('<?xml version="1.0"?><Sie/>', Refused.WRONG_KIND),
        (HEAD + VOUCHER[:-3], Refused.TORN),
        (HEAD + '#VER "A" 1 20260131\n#KONTO 1 "x"\n', Refused.TORN),
        ("#KSUMMA\n" + HEAD, Refused.TORN),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_whole(read, text, code):
    with pytest.raises(FileRefused) as refused:
        read(text)
    assert refused.value.code is code
    assert refused.value.hint


@pytest.mark.parametrize("braces", ["", "{}"])
def test_a_check_sum_is_proved(read, braces):
    bare = (HEAD + VOUCHER).encode("cp437").translate(None, b' \t\r\n"')
    summed = zlib.crc32(bare if braces else bare.translate(None, b"{}"))
    good = read(f"#KSUMMA\n{HEAD}{VOUCHER}#KSUMMA {summed}\n")
    changed = read(f"#KSUMMA\n{HEAD}{VOUCHER}#KSUMMA {summed ^ 1}\n")
    assert good.warnings == []
    assert changed.warnings[0].field == "#KSUMMA"
    assert changed.warnings[0].row == HEAD.count("\n") + VOUCHER.count("\n") + 2


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(FileRefused) as refused:
        read_sie(tmp_path / "borta.se")
    assert refused.value.code is Refused.MISSING


codes = st.text("ABCÅÄÖ 0123{}", min_size=1, max_size=6).filter(str.strip)
money = st.integers(-10_000_000, 10_000_000)


@settings(max_examples=40)
@given(st.lists(st.lists(st.tuples(codes, money), min_size=1, max_size=4), max_size=5))
def test_what_is_written_is_what_is_read(tmp_path_factory, vouchers):
    text, expected = HEAD, {}
    for rows in vouchers:
        text += '#VER "A" 1 20260315 "v"\n{\n'
        for code, ore in [*rows, ("rest", -sum(ore for _code, ore in rows))]:
            sign = "-" if ore < 0 else ""
            text += f'#TRANS 4010 {{1 "{code}"}} {sign}{abs(ore) // 100}.{abs(ore) % 100:02}\n'
            expected[code] = expected.get(code, 0) + ore
        text += "}\n"
    path = tmp_path_factory.mktemp("sie") / "fil.se"
    path.write_bytes(text.encode("cp437"))
    ledger = read_sie(path)
    found = {objects[0]: ore for (_m, _a, objects), ore in ledger.split(Kind.OUTCOME, "1").items()}
    assert ledger.rejects == []
    assert found == expected


def test_every_file_of_the_peers_is_read_or_refused_with_a_reason(shared):
    read, refused = {}, {}
    for path in sorted((shared / "peers" / "sie").iterdir()):
        if path.suffix == ".xsd":
            continue
        try:
            read[path.name] = read_sie(path)
        except FileRefused as refusal:
            refused[path.name] = refusal
    assert list(refused) == ["SampleEntry.sie"]
    assert len(read) == 26
    assert all(
        REPLACED not in ledger.company for name, ledger in read.items() if "leap" not in name
    )
    small = read["BLBLOV_SIE4_UTF_8_IMBALANCED.SI"]
    assert [reject.rows for reject in small.rejects] == [3, 3]
    full, types = read["BLBLOV_SIE4.SE"], [read[f"BLBLOV_SIE{n}.SE"] for n in (2, 3)]
    assert full.vouchers == 20
    assert full.rejects == []
    budgets = [ledger.split(Kind.BUDGET) for ledger in (full, *types)]
    assert budgets[0] == budgets[1] == budgets[2]
