"""The fifth part is sound where it says so, and wrong where it says so; no rule is asked."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from tests.planted import making
from tests.planted.apart5_scenes import MONTHS, WEEKDAYS
from tests.planted.cases import RULES, Block, Case, H, P, T

WRITTEN = re.compile(
    rf"(?:({'|'.join(WEEKDAYS)})(?:en)? den )?(\d+) ({'|'.join(MONTHS)})(?: (\d{{4}}))?"
)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
PART_OF = re.compile(r"(\d+) av (\d+)")
TOTALS = ("Totalt", "Summa")
RECKONED = {
    "types_total": "sum", "budget_less_outcome": "sum", "tertials_make_the_year": "sum",
    "thirty_first_of_june": "date", "no_leap_day": "date", "month_thirteen": "date",
    "notice_of_meeting": "weekday", "visits_in_a_table": "weekday",
    "the_day_it_happened": "weekday", "assessed_of_fewer": "part", "so_many_of_so_many": "part",
    "approved_of_reviewed": "share", "rates_by_home": "share", "register_chain": "chain",
    "answers_to_one_question": "hundred", "answers_to_three_questions": "hundred",
    "numerator_column": "part", "total_outside_the_sexes": "sexes", "change_in_percent": "change",
    "of_whom_more_than_all": "part", "arrow_against_numbers": "arrow",
}  # fmt: skip


@cache
def _cases() -> list[Case]:
    return making.apart5()


def _number(cell: str) -> float | None:
    bare = cell.replace(" ", "").replace(",", ".")
    return float(bare) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else None


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", "", text).casefold()


def _texts(blocks: list[Block]) -> Iterator[str]:
    for one in blocks:
        if isinstance(one, T):
            yield one.caption
            yield from one.columns
            yield from (cell for row in one.rows for cell in row)
            yield from one.notes
        else:
            yield one.text


def _is_date(year: str | None, month: int, day: str) -> date | None:
    try:
        return date(int(year or 2023), month, int(day))
    except ValueError:
        return None


def _faults_of_text(text: str) -> Iterator[str]:
    for said, day, month, year in WRITTEN.findall(text):
        when = _is_date(year or None, MONTHS.index(month) + 1, day)
        if when is None:
            yield "date"
        elif said and WEEKDAYS[when.weekday()] != said:
            yield "weekday"
    for year, number, day in ISO.findall(text):
        if _is_date(year, int(number), day) is None:
            yield "date"
    if any(int(part) > int(whole) for part, whole in PART_OF.findall(text)):
        yield "part"


def _faults_of_table(table: T) -> Iterator[str]:
    columns, rows = list(table.columns), [list(row) for row in table.rows]
    grid = [[_number(cell) for cell in row[1:]] for row in rows]
    yield from _faults_of_sums(columns, rows, grid)
    for row, cells in zip(rows, grid, strict=True):
        yield from _faults_of_row(columns, row, cells)
    if "procent" in table.caption and columns[:2] == ["Svar", "Andel"]:
        yield from _hundred([cells[0] for cells in grid])
    if table.caption.startswith("Svarsfördelning"):
        for cells in grid:
            yield from _hundred(cells)
    if columns == ["Steg", "Antal", "Av", "Andel, %"]:
        yield from ("chain" for cells in grid[1:] if cells[1] != grid[0][0])


def _hundred(shares: list[float | None]) -> Iterator[str]:
    if abs(sum(share or 0 for share in shares) - 100) > 1:
        yield "hundred"


def _faults_of_sums(
    columns: list[str], rows: list[list[str]], grid: list[list[float | None]]
) -> Iterator[str]:
    plain = [at for at, row in enumerate(rows[:-1]) if not row[0].startswith("varav")]
    levels = any(row[0].startswith(TOTALS) for row in rows[:-1])
    if rows[-1][0] not in TOTALS or levels:
        return
    for at in range(len(columns) - 1):
        total = grid[-1][at]
        if total is None or abs(sum(grid[one][at] or 0 for one in plain) - total) > 0.11:
            yield "sum"


def _faults_of_row(columns: list[str], row: list[str], cells: list[float | None]) -> Iterator[str]:
    if columns[1:] == ["Budget", "Utfall", "Avvikelse"] and cells[0] - cells[1] != cells[2]:
        yield "sum"
    if columns[-1] == "Helår" and sum(cells[:3]) != cells[3]:
        yield "sum"
    if columns[-1] in ("Andel, %", "Svarsfrekvens, %") and len(cells) == 3:
        part, whole = sorted(cells[:2])
        if abs(part * 100 / whole - cells[2]) > 0.51:
            yield "share"
    if columns[1:] == ["Täljare", "Nämnare"] and cells[0] > cells[1]:
        yield "part"
    if columns[-1].startswith("varav") and cells[1] > cells[0]:
        yield "part"
    by_sex = columns[1:] == ["Kvinnor", "Män", "Totalt"]
    if by_sex and not min(cells[:2]) <= cells[2] <= max(cells[:2]):
        yield "sexes"
    changed = columns[-1] == "Förändring, %"
    if changed and abs((cells[1] - cells[0]) * 100 / cells[0] - cells[2]) > 0.06:
        yield "change"
    yield from _faults_of_words(row, cells)


def _faults_of_words(row: list[str], cells: list[float | None]) -> Iterator[str]:
    if row[-1] in "↑→↓":
        moved = cells[-2] - cells[-3]
        if row[-1] != ("↑" if moved > 0 else "↓" if moved < 0 else "→"):
            yield "arrow"
    is_day = len(row) == 3 and row[1] in WEEKDAYS
    if is_day and WEEKDAYS[date.fromisoformat(row[2]).weekday()] != row[1]:
        yield "weekday"


def _faults(case: Case) -> set[str]:
    found: set[str] = set()
    for blocks in case.draft.papers:
        found |= {fault for text in _texts(blocks) for fault in _faults_of_text(text)}
        found |= {f for one in blocks if isinstance(one, T) for f in _faults_of_table(one)}
    return found


def test_every_rule_is_planted_and_as_much_is_sound():
    wrong = Counter(one.rule for one in _cases() if one.is_wrong)
    assert set(wrong) == set(RULES)
    assert min(wrong.values()) >= 6
    assert min(wrong[rule] for rule in ("sum", "text_table", "contents")) >= 10
    assert len(_cases()) - sum(wrong.values()) >= sum(wrong.values()) + 40
    assert len({one.name for one in _cases()}) == len(_cases())


def test_the_papers_are_the_same_each_time():
    assert [one.draft for one in making.apart5()] == [one.draft for one in _cases()]


@pytest.mark.parametrize("case", [one for one in _cases() if one.is_wrong], ids=lambda c: c.name)
def test_what_is_planted_is_printed_and_its_twin_lacks_it(case):
    sound = {one.name: one for one in _cases()}[case.name.removesuffix("wrong") + "sound"]
    assert case.draft.papers != sound.draft.papers
    text = _plain(" ".join(text for blocks in case.draft.papers for text in _texts(blocks)))
    assert any(_plain(one) in text for one in case.draft.printed)
    ours = Counter(text for blocks in case.draft.papers for text in _texts(blocks))
    theirs = Counter(text for blocks in sound.draft.papers for text in _texts(blocks))
    assert sum((ours - theirs).values()) <= 6, "the twins differ in more than what is planted"


@pytest.mark.parametrize("case", [one for one in _cases() if not one.is_wrong],
                         ids=lambda c: c.name)  # fmt: skip
def test_what_is_sound_has_no_fault_that_we_can_reckon(case):
    assert not _faults(case)


def test_what_is_wrong_has_the_fault_that_it_is_said_to_have():
    reckoned = set()
    for case in (one for one in _cases() if one.is_wrong):
        name = case.name.removeprefix(f"{case.rule}-").rsplit("-", 2)[0]
        if name in RECKONED:
            assert _faults(case) == {RECKONED[name]}, case.name
            reckoned.add(name)
    assert reckoned == set(RECKONED)


def test_contents_that_are_sound_are_the_headings_that_follow():
    for case in (one for one in _cases() if one.rule == "contents"):
        blocks = list(case.draft.papers[0])
        start = next(at for at, one in enumerate(blocks) if one == H("Innehåll"))
        body = next(at for at in range(start + 1, len(blocks)) if isinstance(blocks[at], H))
        lines = [re.fullmatch(r"(.+?)[\s.]+(\d+)", one.text) for one in blocks[start + 1 : body]
                 if isinstance(one, P)]  # fmt: skip
        listed, pages = [one[1] for one in lines], [int(one[2]) for one in lines]
        heads = [one.text for one in blocks[body:] if isinstance(one, H)]
        assert (listed == heads and pages == sorted(pages)) is not case.is_wrong, case.name


def test_the_commonest_type_stands_alone_at_the_top():
    for case in (one for one in _cases() if "most_of_them" in one.name):
        tables = [one for one in case.draft.papers[0] if isinstance(one, T)]
        table = next(one for one in tables if one.caption == "Avvikelser per typ 2023")
        counts = sorted((int(row[1]), row[0]) for row in table.rows)
        assert counts[-1][0] > counts[-2][0]
        assert (counts[-1][1] == case.draft.printed[0]) is not case.is_wrong


def test_every_case_can_be_written(tmp_path):
    for case in _cases():
        assert all(path.stat().st_size for path in making.write(case, tmp_path))
