"""`date weekday period due`: the calendar, periods that meet, and days already past."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from vaka.documents.figurecheck.document import Document, Table
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.dates import (
    MONTH_NAMES,
    MONTHS,
    WEEKDAYS,
    Day,
    days,
    weekday_of,
    years,
)
from vaka.documents.figurecheck.said import passages, said

_IN_A_ROW = re.compile(r"\s*(?:,|och|samt|, och|\|)\s*")
_DASH = re.compile(r"^\s*(?:[-–—]|till och med|t\.?o\.?m\.?|till)\s*(?:den\s+)?$")
_BETWEEN, _AND_THE = re.compile(r"\bmellan\s+(?:den\s+)?$"), re.compile(r"\s+och\s+(?:den\s+)?$")
_DATED = re.compile(r"\bdatum:?\s*$", re.IGNORECASE)
_SIGNED = re.compile(
    r"^(?:(?!Senast|Klar|Start|Slut|Sista|Från|Till|Före|Efter|Nästa)[A-ZÅÄÖ][a-zåäö-]+"
    r"(?: [A-ZÅÄÖ][a-zåäö-]+)?,?\s+(?:den\s+)?"
    r"|(?i:upprättad|daterad|beslutad|reviderad)\w*(?: av [\w ]+)?:?\s*(?:den\s+)?)$"
)
_DONE = re.compile(
    r"\b(?:klar|klart|klara|avslut\w+|genomför[td]a?|utför[td]a?|färdig\w*|ja|stängd)\b",
    re.IGNORECASE,
)
_NOT_YET = r"(?:ej|inte|icke|ännu inte|ännu ej)\s+(?:ännu\s+)?(?:helt\s+)?"
_FINISHED = r"påbörja\w*|klar\w*|genomför\w*|slutför\w*|avsluta\w*|färdig\w*|åtgärda\w*|utför\w*"
_OPEN = re.compile(
    rf"\b(?:pågå(?:r|ende)|{_NOT_YET}(?:{_FINISHED})|planera\w+|påbörja\w+|öppen|kvarstå\w+|återstå\w+"
    r"|nej|försena\w+|under arbete)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:ska|skall|kommer att|beräknas|planeras|pågår|återstår|kvarstår|slutdatum\w* är)\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:senast|före|förfaller|klar\w*|slutför\w*|färdig\w*|slutdatum\w*|sista dag\w*"
    r"|tidsfrist\w*|deadline)\b",
    re.IGNORECASE,
)
_DUE_HEAD = re.compile(
    r"senast|förfall|slutdatum|klart|färdig|måldatum|sista dag|ska vara klar|tidplan|deadline",
    re.IGNORECASE,
)
_STATE_HEAD = re.compile(r"status|läge|utfört|genomfört|klar\b|uppföljning", re.IGNORECASE)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence and row of a paper."""
    own = _own_day(document)
    for text, line in _texts(document):
        found = list(days(text))
        for day in found:
            yield from _impossible(document.file, text, line, day)
            yield from _weekday(document.file, text, line, day, own)
        yield from _ranges(document.file, text, line, found)
        yield from _day_spans(document.file, text, line, found)
        yield from _month_spans(document.file, text, line)
        yield from _named_spans(document.file, text, line)
        yield from _month_years(document.file, text, line)
    for table in document.tables:
        yield from _period_rows(document.file, table)
        yield from _named_rows(document.file, table)
        yield from _due_rows(document.file, table, own or today)
        yield from _weekday_cells(document.file, table, own)
    yield from _due(document, own or _recent(document, today))


def _texts(document: Document) -> Iterator[tuple[str, int]]:
    for one in said(document):
        yield one.text, one.line
    for heading in document.headings:
        yield heading.text, heading.line
    for table in document.tables:
        for row in table.rows:
            yield row.quote, row.line


def _own_day(document: Document) -> date | None:
    """The paper's own date: `Datum: 2024-03-27` among its first lines."""
    for text, _ in list(document.texts())[:12]:
        found = list(days(text))
        for day in found:
            if _DATED.search(text[: day.start]) or text.strip() == day.text.strip():
                return day.date()
        if len(found) == 1 and _SIGNED.match(text[: found[0].start]) and (
            not text[found[0].end :].strip(" .")
        ):  # fmt: skip
            return found[0].date()
    return None


def _recent(document: Document, today: date) -> date | None:
    """Today, unless the paper speaks of years long gone and has no date."""
    named = [year for text, _ in document.texts() for year in years(text)]
    return today if not named or max(named) >= today.year - 1 else None


def _impossible(file: str, text: str, line: int, day: Day) -> Iterator[Finding]:
    if not day.possible() and day.day > 0:
        yield Finding(file, line, text, day.text, "dagen finns inte", "date", 0.95)


