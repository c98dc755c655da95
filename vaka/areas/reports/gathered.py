"""What areas tell the yearly reports: counts of deviations by group, and lists without persons.

Each function gives a table, or None where there is nothing to tell at the unit.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.deviations.rules import LIKELIHOOD_LABELS, SEVERITY_LABELS
from vaka.areas.figures import queries as figures
from vaka.areas.goals import queries as goals
from vaka.areas.inspections import queries as inspections
from vaka.areas.remedies import queries as remedies
from vaka.areas.reports.exhibits import short
from vaka.areas.reports.sentences import decimals
from vaka.areas.risks import queries as risks
from vaka.areas.routines import queries as routines
from vaka.areas.self_checks import queries as self_checks
from vaka.areas.technology import queries as technology
from vaka.documents import charts
from vaka.documents.content import Cell, Chart, Column, Exhibit, Kind, Table
from vaka.documents.series import across, down
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.law.period import Period
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.request import Request, Row

MOST = 15
SOCIAL, HEALTH = {"SoL", "LSS", "SoL/LSS"}, {"HSL"}
CHAIN = "vårdkedjan"
CONTINUITY = "continuity_plan"


@dataclass(frozen=True)
class Asked:
    """Who asks, about which unit and year, as known on which day, and under what source line."""

    viewer: Viewer
    unit: Unit
    period: Period
    as_of: date
    source: str
    snapshot: str

    def table(self, id: str, title: str, columns: Iterable[Column],
              rows: Iterable[tuple[Cell, ...]]) -> Table | None:  # fmt: skip
        """Give a table under the report's source line, None without rows."""
        told = tuple(rows)
        if not told:
            return None
        return Table(id, title, tuple(columns), told, self.source, snapshot=self.snapshot)


def gathered(asked: Asked) -> dict[str, Exhibit]:
    """Give every exhibit that areas tell; what the viewer may not see is told as lacking."""
    counted = _Deviations(asked)
    found = dict(counted.exhibits())
    for name, (title, tell) in _TOLD.items():
        try:
            table = tell(asked)
        except (NotAllowed, NotVisible):
            table = None
        found[name] = Exhibit(name, table=table, lacks="" if table else _nothing(title, asked))
    found["risk_scale"] = Exhibit("risk_scale", chart=_scale())
    return found


def _nothing(title: str, asked: Asked) -> str:
    return _("%(title)s: Vaka har inga uppgifter för %(unit)s %(period)s.") % {
        "title": title, "unit": short(asked.unit), "period": asked.period.words(),
    }  # fmt: skip


