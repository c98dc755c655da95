"""The report `ej-verkstallda`: a quarter's decisions not executed, as typed tables and figures.

Rows are printed as their source wrote them and in its order. No name, number or other identity
goes into the report: those go to IVO only, row by row (SoL 2025:400 34:1, LSS 28 f).
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.entitlements import rules
from vaka.areas.entitlements.letter import LETTER
from vaka.areas.entitlements.queries import SEE, AccountRow, QuarterAccount, quarter_account
from vaka.areas.entitlements.statistics import Counts, Statistics, statistics
from vaka.documents.content import Column, Figure, Kind, Table
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law import cite
from vaka.law.period import Grain, Period
from vaka.web.words import day

NAME = "ej-verkstallda"
COUNCIL = ("not_executed.statistics_sol", "not_executed.statistics_lss")


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the report of a unit with all below it for a quarter.

    Raises:
        NotVisible: the viewer sees no decisions at the unit.
    """
    account = quarter_account(viewer, unit, period, as_of)
    counted = statistics(account.not_executed)
    source = _source(account, as_of)
    tables = [*_lists(account, source), *_remarks(account), *_counts(account, counted, source)]
    return ReportContent(
        values=_values(account, counted),
        tables={table.id: table for table in tables},
        figures=_figures(account, snapshot),
        facts=((_("Avser"), f"{unit.name}, {period.words()}"), (_("Uppgifter till och med"),
               day(as_of))),
        findings=tuple(_findings(account)),
    )  # fmt: skip


def _values(account: QuarterAccount, counted: Statistics) -> dict[str, object]:
    quarter = account.quarter
    on = quarter.last_date
    return {
        "headline": _headline(account),
        "unit": account.unit.name,
        "period": quarter.words(),
        "last_day": quarter.last_date,
        "report_law": _joined(cite(topic, on=on).text for topic in rules.TOPICS.values()),
        "council_law": _joined(cite(topic, on=on).text for topic in COUNCIL),
        "is_stated": account.is_stated,
        "not_executed": len(account.not_executed),
        "interrupted": len(account.interrupted),
        "ended": len(account.ended),
        "executed_late": len(account.executed_late),
        "ends": _ends(account),
        "contradicted": account.contradicted,
        "remarks": [table.id for table in _remarks(account)],
        "median_days": counted.median_days,
        "longest_days": counted.longest_days,
        "shortest_days": counted.shortest_days,
        "has_sex": bool(counted.by_sex),
    }


def _headline(account: QuarterAccount) -> str:
    """The conclusion, as the report's title."""
    n, when = len(account.not_executed), account.quarter.words()
    if not n:
        return _("Inga beslut hade väntat mer än tre månader, %(when)s") % {"when": when}
    words = ngettext(
        "%(n)d beslut var inte verkställt inom tre månader, %(when)s",
        "%(n)d beslut var inte verkställda inom tre månader, %(when)s",
        n,
    )
    return words % {"n": n, "when": when}


def _ends(account: QuarterAccount) -> str:
    """How those reported earlier ended: `21 verkställda, 8 återtagna, 1 avliden`."""
    words = {
        "V": lambda n: ngettext("%d verkställt", "%d verkställda", n),
        "Å": lambda n: ngettext("%d återtaget", "%d återtagna", n),
        "B": lambda n: ngettext(
            "%d där behovet inte finns längre", "%d där behovet inte finns längre", n
        ),
        "A": lambda n: ngettext("%d avliden", "%d avlidna", n),
        "X": lambda n: ngettext("%d av annat skäl", "%d av annat skäl", n),
    }
    found = account.ends
    return _joined(words[code](found[code]) % found[code] for code in words if found.get(code))


def _joined(parts: Iterable[str]) -> str:
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} {_('och')} {last}" if first else last


