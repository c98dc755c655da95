"""What stands ready for a meeting by itself: figures of the unit, what is late, remedies."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.meetings.lists import MeetingKind
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.queries import ListFilter
from vaka.calc.intervals import compare_rates
from vaka.documents import swedish
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import named
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.measure import Measure
from vaka.metrics.measure import Unit as Measured
from vaka.metrics.request import Request, Row

MONTHS = 12
OWN_KIND = "meeting"


@dataclass(frozen=True)
class ReadyFigure:
    """One figure of the last twelve whole months, its sentence first.

    Attributes:
        is_suppressed: small numbers are left out, so that it is for all who see figures.
    """

    sentence: str
    label: str
    last: str
    source: str
    url: str
    values: tuple[float | None, ...]
    signals: tuple[str, ...] = ()
    measure: str = ""
    is_suppressed: bool = False

    @property
    def centre(self) -> float | None:
        """The mean of the months that are known."""
        known = [value for value in self.values if value is not None]
        return sum(known) / len(known) if known else None


@dataclass(frozen=True)
class OpenKind:
    """How many cases of a kind are open at the unit and below, and how many are late."""

    label: str
    open: int
    late: int
    url: str
    kind: str = ""


@dataclass(frozen=True)
class Ready:
    """All that stands ready, and of which day."""

    on: date
    figures: tuple[ReadyFigure, ...] = ()
    kinds: tuple[OpenKind, ...] = ()
    remedies_late: tuple[str, ...] = ()
    remedies_open: int = 0
    effects_due: int = 0

    def plain(self) -> dict[str, Any]:
        """Give it as JSON can keep it, with the minutes."""
        return {**asdict(self), "on": self.on.isoformat()}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """Give what was kept."""
        return cls(
            on=date.fromisoformat(kept["on"]),
            figures=tuple(
                ReadyFigure(**{**one, "values": tuple(one["values"]), "signals": ()})
                for one in kept["figures"]
            ),
            kinds=tuple(OpenKind(**one) for one in kept["kinds"]),
            remedies_late=tuple(kept["remedies_late"]),
            remedies_open=kept["remedies_open"],
            effects_due=kept["effects_due"],
        )


def ready(viewer: Viewer, unit: Unit, kind: MeetingKind) -> Ready:
    """Give what a viewer may see of a unit with all below it, as it stands now; nothing where the
    kind asks for no figures."""
    if not kind.figures:
        return Ready(viewer.on)
    plan = remedies.action_plan(viewer, unit)
    going = [*plan.proposed, *plan.ongoing, *plan.to_check]
    if going:
        remedies.note_listed(viewer, ListFilter(unit_code=unit.code), [one.id for one in going])
    late = [f"{one.title} ({one.reference})" for one in going if one.is_late]
    return Ready(
        on=viewer.on,
        figures=tuple(_figures(viewer, unit, kind.figures)),
        kinds=tuple(_open_kinds(viewer, unit)),
        remedies_late=tuple(late[:5]),
        remedies_open=len(going),
        effects_due=len(plan.to_check),
    )


def kept(viewer: Viewer, unit: Unit, ready: Ready) -> Ready:
    """Give of what was kept what the viewer may see of the unit, whoever it was kept for."""
    may_remedies = viewer.may("remedy.see", unit.pk)
    return Ready(
        on=ready.on,
        figures=tuple(one for one in ready.figures if _may_see(viewer, unit, one)),
        kinds=tuple(one for one in ready.kinds if viewer.may(f"{one.kind}.see", unit.pk)),
        remedies_late=ready.remedies_late if may_remedies else (),
        remedies_open=ready.remedies_open if may_remedies else 0,
        effects_due=ready.effects_due if may_remedies else 0,
    )


def _may_see(viewer: Viewer, unit: Unit, one: ReadyFigure) -> bool:
    if not viewer.may(figures.SEE, unit.pk):
        return False
    return one.is_suppressed or (
        bool(one.measure) and figures.may_see_cases(viewer, one.measure, unit.code)
    )


def _open_kinds(viewer: Viewer, unit: Unit) -> list[OpenKind]:
    """Count the open cases that the viewer may see, by kind, those with the most late first."""
    below = UnitPath.objects.current().filter(ancestor=unit).values("descendant_id")
    found = Case.objects.open().visible_to(viewer).filter(unit_id__in=below).exclude(kind=OWN_KIND)
    counted = found.order_by().values("kind").annotate(
        n=Count("pk"), late=Count("pk", filter=Q(due_date__lt=viewer.on))
    )  # fmt: skip
    rows = [
        OpenKind(str(kind_of(one["kind"]).label_plural), one["n"], one["late"],
                 _address(one["kind"], unit), one["kind"])
        for one in counted
    ]  # fmt: skip
    return sorted(rows, key=lambda one: (-one.late, -one.open, one.label))


def _address(kind: str, unit: Unit) -> str:
    """The list of the kind, cut by unit where it can be."""
    page = kind_of(kind).list_url_name
    return f"{reverse(page)}?enhet={unit.code}" if page else ""


def _figures(viewer: Viewer, unit: Unit, names: Sequence[str]) -> list[ReadyFigure]:
    if not names or not viewer.may(figures.SEE, unit.pk):
        return []
    last = Period.of(viewer.on, Grain.MONTH).previous()
    first = last
    for _step in range(2 * MONTHS - 1):
        first = first.previous()
    period = Period.parse(f"{first}..{last}")
    answers = figures.ask(
        viewer, *(Request((name,), unit.code, period, grain=Grain.MONTH) for name in names)
    )
    return [
        _figure(named(name), [row for row in rows if not row.by], unit,
                is_suppressed=not figures.may_see_cases(viewer, name, unit.code))
        for name, rows in zip(names, answers.rows, strict=True)
    ]  # fmt: skip


def _figure(measure: Measure, rows: list[Row], unit: Unit, *, is_suppressed: bool) -> ReadyFigure:
    recent, before = rows[-MONTHS:], rows[:-MONTHS]
    return ReadyFigure(
        sentence=_sentence(measure, recent, before),
        label=f"{measure.title.sv}, {unit.name}, {_('tolv månader')}",
        last=_written(measure, recent[-1].value if recent else None),
        source=_("Tolv hela månader, %(unit)s.") % {"unit": unit.name},
        url=f"{reverse('indicators:measure', args=[measure.name])}?enhet={unit.code}",
        values=tuple(None if row.value is None else float(row.value) for row in recent),
        measure=measure.name,
        is_suppressed=is_suppressed,
    )


def _sentence(measure: Measure, recent: list[Row], before: list[Row]) -> str:
    """Say how the year went against the one before, no surer than the numbers allow."""
    words = {"title": measure.title.sv}
    if any(is_hidden(row) for row in recent):
        return _("%(title)s visas inte, färre än fem en månad.") % words
    if measure.unit is Measured.PERCENT:
        return _shares(words, recent, before)
    if measure.unit is not Measured.COUNT:
        words["now"] = _written(measure, recent[-1].value if recent else None)
        return _("%(title)s: %(now)s senast.") % words
    now, then = (sum(int(row.value or 0) for row in part) for part in (recent, before))
    words |= {"now": swedish.number(now), "then": swedish.number(then)}
    if not then or any(row.value is None for row in before):
        return _("%(title)s: %(now)s på tolv månader.") % words
    ratio = compare_rates(now, 1, then, 1)
    if ratio.low > 1:
        return _("%(title)s har ökat: %(now)s mot %(then)s året före.") % words
    if ratio.high < 1:
        return _("%(title)s har minskat: %(now)s mot %(then)s året före.") % words
    return _("%(title)s: ingen säker förändring, %(now)s mot %(then)s året före.") % words


def _shares(words: dict[str, str], recent: list[Row], before: list[Row]) -> str:
    """A share of twelve months is the parts over the wholes, never a mean of shares."""
    (part, whole), (was, of) = (_sums(rows) for rows in (recent, before))
    if not whole:
        return _("%(title)s: inget att räkna på tolv månader.") % words
    words |= {"now": swedish.percent(100 * part / whole, 0), "n": swedish.number(whole)}
    if not of:
        return _("%(title)s: %(now)s av %(n)s.") % words
    words |= {"then": swedish.percent(100 * was / of, 0)}
    return _("%(title)s: %(now)s av %(n)s, mot %(then)s året före.") % words


def _sums(rows: list[Row]) -> tuple[float, float]:
    return sum(row.numerator or 0 for row in rows), sum(row.denominator or 0 for row in rows)


def _written(measure: Measure, value: float | int | None) -> str:
    if value is None:
        return ""
    return swedish.percent(value, 0) if measure.unit is Measured.PERCENT else swedish.number(value)
