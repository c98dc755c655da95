"""The board letter `tjanstskrivelse-ej-verkstallda`: a quarter against the one before.

It names nobody and lists no decision. Counts below the local smallest cell are not written, and the
tables give no sums across each other from which a hidden one could be worked out.
"""

from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.entitlements import rules
from vaka.areas.entitlements.queries import QuarterAccount, quarter_account
from vaka.areas.entitlements.statistics import Counts, masked, statistics
from vaka.documents.content import Column, Figure, Table
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law import cite
from vaka.law.period import Grain, Period
from vaka.web.words import day

NAME = "tjanstskrivelse-ej-verkstallda"
COUNTED = ("not_executed", "interrupted", "ended", "executed_late")


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the letter of a unit with all below it for a quarter.

    Raises:
        NotVisible: the viewer reads no account of the unit.
    """
    account = quarter_account(viewer, unit, period, as_of)
    before = quarter_account(viewer, unit, period.previous(), as_of)
    least = int(local_value("disclosure.smallest_cell", period.last_date, unit))
    tables = [_numbers(account, before, least), *_divisions(account, least)]
    return ReportContent(
        values=_values(account, before, least),
        tables={table.id: table for table in tables},
        figures=_figures(account, least, snapshot),
        facts=((_("Avser"), f"{unit.name}, {period.words()}"), (_("Till"), _("Nämnden")),
               (_("Uppgifter till och med"), day(as_of))),
    )  # fmt: skip


def _values(account: QuarterAccount, before: QuarterAccount, least: int) -> dict[str, object]:
    on, counted = account.quarter.last_date, statistics(account.not_executed)
    waiting = len(account.not_executed)
    return {
        "headline": _headline(account, least),
        "period": account.quarter.words(),
        "previous": before.quarter.words(),
        "last_day": on,
        "shown": {name: _is_shown(len(getattr(account, name)), least) for name in COUNTED},
        "empty": {name: not getattr(account, name) for name in COUNTED},
        "least": least,
        "more": _more(waiting, len(before.not_executed), least),
        "median_days": counted.median_days if waiting >= least else None,
        "laws": [cite(topic, on=on).text for topic in rules.TOPICS.values()],
        "auditors": cite("not_executed.auditors", on=on).text,
    }


def _headline(account: QuarterAccount, least: int) -> str:
    n, when = len(account.not_executed), account.quarter.words()
    if n and not _is_shown(n, least):
        return _("Ett fåtal beslut väntade mer än tre månader, %(when)s") % {"when": when}
    if not n:
        return _("Inget beslut väntade mer än tre månader, %(when)s") % {"when": when}
    return _("%(n)d beslut väntade mer än tre månader, %(when)s") % {"n": n, "when": when}


def _more(now: int, before: int, least: int) -> int | None:
    """How many more than the quarter before; None where either is hidden."""
    return now - before if _is_shown(now, least) and _is_shown(before, least) else None


def _numbers(account: QuarterAccount, before: QuarterAccount, least: int) -> Table:
    labels = (
        _("Inte verkställda inom tre månader"), _("Avbrott i mer än tre månader"),
        _("Rapporterade tidigare, nu verkställda eller avslutade"),
        _("Verkställda i kvartalet, efter mer än tre månader"),
    )  # fmt: skip
    columns = (Column(_("Redovisas")), Column(account.quarter.words()),
               Column(before.quarter.words()))  # fmt: skip
    cells = tuple(
        (label, *(_written(len(getattr(one, name)), least) for one in (account, before)))
        for label, name in zip(labels, COUNTED, strict=True)
    )
    return Table("numbers", _("Kvartalet i tal"), columns, cells)


def _divisions(account: QuarterAccount, least: int) -> list[Table]:
    counted = statistics(account.not_executed)
    return [
        _division("by_reason", _("Efter skäl"), _("Skäl"), counted.by_reason, least),
        _division("by_service", _("Efter insats"), _("Insats"), counted.by_service, least),
        _division("by_bucket", _("Efter tid sedan beslutet"), _("Hela månader"),
                  counted.by_bucket, least),
    ]  # fmt: skip


def _division(id: str, title: str, heading: str, counts: Counts, least: int) -> Table:
    shown = masked([n for _name, n in counts], sum(n for _name, n in counts), least)
    names = [*(name for name, _n in counts), _("Summa")]
    cells = tuple(zip(names, shown, strict=True))
    return Table(id, title, (Column(heading), Column(_("Antal"))), cells, total=True)


def _figures(account: QuarterAccount, least: int, snapshot: str) -> dict[str, Figure]:
    measures = {"not_executed": "decisions_not_executed", "interrupted": "decisions_interrupted",
                "ended": "decisions_ended_after_report"}  # fmt: skip
    counts = {measures[name]: len(getattr(account, name)) for name in measures}
    quarter, unit = str(account.quarter), account.unit.code
    return {
        name: Figure(name, n, str(n), name, quarter, unit, snapshot)
        for name, n in counts.items()
        if _is_shown(n, least)
    }


def _written(count: int, least: int) -> str:
    return str(count) if _is_shown(count, least) else _("visas inte")


def _is_shown(count: int, least: int) -> bool:
    return count == 0 or count >= least


LETTER = ReportKind(
    name=NAME,
    title="Tjänsteskrivelse: ej verkställda beslut",
    grains=frozenset({Grain.QUARTER}),
    template="tjanstskrivelse-ej-verkstallda.md",
    build=build,
    capability=rules.SEND,
)
