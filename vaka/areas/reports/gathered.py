"""What areas tell the yearly reports: counts of deviations by group, and lists without persons.

Each function gives a table, or None where there is nothing to tell at the unit.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.deviations.rules import LIKELIHOOD_LABELS, SEVERITY_LABELS
from vaka.areas.figures import queries as figures
from vaka.areas.goals import queries as goals
from vaka.areas.inspections import queries as inspections
from vaka.areas.projects import queries as projects
from vaka.areas.remedies import queries as remedies
from vaka.areas.reports import event_stacks
from vaka.areas.reports.events import MOST, Deviations, cell_of, nothing
from vaka.areas.reports.events import Asked as Asked
from vaka.areas.risks import queries as risks
from vaka.areas.routines import queries as routines
from vaka.areas.self_checks import queries as self_checks
from vaka.areas.technology import queries as technology
from vaka.documents import charts
from vaka.documents.content import Cell, Chart, Column, Exhibit, Kind, Table
from vaka.documents.series import across
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import UnitPath
from vaka.metrics.definitions import named
from vaka.metrics.measure import Unit
from vaka.metrics.request import Request
from vaka.web.words import day

CONTINUITY = "continuity_plan"


def gathered(asked: Asked) -> dict[str, Exhibit]:
    """Give every exhibit that areas tell; what the viewer may not see is told as lacking."""
    counted = Deviations(asked)
    found = dict(counted.exhibits())
    limit = counted.limit
    for one in (
        event_stacks.handled_by_month(asked, counted.months, limit),
        event_stacks.covid(asked, counted.sick, limit),
        event_stacks.by_organisation(asked, counted.areas),
    ):
        found[one.id] = one
    for name, (title, tell, needed) in _TOLD.items():
        if not asked.viewer.may(needed):
            found[name] = _counted(asked, name, title)
            continue
        table = tell(asked)
        found[name] = Exhibit(name, table=table, lacks="" if table else nothing(title, asked))
    found["risk_scale"] = Exhibit("risk_scale", chart=_scale())
    return found


def _counted(asked: Asked, name: str, title: str) -> Exhibit:
    """What may be told of cases that the reader may not see: the measures, small ones hidden."""
    rows = [] if asked.unit.is_reference else list(_measured(asked, OPEN.get(name, ())))
    columns = (Column(_("Mått")), Column(asked.period.words(), Kind.NUMBER))
    table = asked.table(name, _("%(title)s i siffror") % {"title": title}, columns, rows)
    lacks = _("%(title)s: visas inte i den här versionen.") % {"title": title}
    return Exhibit(name, table=table, lacks="" if table else lacks)


def _measured(asked: Asked, measures: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    """Each measure of the unit and period, where it was told."""
    if not measures:
        return
    answers = figures.ask(asked.viewer, *(
        Request((one,), asked.unit.code, asked.period, (), None, asked.as_of, lenient=True)
        for one in measures
    ))  # fmt: skip
    for name, rows in zip(measures, answers.rows, strict=True):
        row = next((one for one in rows if one.name == name and not one.by), None)
        cell = cell_of(row)
        if cell is not None:
            unit = _(", procent") if named(name).unit is Unit.PERCENT else ""
            yield f"{named(name).title.sv}{unit}", cell


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
             one.outcome_label or _("Inte kontrollerad")) for one in shown)  # fmt: skip
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


def _projects(asked: Asked) -> Table | None:
    """What was learnt in the projects that ended in the period (C4-250)."""
    if asked.unit.is_reference:
        return None
    rows = (
        (f"{one.title}, {one.unit}", f"{one.label} {day(one.ended_date)}" if one.ended_date else "",
         _("%(n)d av %(all)d") % {"n": one.reached, "all": one.effects} if one.effects else None,
         one.lessons, one.obstacles or None)
        for one in projects.ended(asked.viewer, asked.unit, asked.period)
    )  # fmt: skip
    columns = (Column(_("Projekt")), Column(_("Slut")), Column(_("Effektmål nådda")),
               Column(_("Lärdomar")), Column(_("Hinder")))  # fmt: skip
    return asked.table("project_lessons", _("Lärdomar ur projekt"), columns, rows)


def _plans(asked: Asked) -> Table | None:
    """The operations plans adopted in the period, and what each revision changed."""
    if asked.unit.is_reference:
        return None
    rows = (
        (f"{one.row.unit} {one.row.year}", one.row.revision, one.row.adopted_date,
         one.row.decided_by, _changed(one.counts), one.row.words or None)
        for one in goals.adopted(asked.viewer, asked.unit, asked.period)
    )  # fmt: skip
    columns = (Column(_("Verksamhetsplan")), Column(_("Revision"), Kind.COUNT),
               Column(_("Fastställd"), Kind.DATE), Column(_("Beslutad av")),
               Column(_("Ändrat")), Column(_("Varför")))  # fmt: skip
    return asked.table("plan_revisions", _("Fastställda verksamhetsplaner"), columns, rows)


def _changed(counts: Mapping[str, int]) -> str:
    if not counts:
        return _("Första planen för året")
    return _("%(added)d nya, %(removed)d borttagna, %(changed)d ändrade") % counts


OPEN = {
    "remedies": ("remedies_decided", "remedies_done_in_time_share", "remedies_checked_share",
                 "remedies_worked_share"),
    "risks": ("risk_analyses_in_time_share",),
    "self_checks": ("self_check_answers", "self_checks_done_share"),
    "inspections": ("inspection_points_in_time_share",),
}  # fmt: skip
"""The measures that stand in a public report where a list of cases would stand in another."""
Tell = Callable[[Asked], Table | None]
_TOLD: dict[str, tuple[str, Tell, str]] = {
    "risks": ("Årets riskanalyser", _risks, "risk_analysis.see"),
    "routines": ("Gällande rutiner", _routines, "routine.see"),
    "self_checks": ("Egenkontroller", _self_checks, "self_check.see"),
    "continuity_plans": ("Kontinuitetsplaner", _continuity, f"{CONTINUITY}.see"),
    "technology": ("Välfärdsteknik", _technology, "technology.see"),
    "remedies": ("Åtgärder", _remedies, "remedy.see"),
    "inspections": ("Tillsyn", _inspections, "inspection.see"),
    "goals_chain": ("Målen i kedjan", _goals, "goal.see"),
    "plan_revisions": ("Fastställda verksamhetsplaner", _plans, "goal.see"),
    "project_lessons": ("Lärdomar ur projekt", _projects, "project.see"),
}
"""Title, what tells it, and the capability without which it is not in the report."""
