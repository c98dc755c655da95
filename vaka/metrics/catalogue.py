"""The catalogue of measures: as data for `vaka measures`, as a page for the reference."""

from collections.abc import Iterator
from typing import Any

from vaka.metrics.definitions import MEASURES
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.measure import Measure
from vaka.metrics.specs import SPECS, Spec

_TIMING = {
    "period": "cases of the period, as known on the as-of day",
    "as_of": "cases up to the period's end, in their state on the as-of day",
    "period_end": "all cases known on the as-of day, judged on the period's last day",
}


def measures() -> list[dict[str, Any]]:
    """One entry for each measure, in order of name; dates are ISO texts or None."""
    return [_entry(MEASURES[name]) for name in sorted(MEASURES)]


def _entry(measure: Measure) -> dict[str, Any]:
    return {
        "name": measure.name,
        "title": measure.title.sv,
        "unit": str(measure.unit),
        "source": measure.source,
        "by": list(measure.by),
        "computed": measure.is_computed,
        "valid_from": measure.valid_from.isoformat() if measure.valid_from else None,
        "valid_to": measure.valid_to.isoformat() if measure.valid_to else None,
        "definition": measure.what or None,
        "subject": measure.subject,
        "register": measure.register or None,
        "kpi": measure.kpi or None,
        "national_until": measure.national_until.isoformat() if measure.national_until else None,
        "replaced_by": measure.replaced_by or None,
        "min_n": measure.min_n,
        "good": str(measure.good),
    }


def reference_page() -> str:
    """Markdown of docs/reference/measures.md, printed from definitions and specifications."""
    specs = {spec.measure: spec for spec in SPECS}
    lines = ["# Measures", "", "Printed by `make docs` from `vaka/metrics`; do not edit.", ""]
    for name in sorted(MEASURES):
        lines += _section(MEASURES[name], specs.get(name))
    return "\n".join(lines).rstrip() + "\n"


def _section(measure: Measure, spec: Spec | None) -> Iterator[str]:
    yield from (f"## {measure.name}", "", f"{measure.title.sv} ({measure.title.en}).", "")
    yield f"- Unit: {measure.unit}. Better: {measure.good}. Owner: {measure.owner}."
    yield f"- Source: {measure.source}."
    if measure.by:
        yield f"- By: {', '.join(measure.by)}."
    yield f"- Counts: {_TIMING[measure.timing] if measure.is_computed else 'published only'}."
    if measure.min_n > 1:
        yield f"- Not judged on fewer than {measure.min_n}."
    yield from _from_elsewhere(measure)
    yield ""
    if spec is not None:
        yield from _example(measure, spec)


def _from_elsewhere(measure: Measure) -> Iterator[str]:
    """What is said of a measure that a register, a survey or Kolada publishes."""
    if measure.what:
        yield f"- Definition: {measure.what}"
    if measure.register or measure.kpi:
        yield f"- Register or survey: {measure.register or '-'}. Kolada: {measure.kpi or '-'}."
    if measure.national_until:
        replaced = f" Replaced by `{measure.replaced_by}`." if measure.replaced_by else ""
        yield f"- National series until {measure.national_until}; local after it.{replaced}"


def _example(measure: Measure, spec: Spec) -> Iterator[str]:
    """The specification's rows as a table of the columns in which they differ, and its values."""
    assert measure.fact is not None
    names = [n for n in measure.fact.column_names if len({r.get(n) for r in spec.rows}) > 1]
    shown = [n for n in names if n not in {"case_id", "reference", *_DERIVED}]
    yield from (f"Specification: {spec.says}.", "")
    yield _line(shown)
    yield _line("---" for _ in shown)
    for row in spec.rows:
        yield _line(_text(row.get(name)) for name in shown)
    yield ""
    title = DIMENSIONS[spec.by].name if spec.by else ""
    values = (
        f"{f'{title} {group}: ' if group != '' else ''}**{_text(value)}**"
        for group, value in spec.expected.items()
    )
    yield from (f"{spec.period} as of {spec.as_of}: {'; '.join(values)}", "")


_DERIVED = (
    "year tertial quarter month iso_week weekday reported_day decision_day valid_from_date".split()
)


def _line(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if isinstance(value, float) else str(value)
