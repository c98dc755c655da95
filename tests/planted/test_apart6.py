"""The sixth to ninth parts are sound and wrong where they say so; no rule is asked.

Each form says what is to hold (`holds`), in the words below, of the figures as they are printed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from tests.planted import making
from tests.planted.apart6 import Form, forms
from tests.planted.cases import RULES, Draft, H, P, T

PARTS = ("apart6", "apart7", "apart8", "apart9")
OF_PART = {part: forms(part) for part in PARTS}
FORMS = [one for part in PARTS for one in OF_PART[part]]
IDS = [f"{part}-{one.rule}-{one.name}" for part in PARTS for one in OF_PART[part]]
MORE = ("sum share change text_table twice name_units period hundred papers contents").split()
MONTHS = ("januari februari mars april maj juni juli augusti september oktober november "
          "december").split()  # fmt: skip
DAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()
COUNTS = ("noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton "
          "sexton").split()  # fmt: skip
PLACES = {"Härnösand", "Kungsbacka", "Skövde", "Motala", "Växjö", "Ljusdals", "Alingsås",
          "Örnsköldsviks", "Kävlinge", "Askersunds", "Lidköping", "Hudiksvalls",
          "Oskarshamns"}  # fmt: skip
NUMBER = re.compile(r"[-−]?\d[\d \u00a0]*(?:,\d+)?")
ENTRY = re.compile(r"(.+?)(?:[\s.]{2,}|\t)(\d+)$")


def _read(printed: str) -> float | str:
    if NUMBER.fullmatch(printed.strip()):
        return float(printed.replace(" ", "").replace(",", ".").replace("−", "-"))
    word = printed.strip().casefold()
    return float(COUNTS.index(word)) if word in COUNTS else printed.strip()


def _day(said: Any) -> date:
    digits = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", str(said))
    if digits:
        return date(*map(int, digits.groups()))
    number, month, year = str(said).split()
    return date(int(year), MONTHS.index(month) + 1, int(number))


def _pct(part: float, whole: float, decimals: int = 0) -> float:
    return int(part / whole * 100 * 10**decimals + 0.5) / 10**decimals


class Paper:
    """The printed figures of one case, by the words that `holds` uses."""

    def __init__(self, draft: Draft) -> None:
        """Take the blocks of all papers together."""
        self.blocks = [one for blocks in draft.papers for one in blocks]
        self.tables = [one for one in self.blocks if isinstance(one, T)]

    def at(self, table: T, column: str) -> int:
        """Give the column whose heading says so, the first by its beginning."""
        names = [name.casefold() for name in table.columns]
        starts = [at for at, name in enumerate(names) if name.startswith(column.casefold())]
        holds = [at for at, name in enumerate(names) if column.casefold() in name]
        return (starts or holds)[0]

    def cells(self, column: str, *but: str) -> list[str]:
        """Give a column's cells, without rows that begin so."""
        table = next(t for t in self.tables if any(column.casefold() in c.casefold()
                     for c in t.columns))  # fmt: skip
        at = self.at(table, column)
        return [row[at] for row in table.rows if not (but and row[0].startswith(but))]

    def col(self, column: str, *but: str) -> list[float]:
        """Give a column's numbers."""
        return [one for one in map(_read, self.cells(column, *but)) if isinstance(one, float)]

    def word(self, row: str, column: str, which: int = 0) -> str:
        """Give one cell as printed, of the table that has the row."""
        rows = [(table, one) for table in self.tables for one in table.rows
                if one[0].casefold().startswith(row.casefold())]  # fmt: skip
        table, found = rows[which]
        return found[self.at(table, column)]

    def cell(self, row: str, column: str, which: int = 0) -> float:
        """Give one cell as a number."""
        value = _read(self.word(row, column, which))
        assert isinstance(value, float)
        return value

    def row(self, row: str) -> list[float]:
        """Give a row's numbers."""
        found = next(one for t in self.tables for one in t.rows if one[0].startswith(row))
        return [one for one in map(_read, found[1:]) if isinstance(one, float)]

    def extreme(self, column: str, choose: Callable[..., Any]) -> float | str:
        """Give the label of the one row that has the most or the least."""
        rows = list(zip(self.col(column), self.cells(self.tables[0].columns[0]), strict=True))
        value, label = choose(rows)
        assert [one for one, _ in rows].count(value) == 1
        return _read(label[0].lower() + label[1:]) if choose is max else _read(label)

    def texts(self) -> Iterator[str]:
        """Give every printed text."""
        for one in self.blocks:
            if isinstance(one, T):
                yield from (one.caption, *one.columns, *one.notes)
                yield from (cell for row in one.rows for cell in row)
            else:
                yield one.text

    def heads(self, level: int = 9) -> list[str]:
        """Give the headings, but not that of the contents or of a list of tables."""
        return [one.text for one in self.blocks if isinstance(one, H) and one.level <= level
                and not re.match(r"Innehåll|Tabellförteckning", one.text)]  # fmt: skip

    def entries(self) -> list[tuple[str, str]]:
        """Give the lines of the list of contents, which stand before the second heading."""
        first, second, *_ = [at for at, one in enumerate(self.blocks) if isinstance(one, H)]
        lines = [one.text for one in self.blocks[first + 1 : second] if isinstance(one, P)]
        found = [ENTRY.fullmatch(line) for line in lines]
        return [(m[1].strip(), m[2]) if m else (line, "0")
                for m, line in zip(found, lines, strict=True)]  # fmt: skip

    def numbers(self, kind: str) -> list[int]:
        """Give the numbers of the captions of a kind."""
        found = [re.match(rf"{kind} (\d+)\. ", one.caption) for one in self.tables]
        return [int(one[1]) for one in found if one]

    def lines(self, kind: str) -> list[int]:
        """Give the numbers of the lines of text that begin with a kind."""
        found = [re.match(rf"{kind} (\d+)\. ", one.text) for one in self.blocks
                 if isinstance(one, P)]  # fmt: skip
        return [int(one[1]) for one in found if one]

    def follows(self, start: str, end: str) -> bool:
        """Say whether each row's period begins the day after the last one's end."""
        starts, ends = [list(map(_day, self.cells(name))) for name in (start, end)]
        return all((b - a).days == 1 for a, b in zip(ends, starts[1:], strict=False)) and all(
            a < b for a, b in zip(starts, ends, strict=True)
        )


