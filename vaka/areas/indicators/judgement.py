"""What a measure's values over time say: the fitting chart, limits, signals, the sentence first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from vaka.areas.indicators import words
from vaka.calc.kernel import Floats, floats
from vaka.calc.spc import chart as spc
from vaka.calc.spc.assurance import assurance
from vaka.calc.spc.chart import FEW_POINTS, Judged
from vaka.calc.spc.kinds import Kind, Rules
from vaka.calc.spc.labels import Label
from vaka.calc.spc.proposal import Proposal, Values, proposed
from vaka.calc.spc.signals import SEVEN
from vaka.documents import control, swedish
from vaka.documents.content import Chart, Column, Table
from vaka.documents.content import Kind as Cells
from vaka.documents.control import ControlPoint, Lines, Post, Shape
from vaka.law.period import Grain, Period
from vaka.metrics.measure import Good, Measure, Timing
from vaka.metrics.measure import Unit as Measured
from vaka.metrics.request import Row

LITTLE_ROOM = 0.2  # of the upper limit
MOST_POSTS = 4
MOST_NOTES, NOTES_APART, FEWEST_AFTER = 3, 8, 4


@dataclass(frozen=True)
class JudgedRow:
    """What stands beside a value in the table; the lines are in the measure's own unit."""

    expected: str = ""
    signal: str = ""
    way: str = ""
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Judgement:
    """What is said and drawn of a measure over time.

    Attributes:
        kinds: the kinds that may be chosen, with their words; `kind` is the one in use.
        rows: what stands beside each value, by period.
        way: whether what the sentence tells is better, worse or only a signal; else nothing.
    """

    sentence: str
    lead: str
    kind: Kind
    proposal: Proposal
    kinds: list[tuple[str, str]]
    why: str
    few: str
    assured: str
    chart: Chart | None
    rows: dict[str, JudgedRow] = field(default_factory=dict)
    way: str = ""


@dataclass(frozen=True)
class Happening:
    """Something that may have moved a measure: its day, its name, and a short one for the chart."""

    on_date: date
    name: str
    short: str


@dataclass(frozen=True)
class Series:
    """A measure's whole periods in order, and what stands in the way of comparing them."""

    measure: Measure
    unit_name: str
    grain: Grain
    rows: Sequence[Row]
    anew: Sequence[date] = ()
    posts: Sequence[Happening] = ()

    @property
    def periods(self) -> list[Period]:
        """The rows' periods."""
        return [Period.parse(row.period) for row in self.rows]


def judgement(series: Series, chosen: str = "") -> Judgement:
    """Judge a measure's values; a kind that is not offered for them gives the proposed one."""
    values, y, area = _values(series)
    proposal = proposed(values, y, area)
    offered = words.OFFERED[values]
    kind = next((one for one in offered if one.value == chosen), proposal.kind)
    found = _judged(series, kind, y, area)
    scale = 100.0 if values is Values.SHARE else 1.0
    labels = [_label(found, k) for k in range(len(y))]
    sentence, lead, way = _said(series, found, labels, scale)
    return Judgement(
        sentence=sentence, lead=lead, kind=kind, proposal=proposal,
        kinds=[(one.value, str(words.KIND_LABELS[one])) for one in offered],
        why=str(words.WHY[proposal.why]), few=_few(found), assured=_assured(series, found, scale),
        chart=_chart(series, found, labels, scale, sentence),
        rows={row.period: _row(series.measure, found, labels[k], k, scale)
              for k, row in enumerate(series.rows)},
        way=series.measure.good.bearing(way),
    )  # fmt: skip


def _values(series: Series) -> tuple[Values, Floats, Floats | None]:
    """What the values are: shares with their wholes, counts of a period, or anything else."""
    known = [row for row in series.rows if row.value is not None]
    if (
        series.measure.unit is Measured.PERCENT
        and known
        and all(row.denominator and row.numerator is not None for row in known)
    ):
        pairs = [(row.numerator, row.denominator) if row.value is not None else (None, None)
                 for row in series.rows]  # fmt: skip
        part, whole = floats([n for n, _d in pairs]), floats([d for _n, d in pairs])
        return Values.SHARE, part / whole, np.nan_to_num(whole)
    y = floats([row.value for row in series.rows])
    is_count = series.measure.unit is Measured.COUNT and series.measure.timing is Timing.PERIOD
    return (Values.COUNT if is_count else Values.OTHER), y, None


