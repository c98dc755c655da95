"""What is said of all rows, or of one as a part of all: sums, shares, means and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from vaka.documents.figurecheck.claims.readings import (
    Reading,
    agrees,
    column_of,
    interval,
    number_of,
    whole_of,
)  # fmt: skip
from vaka.documents.figurecheck.claims.scenes import ROWS, Scene
from vaka.documents.figurecheck.claims.values import NEAR, scale
from vaka.documents.figurecheck.claims.words import MOST, SUMS, WHOLE
from vaka.documents.figurecheck.grammar.numbers import Number

_SOME = re.compile(r"\b(?:varav|per|snitt|genomsnitt|mellan|än|mot|från|ytterligare|första)\b")
_PART = re.compile(
    r"\b(?:utgör|utgjorde|står för|stod för|svarar för|svarade för|motsvarar|motsvarade|andelen)\b"
    r"|‹f\d+› av (?:alla|samtliga|de|det|årets|dem|\w+n\w*\b|\w+a\b)|\bvar(?:t)? \w+\b"
    r"|\bav \w*(?:na|erna|arna)\b|^av (?:de |alla |samtliga |årets )?\w+",
)
_MEAN = re.compile(
    r"\b(?P<median>median\w*)|\b(?P<mean>i snitt|i genomsnitt|genomsnittet|medelvärdet|snittet)\b"
)
_SPREAD = re.compile(
    r"\b(?:varier\w+|spänn\w+|sträck\w+|pendla\w*|skift\w+|ligg\w*|låg|spridning\w*|spann\w*"
    r"|intervall\w*|hade|har|rör sig|rörde sig|som lägst|som högst|rapporterade|redovisar)\b"
)
_BETWEEN = re.compile(
    r"\b(?:mellan|från)\s‹f(\d+)›\s?(?:[^‹.;]{0,25}?)(?:och|till|upp till)\s‹f(\d+)›"
)
_OF_ALL = re.compile(r"av (?:de |totalt |samtliga |årets |alla )*‹f\d+› [^‹]*‹")
_ENDS = re.compile(
    r"\bfrån\s‹f(\d+)›[^‹.;]{0,20}‹n(\d+)›[^‹.;]{0,12}till\s‹f(\d+)›[^‹.;]{0,20}‹n(\d+)›"
    r"|\bmellan\s‹f(\d+)›[^‹.;]{0,20}‹n(\d+)›[^‹.;]{0,12}och\s‹f(\d+)›[^‹.;]{0,20}‹n(\d+)›"
)


def together(scene: Scene) -> Iterator[Reading]:
    """`A och B var tillsammans 95`."""
    figures = scene.figures
    if not SUMS.search(scene.text) or len(scene.rows) < 2 or len(figures) != 1:
        return
    number, frame = figures[0], scene.frame
    for column in scene.columns(number.unit, scene.rows):
        cells = column_of(frame, column, scene.rows)
        times = scale(scene, number, scene.rows[0], column)
        if len(cells) < len(scene.rows) or times is None or frame.unit(
            scene.rows[0], column) == "%":  # fmt: skip
            continue
        low, high = (end * times for end in interval(cells))
        true = sum(cell.value for cell in cells) * times
        yield Reading(("sum", number.start), number.text, number.like(true),
                      number.may_be(low, high), frozenset([number]))  # fmt: skip


def total(scene: Scene) -> Iterator[Reading]:
    """`Totalt rapporterades 642 avvikelser`."""
    figures, frame = scene.figures, scene.frame
    if not WHOLE.search(scene.text) or scene.rows or len(figures) != 1:
        return
    number = figures[0]
    if _SOME.search(scene.text) or MOST.search(scene.text):
        return
    rows = [*frame.totals, *frame.members][:1]
    if not rows:
        return
    for column in scene.columns(number.unit, rows):
        times = scale(scene, number, rows[0], column)
        if times is None or frame.is_mean(column):
            continue
        wholes = [(low * times, high * times) for low, high in whole_of(frame, column)]
        if wholes and wholes[0][0] / NEAR <= number.value <= wholes[0][1] * NEAR:
            holds = any(number.may_be(low, high) for low, high in wholes)
            yield Reading(("total", number.start), number.text, number.like(wholes[0][0]), holds,
                          frozenset([number]), is_of_all=True)  # fmt: skip


def some_of_all(scene: Scene) -> Iterator[Reading]:
    """`Av de 120 synpunkterna var 48 klagomål`: the sum first, then a row."""
    found, frame = _OF_ALL.match(scene.text), scene.frame
    if not found or len(scene.figures) != 2 or len(scene.rows) != 1:
        return
    whole, number = scene.figures
    for column in scene.columns("", scene.rows):
        cell = frame.number(scene.rows[0], column)
        ends = [end for end in whole_of(frame, column) if whole.may_be(*end)]
        if cell and ends and not number.unit and not whole.unit:
            right = frame.grid.text(scene.rows[0], column)
            yield Reading(("value", number.start), number.text, right, number.agrees(cell),
                          frozenset([whole, number]))  # fmt: skip


def part(scene: Scene) -> Iterator[Reading]:
    """`A utgör en tredjedel av avvikelserna`, `Var fjärde avvikelse gällde B`."""
    figures, frame = scene.figures, scene.frame
    if len(figures) != 1 or figures[0].unit != "%" or not scene.rows:
        return
    number = figures[0]
    said = _PART.search(scene.text) or re.match(r"var", number.text.lower())
    if not said or (len(scene.rows) > 1 and not SUMS.search(scene.text)):
        return
    for column in scene.columns("", scene.rows):
        if frame.grid.share(column) or frame.is_mean(column):
            continue
        if len(scene.rows) == 1 and _has_share(scene, number):
            return  # `93 procent av de svarande`, as the row's own share says
        cells = column_of(frame, column, scene.rows)
        wholes = [whole for whole in whole_of(frame, column) if whole[0] > 0]
        if len(cells) < len(scene.rows) or not wholes:
            continue
        low, high = interval(cells)
        holds = any(number.may_be(100 * low / most, 100 * high / least) for least, most in wholes)
        yield Reading(("part", number.start), number.text,
                      number.like(100 * low / wholes[0][1]), holds,
                      frozenset([number]))  # fmt: skip


def _has_share(scene: Scene, number: Number) -> bool:
    """Tell whether the row, or a column that is spoken of, has the figure as a share."""
    frame, rows = scene.frame, scene.rows
    places = [(rows[0], at) for at in frame.grid.columns]
    places += [(row, at) for at in scene.columns("", rows) for row in range(len(frame.grid.rows))]
    shares = (frame.number(*place) for place in places if frame.unit(*place) == "%")
    return any(cell is not None and number.agrees(cell) for cell in shares)


def mean(scene: Scene) -> Iterator[Reading]:
    """`Medianen är 14`, `i snitt 12 per enhet`."""
    found, figures, frame = _MEAN.search(scene.text), scene.figures, scene.frame
    if not found or len(figures) != 1 or scene.rows or len(frame.members) < 3:
        return
    number = figures[0]
    for column in scene.columns(number.unit, frame.members):
        times = scale(scene, number, frame.members[0], column)
        cells = column_of(frame, column)
        loose = number.unit == "%" or frame.is_mean(column)
        if times is None or not cells or frame.grid.is_money or (loose and not found["median"]):
            continue  # a mean of shares is weighed by what is not told
        values = [cell.value for cell in cells]
        half = 0.5 * 10.0**-number.decimals
        true = median(values) if found["median"] else sum(values) / len(values)
        holds = number.may_be(true - half, true + half)
        yield Reading(("mean", number.start), number.text, number.like(true), holds,
                      frozenset([number]), is_of_all=True)  # fmt: skip


def spread(scene: Scene) -> Iterator[Reading]:
    """`varierar mellan 61 och 94 procent`, `från 61 på A till 94 på B`."""
    if ends := _ENDS.search(scene.text):
        yield from _ends(scene, [at for at in ends.groups() if at is not None])
        return
    found = _BETWEEN.search(scene.text)
    if not found or scene.rows or len(scene.figures) != 2:
        return
    if not _SPREAD.search(scene.text) and not ROWS.search(scene.text):
        return
    low, high = (number_of(scene.mark(at)) for at in found.groups())
    yield from _ranged(scene, low, high)


def _ranged(scene: Scene, low: Number, high: Number) -> Iterator[Reading]:
    frame = scene.frame
    for column in scene.columns(high.unit, frame.members):
        cells = sorted(column_of(frame, column), key=lambda cell: cell.value)
        times = scale(scene, high, frame.members[0], column) if frame.members else None
        if len(cells) < 2 or times is None:
            continue
        wrong = [(number, cell) for number, cell in ((low, cells[0]), (high, cells[-1]))
                 if not _agrees(number, high, cell, times)]  # fmt: skip
        if len(wrong) < 2:
            number, cell = wrong[0] if wrong else (low, cells[0])
            yield Reading(("spread", low.start), number.text, number.like(cell.value * times),
                          not wrong, frozenset([low, high]), is_of_all=True)  # fmt: skip


def _agrees(number: Number, other: Number, cell: Number, times: float) -> bool:
    if number.unit == other.unit:
        return agrees(number, cell, times)
    half = (other.high - other.low) / 2  # `mellan 61 och 94 procent`: the first has no unit
    return bool(number.value - half <= cell.value * times <= number.value + half)


def _ends(scene: Scene, held: list[str]) -> Iterator[Reading]:
    """The least and the most with their names: figure, name, figure, name."""
    frame = scene.frame
    first, last = number_of(scene.mark(held[0])), number_of(scene.mark(held[2]))
    rows = (scene.mark(held[1]).place, scene.mark(held[3]).place)
    for column in scene.columns(last.unit, rows):
        pairs = [(number, cell) for number, row in zip((first, last), rows, strict=True)
                 if (cell := frame.number(row, column))]  # fmt: skip
        wrong = [(number, cell) for number, cell in pairs if not _agrees(number, last, cell, 1.0)]
        if len(pairs) == 2 and len(wrong) < 2:
            number, cell = wrong[0] if wrong else pairs[0]
            yield Reading(("value", first.start), number.text, number.like(cell.value), not wrong,
                          frozenset([first, last]))  # fmt: skip