def _weekday(file: str, text: str, line: int, day: Day, own: date | None) -> Iterator[Finding]:
    if day.weekday is None:
        return
    then = day.date(own.year if own else None)
    if then and then.weekday() != day.weekday:
        yield Finding(file, line, text, day.text, WEEKDAYS[then.weekday()], "weekday",
                      0.95 if day.year else 0.7)  # fmt: skip


def _weekday_cells(file: str, table: Table, own: date | None) -> Iterator[Finding]:
    """A weekday alone in a cell, and the only date of its row in another."""
    for row in table.rows:
        named = [cell for cell in row.cells if weekday_of(cell) is not None]
        found = [day for cell in row.cells for day in days(cell)]
        if len(named) != 1 or len(found) != 1 or found[0].weekday is not None:
            continue
        then = found[0].date(own.year if own else None)
        if then and then.weekday() != weekday_of(named[0]):
            right = WEEKDAYS[then.weekday()]
            yield Finding(file, row.line, row.quote, named[0], right, "weekday", 0.9)


def _ranges(file: str, text: str, line: int, found: list[Day]) -> Iterator[Finding]:
    for a, b in itertools.pairwise(found):
        between = text[a.end : b.start]
        first, last = a.date(b.year), b.date()
        both = _BETWEEN.search(text[: a.start]) and _AND_THE.match(between)
        if (
            (both or _DASH.match(between))
            and first
            and last
            and first > last
            and (a.year or a.month <= b.month)
        ):
            yield Finding(file, line, text, text[a.start : b.end], "slutet är före början",
                          "period", 0.95)  # fmt: skip
    for match in re.finditer(r"(?<![\d-])((?:19|20)\d\d)\s?[–-]\s?((?:19|20)\d\d)(?![\d-])", text):
        if int(match[1]) > int(match[2]):
            yield Finding(file, line, text, match.group(), f"{match[2]}–{match[1]}", "period", 0.9)
    for match in _IN_MONTH.finditer(text):
        if int(match["a"]) > int(match["b"]):
            told = "slutet är före början"
            yield Finding(file, line, text, match.group(), told, "period", 0.9)
    for match in _WEEKS.finditer(text):
        begin, end = int(match["a"]), int(match["b"])
        if end < begin < end + HALF_A_YEAR:
            told = "slutet är före början"
            yield Finding(file, line, text, match.group(), told, "period", 0.9)
    for match in re.finditer(r"\b(?:tertial\s?([4-9])|kvartal\s?([5-9]))\b", text, re.IGNORECASE):
        yield Finding(file, line, text, match.group(), "finns inte", "period", 0.95)


_MONTH = "|".join(MONTH_NAMES)
_ANY_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKS = re.compile(
    r"\b(?:vecka|veckorna|v\.?)\s?(?P<a>\d{1,2})\s?(?:[–-]|till)\s?(?P<b>\d{1,2})\b(?!,\d)",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(
    rf"(?<![\d./:-])(?P<a>[1-9]|[12]\d|3[01])\s?[–-]\s?(?P<b>[1-9]|[12]\d|3[01])\s(?:{_ANY_MONTH})\b",
    re.IGNORECASE,
)
HALF_A_YEAR = 26  # weeks: `vecka 51–2` goes over the turn of the year


def _day_spans(file: str, text: str, line: int, found: list[Day]) -> Iterator[Finding]:
    """`1 januari–30 april, 1 maj–31 augusti och 1 augusti–31 december`: three or more in a row."""
    spans = [(a, b) for a, b in itertools.pairwise(found)
             if _DASH.match(text[a.end : b.start])]  # fmt: skip
    gaps = [text[one[1].end : two[0].start] for one, two in itertools.pairwise(spans)]
    if len(spans) < 3 or not all(_IN_A_ROW.fullmatch(gap) for gap in gaps):
        return
    for (_, last), (first, end) in itertools.pairwise(spans):
        year = first.year or end.year or last.year
        before, after = last.date(year), first.date(year)
        if before and after and after != before + timedelta(days=1):
            right = (before + timedelta(days=1)).isoformat()
            yield Finding(file, line, text, first.text, f"från {right}", "period", 0.85)


_SPAN = re.compile(rf"\b({_MONTH})\s?[–-]\s?({_MONTH})\b", re.IGNORECASE)


def _month_spans(file: str, text: str, line: int) -> Iterator[Finding]:
    """`januari–april, april–augusti`: spans in a row that overlap or leave a month out."""
    spans = list(_SPAN.finditer(text))
    for a, b in itertools.pairwise(spans):
        if not _IN_A_ROW.fullmatch(text[a.end() : b.start()]):
            continue
        end, start = (MONTH_NAMES.index(part.lower()) for part in (a[2], b[1]))
        if start <= end < MONTH_NAMES.index(b[2].lower()) or (start > end + 1 and len(spans) > 2):
            right = MONTH_NAMES[(end + 1) % 12]
            yield Finding(file, line, text, b.group(), f"från {right}", "period", 0.8)


_WHICH = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 0}
_NAMED = re.compile(
    rf"(?:\b(?P<which>{'|'.join(_WHICH)})\s+(?P<kind>kvartalet|tertialet|halvåret)"
    rf"|\b(?P<short>kvartal|tertial|[QKT]|kv|halvår)\.?\s?(?P<n>[1-4]))"
    rf"(?:\s+(?:19|20)\d\d)?\s*(?:[,(:]|som är|det vill säga|dvs)*\s*"
    rf"(?P<span>(?P<first>{_ANY_MONTH})\w*\.?\s?(?:[–-]"
    rf"|till(?: och med)?)\s?(?P<last>{_ANY_MONTH})\w*)",
    re.IGNORECASE,
)
_LENGTHS = {"k": 3, "q": 3, "t": 4, "h": 6}


