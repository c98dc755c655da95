"""Reads of templates: the one in force on a day, its versions, what differs, what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from django.utils import timezone

from vaka.areas.reports import outlines, rules
from vaka.areas.reports.kinds import UnknownReport, all_kinds, named
from vaka.areas.reports.models import TemplateVersion
from vaka.areas.reports.outlines import TEMPLATES
from vaka.areas.reports.rules import Fault
from vaka.documents.content import Chart, Exhibit, Figure, Table
from vaka.documents.html import write_preview
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.documents.pandoc import PandocFailed
from vaka.documents.template import TemplateRefused, Verbs, render
from vaka.documents.tree import MisplacedVerb, TitleMissing
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.foundation.snapshot import writer
from vaka.law.period import Grain, Period

SHIPPED = 0
"""The number of the template that comes with Vaka."""


@dataclass(frozen=True)
class Template:
    """A template's text and the number of its version; 0 is the one that comes with Vaka."""

    number: int
    text: str


@dataclass(frozen=True)
class TemplateRow:
    """One report's template in the list: the version in force, and one that is to come."""

    kind: ReportKind
    now: TemplateVersion | None
    to_come: TemplateVersion | None


@dataclass(frozen=True)
class ChangedLine:
    """One line of what differs between two texts: added, removed, or a line in between."""

    sort: str
    text: str


@dataclass(frozen=True)
class TemplatePage:
    """A report's template to change: the text that it starts from, and its versions."""

    kind: ReportKind
    text: str
    from_number: int
    newest: int
    versions: list[TemplateVersion]


@dataclass(frozen=True)
class VersionPage:
    """One version of a template, and what it changed from the one before."""

    kind: ReportKind
    number: int
    row: TemplateVersion | None
    lines: list[ChangedLine]
    is_newest: bool


@dataclass(frozen=True)
class Preview:
    """How a text would read with the year's figures, and what is wrong with it."""

    html: str
    faults: list[Fault]

    @property
    def stops(self) -> bool:
        """True when it cannot be saved so."""
        return any(one.stops for one in self.faults)


def shipped(kind: ReportKind) -> Template:
    """Give the template that comes with Vaka."""
    return Template(SHIPPED, (TEMPLATES / kind.template).read_text("utf-8"))


def in_force(kind: ReportKind, on: date, known_at: datetime | None = None) -> Template:
    """Give the template that a report is made with as known on a day.

    Args:
        known_at: leaves out what was saved later, for a report that was begun then.
    """
    found = TemplateVersion.objects.in_force(on).filter(name=kind.name)
    if known_at is not None:
        found = found.filter(made_at__lte=known_at)
    row = found.first()
    return Template(row.number, row.text) if row else shipped(kind)


def begun(kind: ReportKind, at: datetime) -> Template:
    """Give the template of a report that was begun at a moment: it is finished with the same."""
    return in_force(kind, timezone.localdate(at), at)


def templates(viewer: Viewer) -> list[TemplateRow]:
    """Give every report with its template in force. Raises NotAllowed."""
    demand(viewer, rules.TEMPLATE)
    today = timezone.localdate()
    return [
        TemplateRow(
            kind, TemplateVersion.objects.in_force(today).filter(name=kind.name).first(),
            TemplateVersion.objects.filter(name=kind.name, valid_from__gt=today).first(),
        )
        for kind in sorted(all_kinds(), key=lambda one: one.title)
    ]  # fmt: skip


def template_page(viewer: Viewer, name: str, number: int | None = None) -> TemplatePage:
    """Give a report's template to change, from the newest version or an earlier one.

    Raises NotAllowed, NotVisible.
    """
    kind = _kind(viewer, name)
    versions = list(TemplateVersion.objects.filter(name=name).select_related("made_by"))
    newest = versions[0].number if versions else SHIPPED
    chosen = newest if number is None else number
    return TemplatePage(kind, _text(kind, chosen), chosen, newest, versions)


def version_page(viewer: Viewer, name: str, number: int) -> VersionPage:
    """Give one version with what it changed. Raises NotAllowed, NotVisible."""
    kind = _kind(viewer, name)
    page = template_page(viewer, name, number)
    row = next((one for one in page.versions if one.number == number), None)
    before = _text(kind, number - 1) if number else ""
    lines = list(changes(before, page.text)) if number else []
    return VersionPage(kind, number, row, lines, number == page.newest)