def _judged(series: Series, kind: Kind, y: Floats, area: Floats | None) -> Judged:
    periods = series.periods
    starts = [next((k for k, one in enumerate(periods) if one.first_date >= day), len(periods))
              for day in series.anew]  # fmt: skip
    use = area if kind.has_exposure else None
    told = Rules.ANHOEJ if kind is Kind.RUN else Rules.NHS
    return spc.judge(kind, y, use, starts=starts, rules=told)


def _label(found: Judged, k: int) -> Label:
    """A point's label; with few points limits are trial limits, and no shift is called."""
    label = found.label(k)
    if label.signal in {"sigma", "runs", "sigma runs"} or math.isnan(found.y[k]):
        return Label(label.text)
    few = found.runs(_part(found, k)).known < FEW_POINTS
    return label if not few or label.signal == "outside" else Label(label.text)


def _part(found: Judged, k: int) -> int:
    return int(np.searchsorted(found.starts, k, side="right")) - 1


def _said(series: Series, found: Judged, labels: list[Label], scale: float) -> tuple[str, str, int]:
    """The sentence first, one about what it means, and the way it tells of: up, down or none."""
    known = [k for k in range(len(labels)) if not math.isnan(found.y[k])]
    if len(known) < 2:
        return "", "", 0
    title, last = series.measure.title.sv, known[-1]
    part = _part(found, last)
    if found.runs(part).known < FEW_POINTS and not labels[last].signal:
        return "", "", 0
    if labels[last].signal:
        return _standing(series, found, labels, known, scale)
    if found.kind is Kind.RUN and found.runs(part).shifted:
        text = _("%(title)s har skiftat nivå: för långa följder på samma sida för att vara slump.")
        return text % {"title": title}, "", 0
    before = [k for k in known if labels[k].signal and _part(found, k) == part]
    if moved := _moved(series, found, labels, known, before, scale):
        return moved
    stable = _("%(title)s varierar som vanligt.") % {"title": title}
    if before:
        when = series.periods[before[-1]].words()
        return stable, _("Senaste avvikande värdet var %(when)s.") % {"when": when}, 0
    return stable, _("Inget tyder på en förändring. Leta inte orsak till enskilda värden."), 0


def _moved(
    series: Series, found: Judged, labels: list[Label], known: list[int], before: list[int],
    scale: float,
) -> tuple[str, str, int] | None:  # fmt: skip
    """A long run on one side that is over, with all that came after on the other on the whole."""
    runs = [k for k in before if labels[k].signal == "one_side"]
    after = [k for k in known if runs and k > runs[-1]]
    if len(after) < FEWEST_AFTER:
        return None
    end, way = runs[-1], labels[runs[-1]].way
    mean = float(np.mean(found.y[after]))
    if (mean - found.centre[end]) * way >= 0:
        return None
    first = _first_of(found, labels, [k for k in known if k <= end], labels[end])
    told = {
        "title": series.measure.title.sv, "since": series.periods[after[0]].words(),
        "steps": words.steps(len([k for k in known if first <= k <= end]), series.grain),
        "until": series.periods[end].words(),
        "mean": words.line_value(series.measure, mean * scale),
    }  # fmt: skip
    sentence, lead = words.moved(-way)
    means = words.judged(-way, series.measure.good)
    return sentence % told, f"{lead % told} {means}".strip(), -way