_MONTH_YEARS = re.compile(
    rf"(?<!\d\s)\b(?P<a>{_ANY_MONTH})\.?\s(?P<y>(?:19|20)\d\d)\s?(?:[–-]"
    rf"|till(?: och med)?|t\.?o\.?m\.?)\s?"
    rf"(?P<b>{_ANY_MONTH})\.?\s(?P<z>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def _month_years(file: str, text: str, line: int) -> Iterator[Finding]:
    """`oktober 2023 till maj 2022`."""
    for match in _MONTH_YEARS.finditer(text):
        first = int(match["y"]), MONTHS[match["a"].lower()]
        last = int(match["z"]), MONTHS[match["b"].lower()]
        if first > last:
            told = "slutet är före början"
            yield Finding(file, line, text, match.group(), told, "period", 0.95)


def _named_spans(file: str, text: str, line: int) -> Iterator[Finding]:
    """`första kvartalet (januari–april)`: a named period has its own months."""
    for match in _NAMED.finditer(text):
        months = _LENGTHS[(match["kind"] or match["short"])[0].lower()]
        number = int(match["n"]) if match["n"] else _WHICH[match["which"].lower()] or 12 // months
        right = (months * (number - 1) + 1, months * number)
        said_months = MONTHS[match["first"].lower()], MONTHS[match["last"].lower()]
        if right[1] <= 12 and said_months != right:
            told = f"{MONTH_NAMES[right[0] - 1]}–{MONTH_NAMES[right[1] - 1]}"
            yield Finding(file, line, text, match["span"], told, "period", 0.9)


_MONTHS_CELL = re.compile(
    rf"^(?P<a>{_ANY_MONTH})\.?\s?(?:[–-]|till)\s?(?P<b>{_ANY_MONTH})\.?(?:\s(?P<year>(?:19|20)\d\d))?$",
    re.IGNORECASE,
)


def _months(cell: str) -> tuple[date, date] | None:
    """First and last day of `januari–mars 2023`; without a year any will do to compare."""
    match = _MONTHS_CELL.match(cell.strip())
    if not match:
        return None
    year, a, b = int(match["year"] or 2023), MONTHS[match["a"].lower()], MONTHS[match["b"].lower()]
    return (date(year, a, 1), date(year, b, monthrange(year, b)[1])) if a <= b else None


def _ends_before(file: str, table: Table) -> Iterator[Finding]:
    """A row that ends before it begins, by its columns `Från` and `Till`."""
    heads = [next((at for at, head in enumerate(table.head) if sign.match(head)), None)
             for sign in (_FROM_HEAD, _TO_HEAD)]  # fmt: skip
    for row in table.rows if None not in heads else ():
        told = [list(days(row.cells[at])) if at is not None and at < len(row.cells) else []
                for at in heads]  # fmt: skip
        if len(told[0]) == len(told[1]) == 1:
            begin, end = told[0][0].date(), told[1][0].date()
            if begin and end and end < begin:
                yield Finding(file, row.line, row.quote, told[1][0].text, "slutet är före början",
                              "period", 0.95)  # fmt: skip


_FROM_HEAD = re.compile(r"^(?:från|fr\.?o\.?m|start|begynn|första dag)", re.IGNORECASE)
_TO_HEAD = re.compile(r"^(?:till|t\.?o\.?m|slut|sista dag)", re.IGNORECASE)
_IN_TURN = re.compile(r"\ben i taget\b|\butan (?:uppehåll|avbrott|glapp)\b|efter varandra", re.I)


def _period_rows(file: str, table: Table) -> Iterator[Finding]:
    held = []
    for row in table.rows:
        found = list(days(row.cells[0])) if row.cells else []
        if len(found) == 2 and _DASH.match(row.cells[0][found[0].end : found[1].start]):
            first, last = found[0].date(), found[1].date()
            if first and last:
                held.append((row, first, last))
        elif row.cells and (span := _months(row.cells[0])):
            held.append((row, *span))
        else:
            held_two = [day.date() for cell in row.cells[:3] for day in days(cell)]
            if len(held_two) == 2 and None not in held_two:
                held.append((row, held_two[0] or date.min, held_two[1] or date.min))
    in_turn = len(held) == 2 and _IN_TURN.search(" ".join([table.caption, *table.head]))
    yield from _ends_before(file, table)
    if len(held) < 3 and not in_turn:
        return
    breaks = [
        (row, end, start)
        for (_, _, end), (row, start, _) in itertools.pairwise(held)
        if start != end + timedelta(days=1)
    ]
    if in_turn or 0 < len(breaks) <= len(held) // 2 or (len(held) == 3 and len(breaks) == 1):
        for row, end, start in breaks:
            right = (end + timedelta(days=1)).isoformat()
            yield Finding(file, row.line, row.quote, row.cells[0] if len(row.cells[0]) > 12 else
                          start.isoformat(), f"från {right}", "period", 0.85)  # fmt: skip


_PART = re.compile(
    r"^(?:(?P<kind>kvartal|tertial|kv\.?|[KQT])\s?(?P<n>\d)|(?P<word>januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))(?:\s(?P<year>20\d\d))?$",
    re.IGNORECASE,
)


def _named_rows(file: str, table: Table) -> Iterator[Finding]:
    """Months, quarters or tertials down or along a table, with one twice or left out."""
    lines = [([row.cells[0] for row in table.rows if row.cells], table.rows)]
    for cells, rows in [*lines, (list(table.head[1:]), ())]:
        found = [(at, m) for at, cell in enumerate(cells) if (m := _PART.match(cell.strip()))]
        numbers = [
            int(m["n"]) if m["n"] else MONTH_NAMES.index(m["word"].lower()) + 1 for _, m in found
        ]
        years_ = [m["year"] for _, m in found]
        if len(numbers) < 3 or len(found) < len(cells) - 1 or numbers != sorted(numbers) or (
            len(set(years_)) > 1
        ):  # fmt: skip
            continue
        if len({b - a for a, b in itertools.pairwise(numbers)}) == 1:
            continue  # every month, or every third
        for (_, _), (at, m), a, b in zip(found, found[1:], numbers, numbers[1:], strict=False):
            if b != a + 1:
                row = rows[at] if rows else None
                right = MONTH_NAMES[a] if m["word"] else f"{m['kind']} {a + 1}"
                quote = row.quote if row else " | ".join(table.head)
                line, told = row.line if row else table.line, f"{right} saknas"
                told = told if b > a else "två gånger"
                yield Finding(file, line, quote, cells[at], told, "period", 0.8)


def _due_rows(file: str, table: Table, day: date) -> Iterator[Finding]:
    due = next((at for at, head in enumerate(table.head) if _DUE_HEAD.search(head)), None)
    state = next((at for at, head in enumerate(table.head)
                  if at != due and _STATE_HEAD.search(head)), None)  # fmt: skip
    if due is None or state is None:
        return
    for row in table.rows:
        if max(due, state) >= len(row.cells):
            continue
        said_state = row.cells[state]
        for found in days(row.cells[due]):
            then = found.date()
            if then and then < day and _OPEN.search(said_state):
                yield Finding(file, row.line, row.quote, found.text,
                              f"passerat {day.isoformat()}", "due", 0.85)  # fmt: skip


def _due(document: Document, day: date | None) -> Iterator[Finding]:
    if day is None:
        return
    for one in passages(document):
        open_ = _OPEN.search(one.text)
        if not (open_ or _WILL.search(one.text)) or not _LAST.search(one.text):
            continue
        if not open_ and re.search(
            r"\b(?:blev|var|har|är)\b[^.]*\b(?:klar|genomförd|avslutad)", one.text
        ):
            continue
        for found in days(one.text):
            then = found.date(day.year if found.year is None else None)
            lead = one.text[max(0, found.start - 45) : found.start]
            if then and then < day and found.year and _LAST.search(lead):
                yield Finding(document.file, one.line, one.text, found.text,
                              f"passerat {day.isoformat()}", "due", 0.8)  # fmt: skip
