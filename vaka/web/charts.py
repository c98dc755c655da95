"""Small charts as SVG with sizes in attributes, so that a strict style policy lets them through."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT, PLOT, TOP, BASE = 300, 76, 252, 6, 70
WARNING_SHARE = 75
NOTHING = mark_safe("")

_SHAPES = {
    "better": '<path class="ch__better" d="M{x} {y}m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z"/>',
    "worse": '<path class="ch__worse" d="M{x} {y}m0 -6l6 10.5h-12z"/>',
    "last": '<circle class="ch__last" cx="{x}" cy="{y}" r="4"/>',
}


@dataclass(frozen=True, kw_only=True)
class Age:
    """How much of its time a case has used: `used` of `total` days."""

    used: int
    total: int

    @property
    def percent(self) -> int:
        """Give the used share, 0 to 100; a case without time is full at once."""
        return 100 if self.total <= 0 else max(0, min(100, round(100 * self.used / self.total)))

    @property
    def state(self) -> str:
        """Tell `late` past the time, `soon` from three quarters of it, else nothing."""
        if self.used > self.total:
            return "late"
        return "soon" if self.percent >= WARNING_SHARE else ""


def age_bar(age: Age) -> SafeString:
    """Draw the bar of an age, with a mark at three quarters. The words stand beside it."""
    return format_html(
        '<svg class="age__bar" width="100%" height="14" aria-hidden="true">'
        '<rect class="age__track" x="0" y="3" width="100%" height="8" rx="4"/>'
        '<rect class="age__fill" x="0" y="3" width="{}%" height="8" rx="4"/>'
        '<rect class="age__mark" x="{}%" y="0" width="2" height="14"/></svg>',
        age.percent,
        WARNING_SHARE,
    )


def bar(value: float, maximum: float) -> SafeString:
    """Draw a horizontal bar of `value` against `maximum`, from zero."""
    percent = 0.0 if maximum <= 0 else max(0.0, min(100.0, 100 * value / maximum))
    return format_html(
        '<svg class="bar" width="100%" height="12" aria-hidden="true">'
        '<rect class="bar__fill" x="0" y="0" width="{}%" height="12" rx="2"/></svg>',
        f"{percent:.1f}",
    )


def sparkline(
    values: Sequence[float | None],
    *,
    label: str,
    last: str,
    centre: float | None = None,
    signals: Sequence[str | None] = (),
) -> SafeString:
    """Draw a small series: band, centre, line, last value and signals; gaps where a value lacks.

    `label` is the sentence for those who do not see it, `last` the last value as written,
    `signals` one of better, worse or None for each value.
    """
    scale = _Scale.of(values, centre)
    points = [(scale.x(i), scale.y(v)) for i, v in enumerate(values) if v is not None]
    return format_html(
        '<svg class="ch" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<rect class="ch__band" x="0" y="{}" width="{}" height="{}"/>{}'
        '<path class="ch__line" d="{}"/>{}{}</svg>',
        WIDTH, HEIGHT, label, TOP, PLOT, BASE - TOP,
        _centre(scale, centre), path(values, scale), _marks(values, scale, signals),
        _last(points, last),
    )  # fmt: skip


class Scale(Protocol):
    """Where a value of a series stands in a drawing."""

    def x(self, index: int) -> float:
        """Give how far to the right the value at an index stands."""
        ...

    def y(self, value: float) -> float:
        """Give how far down a value stands."""
        ...


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float | None], centre: float | None) -> "_Scale":
        known = [v for v in (*values, centre) if v is not None] or [0.0]
        return cls(min(0.0, *known), max(known), len(values))

    def x(self, index: int) -> float:
        return round(6 + (PLOT - 12) * index / max(1, self.count - 1), 1)

    def y(self, value: float) -> float:
        span = (self.high - self.low) or 1.0
        return round(BASE - 4 - (BASE - TOP - 8) * (value - self.low) / span, 1)


def path(values: Sequence[float | None], scale: Scale) -> str:
    """Give the path through the values of a series; one that lacks lifts the pen."""
    steps, pen = [], "M"
    for index, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        steps.append(f"{pen}{scale.x(index)} {scale.y(value)}")
        pen = "L"
    return " ".join(steps)


def _centre(scale: _Scale, centre: float | None) -> SafeString:
    if centre is None:
        return NOTHING
    y = scale.y(centre)
    return format_html('<path class="ch__centre" d="M0 {}H{}"/>', y, PLOT)


def _marks(
    values: Sequence[float | None], scale: _Scale, signals: Sequence[str | None]
) -> SafeString:
    marks = list(signals) + [None] * (len(values) - len(signals))
    if values and values[-1] is not None and marks[-1] is None:
        marks[-1] = "last"
    drawn = [
        (format_html(_SHAPES[mark], x=scale.x(i), y=scale.y(value)),)
        for i, (value, mark) in enumerate(zip(values, marks, strict=True))
        if value is not None and mark is not None
    ]
    return format_html_join("", "{}", drawn)


def _last(points: Sequence[tuple[float, float]], words: str) -> SafeString:
    if not points:
        return NOTHING
    y = min(HEIGHT - 6.0, points[-1][1] + 5)
    return format_html('<text class="ch__value" x="{}" y="{}">{}</text>', PLOT + 4, y, words)
