"""What is done with an edition: opened, laid out, corrected, frozen; each in one transaction."""

import uuid
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils import timezone

from vaka.areas.accounts import lists, queries, rules
from vaka.areas.accounts.laying import Prepared
from vaka.areas.accounts.models import Edition, ResultRow, Section
from vaka.areas.accounts.rules import LEAD, TRANSITIONS, EditionState, RemarkEnd, RemarkKind
from vaka.areas.reports import queries as reports
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

KIND = "edition"


@dataclass(frozen=True)
class NewEdition:
    """A report to write for a year, of a unit with all below it."""

    name: str
    unit: Unit
    year: int
    due_date: date


@action
def open_edition(*, by: Viewer, new: NewEdition) -> Case:
    """Open a year's report: its headings, and the areas of its result table."""
    demand(by, LEAD, new.unit.pk)
    kind, today = lists.kind(new.name), timezone.localdate()
    taken = Edition.objects.filter(name=new.name, year=new.year, case__unit=new.unit).exists()
    require(rules.may_open(taken=taken, year=new.year, due=new.due_date, today=today))
    case, row = _fresh(by, new, f"{kind.title} {new.year}")
    told = Told("edition.open", to_state=EditionState.WRITING)
    cases.start(by=by, case=case, told=told, save_also=row)
    day = date(new.year, 12, 31)
    Section.objects.bulk_create(
        Section(
            edition=row, unit=new.unit, key=one.key, title=one.title, place=place, level=one.level,
            role=one.answers, required=one.required, law="; ".join(one.cited(day)),
        )
        for place, one in enumerate(reports.sections(new.name, on=day))
    )  # fmt: skip
    ResultRow.objects.bulk_create(
        ResultRow(edition=row, key=one.key, place=place, area=one.area, goal=one.goal,
                  measure=one.measure)
        for place, one in enumerate(lists.results(new.name, day))
    )  # fmt: skip
    return case


@action
def lay_out(*, by: Viewer, case_id: uuid.UUID, version: int, found: Prepared) -> Case:
    """Put the year's figures beside the sections, as proposed sentences, and as results.

    What people have written is not touched; a sentence that was settled does not come again.

    Args:
        found: what `laying.prepare` has counted; that takes its time and holds nothing.
    """
    case, row = _held(by, case_id, version)
    require(_still_written(case))
    for section in row.sections.all():
        section.figures = found.figures(section)
        section.save(update_fields=["figures"])
        if section.above_id is None:
            _propose(section, found.laid.sentences(section.key))
    for result in row.results.all():
        worked = found.results[result.pk]
        result.values, result.reached, result.source = worked.values, worked.reached, worked.source
        result.save(update_fields=["values", "reached", "source"])
    snapshot = found.laid.snapshot
    row.snapshot, row.figures_at = snapshot, timezone.now()
    row.save(update_fields=["snapshot", "figures_at"])
    told = Told("edition.lay_out", data={"snapshot": snapshot})
    return cases.change(by=by, case=case, told=told)


@action
def correct(*, by: Viewer, case_id: uuid.UUID, version: int, words: str, due_date: date) -> Case:
    """Begin a new version of what is frozen, with its texts, that says what it corrects."""
    case, row = _held(by, case_id, version)
    newest = not Edition.objects.filter(corrects=row).exists()
    require(rules.may_correct(state=EditionState(case.state), is_newest=newest, words=words))
    new = NewEdition(row.name, case.unit, row.year, due_date)
    fresh, edition = _fresh(by, new, f"{lists.kind(row.name).title} {row.year}")
    edition.number, edition.corrects, edition.correction = row.number + 1, row, words
    edition.snapshot, edition.figures_at = row.snapshot, row.figures_at
    told = Told("edition.correct", words, to_state=EditionState.WRITING)
    cases.start(by=by, case=fresh, told=told, save_also=edition)
    _copy(row, edition)
    return fresh


@action
def freeze(
    *, by: Viewer, case_id: uuid.UUID, version: int, report_id: uuid.UUID, digest: str
) -> Case:
    """Freeze an edition into the report that was made from exactly its texts.

    Raises:
        RuleRefused: something is left, or somebody wrote after the report was made.
    """
    case, row = _held(by, case_id, version)
    require(transitions.fits_in(TRANSITIONS, "edition.freeze", case.state, "",
                                rules.EDITION_LABELS) + queries.left(row))  # fmt: skip
    if digest_of(row) != digest:
        require(rules.was_written_meanwhile())
    row.report_id, row.frozen_at = report_id, timezone.now()
    row.save(update_fields=["report_id", "frozen_at"])
    told = Told("edition.freeze", to_state=EditionState.FROZEN, data={"report": str(report_id)})
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


def digest_of(edition: Edition) -> str:
    """Give a digest of every text of an edition, to know that nothing was written meanwhile."""
    texts = list(edition.sections.order_by("pk").values_list("pk", "version", "text"))
    results = list(edition.results.order_by("pk").values_list("pk", "version"))
    return sha256(repr((texts, results)).encode()).hexdigest()


def _fresh(by: Viewer, new: NewEdition, title: str) -> tuple[Case, Edition]:
    case = Case(
        kind=KIND, unit=new.unit, title=title, state=EditionState.WRITING,
        opened_at=timezone.now(), owner=by.person, reporter=by.person, due_date=new.due_date,
    )  # fmt: skip
    return case, Edition(case=case, name=new.name, year=new.year)


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, Edition]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Edition.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    if not by.may(LEAD, case.unit_id):
        raise NotAllowed(LEAD)
    return case, row


def _still_written(case: Case) -> Verdict:
    return rules.may_write(is_frozen=case.state == EditionState.FROZEN,
                           state=rules.SectionState.WRITTEN)  # fmt: skip


def _propose(section: Section, sentences: list[tuple[str, str]]) -> None:
    """Put sentences from figures in the margin; an older one of the same figure gives way."""
    known = {one.source: one for one in section.remarks.filter(kind=RemarkKind.PROPOSAL)}
    for source, words in sentences:
        old = known.get(source)
        if old is None:
            section.remarks.create(kind=RemarkKind.PROPOSAL, new=words, source=source,
                                   at=timezone.now())  # fmt: skip
        elif old.end == RemarkEnd.OPEN and old.new != words:
            old.new, old.at = words, timezone.now()
            old.save(update_fields=["new", "at"])


def _copy(row: Edition, edition: Edition) -> None:
    """Give a correction the texts that were frozen, each to be looked at again."""
    columns = ("unit", "key", "title", "place", "level", "law", "role", "required", "text",
               "version", "saved_by", "saved_by_name", "saved_at", "figures")  # fmt: skip
    Section.objects.bulk_create(
        Section(edition=edition, state=rules.state_when_copied(bool(one.text.strip())),
                **{name: getattr(one, name) for name in columns})
        for one in row.sections.filter(above=None)
    )  # fmt: skip
    kept = ("key", "place", "area", "goal", "measure", "values", "reached", "source", "analysis",
            "action")  # fmt: skip
    ResultRow.objects.bulk_create(
        ResultRow(edition=edition, **{name: getattr(one, name) for name in kept})
        for one in row.results.all()
    )