class _Deviations:
    """The year's deviations by type, unit, area, age and how they were handled."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        before = asked.period.same_last_year()

        def ask(*names: str, by: tuple[str, ...], over: Period = asked.period) -> Request:
            return Request(names, asked.unit.code, over, by, None, asked.as_of, lenient=True)

        answers = figures.ask(
            asked.viewer,
            ask("deviations", by=("type", "law")),
            ask("deviations", by=("type", "law"), over=before),
            ask("deviations", by=("area", "type")),
            ask("deviations", by=("unit",)),
            ask("deviations", "deviations_assessed_share", "deviations_serious",
                "deviations_closed_share", "deviations_unhandled_share", "lex_sarah_reported",
                by=("law",)),
            ask("deviations_open_by_age", by=("age",)),
            ask("infections", by=("type", "month")),
            ask("investigations", by=("form", "law")),
        )  # fmt: skip
        (self.types, self.before, self.areas, self.units, self.handled, self.ages, self.sick,
         self.looked_into) = answers.rows  # fmt: skip

    def exhibits(self) -> Iterator[tuple[str, Exhibit]]:
        """Give each exhibit by name."""
        whole = self._by_type("deviation_types_social", _("Avvikelser inom socialtjänst"), SOCIAL)
        health = self._by_type("deviation_types_health", _("Avvikelser inom hälso- och sjukvård"),
                               HEALTH)  # fmt: skip
        chain = self._by_type("chain", _("Avvikelser i vårdkedjan"), HEALTH, CHAIN)
        for table in (whole, health):
            yield self._told(table, draw=False)
        yield self._told(chain, draw=False)
        yield self._told(self._groups("deviation_units", _("Avvikelser per enhet"), self.units,
                                      "unit"))  # fmt: skip
        yield self._told(self._by_area(), draw=False)
        yield self._told(self._ages())
        yield self._told(self._handling())
        yield self._told(self._one("lex_sarah", _("Anmälda till IVO enligt lex Sarah"),
                                   "lex_sarah_reported", SOCIAL), draw=False)  # fmt: skip
        yield self._told(self._one("lex_maria", _("Bedömda som allvarlig vårdskada"),
                                   "deviations_serious", HEALTH), draw=False)  # fmt: skip
        yield self._told(self._classes(), draw=False)
        yield self._told(self._groups("lex_sarah_investigations", _("Utredningar efter lag"),
                                      self._lex_sarah(), "law"))  # fmt: skip
        yield self._told(self._groups("covid", _("Smittfall efter månad"), self.sick, "month"))

    def _told(self, made: tuple[str, str, Table | None], *, draw: bool = True
              ) -> tuple[str, Exhibit]:  # fmt: skip
        name, title, table = made
        if table is None:
            return name, Exhibit(name, lacks=_nothing(title, self.asked))
        chart = _bars(table, self.asked.period) if draw and len(table.rows) > 1 else None
        return name, Exhibit(name, chart, None if chart else table)

    def _by_type(self, name: str, title: str, laws: set[str], part: str = ""
                 ) -> tuple[str, str, Table | None]:  # fmt: skip
        now, then = (_sums(rows, laws, part) for rows in (self.types, self.before))
        none = None if self.asked.unit.is_reference else 0
        names = sorted({*now, *then}, key=lambda key: (-_size(now.get(key)), key))
        rows = [(key, then.get(key, none), now.get(key, none)) for key in names]
        columns = (Column(_("Typ")), Column(self.asked.period.same_last_year().words(), Kind.COUNT),
                   Column(self.asked.period.words(), Kind.COUNT))  # fmt: skip
        return name, title, self.asked.table(name, title, columns, rows)

    def _groups(self, name: str, title: str, rows: list[Row], by: str
                ) -> tuple[str, str, Table | None]:  # fmt: skip
        labels = dict(DIMENSIONS[by].labels)
        names = _unit_names(rows) if by == "unit" else {}
        found = [(row.by.get(by), _cell(row)) for row in rows if row.by.get(by) is not None]
        told = [(names.get(str(key), labels[str(key)].sv if str(key) in labels else str(key)), cell)
                for key, cell in found if cell not in (None, 0)]  # fmt: skip
        if by != "month":
            told.sort(key=lambda pair: -_size(pair[1]))
        columns = (Column(str(DIMENSIONS[by].title.sv)), Column(_("Antal"), Kind.COUNT))
        return name, title, self.asked.table(name, title, columns, told[:MOST])

    def _by_area(self) -> tuple[str, str, Table | None]:
        """The three commonest types of each area of work."""
        title = _("De vanligaste typerna efter verksamhet")
        found: dict[str, list[tuple[str, Cell]]] = {}
        for row in self.areas:
            area, kind = row.by.get("area"), row.by.get("type")
            if area and kind and _cell(row) not in (None, 0):
                found.setdefault(str(area), []).append((str(kind), _cell(row)))
        rows = [
            (area, kind, cell)
            for area in sorted(found)
            for kind, cell in sorted(found[area], key=lambda one: -_size(one[1]))[:3]
        ]
        columns = (Column(_("Verksamhet")), Column(_("Typ")), Column(_("Antal"), Kind.COUNT))
        return (
            "deviation_types_area",
            title,
            self.asked.table("deviation_types_area", title, columns, rows),
        )

    def _ages(self) -> tuple[str, str, Table | None]:
        title = _("Öppna avvikelser efter ålder")
        told = {row.by.get("age"): _cell(row) for row in self.ages if row.by}
        rows = [(label.sv, told[code]) for code, label in DIMENSIONS["age"].labels if code in told]
        columns = (Column(_("Tid sedan rapporten")), Column(_("Antal"), Kind.COUNT))
        made = self.asked.table("deviation_age", title, columns, rows)
        return "deviation_age", title, made

    def _lex_sarah(self) -> list[Row]:
        return [row for row in self.looked_into if row.by.get("form") == "lex_sarah"]

    def _one(self, id: str, title: str, name: str, laws: set[str]
             ) -> tuple[str, str, Table | None]:  # fmt: skip
        """One count under some laws, where it was told."""
        cells = [_cell(row) for row in self.handled
                 if row.name == name and row.by.get("law") in laws]  # fmt: skip
        known = [cell for cell in cells if cell is not None]
        rows = [(title, known[0])] if known else []
        columns = (Column(_("Anmälningar")), Column(self.asked.period.words(), Kind.COUNT))
        return id, title, self.asked.table(id, title, columns, rows)

    def _health(self, name: str) -> Row | None:
        """A measure under the health care act, where that was told by itself."""
        rows = [row for row in self.handled if row.name == name and row.by.get("law") in HEALTH]
        return rows[0] if rows else None

    def _handling(self) -> tuple[str, str, Table | None]:
        title = _("Hur avvikelserna inom hälso- och sjukvård har hanterats")
        labels = {"deviations_closed_share": _("Avslutade"),
                  "deviations_unhandled_share": _("Inte avslutade")}  # fmt: skip
        rows = [(label, row.value) for name, label in labels.items()
                if (row := self._health(name)) is not None and row.value is not None]  # fmt: skip
        places = decimals([value for _label, value in rows])
        columns = (Column(_("Läge")), Column(_("Andel"), Kind.PERCENT, places))
        made = self.asked.table("deviation_handling", title, columns, rows)
        return "deviation_handling", title, made

    def _classes(self) -> tuple[str, str, Table | None]:
        title = _("Riskbedömda avvikelser inom hälso- och sjukvård")
        share, serious = (
            self._health(f"deviations_{one}") for one in ("assessed_share", "serious")
        )
        told = self._health("deviations")
        rows: list[tuple[Cell, ...]] = [(_("Rapporterade"), _cell(told))]
        rows.append((_("Riskbedömda"), None if share is None else _number(share.numerator)))
        rows.append((_("Bedömda som allvarlig vårdskada"), _cell(serious)))
        columns = (Column(_("Avvikelser")), Column(_("Antal"), Kind.COUNT))
        known = rows if any(cell is not None for _label, cell in rows) else []
        return "harm_classes", title, self.asked.table("harm_classes", title, columns, known)


def _bars(table: Table, period: Period) -> Chart:
    series = down(table, table.columns[0].name, table.columns[1].name)[0]
    return charts.bars(table.id, table.title, table, series, what=table.title,
                       period=period.words())  # fmt: skip


def _unit_names(rows: list[Row]) -> dict[str, str]:
    codes = [str(row.by["unit"]) for row in rows if row.by.get("unit")]
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))


def _number(value: float | None) -> Cell:
    return None if value is None else int(value) if float(value).is_integer() else value


def _cell(row: Row | None) -> Cell:
    if row is None:
        return None
    return _("visas inte") if is_hidden(row) else _number(row.value)


def _size(cell: Cell) -> float:
    return cell if isinstance(cell, (int, float)) else 0.0


def _sums(rows: list[Row], laws: set[str], part: str) -> dict[str, Cell]:
    """Counts by type over some laws; one that may not be shown hides its sum."""
    found: dict[str, Cell] = {}
    for row in rows:
        kind = row.by.get("type")
        if kind and row.by.get("law") in laws and part in str(kind):
            cell, stood = _cell(row), found.get(str(kind), 0)
            both = isinstance(cell, (int, float)) and isinstance(stood, (int, float))
            found[str(kind)] = cell + stood if both else cell  # type: ignore[operator]
    return found


def _scale() -> Chart:
    """The matrix of likelihood and severity with the product in each square."""
    columns = (Column(_("Allvarlighet")), *(Column(str(words), Kind.COUNT)
                                            for words in LIKELIHOOD_LABELS.values()))  # fmt: skip
    grades = sorted(SEVERITY_LABELS, reverse=True)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(SEVERITY_LABELS[one]), *(one * other for other in LIKELIHOOD_LABELS)) for one in grades
    )
    title = _("Riskvärde efter allvarlighet och sannolikhet")
    table = Table("risk_scale", title, columns, rows)
    return charts.matrix("risk_scale", title, table, across(table), what=title, period=_("skalan"))


def _counts(asked: Asked, id: str, title: str, first: str, labels: Iterable[str]) -> Table | None:
    """How many there are of each label, the commonest first."""
    columns = (Column(first), Column(_("Antal"), Kind.COUNT))
    return asked.table(id, title, columns, Counter(labels).most_common())


def _risks(asked: Asked) -> Table | None:
    found = list(risks.listed(asked.viewer, "all", unit_code=asked.unit.code))
    rows = [risks.list_row(one) for one in found]
    rows = [one for one in rows if asked.period.contains(one.opened_date)]
    risks.note_listed(asked.viewer, risks.KIND, [one.id for one in rows])
    told = [f"{one.occasion_label}: {one.state_label[:1].lower()}{one.state_label[1:]}"
            for one in rows]  # fmt: skip
    return _counts(asked, "risks", _("Årets riskanalyser"), _("Tillfälle och läge"), told)


def _routines(asked: Asked) -> Table | None:
    wanted = routines.ListFilter(unit_code=asked.unit.code)
    found = routines.rows(asked.viewer, routines.listed(asked.viewer, wanted))
    return _counts(asked, "routines", _("Gällande rutiner efter slag"), _("Slag"),
                   (one.kind_label for one in found))  # fmt: skip


def _self_checks(asked: Asked) -> Table | None:
    if asked.unit.is_reference:
        return None
    rows = self_checks.listed(asked.viewer, is_open=False, limit=1000)
    told = (one.title for one in rows if asked.period.contains(one.due_date))
    return _counts(asked, "self_checks", _("Avslutade egenkontroller under året"),
                   _("Egenkontroll"), told)  # fmt: skip


def _technology(asked: Asked) -> Table | None:
    title = _("Välfärdsteknik efter verksamhet")
    if asked.unit.is_reference:
        told = technology.published(asked.viewer, asked.unit.code)
        columns = (Column(_("Verksamhet")), Column(_("Teknik")), Column(_("Läge")))
        rows = ((one.place, one.name, one.stage_label) for one in told)
        return asked.table("technology", title, columns, rows)
    counted = (
        Column(_("Teknik")),
        Column(_("Installerade"), Kind.COUNT),
        Column(_("Används"), Kind.COUNT),
        Column(_("Användningsgrad"), Kind.PERCENT),
    )
    return asked.table("technology", _("Välfärdsteknik"), counted,
                       ((one.name, one.installed, one.used, one.degree)
                        for one in technology.register(asked.viewer)))  # fmt: skip


def _remedies(asked: Asked) -> Table | None:
    """Remedies open at any time of the year, those from before marked, and what came of them."""
    wanted = remedies.ListFilter(look="all", unit_code=asked.unit.code)
    first, last = asked.period.first_date, asked.period.last_date
    found = remedies.listed(asked.viewer, wanted).filter(case__opened_at__date__lte=last)
    rows = [
        remedies.row(one, asked.as_of)
        for one in found
        if one.case.closed_at is None or timezone.localdate(one.case.closed_at) >= first
    ]
    shown = sorted(rows, key=lambda one: (one.opened_date >= first, one.opened_date))[:MOST]
    remedies.note_listed(asked.viewer, wanted, [one.id for one in shown])
    columns = (Column(_("Åtgärd")), Column(_("Beslutad")), Column(_("Läge")), Column(_("Effekt")))
    told = ((one.title, str(one.opened_date.year), one.state_label,
             one.outcome_label or _("inte kontrollerad")) for one in shown)  # fmt: skip
    return asked.table("remedies", _("Åtgärder och deras effekt"), columns, told)


def _inspections(asked: Asked) -> Table | None:
    found = list(inspections.visible(asked.viewer))
    rows = [one for one in found
            if asked.period.contains(timezone.localdate(one.case.opened_at))]  # fmt: skip
    if asked.unit.is_reference:
        rows = []
    inspections.note_listed(asked.viewer, [one.pk for one in rows])
    columns = (Column(_("Tillsyn eller revision")), Column(_("Enhet")))
    return asked.table("inspections", _("Årets tillsyn"), columns,
                       ((one.case.title, one.case.unit.name) for one in rows))  # fmt: skip


def _continuity(asked: Asked) -> Table | None:
    found = Case.objects.visible_to(asked.viewer, CONTINUITY).select_related("unit")
    below = UnitPath.objects.current().filter(ancestor=asked.unit).values("descendant_id")
    columns = (Column(_("Kontinuitetsplan")), Column(_("Enhet")))
    rows = ((one.title, one.unit.name) for one in found.filter(unit__in=below).order_by("title"))
    return asked.table("continuity_plans", _("Kontinuitetsplaner"), columns, rows)


def _goals(asked: Asked) -> Table | None:
    if asked.unit.is_reference:
        return None
    chain = goals.chain(asked.viewer, asked.period.last_date.year)
    rows = ((node.title, node.unit_name, node.mark.words) for node in chain.flat)
    columns = (Column(_("Mål")), Column(_("Enhet")), Column(_("Bedömning")))
    return asked.table("goals_chain", _("Målen i kedjan"), columns, rows)


Tell = Callable[[Asked], Table | None]
_TOLD: dict[str, tuple[str, Tell]] = {
    "risks": ("Årets riskanalyser", _risks),
    "routines": ("Gällande rutiner", _routines),
    "self_checks": ("Egenkontroller", _self_checks),
    "continuity_plans": ("Kontinuitetsplaner", _continuity),
    "technology": ("Välfärdsteknik", _technology),
    "remedies": ("Åtgärder", _remedies),
    "inspections": ("Tillsyn", _inspections),
    "goals_chain": ("Målen i kedjan", _goals),
}
