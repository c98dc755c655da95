"""Columns against each other: `share change numerator chain answer_rate few unit direction`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from statistics import median

from vaka.documents.figurecheck.changes import WAY
from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.dates import years
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grid import CHANGE, TOTAL, Grid, both_ways, grids
from vaka.documents.figurecheck.rules.sharing import RATE, few_answers

_N = re.compile(
    r"täljare|^(?:antal )?med\b|antal med|^varav|uppfyll|^ja\b|godkän|genomför|utför"
    r"|besvara|svarande|deltog"
    r"|deltag|utbildad|åtgärdad|avsluta|klara\b|belagda|uthyrda|^svar\b",
    re.IGNORECASE,
)
OF = re.compile(
    r"nämnare|av totalt|^av\b|\btotalt\b|bedömda|planera|utskick|skickade|tillfråg"
    r"|inbjud|urval|samtliga"
    r"|^(?:antal )?(?:boende|platser|anställda|medarbetare|patienter|brukare|personer"
    r"|enheter|lägenheter|elever)$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"tillfråga|utskick|skickade|urval|inbjudna|\bfrågade", re.IGNORECASE)
_ANSWERED = re.compile(
    r"^(?:antal )?(?:svarande|svar\b|inkomna|besvarade|deltagare)", re.IGNORECASE
)
_RATE = re.compile(RATE, re.IGNORECASE)
COUNT = re.compile(r"^antal|^n$|^svar(?:ande)?$", re.IGNORECASE)
_ANSWERS = re.compile(r"svar|\bn\b|deltagare|respondent", re.IGNORECASE)
_MARK = re.compile(r"[*†‡¹²]|få|\(")
_GOAL = re.compile(r"^mål(?:tal|värde|nivå)?\b", re.IGNORECASE)
_OUT = re.compile(r"^(?:utfall|resultat|värde)", re.IGNORECASE)
_MET = re.compile(
    r"^\s*(?P<no>(?:ej|inte|icke)\s+)?(?:upp)?(?:nått|nådd|nåtts|fyllt|fylld)\b|^\s*(?P<yes>ja)\s*$|^\s*(?P<nej>nej)\s*$",
    re.IGNORECASE,
)
_LOWER = re.compile(r"minska|högst|färre|lägre|kortare|väntetid|ned\b", re.IGNORECASE)
_ARROW = {"↑": 1, "↗": 1, "▲": 1, "⬆": 1, "△": 1, "⇧": 1,
          "↓": -1, "↘": -1, "▼": -1, "⬇": -1, "▽": -1, "⇩": -1, "→": 0}  # fmt: skip
_OPPOSITE = {"↑": "↓", "↗": "↘", "▲": "▼", "⬆": "⬇", "△": "▽", "⇧": "⇩"}
_OPPOSITE |= {down: up for up, down in _OPPOSITE.items()}
_UNIT = re.compile(r"\b(mnkr|mkr|msek|milj\.? kr|miljoner kr(?:onor)?)\b", re.IGNORECASE)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask the tables of a paper."""
    for grid in grids(document):
        for rule in RULES:
            for row, printed, computed, name, confidence in rule(grid):
                one = grid.rows[row]
                yield Finding(
                    document.file, one.line, one.quote, printed, computed, name, confidence
                )
        for way in both_ways(grid):
            if way.turned:
                for row, printed, computed, name, confidence in _shares(way):
                    quote = way.rows[row].quote
                    yield Finding(document.file, grid.table.line, quote, printed, computed, name,
                                  confidence)  # fmt: skip


Told = Iterator[tuple[int, str, str, str, float]]


def headed(grid: Grid, sign: re.Pattern[str]) -> int | None:
    """Give the first column whose heading has a sign."""
    return next((at for at in range(1, grid.table.width) if sign.search(grid.heading(at))), None)


def _rates(grid: Grid) -> Told:
    asked, answered, rate = (headed(grid, sign) for sign in (_ASKED, _ANSWERED, _RATE))
    if asked is None or answered is None or rate is None:
        return
    for row in range(len(grid.rows)):
        whole, n, share = (grid.cell(row, column) for column in (asked, answered, rate))
        if whole and n and share and not share.may_be_share(n, whole):
            yield row, share.text, share.like(100 * n.value / whole.value), "answer_rate", 0.95