def changes(before: str, after: str) -> Iterator[ChangedLine]:
    """Give the lines that differ, with one line of each side around them."""
    old, new = before.splitlines(), after.splitlines()
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(1):
        for sort, i, j, k, m in group:
            if sort == "equal":
                yield from (ChangedLine("same", one) for one in old[i:j])
                continue
            yield from (ChangedLine("removed", one) for one in old[i:j])
            yield from (ChangedLine("added", one) for one in new[k:m])
        yield ChangedLine("gap", "")


def preview(viewer: Viewer, name: str, text: str, on: date) -> Preview:
    """Give how a text would read, and what is wrong with it. Raises NotAllowed, NotVisible."""
    kind = _kind(viewer, name)
    content = _content(viewer, kind)
    found = rules.template_faults(text, known=_known(kind, content), sections=_sections(kind, on))
    try:
        manuscript = render(text, _lenient(content), content.values)
        return Preview(write_preview(manuscript), found)
    except TemplateRefused as error:
        fault = Fault(0, str(error))
    except (TitleMissing, MisplacedVerb, PandocFailed) as error:
        fault = Fault(0, str(error))
    return Preview("", [fault, *found])


def _kind(viewer: Viewer, name: str) -> ReportKind:
    demand(viewer, rules.TEMPLATE)
    try:
        return named(name)
    except UnknownReport as error:
        raise NotVisible(name) from error


def _text(kind: ReportKind, number: int) -> str:
    if number == SHIPPED:
        return shipped(kind).text
    row = TemplateVersion.objects.filter(name=kind.name, number=number).first()
    if row is None:
        raise NotVisible(f"{kind.name} {number}")
    return row.text


def _content(viewer: Viewer, kind: ReportKind) -> ReportContent:
    """The figures of the widest unit that the viewer reports, of the last whole period."""
    widest = sorted(viewer.granted("report.make"))
    unit = Unit.objects.filter(pk__in=widest).first() or root()
    today = timezone.localdate()
    year = Period.parse(str(today.year - 1))
    grain = next(one for one in (Grain.YEAR, Grain.TERTIAL, Grain.QUARTER, Grain.MONTH)
                 if one in kind.grains)  # fmt: skip
    period = year if grain is Grain.YEAR else list(year.parts(grain))[-1]
    return kind.content(viewer=viewer, unit=unit, period=period, as_of=today,
                        snapshot=writer.bring_up().snapshot)  # fmt: skip


def _known(kind: ReportKind, content: ReportContent) -> dict[str, frozenset[str]]:
    """What may be asked for: what the report has now, and what the shipped template asks for."""
    known = {
        "figure": set(content.figures), "table": set(content.tables), "chart": set(content.charts),
        "exhibit": set(content.exhibits) | {"results"}, "comment": set(),
    }  # fmt: skip
    for verb, name in rules.VERB.findall(shipped(kind).text):
        known[verb].add(name)
    if outlines.has_outline(kind.name):
        known["comment"] |= {one.key for one in outlines.sections(kind.name, on=date.max)}
    return {verb: frozenset(names) for verb, names in known.items()}


def _sections(kind: ReportKind, on: date) -> list[tuple[str, str, str]]:
    if not outlines.has_outline(kind.name):
        return []
    asked = {name for verb, name in rules.VERB.findall(shipped(kind).text) if verb == "comment"}
    return [(one.key, one.title, "; ".join(one.cited(on)).rstrip("."))
            for one in outlines.sections(kind.name, on=on) if one.key in asked]  # fmt: skip


def _lenient(content: ReportContent) -> Verbs:
    """The report's verbs, with a stand-in for what it does not have."""

    def figure(name: str, /, **_options: object) -> Figure:
        return content.figures.get(name) or Figure(name, None, "…", name, "", "")

    def table(name: str, /, **_options: object) -> Table:
        return content.tables.get(name) or Table(name, name, (), ())

    def chart(name: str, /, **_options: object) -> Chart:
        return content.charts.get(name) or Chart(name, name, {}, name, Table(name, name, (), ()))

    def exhibit(name: str) -> Exhibit:
        return content.exhibits.get(name) or Exhibit(name)

    return Verbs(figure, table, chart, lambda key: content.comments.get(key, "…"), exhibit)
