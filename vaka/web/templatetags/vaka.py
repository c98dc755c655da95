"""`{% load vaka %}`: how pages write numbers and dates and draw Vaka's small parts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.utils.html import json_script
from django.utils.safestring import SafeString

from vaka.web import charts, icons, palette, risk, tile_chart, words

register = template.Library()

register.simple_tag(icons.icon, name="icon")
register.simple_tag(charts.bar, name="bar")
register.simple_tag(tile_chart.tile_chart, name="tile_chart")
register.filter("file_size", words.file_size)
register.filter("days_left", words.working_days_left)
register.filter("sw_time", words.clock_time)


@register.simple_tag
def mark() -> SafeString:
    """Draw the mark: four panes, one lit."""
    return icons.MARK


@register.filter
def sw_number(value: words.Number | None, decimals: int | None = None) -> str:
    """Write a number the Swedish way; a missing one is a dash, never nought."""
    return "–" if value is None else words.number(value, decimals)


@register.filter
def sw_kronor(ore: int | None) -> str:
    """Write öre as kronor, with öre only where there are any."""
    return "–" if ore is None else words.number(ore / 100, 2 if ore % 100 else 0)


@register.filter
def sw_tkr(ore: int | None) -> str:
    """Write öre as whole thousands of kronor, halves away from nought."""
    if ore is None:
        return "–"
    return words.number((2 * abs(ore) + 100_000) // 200_000 * (1 if ore >= 0 else -1))


@register.filter
def sw_percent(value: words.Number | None, decimals: int | None = None) -> str:
    """Write a share in percent (0 to 100) with a hard space before the sign."""
    return "–" if value is None else f"{words.number(value, decimals)}{words.HARD_SPACE}%"


@register.filter
def sw_date(value: dt.date | dt.datetime | None, form: str = "long") -> str:
    """Write a date; a moment also gets its time unless a form is asked for."""
    if value is None:
        return "–"
    if isinstance(value, dt.datetime) and form == "long":
        return words.moment(value)
    return words.day(value, form)


@register.inclusion_tag("web/parts/age.html")
def age_bar(used: int, total: int, working_days_left: int | None = None) -> dict[str, Any]:
    """Draw the age of a case in days, and, when given, the working days that are left."""
    age = charts.Age(used=used, total=total)
    state = "late" if (working_days_left or 0) < 0 else age.state
    return {"age": age, "state": state, "drawing": charts.age_bar(age), "left": working_days_left}


@register.inclusion_tag("web/parts/left.html")
def clock_left(working_days_left: int, state: str = "") -> dict[str, Any]:
    """Say how many working days are left, with a clock; late and soon have their own colours."""
    return {"left": working_days_left, "state": "late" if working_days_left < 0 else state}


@register.simple_tag
def sparkline(
    values: Sequence[float | None],
    label: str,
    last: str = "",
    centre: float | None = None,
    signals: Sequence[str | None] = (),
) -> SafeString:
    """Draw a small series; see `charts.sparkline`."""
    return charts.sparkline(values, label=label, last=last, centre=centre, signals=signals)


@register.inclusion_tag("web/parts/bar_list.html")
def bar_list(rows: Sequence[Mapping[str, Any]], caption: str) -> dict[str, Any]:
    """List counts as bars; a row has `label`, `value` (None: suppressed), and may have `url`."""
    top = max((row["value"] or 0 for row in rows), default=0)
    return {"rows": rows, "caption": caption, "maximum": top}


@register.inclusion_tag("web/parts/vega.html")
def vega(spec: Mapping[str, Any], identifier: str, label: str) -> dict[str, Any]:
    """Hold a Vega-Lite specification for the page's script; `label` is the chart's sentence."""
    return {"spec": spec, "identifier": identifier, "label": label}


@register.simple_tag
def chart_palette() -> SafeString:
    """Hold the names that paper's colours have on the screen, for the page's script."""
    return json_script(palette.names_of_colours(), "vaka-palette")


@register.inclusion_tag("web/parts/risk.html")
def risk_matrix(matrix: risk.Matrix) -> dict[str, Any]:
    """Draw the risk matrix, as radios or as counts."""
    return {"matrix": matrix}


@register.inclusion_tag("web/parts/steps.html")
def steps(step: int, total: int, name: str) -> dict[str, Any]:
    """Say where in a few steps one is: panes, and the same in words."""
    return {"step": step, "total": total, "name": name, "panes": [n < step for n in range(total)]}


@register.inclusion_tag("web/form/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Draw one form field with label, hint and error."""
    return {"field": bound}


@register.inclusion_tag("web/form/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """List what is wrong in the form, each with a link to its field."""
    return {"has_errors": bool(form.errors), "rows": [*_form_errors(form), *_field_errors(form)]}


def _form_errors(form: BaseForm) -> list[dict[str, str]]:
    hidden = [error for bound in form.hidden_fields() for error in bound.errors]
    return [{"target": "", "words": str(error)} for error in (*form.non_field_errors(), *hidden)]


def _field_errors(form: BaseForm) -> list[dict[str, str]]:
    return [
        {"target": _first_control(bound), "words": f"{_before_colon(str(bound.label))} {error}"}
        for bound in form.visible_fields()
        for error in bound.errors
    ]


def _first_control(bound: BoundField) -> str:
    """A group of radios cannot take focus, its first one can."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id


def _before_colon(label: str) -> str:
    return label if label.endswith(("?", ".", "!", ":")) else f"{label}:"


@register.simple_tag(takes_context=True)
def querystring_with(context: template.Context, **changes: object) -> str:
    """Give the page's query with some keys changed; None takes a key away."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("web/parts/pagination.html", takes_context=True)
def paginate(context: template.Context, page: "Page[Any]", name: str = "sida") -> dict[str, Any]:
    """List the pages of a list as links that keep its filter."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        {"number": n, "url": querystring_with(context, **{name: n}) if isinstance(n, int) else ""}
        for n in numbers
    ]
    step = {"previous": page.number - 1, "next": page.number + 1}
    return {
        "page": page,
        "links": links,
        "previous": querystring_with(context, **{name: step["previous"]}),
        "next": querystring_with(context, **{name: step["next"]}),
    }