def _standing(
    series: Series, found: Judged, labels: list[Label], known: list[int], scale: float
) -> tuple[str, str, int]:
    """A signal that lasts to the newest value: how long, since when, better or worse."""
    last = known[-1]
    label = labels[last]
    run = Label("", "one_side", label.way)
    if len([k for k in known if k >= _first_of(found, labels, known, run)]) >= SEVEN:
        label = run  # a run says more than the newest point's graver signal
    first = _first_of(found, labels, known, label)
    told = {
        "title": series.measure.title.sv,
        "steps": words.steps(len([k for k in known if first <= k <= last]), series.grain),
        "since": series.periods[first].words(), "when": series.periods[last].words(),
        "value": words.written(series.measure, found.y[last] * scale),
    }  # fmt: skip
    lead = words.judged(label.way, series.measure.good)
    return words.standing(label.signal, label.way) % told, lead, label.way


def _first_of(found: Judged, labels: list[Label], known: list[int], label: Label) -> int:
    """Where the newest signal began: for a run the whole of it, also points with graver signals."""
    first, last = known[-1], known[-1]
    for k in reversed(known):
        same_side = (found.y[k] - found.centre[k]) * label.way > 0
        holds = same_side if label.signal == "one_side" else labels[k] == label
        if not holds or _part(found, k) != _part(found, last):
            break
        first = k
    return first


def _few(found: Judged) -> str:
    known = found.runs(len(found.starts) - 2).known if len(found.y) else 0
    if known >= FEW_POINTS:
        return ""
    text = _("För få mätpunkter: %(n)s av minst %(least)s. Gränserna är preliminära.")
    return text % {"n": known, "least": FEW_POINTS}


def _assured(series: Series, found: Judged, scale: float) -> str:
    target = series.measure.target
    if target is None or series.measure.good is Good.NEITHER or not len(found.y):
        return ""
    higher = series.measure.good is Good.HIGHER
    said = assurance(target, found.lower[-1] * scale, found.upper[-1] * scale, higher=higher)
    return words.assured(said, words.written(series.measure, target))


def _row(measure: Measure, found: Judged, label: Label, k: int, scale: float) -> JudgedRow:
    low, high = found.lower[k] * scale, found.upper[k] * scale
    if math.isnan(low) or math.isnan(high):
        expected = ""
    else:
        ends = words.line_value(measure, low), words.line_value(measure, high)
        expected = (_("%s till %s") % ends).replace(" ", swedish.HARD_SPACE)
    centre, *limits = (_shown(line[k], scale) for line in (found.centre, found.lower, found.upper))
    said = words.signal(label.signal, label.way)
    return JudgedRow(expected, said, _way(measure, label), centre, *limits)


def _way(measure: Measure, label: Label) -> str:
    """Better or worse by the direction of the signal, also of a trend across the mean."""
    return (measure.good.bearing(label.way) or "signal") if label.signal else ""


def _chart(
    series: Series, found: Judged, labels: list[Label], scale: float, sentence: str
) -> Chart | None:
    if int((~np.isnan(found.y)).sum()) < 2:
        return None
    measure, notes = series.measure, _notes(series, found, labels, scale)
    points = [
        ControlPoint(
            label=period.words(), tick=words.tick(period, first=k == 0),
            value=_shown(found.y[k], scale), centre=_shown(found.centre[k], scale),
            lower=_shown(found.lower[k], scale), upper=_shown(found.upper[k], scale),
            shape=shapes()[_way(measure, labels[k])], part=_part(found, k),
            note=notes.get(k, ""), note_at=_note_at(found, labels[k], k, scale)[0],
            note_below=_note_at(found, labels[k], k, scale)[1],
        )
        for k, period in enumerate(series.periods)
    ]  # fmt: skip
    percent = measure.unit is Measured.PERCENT
    return control.control(
        "matt", _table(series), points, _lines(measure, found, scale), posts=_posts(series),
        alt=_alt(series, found, labels, scale, sentence), percent=percent,
    )  # fmt: skip


def _posts(series: Series) -> list[Post]:
    """The newest of what happened, one post a period."""
    found = []
    for period in series.periods:
        names = [one.short for one in series.posts if period.contains(one.on_date)]
        if names:
            found.append(Post(period.words(), ", ".join(names)))
    return found[-MOST_POSTS:]