def _words(form: Form, *, is_wrong: bool) -> dict[str, Any]:
    paper = Paper(form.draft(is_wrong=is_wrong))
    words: dict[str, Any] = {
        "c": paper.cell, "col": paper.col, "col_text": paper.cells, "row": paper.row,
        "word": paper.word, "top": lambda name: paper.extreme(name, max),
        "low": lambda name: paper.extreme(name, min), "heads": paper.heads,
        "listed": lambda: [name for name, _ in paper.entries()],
        "pages": lambda: [int(page) for _, page in paper.entries()],
        "chapters": lambda: [int(one.split()[0]) for one in paper.heads(1)],
        "labels": lambda: [row[0] for row in paper.tables[0].rows],
        "numbers": paper.numbers, "lines": paper.lines, "follows": paper.follows,
        "text": " ".join(paper.texts()), "places": PLACES, "day": _day, "pct": _pct,
        "near": lambda a, b, by=0.001: abs(a - b) <= by + 1e-9,
        "weekday": lambda said: DAYS[_day(said).weekday()],
        "rises": lambda some: all(a < b for a, b in pairwise(some)),
    }  # fmt: skip
    return words | {key: _read(said) for key, said in form.figures(is_wrong=is_wrong).items()}


def _holds(form: Form, *, is_wrong: bool) -> bool:
    try:
        return bool(eval(form.holds, _words(form, is_wrong=is_wrong)))
    except ValueError:
        if "day(" not in form.holds:
            raise
        return False


@pytest.mark.parametrize("form", FORMS, ids=IDS)
def test_what_is_sound_holds(form):
    assert _holds(form, is_wrong=False)


@pytest.mark.parametrize("form", [one for one in FORMS if one.can_be_wrong], ids=lambda f: f.name)
def test_what_is_planted_does_not_hold(form):
    assert not _holds(form, is_wrong=True)
    draft, twin = form.draft(is_wrong=True), form.draft(is_wrong=False)
    assert draft.papers != twin.papers
    text = " ".join(Paper(draft).texts())
    assert any(one in text for one in draft.printed), draft.printed
    ours, theirs = Counter(Paper(draft).texts()), Counter(Paper(twin).texts())
    assert sum((ours - theirs).values()) <= 2, "the twins differ in more than what is planted"
    assert not re.search(r"[{}~]", text + " ".join(Paper(twin).texts()))


@pytest.mark.parametrize("part", PARTS)
def test_every_rule_is_planted_in_many_forms(part):
    cases, some = making.of_forms(part), OF_PART[part]
    wrong = Counter(one.rule for one in cases if one.is_wrong)
    assert set(wrong) == set(RULES)
    assert min(wrong.values()) >= 5
    assert min(wrong[rule] for rule in MORE) >= 9
    assert sum(wrong.values()) >= 180
    assert len(cases) - sum(wrong.values()) >= 200
    assert sum(one.can_be_wrong for one in some) >= 120
    assert all(len(one.layouts) <= 2 for one in some)
    assert len({layout for one in some for layout in one.layouts}) >= 10
    assert len({one.name for one in cases}) == len(cases)


@pytest.mark.parametrize("part", PARTS)
def test_every_case_can_be_written(part, tmp_path):
    for case in making.of_forms(part):
        assert all(path.stat().st_size for path in making.write(case, tmp_path))
