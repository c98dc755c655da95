"""Making a report: content by its area, three formats by the documents package, one log row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from vaka.areas.reports import template_queries, word_queries
from vaka.areas.reports.kinds import named
from vaka.areas.reports.models import Report
from vaka.areas.reports.rules import MAKE as MAKE
from vaka.documents.content import Exhibit, Letterhead, ReportSource, Table
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.documents.template import render
from vaka.documents.worker import STANDING
from vaka.foundation.access.roles import Role
from vaka.foundation.access.viewer import Held, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.files import actions as files
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import principal_name
from vaka.foundation.snapshot import writer
from vaka.law.period import Grain, Period

OPEN_CAN = frozenset({"figures.see", MAKE, "unit.see", "routine.see", "continuity_plan.see",
                      "technology.see", "goal.see"})  # fmt: skip
"""What a report to publish is made with: figures and registers of things, and nobody's case."""

DRAWN = "kept/charts"
"""Where in the data directory drawn charts are kept by content; it may be emptied at any time."""


@dataclass(frozen=True)
class Written:
    """What people have written into a report, beside what is counted.

    Attributes:
        comments: plain text by section, as the template's `comment("section")` asks for it.
        tables: tables by name, such as the result table.
        facts: label and text pairs for the head of the first page.
    """

    comments: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    facts: tuple[tuple[str, str], ...] = ()


NOTHING = Written()

WordsOf = Callable[[Viewer, Viewer, Unit, str, int], Written]
_words_of: list[WordsOf] = []


def register_words(words_of: WordsOf) -> None:
    """Say where people's words for a unit's yearly report of a name are had, by whoever makes it
    and for whose eyes; the last one holds."""
    _words_of[:] = [words_of]


@dataclass(frozen=True)
class MadeReport:
    """A report that has been written.

    Attributes:
        files: NAME.pdf, .docx, .html and .data.json.
        snapshot: the data that its figures were counted from.
        findings: what does not add up or should be looked at, in Swedish.
    """

    files: list[Path]
    snapshot: str
    findings: tuple[str, ...]
    is_public: bool = False
    template_number: int = 0


@action
def make(
    *, by: Viewer, name: str, unit: Unit, period: Period, as_of: date, out_dir: Path,
    written: Written = NOTHING, is_public: bool = False, begun_at: datetime | None = None,
) -> MadeReport:  # fmt: skip
    """Make one report of a unit for a period, as known on a date, into a folder.

    Args:
        written: what people have written for it; for a year, what they have frozen when left out.
        is_public: made to be published, so small numbers are hidden from its readers.
        begun_at: when people began to write it; a template saved later is not for it.

    Raises:
        UnknownReport, WrongGrain: there is no such report, or not for such a period.
        NotAllowed, NotVisible: the viewer makes no reports, or not of this unit.
        CompileFailed: the documents package refused.
    """
    kind = named(name)
    _must_make(by, kind, unit)
    viewer = open_eyes(by, unit) if is_public and not unit.is_reference else by
    if written == NOTHING:
        written = _frozen(by, viewer, name, unit, period)
    template = (template_queries.begun(kind, begun_at) if begun_at
                else template_queries.in_force(kind, as_of))  # fmt: skip
    with STANDING.of(Path(settings.DATA_DIR) / DRAWN) as compilers:
        snapshot = writer.bring_up().snapshot
        content = kind.content(viewer=viewer, unit=unit, period=period, as_of=as_of,
                               snapshot=snapshot)  # fmt: skip
        source = _source(kind, content, as_of, written, template.text)
        reference = word_queries.in_force(as_of)
        made = compilers.compile(replace(source, reference=reference), out_dir)
    told = {"name": name, "period": str(period), "as_of": str(as_of), "snapshot": snapshot,
            "template": template.number, "public": is_public,
            "digests": {str(kind): digest for kind, digest in made.digests.items()}}  # fmt: skip
    note(by=by, verb="report.make", object_kind="report", object_id=name, unit_id=unit.pk,
         data=told)  # fmt: skip
    paths = [out_dir / path for path in made.files.values()]
    return MadeReport(paths, snapshot, content.findings, is_public, template.number)


def open_eyes(by: Viewer, unit: Unit) -> Viewer:
    """Give the one who makes a public report as they see it: no case, and no small number.

    Raises NotAllowed: the viewer makes no reports.
    """
    demand(by, MAKE)
    role = Role("report", by.name, "", OPEN_CAN)
    return Viewer(by.name, by.person, by.on, (Held(role, unit.pk, unit.name),))


def _must_make(by: Viewer, kind: ReportKind, unit: Unit) -> None:
    demand(by, MAKE)
    if kind.capability:
        demand(by, kind.capability)
    if not (by.may(MAKE, unit.pk) or unit.is_reference):
        raise NotVisible(unit.code)


def _frozen(by: Viewer, reader: Viewer, name: str, unit: Unit, period: Period) -> Written:
    """What people have frozen of the year's report, where somebody keeps that."""
    is_a_year = period.kind is Grain.YEAR and period.first_date.year == period.last_date.year
    if unit.is_reference or not is_a_year:
        return NOTHING
    found = [words_of(by, reader, unit, name, period.first_date.year)
             for words_of in _words_of]  # fmt: skip
    return found[0] if found else NOTHING


def _source(
    kind: ReportKind, content: ReportContent, as_of: date, written: Written, template: str
) -> ReportSource:
    content = _with(content, written)
    manuscript = render(template, content.verbs(lambda key: written.comments.get(key, "")),
                        content.values)  # fmt: skip
    letterhead = Letterhead(
        principal=principal_name(), kind=kind.title, date=as_of, facts=content.facts + written.facts
    )
    return ReportSource(kind.name, letterhead, manuscript)


def _with(content: ReportContent, written: Written) -> ReportContent:
    """Put in what people have written; a proposed sentence stands only where they took it."""
    if written == NOTHING:
        return content
    shown = {name: replace(one, words=()) for name, one in content.exhibits.items()}
    shown |= {name: Exhibit(name, table=one) for name, one in written.tables.items()}
    return replace(content, tables={**content.tables, **written.tables}, exhibits=shown)


@action
def keep(
    *, by: Viewer, made: MadeReport, name: str, unit_code: str, period: str, as_of: date
) -> Report:
    """Keep a made report with its files, for those who read reports of the unit."""
    unit = Unit.objects.get(code=unit_code)
    report = Report.objects.create(
        name=name, title=named(name).title, unit=unit, period=period, as_of=as_of,
        snapshot=made.snapshot, findings=list(made.findings), made_by=by.person,
        is_public=made.is_public, template_number=made.template_number,
    )  # fmt: skip
    for path in made.files:
        report.files.add(files.keep(by=by, content=path, name=path.name, kind="report"))
    note(by=by, verb="report.keep", object_kind="report", object_id=report.pk, unit_id=unit.pk)
    return report
