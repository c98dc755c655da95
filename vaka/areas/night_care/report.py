"""The report `nattbemanning`: each home's year of nights, evidence and never a verdict.

It may go to the board with its papers, so what happened seldom is not said as a number.
"""

from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.night_care import account_queries
from vaka.areas.night_care.account_queries import HomeYear
from vaka.areas.night_care.rules import SEE
from vaka.documents.content import Cell, Column, Kind, Table
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.period import Grain, Period
from vaka.web.words import day

NAME = "nattbemanning"


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the report of a unit's homes for a year. Raises NotVisible."""
    least = int(local_value("disclosure.smallest_cell", period.last_date, unit))
    homes = account_queries.year(viewer, unit, period, as_of)
    rooms, planned = sum(one.rooms for one in homes), sum(one.planned_rooms for one in homes)
    tables = (_plans(homes, snapshot), _nights(homes, least, snapshot), _answers(homes, snapshot))
    return ReportContent(
        values={
            "headline": _("Natten på boendena %(period)s") % {"period": period.words()},
            "homes": len(homes), "rooms": rooms, "planned": planned, "least": least,
            "share": round(100 * planned / rooms) if rooms else 0,
            "undecided": [one.home.name for one in homes if not one.decision],
        },
        tables={table.id: table for table in tables},
        facts=((_("Avser"), f"{unit.name}, {period.words()}"),
               (_("Uppgifter till och med"), day(as_of))),
        findings=tuple(_findings(homes)),
    )  # fmt: skip


def _findings(homes: list[HomeYear]) -> list[str]:
    """What whoever sends the report on should know is lacking."""
    told = []
    for one in homes:
        if not one.rooms:
            told.append(_("%s har inte skrivit in sina rum.") % one.home.name)
        elif one.followed.nights == 0:
            told.append(_("%s har inte noterat några nätter.") % one.home.name)
        if one.rooms and one.percent is None:
            told.append(_("%s har inte frågat om bemanningen räcker.") % one.home.name)
    return told


def _few(number: int, least: int) -> Cell:
    return _("färre än %d") % least if 0 < number < least else number


def _plans(homes: list[HomeYear], snapshot: str) -> Table:
    columns = (
        Column(_("Boende")), Column(_("Rum"), Kind.COUNT),
        Column(_("Med aktuell nattplan"), Kind.COUNT), Column(_("Andel"), Kind.PERCENT),
    )  # fmt: skip
    rows = [
        (one.home.name, one.rooms, one.planned_rooms,
         100 * one.planned_rooms / one.rooms if one.rooms else None)
        for one in homes
    ]  # fmt: skip
    return Table("nattplaner", _("Nattplaner på sista dagen"), columns, tuple(rows),
                 source=_("Källa: nattplaner och rum i Vaka."), snapshot=snapshot)  # fmt: skip


def _nights(homes: list[HomeYear], least: int, snapshot: str) -> Table:
    columns = (
        Column(_("Boende")), Column(_("Nätter"), Kind.COUNT), Column(_("Planerat"), Kind.COUNT),
        Column(_("Gjort"), Kind.PERCENT), Column(_("Inget noterat"), Kind.COUNT),
        Column(_("Väckta av oss"), Kind.COUNT), Column(_("Ostörd sömn"), Kind.PERCENT),
        Column(_("Larm"), Kind.COUNT), Column(_("Till hjälp, min"), Kind.DECIMAL),
    )  # fmt: skip
    rows = []
    for one in homes:
        told = one.followed
        rows.append((
            one.home.name, told.nights, told.planned, told.made_percent,
            _few(told.unmarked, least), _few(told.wakings, least), told.peaceful_percent,
            _few(told.alarms, least), told.to_help,
        ))  # fmt: skip
    source = _("Källa: noterade nätter och larmloggar i Vaka. Minuter till hjälp är medianen.")
    return Table("natter", _("Planerat och gjort"), columns, tuple(rows), source=source,
                 snapshot=snapshot)  # fmt: skip


def _answers(homes: list[HomeYear], snapshot: str) -> Table:
    columns = (
        Column(_("Boende")), Column(_("Personal"), Kind.COUNT),
        Column(_("Larm inom gränsen"), Kind.PERCENT), Column(_("Lägst"), Kind.PERCENT),
        Column(_("Högst"), Kind.PERCENT), Column(_("Beslut")), Column(_("Beslutat"), Kind.DATE),
        Column(_("Gäller till"), Kind.DATE),
    )  # fmt: skip
    rows = [(one.home.name, one.staff, one.percent, one.low, one.high, one.decision or None,
             one.decided_date, one.valid_until) for one in homes]  # fmt: skip
    source = _("Källa: årets senaste simulering i Vaka, med 95 procents intervall, och beslut.")
    return Table("bemanning", _("Svar och beslut om bemanningen"), columns, tuple(rows),
                 source=source, snapshot=snapshot)  # fmt: skip


REPORTS = {
    NAME: ReportKind(
        name=NAME, title="Nattbemanning", grains=frozenset({Grain.YEAR}),
        template="nattbemanning.md", build=build, capability=SEE,
    )
}  # fmt: skip