def _rate_rows(grid: Grid) -> Told:
    """The same where what was asked, answered and the rate are rows."""
    places = [next((row for row, label in enumerate(grid.labels) if sign.search(label)), None)
              for sign in (_ASKED, _ANSWERED, _RATE)]  # fmt: skip
    asked, answered, rate = places
    if asked is None or answered is None or rate is None or len({*places}) < 3:
        return
    for column in grid.columns:
        whole, n, share = (grid.cell(row, column) for row in (asked, answered, rate))
        if whole and n and share and not share.may_be_share(n, whole):
            yield rate, share.text, share.like(100 * n.value / whole.value), "answer_rate", 0.95


def _shares(grid: Grid) -> Told:
    """A share column beside a count column with a total row, or beside its own n and N."""
    if headed(grid, _RATE):
        return
    shares = [column for column in grid.columns if grid.share(column)]
    counts = [column for column in grid.columns if not grid.share(column)]
    if len(shares) != 1:
        return
    total = next((row for row, label in enumerate(grid.labels) if TOTAL.search(label)), None)
    for row in range(len(grid.rows)):
        share = grid.cell(row, shares[0])
        if not share or row == total:
            continue
        if len(counts) == 1 and total is not None and _is_spread(grid, counts[0], shares[0], total):
            n, whole = grid.cell(row, counts[0]), grid.cell(total, counts[0])
            base = grid.cell(total, shares[0])
            if n and whole and base and base.may_be(100) and not share.may_be_share(n, whole):
                yield row, share.text, share.like(100 * n.value / whole.value), "share", 0.9
        elif len(counts) == 2 and _is_parts(grid, counts, shares[0]):
            n, whole = grid.cell(row, counts[0]), grid.cell(row, counts[1])
            if (
                n
                and whole
                and whole.value
                and not share.may_be_share(min(n, whole, key=_value), max(n, whole, key=_value))
            ):
                right = 100 * min(n.value, whole.value) / max(n.value, whole.value)
                yield row, share.text, share.like(right), "share", 0.85


def _is_spread(grid: Grid, count: int, share: int, total: int) -> bool:
    """Tell whether the shares are of the total; beside answers only where most rows say so."""
    whole = grid.cell(total, count)
    rows = [row for row in range(len(grid.rows)) if row != total]
    both = [(n, s) for row in rows if (n := grid.cell(row, count)) and (s := grid.cell(row, share))]
    fits = sum(whole is not None and s.may_be_share(n, whole) for n, s in both)
    return headed(grid, _ANSWERS) != count or 1 < fits >= len(both) - 1


def _value(number: Number) -> float:
    return number.value


def _is_parts(grid: Grid, counts: list[int], share: int) -> bool:
    """Two counts and a share belong together when most rows say so, or their headings do."""
    if OF.search(grid.heading(counts[1])) or re.search(
        r"\btotalt\b|\balla\b", grid.heading(counts[1]), re.I
    ):
        return True
    rows = [
        [grid.cell(row, column) for column in (*counts, share)] for row in range(len(grid.rows))
    ]
    full = [(a, b, s) for a, b, s in rows if a and b and s and a.value and b.value]
    fit = sum(s.may_be_share(min(a, b, key=_value), max(a, b, key=_value)) for a, b, s in full)
    return len(full) >= 3 and fit >= len(full) - 1 and fit >= 2


def _numerators(grid: Grid) -> Told:
    n, whole = _part_and_whole(grid)
    if n is None or whole is None or n == whole:
        return
    both = [(row, a, b) for row in range(len(grid.rows))
            if (a := grid.cell(row, n)) and (b := grid.cell(row, whole))]  # fmt: skip
    wrong = [(row, a, b) for row, a, b in both if a.low > b.high]
    if len(both) > 1 and len(wrong) > len(both) // 2:
        return  # most rows say that the headings mean something else
    for row, part, all_ in wrong:
        yield row, part.text, f"högst {all_.text}", "numerator", 0.95


