"""The yearly reports: kvalitetsberättelse and patientsäkerhetsberättelse, section by section.

The same code reports a reference unit from what was published. What nobody has told is said in
one plain sentence where it would have stood.
"""

from collections.abc import Collection, Iterator
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.reports import exhibits, sentences
from vaka.areas.reports.exhibits import Numbers
from vaka.areas.reports.gathered import Asked, gathered
from vaka.areas.reports.outlines import exhibits_of, in_short, sections
from vaka.documents import swedish
from vaka.documents.content import Column, Exhibit, Kind, Table
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import named
from vaka.metrics.measure import Good
from vaka.web.words import day

MOST_TOLD = 6


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str, name: str, title: str
) -> ReportContent:
    """Build a yearly report of a unit with all below it.

    Raises:
        NotVisible: the viewer sees no figures of the unit.
    """
    on = period.last_date
    numbers = Numbers(viewer, unit, on.year, as_of)
    source = _source(as_of)
    asked = Asked(viewer, unit, period, as_of, source, numbers.snapshot)
    planned = exhibits.plans().values()
    shown = {plan.id: exhibits.exhibit(plan, numbers) for plan in planned}
    shown |= gathered(asked)
    none = _("Ingen egen berättelse från en privat utförare finns med.")
    shown["own_reports"] = Exhibit("own_reports", lacks=none)  # a frozen edition may have them
    shown["summary"] = _summary(numbers, source, exhibits_of(name))
    listed = sections(name, on=on)
    return ReportContent(
        values={
            "headline": _headline(title, period, unit),
            "as_of": as_of,
            "law": {one.key: _law(one.cited(on)) for one in listed},
        },
        exhibits=shown,
        comments={one.key: _("Avsnittet är inte skrivet än.") for one in listed if one.is_bare},
        facts=_facts(unit, period, as_of, numbers.snapshot),
        findings=tuple(_findings(unit, period)),
    )  # fmt: skip


def build_short(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str, title: str
) -> ReportContent:
    """Build a report of what areas tell of a unit with all below it over any period.

    Raises:
        NotVisible: the viewer sees no figures of the unit.
    """
    asked = Asked(viewer, unit, period, as_of, _source(as_of), snapshot)
    return ReportContent(
        values={"headline": _headline(title, period, unit), "as_of": as_of},
        exhibits=gathered(asked),
        facts=_facts(unit, period, as_of, snapshot),
    )


def _headline(title: str, period: Period, unit: Unit) -> str:
    """The title; the unit's name is not parted at the end of a line."""
    name = exhibits.short(unit).replace(" ", swedish.HARD_SPACE)
    return f"{title} {period.words()}, {name}"


def _facts(unit: Unit, period: Period, as_of: date, snapshot: str) -> tuple[tuple[str, str], ...]:
    """What stands under the title: of whom and when, as known when, and out of which data."""
    return (
        (_("Avser"), f"{unit.name}, {period.words()}"),
        (_("Läget"), day(as_of)),
        (_("Uttag"), snapshot),
    )


def _source(as_of: date) -> str:
    return _("Källa: Vaka, läget %(day)s.") % {"day": day(as_of)}


def _law(cited: list[str]) -> str:
    return _("Grund: %(law)s") % {"law": in_short(cited).rstrip(".") + "."} if cited else ""


def _summary(numbers: Numbers, source: str, shown: Collection[str]) -> Exhibit:
    """What changed most since last year, among the report's figures with a good direction."""
    lines = exhibits.all_lines(numbers, shown)
    told = [one for one in lines if one.good is not Good.NEITHER]
    if not told:
        return Exhibit("summary", lacks=_("Inget värde kan jämföras med året före."))
    words = tuple(exhibits.bound("summary", part, numbers) for part in sentences.tally(told))
    changed = sorted((one for one in told if one.turn), key=sentences.relative, reverse=True)
    columns = (Column(_("Mått")), Column(str(numbers.year - 1), Kind.NUMBER),
               Column(str(numbers.year), Kind.NUMBER), Column(_("Bedömning")))  # fmt: skip
    rows = tuple(
        (named(one.measure).title.sv, one.before.value if one.before else None, one.last.value,
         exhibits.BEARINGS[one.good.bearing(one.turn)]) for one in changed[:MOST_TOLD]
    )  # fmt: skip
    table = Table("summary", _("Det som har ändrats mest"), columns, rows, source,
                  snapshot=numbers.snapshot)  # fmt: skip
    return Exhibit("summary", table=table, words=(sentences.PROPOSED, *words))


def _findings(unit: Unit, period: Period) -> Iterator[str]:
    """What does not agree in the published numbers of the years that the report shows."""
    names = {one.measure for plan in exhibits.plans().values() for one in plan.lines}
    shown = Period(date(period.last_date.year - exhibits.LONGEST + 1, 1, 1), period.last_date,
                   Grain.YEAR)  # fmt: skip
    told = figures.remarks_by_measure(map(named, names), unit.code, shown)
    for name in sorted(told):
        for remark in told[name]:
            if remark.is_finding:
                yield f"{named(name).title.sv} {remark.period.words()}: {remark.words}"


def _kind(name: str, title: str) -> ReportKind:
    made = partial(build, name=name, title=title)
    return ReportKind(name, title, frozenset({Grain.YEAR}), f"{name}.md", made)


def _short(name: str, title: str, *more: Grain) -> ReportKind:
    made = partial(build_short, title=title)
    return ReportKind(name, title, frozenset({Grain.YEAR, *more}), f"{name}.md", made)


REPORTS = {
    one.name: one
    for one in (
        _kind("kvalitetsberattelse", "Kvalitetsberättelse"),
        _kind("patientsakerhetsberattelse", "Patientsäkerhetsberättelse"),
        _short("uppfoljning", "Uppföljning", Grain.MONTH, Grain.QUARTER, Grain.TERTIAL),
        _short("egenkontroll", "Egenkontroll", Grain.QUARTER, Grain.TERTIAL),
        _short("lex-sarah", "Lex Sarah"),
        _short("enhetens-ar", "Enhetens år"),
    )
}
