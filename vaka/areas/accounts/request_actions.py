"""What is done with a request for words: put, answered, taken in, put again, withdrawn."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.accounts import rules, section_queries, writing
from vaka.areas.accounts.models import Section, SectionRequest
from vaka.areas.accounts.rules import (
    LEAD,
    REQUEST_LABELS,
    REQUEST_TRANSITIONS,
    SECTION_TRANSITIONS,
    WRITE,
    RequestKind,
    RequestState,
)
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Part
from vaka.foundation.cases.queries import parties
from vaka.foundation.files import actions as files
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Operator, Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

KIND = "section_request"
TITLE = 200


@dataclass(frozen=True)
class NewRequest:
    """What is asked of whom, for which unit, by which day."""

    kind: RequestKind
    person: Person
    unit: Unit
    due_date: date
    words: str = ""


@action
def ask(*, by: Viewer, section_id: uuid.UUID, new: NewRequest) -> Case:
    """Ask somebody to write a section, or to give a part of it that only their unit sees."""
    above = section_queries.known(by, section_id)
    _demand_lead(by, above)
    edition = above.edition.case
    require(section_queries.may_write(above) + _may_ask(new, edition))
    section = _section_for(above, new)
    case = Case(
        kind=KIND, unit=new.unit, title=_title(above, edition, new), state=RequestState.ASKED,
        opened_at=timezone.now(), owner=new.person, reporter=by.person, due_date=new.due_date,
    )  # fmt: skip
    row = SectionRequest(case=case, section=section, kind=new.kind, words=new.words)
    told = Told("section_request.ask", new.words, to_state=RequestState.ASKED)
    cases.start(by=by, case=case, told=told, save_also=row)
    for one in {section.pk: section, above.pk: above}.values():
        _mark_asked(one)
    said = _("Du har ombetts skriva: %(title)s. Svara senast %(day)s.")
    _tell(by, case, new.person, "asked", said % {"title": case.title, "day": new.due_date})
    return case


@action
def answer(
    *, by: Viewer, case_id: uuid.UUID, version: int, words: str = "",
    file: tuple[BinaryIO, str] | None = None,
) -> Case:  # fmt: skip
    """Say that the text is written; a provider's own report may come as a file.

    Args:
        file: the open file and its name.
    """
    case, row = _held(by, case_id, version)
    if by.person != case.owner and not by.may(LEAD, row.section.edition.case.unit_id):
        raise NotAllowed(LEAD)
    require(_fits("section_request.answer", case, words) + rules.may_answer(
        kind=RequestKind(row.kind), has_text=bool(row.section.text.strip()),
        has_file=file is not None or case.files.exists()))  # fmt: skip
    if file is not None:
        files.keep(by=by, content=file[0], name=file[1], kind="section_answer", case=case)
    row.answered_at = timezone.now()
    row.save(update_fields=["answered_at"])
    told = Told("section_request.answer", words, to_state=RequestState.ANSWERED)
    asker = case.reporter
    if case.owner is not None:
        cases.join(by=by, case=case, person=case.owner, part=Part.READER)
    changed = cases.change(by=by, case=case, told=told, owner=asker)
    if asker is not None:
        said = _("%(title)s är besvarad.") % {"title": case.title}
        _tell(by, case, asker, "answered", said)
    return changed


@action
def take_in(
    *, by: Viewer, case_id: uuid.UUID, version: int, words: str = "", with_text: bool = True
) -> Case:
    """Take an answer into its section; a part's text is put last in it when asked to."""
    case, row = _led(by, case_id, version)
    require(_fits("section_request.take_in", case, words))
    above = row.section.above
    if above is not None and with_text and row.section.text.strip():
        held = Section.objects.select_for_update(of=("self",)).get(pk=above.pk)
        require(section_queries.may_write(held))
        writing.append(by, held, row.section.text)
    told = Told("section_request.take_in", words, to_state=RequestState.TAKEN_IN,
                data={"with_text": with_text})  # fmt: skip
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def ask_again(*, by: Viewer, case_id: uuid.UUID, version: int, words: str, due_date: date) -> Case:
    """Ask for more of whoever answered, with what is missing and a new day."""
    case, row = _led(by, case_id, version)
    person = answerer(case)
    new = NewRequest(RequestKind(row.kind), person, case.unit, due_date)
    require(_fits("section_request.ask_again", case, words)
            + _may_ask(new, row.section.edition.case))  # fmt: skip
    told = Told("section_request.ask_again", words, to_state=RequestState.ASKED)
    changed = cases.change(by=by, case=case, told=told, owner=person, due_date=due_date)
    _tell(by, case, person, "again", _("%(title)s: det behövs mer, senast %(day)s.")
          % {"title": case.title, "day": due_date})  # fmt: skip
    return changed


@action
def withdraw(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take a request back, with the reason; whoever was asked no longer sees the section by it."""
    case, _row = _led(by, case_id, version)
    require(_fits("section_request.withdraw", case, words))
    if case.owner is not None:
        said = _("%(title)s behövs inte längre.") % {"title": case.title}
        _tell(by, case, case.owner, "withdrawn", said)
    told = Told("section_request.withdraw", words, to_state=RequestState.WITHDRAWN)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


def answerer(case: Case) -> Person:
    """Give who answered a request. Raises NotVisible when nobody has."""
    found = parties(case.pk, Part.READER)
    if not found:
        raise NotVisible(str(case.pk))
    return found[0]


def _may_ask(new: NewRequest, edition: Case) -> Verdict:
    return rules.may_ask(
        writes=Viewer.of(new.person).may(WRITE), due=new.due_date, today=timezone.localdate(),
        last=edition.due_date or new.due_date, kind=new.kind,
        is_private=new.unit.operator != Operator.OWN,
    )  # fmt: skip


def _section_for(above: Section, new: NewRequest) -> Section:
    """A part is a section of its own below; asked for again it is the same."""
    if new.kind is RequestKind.WRITE:
        return above
    made, _new = Section.objects.get_or_create(
        edition=above.edition, above=above, unit=new.unit, key=above.key,
        defaults={"title": f"{above.title}: {new.unit.name}"[:TITLE], "place": above.place},
    )  # fmt: skip
    return made


def _title(above: Section, edition: Case, new: NewRequest) -> str:
    where = "" if new.kind is RequestKind.WRITE else f", {new.unit.name}"
    return f"{edition.title}: {above.title}{where}"[:TITLE]


def _mark_asked(section: Section) -> None:
    step = transitions.find(SECTION_TRANSITIONS, "section.ask")
    if section.state in step.from_states and not section.text.strip():
        section.state = step.to_state
        section.save(update_fields=["state"])


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, SectionRequest]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    found = SectionRequest.objects.filter(case=case).select_related("section__edition__case")
    row = found.first()
    if row is None:
        raise NotVisible(str(case_id))
    return case, row


def _led(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, SectionRequest]:
    case, row = _held(by, case_id, version)
    _demand_lead(by, row.section)
    return case, row


def _demand_lead(by: Viewer, section: Section) -> None:
    if not by.may(LEAD, section.edition.case.unit_id):
        raise NotAllowed(LEAD)


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(REQUEST_TRANSITIONS, verb, case.state, words, REQUEST_LABELS)


def _tell(by: Viewer, case: Case, to: Person, what: str, words: str) -> None:
    if to != by.person:
        notices.tell(by=by, to=to, kind=f"section_request.{what}", words=words, case=case,
                     state=str(case.version), url_name="accounts:request",
                     object_id=case.pk)  # fmt: skip
