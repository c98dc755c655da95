"""Dimensions: how a figure may be cut. A group's value is a text or a whole number, or None."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaka.metrics.measure import Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

Grouping = Callable[["ir.Table", Moment], "ir.Value"]


@dataclass(frozen=True, slots=True)
class Dimension:
    """`key` gives the group of a row. `labels` names the codes in order where they are few."""

    name: str
    title: Words
    key: Grouping
    is_number: bool = False
    labels: tuple[tuple[str, Words], ...] = ()


def _column(name: str) -> Grouping:
    return lambda table, at: table[name]


def _age_band(table: ir.Table, at: Moment) -> ir.StringValue:
    """Days since the report, as whole days."""
    import ibis

    age = at.day - table.reported_day
    return ibis.cases(
        (age <= 30, "0-30"),
        (age <= 90, "31-90"),
        (age <= 180, "91-180"),
        (age <= 365, "181-365"),
        else_="366-",
    )


def _wait_band(table: ir.Table, at: Moment) -> ir.StringValue:
    """Whole calendar months since the decision, in the groups that IVO has used (2016)."""
    import ibis

    decided = table.decision_date
    return ibis.cases(
        (decided > at.months_before(7), "3-6"),
        (decided > at.months_before(10), "7-9"),
        (decided > at.months_before(13), "10-12"),
        (decided > at.months_before(18), "13-17"),
        else_="18-",
    )


_AGE_LABELS = (
    ("0-30", Words("0–30 dagar", "0–30 days")),
    ("31-90", Words("31–90 dagar", "31–90 days")),
    ("91-180", Words("91–180 dagar", "91–180 days")),
    ("181-365", Words("181–365 dagar", "181–365 days")),
    ("366-", Words("över 365 dagar", "over 365 days")),
)
_WAIT_LABELS = (
    ("3-6", Words("3–6 månader", "3–6 months")),
    ("7-9", Words("7–9 månader", "7–9 months")),
    ("10-12", Words("10–12 månader", "10–12 months")),
    ("13-17", Words("13–17 månader", "13–17 months")),
    ("18-", Words("18 månader eller mer", "18 months or more")),
)
_END_LABELS = (
    ("V", Words("verkställt", "executed")),
    ("Å", Words("återtagen ansökan", "application withdrawn")),
    ("B", Words("behovet kvarstår inte", "need no longer exists")),
    ("A", Words("avliden", "deceased")),
    ("X", Words("annat skäl", "other reason")),
)
_REASON_LABELS = (
    ("R1", Words("saknar ledig plats", "no place available")),
    ("R2", Words("saknar personal eller uppdragstagare", "no staff available")),
    ("R3", Words("tackat nej till erbjudande", "offer declined")),
    ("R4", Words("önskar visst boende eller avvaktar", "awaits by own wish")),
    ("R5", Words("ändrade behov eller ny utredning", "changed needs")),
    ("R6", Words("vistas på sjukhus eller annan plats", "in hospital or elsewhere")),
    ("R7", Words("medflytt avvaktar", "awaits accompanying move")),
    ("R9", Words("annat skäl", "other reason")),
)
_CLOSED_LABELS = (
    ("with_investigation", Words("med utredning", "with investigation")),
    ("without_investigation", Words("utan utredning", "without investigation")),
)

_FORM_LABELS = (
    ("lex_sarah", Words("lex Sarah", "lex Sarah")),
    ("lex_maria", Words("lex Maria", "lex Maria")),
    ("event_analysis", Words("händelseanalys", "event analysis")),
)

_FEEDBACK_KIND_LABELS = (
    ("complaint", Words("klagomål", "complaint")),
    ("proposal", Words("förslag", "proposal")),
    ("praise", Words("beröm", "praise")),
    ("view", Words("synpunkt", "view")),
)

_OPERATOR_LABELS = (
    ("own", Words("egen regi", "own operation")),
    ("contracted", Words("utförare", "contracted")),
)

_SEX_LABELS = (
    ("K", Words("Kvinnor", "Women")),
    ("M", Words("Män", "Men")),
)

_ALL = (
    Dimension("unit", Words("Enhet", "Unit"), _column("unit_code")),
    Dimension("area", Words("Verksamhetsområde", "Area of work"), _column("area")),
    Dimension(
        "operator", Words("Drivs av", "Run by"), _column("operator"), labels=_OPERATOR_LABELS
    ),
    Dimension("law", Words("Lagrum", "Law"), _column("law")),
    Dimension("type", Words("Typ", "Type"), _column("type")),
    Dimension("sex", Words("Kön", "Sex"), _column("sex"), labels=_SEX_LABELS),
    Dimension("month", Words("Månad", "Month"), _column("month")),
    Dimension("hour", Words("Timme", "Hour"), _column("hour"), is_number=True),
    Dimension("weekday", Words("Veckodag", "Weekday"), _column("weekday"), is_number=True),
    Dimension("night", Words("Natt", "Night"), lambda t, at: _yes_no(t.is_night)),
    Dimension("severity", Words("Allvarlighetsgrad", "Severity"), _column("severity"), True),
    Dimension("likelihood", Words("Sannolikhet", "Likelihood"), _column("likelihood"), True),
    Dimension("state", Words("Läge", "State"), _column("state")),
    Dimension(
        "closed_how", Words("Avslut", "Closure"), _column("closed_how"), labels=_CLOSED_LABELS
    ),
    Dimension("part", Words("Del", "Part"), _column("part")),
    Dimension("form", Words("Form", "Form"), _column("form"), labels=_FORM_LABELS),
    Dimension("kind", Words("Slag", "Kind"), _column("kind"), labels=_FEEDBACK_KIND_LABELS),
    Dimension("theme", Words("Ämne", "Theme"), _column("theme")),
    Dimension("door", Words("Väg in", "Door"), _column("door")),
    Dimension("age", Words("Ålder", "Age"), _age_band, labels=_AGE_LABELS),
    Dimension("service", Words("Insats", "Service"), _column("service")),
    Dimension("reason", Words("Skäl", "Reason"), _column("reason_code"), labels=_REASON_LABELS),
    Dimension("end", Words("Slut", "End"), _column("end_code"), labels=_END_LABELS),
    Dimension("wait", Words("Väntetid", "Waiting time"), _wait_band, labels=_WAIT_LABELS),
)


def _yes_no(flag: ir.BooleanValue) -> ir.StringValue:
    import ibis

    return ibis.cases((flag, "yes"), (~flag, "no"))


DIMENSIONS: dict[str, Dimension] = {dimension.name: dimension for dimension in _ALL}


class UnknownDimensionError(KeyError):
    """No dimension has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"Indelningen ”{self.name}” finns inte. Välj bland: {', '.join(DIMENSIONS)}."
