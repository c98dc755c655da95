"""A small report that uses every part of the package, with hostile words in it."""

from datetime import date

from vaka.documents import charts
from vaka.documents.content import (
    Chart,
    Column,
    Figure,
    Kind,
    Letterhead,
    Manuscript,
    ReportSource,
    Table,
)
from vaka.documents.series import across, down
from vaka.documents.template import Verbs, render

HOSTILE = (
    '<script>alert(1)</script> #panic("x") $E=mc^2$ @ref `id`{=typst} \\input{/etc/passwd} '
    '![bild](/etc/passwd) [länk](javascript:alert) #read("/etc/passwd") *stjärna* 😀 Łódź ≥ é ü'
)
WORDS = {"unit": "Björken", "hostile": HOSTILE}

TYPES = Table(
    "types",
    "Avvikelser per typ",
    (Column("Typ"), Column("Antal", Kind.COUNT), Column("Andel", Kind.PERCENT)),
    (("Läkemedel", 1234, 79.4), ("Fall", 320, 20.6), ("Omvårdnad", "färre än 5", None),
     ("Summa", 1554, 100.0)),
    source="Källa: avvikelser i Vaka, uttag 15 oktober 2026.",
    total=True,
)  # fmt: skip
MONTHS = Table(
    "months",
    "Fall per månad",
    (Column("Månad"), Column("Almen", Kind.COUNT), Column("Björken", Kind.COUNT)),
    tuple((f"2026-{i:02}", 20 - i, None if i == 5 else 10 + i % 3) for i in range(1, 11)),
)
RISK = Table(
    "risk",
    "Riskmatris",
    (Column("Allvar"), *(Column(name, Kind.COUNT) for name in ("Liten", "Stor"))),
    (("Katastrofal", 0, 1), ("Mindre", 40, 7)),
)
DECISIONS = Table(
    "decisions",
    "Beslut",
    (Column("Beslut"), Column("Datum", Kind.DATE), Column("Dagar", Kind.COUNT), Column("Orsak")),
    tuple((f"Särskilt boende {i}", "2024-01-0" if i == 3 else date(2024, 1, 1 + i % 28), 90 + i,
           HOSTILE if i == 1 else "Den enskilde har tackat nej till plats") for i in range(60)),
)  # fmt: skip
WHAT = {"what": "Avvikelser", "period": "2026"}
TABLES = {table.id: table for table in (TYPES, MONTHS, RISK, DECISIONS)}
CHARTS: dict[str, Chart] = {
    chart.id: chart
    for chart in (
        charts.bars(
            "types-chart", "Läkemedel är flest", TYPES, down(TYPES, "Typ", "Antal")[0], **WHAT
        ),
        charts.trend(
            "trend", "Fallen minskar", MONTHS, down(MONTHS, "Månad", "Almen", "Björken"), **WHAT
        ),
        charts.stacked("parts", "Delar", RISK, across(RISK), **WHAT),
        charts.matrix("matrix", "Risk", RISK, across(RISK), **WHAT),
        charts.age_bands("ages", "Ålder", RISK, down(RISK, "Allvar", "Liten")[0], **WHAT),
    )
}
LETTERHEAD = Letterhead(
    "Vaka kommun", "Rapport", date(2026, 10, 15), "Socialförvaltningen", "SN 2026-0147",
    (("Till", "Socialnämnden"),),
)  # fmt: skip
TEMPLATE = """# Fallen minskar inte på {{ unit }}

::: beslut
### Förslag till beslut

1. Nämnden godkänner rapporten.
:::

## Sammanfattning

Det blev {{ figure("deviations") }} avvikelser. Någon skrev: {{ hostile }}[^1]

[^1]: En not.

{{ chart("trend") }}

{{ comment("falls") }}

##### Typer

{{ chart("types-chart") }}
{{ table("types") }}

## Risk

{{ chart("matrix") }}{{ chart("parts") }}{{ chart("ages") }}

## Beslut

{{ table("decisions") }}
"""


def figure(name: str, /, **options: object) -> Figure:
    """A figure as a measure engine would give it."""
    return Figure(name, 1554, "1\u00a0554", name, "2026", "vaka", "s-1")


def verbs(comment: str = f"{HOSTILE}\n\n- först\n- sedan {HOSTILE}") -> Verbs:
    """Verbs over the example tables and charts."""
    return Verbs(figure, lambda name, **_: TABLES[name], lambda name, **_: CHARTS[name],
                 lambda section: comment)  # fmt: skip


def manuscript(template: str = TEMPLATE, **more: str) -> Manuscript:
    """A template filled in with the examples."""
    return render(template, verbs(**more), WORDS)


def source(template: str = TEMPLATE) -> ReportSource:
    """The whole example report."""
    return ReportSource("prov", LETTERHEAD, manuscript(template))
