"""The chart of a board's tile as SVG: limits as a band, centre, values, signals, target.

No axes: the sentence above carries the meaning and the table below every number. Sizes stand in
attributes, so that a strict style policy lets them through.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from vaka.web.charts import path

WIDTH, HEIGHT, PLOT, TOP, BASE, EDGE = 340, 116, 286, 10, 108, 7
LEAST_APART = 17
"""Between two texts at the right edge, so that neither covers the other."""
NOTHING = mark_safe("")
_SHAPES = {
    "better": '<path class="ch__better" d="M{x} {y}m0 -6l6 6l-6 6l-6 -6z"/>',
    "worse": '<path class="ch__worse" d="M{x} {y}m0 -6.5l6.5 11.5h-13z"/>',
    "signal": '<path class="ch__signal" d="M{x} {y}m-5 -5h10v10h-10z"/>',
    "": '<circle class="ch__last" cx="{x}" cy="{y}" r="2"/>',
}
_LAST = '<circle class="ch__last" cx="{x}" cy="{y}" r="4.5"/>'


@dataclass(frozen=True)
class TilePoint:
    """One period. What may not be shown, or does not exist, is None and leaves a gap.

    `way` is better, worse, signal (neither) or nothing.
    """

    value: float | None
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    way: str = ""


def tile_chart(
    points: Sequence[TilePoint], label: str, last: str = "", target: float | None = None,
    target_words: str = "",
) -> SafeString:  # fmt: skip
    """Draw a tile's values; `label` is the sentence for those who do not see it."""
    scale = _Scale.of(points, target)
    return format_html(
        '<svg class="ch ch--tile" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '{}{}{}<path class="ch__line" d="{}"/>{}{}</svg>',
        WIDTH, HEIGHT, label, _band(points, scale), _target(scale, target),
        _centre(points, scale), path([one.value for one in points], scale),
        _marks(points, scale), _texts(points, scale, last, target, target_words),
    )  # fmt: skip


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, points: Sequence[TilePoint], target: float | None) -> "_Scale":
        shown = [v for one in points for v in (one.value, one.centre, one.lower, one.upper)]
        known = [float(v) for v in (*shown, target) if v is not None] or [0.0]
        return cls(min(0.0, *known), max(known), len(points))

    def x(self, index: int) -> float:
        return round(EDGE + (PLOT - 2 * EDGE) * index / max(1, self.count - 1), 1)

    def y(self, value: float) -> float:
        span = (self.high - self.low) or 1.0
        return round(BASE - (BASE - TOP) * (value - self.low) / span, 1)


def _band(points: Sequence[TilePoint], scale: _Scale) -> SafeString:
    """Between the limits, piece by piece where they are made anew or lack."""
    drawn = []
    for run in _runs(points):
        above = [f"{scale.x(k)} {scale.y(points[k].upper or 0)}" for k in run]
        below = [f"{scale.x(k)} {scale.y(points[k].lower or 0)}" for k in reversed(run)]
        drawn.append((f"M{' L'.join([*above, *below])}z",))
    return format_html_join("", '<path class="ch__band" d="{}"/>', drawn)


def _runs(points: Sequence[TilePoint]) -> Iterator[list[int]]:
    run: list[int] = []
    for k, one in enumerate(points):
        if one.upper is None or one.lower is None:
            if len(run) > 1:
                yield run
            run = []
        else:
            run.append(k)
    if len(run) > 1:
        yield run


def _centre(points: Sequence[TilePoint], scale: _Scale) -> SafeString:
    drawn = path([one.centre for one in points], scale)
    return format_html('<path class="ch__centre" d="{}"/>', drawn) if drawn else NOTHING


def _target(scale: _Scale, target: float | None) -> SafeString:
    if target is None:
        return NOTHING
    return format_html('<path class="ch__target" d="M0 {}H{}"/>', scale.y(target), PLOT)


def _marks(points: Sequence[TilePoint], scale: _Scale) -> SafeString:
    known = [k for k, one in enumerate(points) if one.value is not None]
    drawn = []
    for k in known:
        shape = _SHAPES[points[k].way]
        if k == known[-1] and not points[k].way:
            shape = _LAST
        drawn.append((format_html(shape, x=scale.x(k), y=scale.y(points[k].value or 0)),))
    return format_html_join("", "{}", drawn)


def _texts(
    points: Sequence[TilePoint], scale: _Scale, last: str, target: float | None, words: str
) -> SafeString:
    """The last value, and the target's name kept clear of it."""
    rows: list[tuple[str, float, str]] = []
    value = points[-1].value if points else None
    at = _kept(scale.y(value) + 5) if value is not None else None
    if at is not None:
        rows.append(("ch__value", at, last))
    if target is not None and words:
        beside = _kept(scale.y(target) + 4)
        if at is not None and abs(beside - at) < LEAST_APART:
            beside = (
                at - LEAST_APART if beside <= at and at - LEAST_APART > TOP else at + LEAST_APART
            )
        rows.append(("ch__goal", beside, words))
    return format_html_join(
        "", '<text class="{}" x="{}" y="{}">{}</text>',
        ((kind, PLOT + 6, round(y, 1), text) for kind, y, text in rows),
    )  # fmt: skip


def _kept(y: float) -> float:
    return min(HEIGHT - 3.0, max(TOP + 4.0, y))