def _lists(account: QuarterAccount, source: str) -> list[Table]:
    reason = (Column(_("Skäl")), _waited())
    outcome = (Column(_("Utfall")), _waited())
    return [
        _list("not_executed", _("Inte verkställda inom tre månader"), reason,
              [(one, (one.reason or None, one.days)) for one in account.not_executed], source),
        _list("interrupted", _("Avbrott i mer än tre månader"),
              (Column(_("Avbrott från"), Kind.DATE), Column(_("Skäl")), _waited()),
              [(one, (one.interrupted, one.reason or None, one.days))
               for one in account.interrupted],
              source),
        _list("ended", _("Rapporterade tidigare, nu verkställda eller avslutade"), outcome,
              [(one, (one.outcome, one.days)) for one in account.ended], source),
        _list("executed_late", _("Verkställda i kvartalet, efter mer än tre månader"), outcome,
              [(one, (one.outcome, one.days)) for one in account.executed_late], source),
    ]  # fmt: skip


def _waited() -> Column:
    return Column(_("Dagar"), Kind.COUNT)


def _list(
    id: str,
    title: str,
    columns: tuple[Column, ...],
    rows: list[tuple[AccountRow, tuple[str | int | date | None, ...]]],
    source: str,
) -> Table:
    head = (Column(_("Nr"), Kind.COUNT), Column(_("Beslutsdatum")), Column(_("Insats")))
    cells = tuple((n, one.decided, one.service, *more) for n, (one, more) in enumerate(rows, 1))
    return Table(id, title, (*head, *columns), cells, source)


def _remarks(account: QuarterAccount) -> list[Table]:
    """What the rule says against a table's rows; no table where it says nothing."""
    named = (
        ("not_executed", account.not_executed),
        ("interrupted", account.interrupted),
        ("ended", account.ended),
    )
    columns = (Column(_("Nr"), Kind.COUNT), Column(_("Beslutsdatum")), Column(_("Vaka påpekar")))
    found = []
    for name, rows in named:
        cells = tuple(
            (n, one.decided, " ".join(one.contradictions))
            for n, one in enumerate(rows, 1)
            if one.contradictions
        )
        if cells:
            found.append(Table(f"{name}_remarks", _("Rader att kontrollera"), columns, cells))
    return found


def _counts(account: QuarterAccount, counted: Statistics, source: str) -> list[Table]:
    ended = statistics(account.ended)
    return [
        _count("by_service", _("Efter insats"), _("Insats"), counted.by_service, source),
        _count("by_reason", _("Efter skäl"), _("Skäl"), counted.by_reason, source),
        _count("by_bucket", _("Efter tid sedan beslutet"), _("Hela månader"), counted.by_bucket,
               source),
        _count("by_sex", _("Efter kön"), _("Kön"), counted.by_sex, source),
        _count("by_end", _("Så slutade de som rapporterats tidigare"), _("Utfall"), ended.by_end,
               source),
    ]  # fmt: skip


def _count(id: str, title: str, heading: str, counts: Counts, source: str) -> Table:
    columns = (Column(heading), Column(_("Antal"), Kind.COUNT))
    total = (_("Summa"), sum(number for _name, number in counts))
    return Table(id, title, columns, (*counts, total), source, total=True)


def _figures(account: QuarterAccount, snapshot: str) -> dict[str, Figure]:
    values = {
        "decisions_not_executed": len(account.not_executed),
        "decisions_interrupted": len(account.interrupted),
        "decisions_ended_after_report": len(account.ended),
    }
    quarter, unit = str(account.quarter), account.unit.code
    return {
        name: Figure(name, value, str(value), name, quarter, unit, snapshot)
        for name, value in values.items()
    }


def _source(account: QuarterAccount, as_of: date) -> str:
    if account.is_stated:
        return _("Källa: avsändarens lista för %(period)s.") % {"period": account.quarter.words()}
    return _("Källa: beslut i Vaka, uppgifter till och med %(day)s.") % {"day": day(as_of)}


def _findings(account: QuarterAccount) -> Iterable[str]:
    for title, rows in account.tables():
        for number, one in enumerate(rows, 1):
            for words in one.contradictions:
                yield f"{title}, {_('rad')} {number} ({one.decided}): {words}"


REPORTS = {
    LETTER.name: LETTER,
    NAME: ReportKind(
        name=NAME,
        title="Ej verkställda beslut",
        grains=frozenset({Grain.QUARTER}),
        template="ej-verkstallda.md",
        build=build,
        capability=SEE,
    ),
}
