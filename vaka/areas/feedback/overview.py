"""The year's analysis: feedback and deviations by the same themes, side by side, and who is silent.

SOSFS 2011:9 5:6 asks that reports, complaints and views are compiled and analysed together.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse

from vaka.areas.feedback import lists, queries, rules
from vaka.areas.feedback.rules import DOOR_LABELS, KIND_LABELS, Door, FeedbackKind
from vaka.areas.figures import queries as figures
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period
from vaka.metrics.request import Request, Row

MEASURES = (
    "feedback_received",
    "feedback_complaints",
    "feedback_with_deviation",
    "feedback_reopened",
    "feedback_in_time_share",
    "feedback_satisfied_share",
)


@dataclass(frozen=True)
class Beside:
    """One theme: what was said about it, and the deviations of the types that are about the same.

    `None` is hidden as too small.
    """

    label: str
    received: int | None
    complaints: int | None
    deviations: int | None
    types: str
    url: str


@dataclass(frozen=True)
class Part:
    """One group with its count, its count the year before, and where it leads."""

    label: str
    value: int | None
    before: int | None
    url: str


@dataclass(frozen=True)
class Analysis:
    """All that the page shows."""

    unit: Unit
    period: Period
    figures: dict[str, Row]
    before: dict[str, Row]
    themes: list[Beside]
    kinds: list[Part]
    doors: list[Part]
    silent: list[str]
    is_care_silent: bool
    snapshot: str
    made_at: datetime
    is_suppressed: bool

    @property
    def groups(self) -> tuple[list[Part], list[Part]]:
        """Kinds and doors, as one table shows them."""
        return self.kinds, self.doors


def analysis(viewer: Viewer, unit: Unit, year: int, as_of: date) -> Analysis:
    """Give a unit's year. Raises NotVisible, NotAllowed: its figures are not for this viewer."""
    period, last = Period.parse(str(year)), Period.parse(str(year - 1))

    def ask(*measures: str, by: str = "", over: Period = period) -> Request:
        return Request(measures, unit.code, over, (by,) if by else (), None, as_of)

    answers = figures.ask(
        viewer,
        ask(*MEASURES),
        ask("feedback_received", "feedback_complaints", by="theme"),
        ask("deviations", by="type"),
        ask("feedback_received", by="kind"),
        ask("feedback_received", by="door"),
        ask(*MEASURES, over=last),
        ask("feedback_received", by="kind", over=last),
        ask("feedback_received", by="door", over=last),
    )
    now, themes, types, kinds, doors, then, kinds_then, doors_then = answers.rows
    link = _Linker(unit.code, period, figures.may_see_cases(viewer, MEASURES[0], unit.code))
    silent, care = _silent(viewer, unit, year, as_of)
    return Analysis(
        unit=unit,
        period=period,
        figures={row.name: row for row in now if not row.by},
        before={row.name: row for row in then if not row.by},
        themes=_themes(themes, types, link),
        kinds=_parts("kind", kinds, kinds_then, link),
        doors=_parts("door", doors, doors_then, link),
        silent=silent,
        is_care_silent=care,
        snapshot=answers.snapshot,
        made_at=answers.made_at,
        is_suppressed=answers.is_suppressed,
    )


@dataclass(frozen=True)
class _Linker:
    """Makes the way from a figure to its cases, for those who may walk it."""

    unit_code: str
    period: Period
    opens: bool

    def to(self, row: Row | None) -> str:
        if not self.opens or row is None or not row.value or None in row.by.values():
            return ""
        query = {"matt": row.name, "enhet": self.unit_code, "period": str(self.period)}
        query |= {f"by_{name}": str(value) for name, value in row.by.items()}
        return f"{reverse('feedback:list')}?{urlencode(query)}"


def _themes(rows: Iterable[Row], types: Iterable[Row], link: _Linker) -> list[Beside]:
    said = {(row.name, row.by["theme"]): row for row in rows if row.by}
    found: Counter[str] = Counter()
    hidden = set()
    for row in types:
        if row.by:
            theme = lists.theme_of_type(str(row.by["type"]))
            found[theme] += int(row.value or 0)
            hidden |= {theme} if row.value is None else set()
    shown = [
        Beside(
            label=one.label,
            received=_whole(said.get(("feedback_received", one.code))),
            complaints=_whole(said.get(("feedback_complaints", one.code))),
            deviations=None if one.code in hidden else found[one.code],
            types=", ".join(one.types),
            url=link.to(said.get(("feedback_received", one.code))),
        )
        for one in lists.themes().values()
    ]
    return sorted(shown, key=lambda one: -((one.received or 0) * 1000 + (one.deviations or 0)))


def unsorted(found: Analysis) -> int | None:
    """Give how many have no theme yet; unknown when small cells are hidden."""
    total = _whole(found.figures.get("feedback_received"))
    if total is None or any(one.received is None for one in found.themes):
        return None
    return total - sum(one.received or 0 for one in found.themes)


def _parts(name: str, rows: Iterable[Row], before: Iterable[Row], link: _Linker) -> list[Part]:
    now = {row.by[name]: row for row in rows if row.by}
    then = {row.by[name]: row for row in before if row.by}
    labels = {
        "kind": {one.value: str(KIND_LABELS[one]) for one in FeedbackKind},
        "door": {one.value: str(DOOR_LABELS[one]) for one in Door},
    }[name]
    return [
        Part(label, _whole(now.get(code)), _whole(then.get(code)), link.to(now.get(code)))
        for code, label in labels.items()
        if code in now or code in then
    ]


def _whole(row: Row | None) -> int | None:
    """A group without a row has none; one whose value is hidden stays hidden."""
    if row is None:
        return 0
    return None if row.value is None else int(row.value)


def _silent(viewer: Viewer, unit: Unit, year: int, as_of: date) -> tuple[list[str], bool]:
    """Give the places below a unit without a complaint in the year, or in the last twelve months
    of the year that runs, for those who may see the cases."""
    if not viewer.may(rules.SEE, unit.pk):
        return [], False
    last = min(date(year, 12, 31), as_of)
    first = (
        date(last.year - 1, last.month, min(last.day, 28)) if last == as_of else date(year, 1, 1)
    )
    return queries.silent(viewer, unit, first, last)