def _part_and_whole(grid: Grid) -> tuple[int | None, int | None]:
    """The columns whose headings say that one counts some of those the other counts."""
    counts = [at for at in grid.columns if not grid.share(at) and not grid.mean(at)]
    n = next((at for at in counts if _N.search(grid.heading(at))), None)
    whole = next((at for at in counts if at != n and OF.search(grid.heading(at))), None)
    return (None, None) if grid.is_money else (n, whole)


def _few(grid: Grid) -> Told:
    n = headed(grid, _ANSWERS)
    if n is None or grid.share(n):
        return
    for row in range(len(grid.rows)):
        count = grid.cell(row, n)
        if not count or not 0 < count.value < few_answers():
            continue
        for column in grid.columns:
            share = grid.cell(row, column)
            if column != n and share and grid.share(column):
                cell = grid.text(row, column) + grid.text(row, 0) + grid.text(row, n)
                if not _MARK.search(cell):
                    yield row, grid.text(row, column), f"{share.text} (få svar)", "few", 0.85


def _changes(grid: Grid) -> Told:
    """A column that most rows show to be the difference of two others."""
    for column in grid.columns:
        if not CHANGE.search(grid.heading(column)):
            continue
        before = [at for at in grid.columns if at < column and not CHANGE.search(grid.heading(at))]
        if len(before) < 2:
            continue
        a, b = before[-2:]
        if len(years(grid.heading(a))) == 1 and years(grid.heading(a)) > years(grid.heading(b)):
            a, b = b, a
        rows = [(row, grid.cell(row, a), grid.cell(row, b), grid.cell(row, column))
                for row in range(len(grid.rows))]  # fmt: skip
        full = [(row, x, y, c) for row, x, y, c in rows if x and y and c]
        relative = grid.share(column) and not (grid.share(a) and grid.share(b))
        wrong = []
        for row, x, y, c in full:
            true = (
                100 * (y.value - x.value) / x.value if relative and x.value else y.value - x.value
            )
            low, high = (true, true) if relative else (y.low - x.high, y.high - x.low)
            flat = c.unsigned_may_be(low, high) if not c.signed else c.may_be(low, high)
            if not flat:
                wrong.append((row, c.text, c.like(true), "change", 0.85))
        if len(wrong) <= max(1, len(full) // 3):
            yield from wrong or _unsigned(grid, column, full)


_BARE = re.compile(r"^(?:för)?ändring|^[+±]\s?/?\s?[-−–]?$", re.IGNORECASE)


def _unsigned(
    grid: Grid, column: int, full: list[tuple[int, Number, Number, Number]]
) -> Iterator[tuple[int, str, str, str, float]]:
    """The one row that fell and is printed as those that rose."""
    fell = [(row, y.value - x.value, c) for row, x, y, c in full if y.high < x.low and c.value > 0]
    rose = [row for row, x, y, c in full if y.low > x.high and c.value > 0]
    if len(fell) == 1 and len(rose) > 2 and _BARE.match(grid.heading(column)) and not any(
        c.signed for *_, c in full) and not grid.share(column):  # fmt: skip
        row, true, c = fell[0]
        yield row, c.text, c.like(true), "change", 0.75


def _others(sizes: list[float], size: float) -> float:
    """The largest of the other cells: nothing stands out unless it does so from that one."""
    rest = list(sizes)
    rest.remove(size)
    return max(rest, default=0.0)


def _units(grid: Grid) -> Told:
    for column in grid.columns:
        said = f"{grid.heading(column)} {grid.caption if not grid.heading(column) else ''}"
        if not _UNIT.search(said) and not _UNIT.search(grid.caption):
            continue
        if grid.share(column) or re.search(r"tkr|\bkr\b|antal|%", grid.heading(column), re.I):
            continue
        cells = [(row, n) for row in range(len(grid.rows)) if (n := grid.cell(row, column))]
        sizes = [abs(n.value) for _, n in cells if n.value and not n.unit]
        if not sizes:
            continue
        middle = median(sizes)
        for row, number in cells:
            raw = grid.text(row, column)
            whole = not number.unit
            alone = len(sizes) == 1 or middle < 300
            if whole and abs(number.value) >= 1000 and (
                (alone and (abs(number.value) > 100 * middle or len(sizes) == 1)) or middle >= 5000
                or (any("," in grid.text(r, column) for r, _ in cells)
                    and abs(number.value) > 30 * _others(sizes, abs(number.value)))
            ):  # fmt: skip
                right = f"{abs(number.value) / 1000:.1f}".replace(".", ",")
                yield row, raw, f"{'−' if number.value < 0 else ''}{right}", "unit", 0.85


def _goals(grid: Grid) -> Told:
    goal, out = (headed(grid, sign) for sign in (_GOAL, _OUT))
    if goal is None or out is None:
        return
    for row in range(len(grid.rows)):
        target, outcome = grid.cell(row, goal), grid.cell(row, out)
        if not target or not outcome or target.unit != outcome.unit:
            continue
        said = f"{grid.labels[row]} {grid.text(row, goal)} {grid.heading(goal)}"
        lower = bool(_LOWER.search(said))
        missed = outcome.low > target.high if lower else outcome.high < target.low
        met = outcome.value <= target.value if lower else outcome.value >= target.value
        for column in range(1, grid.table.width):
            match = _MET.search(grid.text(row, column))
            if column in (goal, out) or not match:
                continue
            negated = bool(match["no"] or match["nej"])
            if (missed and not negated) or (met and negated):
                yield (
                    row,
                    grid.text(row, column),
                    "Ej uppnått" if missed else "Uppnått",
                    "direction",
                    0.9,
                )


def _arrows(grid: Grid) -> Told:
    """An arrow in a cell of its own against the two years before it, or beside its own figure."""
    for row in range(len(grid.rows)):
        cells = grid.rows[row].cells
        for column in range(1, len(cells)):
            sign = cells[column].strip()
            way = _ARROW.get(sign) or _said_way(grid, column, sign)
            if not way:
                continue
            numbers = [n for at in range(1, column) if (n := grid.cell(row, at))]
            if len(numbers) < 2:
                continue
            a, b = numbers[-2:]
            heads = [years(grid.heading(at)) for at in range(1, column) if grid.cell(row, at)][-2:]
            if heads[0] and heads[1] and max(heads[0]) > max(heads[1]):
                a, b = b, a
            if (b.low > a.high and way < 0) or (b.high < a.low and way > 0):
                right = _OPPOSITE.get(sign) or ("ökat" if way < 0 else "minskat")
                yield row, sign, right, "direction", 0.9
        yield from _own_arrows(grid, row)


_TREND = re.compile(r"trend|utveckling|riktning|förändring|pil\b", re.IGNORECASE)


def _said_way(grid: Grid, column: int, cell: str) -> int:
    """`Ökat` or `Minskat` alone in a column about which way it went."""
    match = WAY.fullmatch(cell) if _TREND.search(grid.heading(column)) else None
    return (1 if match["up"] else -1 if match["down"] else 0) if match else 0


def _own_arrows(grid: Grid, row: int) -> Told:
    last: Number | None = None
    for column in range(1, len(grid.rows[row].cells)):
        cell = grid.text(row, column)
        numbers = grid.rows[row].numbers[column]
        arrow = next((sign for sign in cell if sign in _ARROW), "")
        if not numbers or (not arrow and last is None and not numbers):
            last = None
            continue
        number = numbers[0]
        in_years = years(grid.heading(column)) and (
            column == 1 or years(grid.heading(column - 1)) or last is None)  # fmt: skip
        if arrow and last and in_years and len(cell.strip()) > 1 and _ARROW[arrow]:
            rose, fell = number.low > last.high, number.high < last.low
            if (rose and _ARROW[arrow] < 0) or (fell and _ARROW[arrow] > 0):
                yield row, cell.strip(), _OPPOSITE[arrow], "direction", 0.85
        last = number


RULES = (
    _rates, _rate_rows, _shares, _numerators, _few, _changes, _units, _goals, _arrows,
)  # fmt: skip