def _note_at(found: Judged, label: Label, k: int, scale: float) -> tuple[float | None, bool]:
    """Over a point outside the limits; for a run outside the limit that it lies towards, and
    whether below it: a lower limit near nought leaves no room there."""
    if label.signal == "outside" or math.isnan(found.upper[k]):
        return _shown(found.y[k], scale), False
    if label.way > 0:
        return _shown(found.upper[k], scale), False
    return _shown(found.lower[k], scale), found.lower[k] > LITTLE_ROOM * found.upper[k]


def shapes() -> dict[str, Shape]:
    """How points are drawn, by what they mean."""
    return {
        "": Shape(_("vanlig variation"), "circle", "#2b4354"),
        "better": Shape(_("bättre, inte slump"), "diamond", control.BETTER),
        "worse": Shape(_("sämre, inte slump"), "triangle-up", control.WORSE),
        "signal": Shape(_("inte slump"), "square", control.CENTRE),
    }


def _notes(series: Series, found: Judged, labels: list[Label], scale: float) -> dict[int, str]:
    """The newest signals by name, each at the last of its points."""
    notes: dict[int, str] = {}
    for k in range(len(labels) - 1, -1, -1):
        label = labels[k]
        near = any(abs(k - other) < NOTES_APART for other in notes)
        if near or not label.signal or (k + 1 < len(labels) and labels[k + 1] == label):
            continue
        if label.signal == "outside":
            value = words.written(series.measure, found.y[k] * scale)
            notes[k] = f"{series.periods[k].words()}: {value}"
        else:
            notes[k] = words.signal(label.signal, label.way)
        if len(notes) == MOST_NOTES:
            break
    return notes


def _lines(measure: Measure, found: Judged, scale: float) -> Lines:
    name = _("median %s") if found.kind is Kind.RUN else _("medel %s")
    ends = [_("undre gräns %s"), _("övre gräns %s")]
    low, high = (
        _named(measure, text, line[-1] * scale)
        for text, line in zip(ends, (found.lower, found.upper), strict=True)
    )
    return Lines(_named(measure, name, found.centre[-1] * scale), low, high)


def _named(measure: Measure, text: str, value: float) -> str:
    return "" if math.isnan(value) else text % words.line_value(measure, value)


def _table(series: Series) -> Table:
    title = series.measure.title.sv
    kind = {Measured.PERCENT: Cells.PERCENT, Measured.COUNT: Cells.COUNT}
    column = Column(title, kind.get(series.measure.unit, Cells.DECIMAL))
    rows = tuple((period.words(), row.value)
                 for period, row in zip(series.periods, series.rows, strict=True))  # fmt: skip
    return Table("matt", title, (Column(_("Period")), column), rows, missing=_("visas inte"))


def _alt(series: Series, found: Judged, labels: list[Label], scale: float, sentence: str) -> str:
    """The chart in words: what, the sentence, the lines, the newest value, the signals."""
    periods, lines = series.periods, _lines(series.measure, found, scale)
    span = f"{periods[0].words()} till {periods[-1].words()}"
    last = next(k for k in range(len(labels) - 1, -1, -1) if not math.isnan(found.y[k]))
    value = words.written(series.measure, found.y[last] * scale)
    newest = _("Senast %(when)s: %(value)s.") % {"when": periods[last].words(), "value": value}
    marked = [f"{periods[k].words()} {words.signal(one.signal, one.way)}"
              for k, one in enumerate(labels) if one.signal]  # fmt: skip
    signals = _("Signaler: %s.") % "; ".join(marked) if marked else _("Inga signaler.")
    drawn = ", ".join(one for one in (lines.centre, lines.lower, lines.upper) if one)
    happened = [f"{one.name}: {one.on_date}." for one in series.posts]
    head = f"{series.measure.title.sv}, {series.unit_name}, {span}."
    return " ".join([head, sentence, f"{drawn.capitalize()}.", newest, signals, *happened]).strip()


def _shown(value: float, scale: float) -> float | None:
    return None if math.isnan(value) else float(value * scale)
