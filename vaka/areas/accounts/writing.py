"""Writing in a section: several at once, merged by paragraph; the margin; how far it has come."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from vaka.areas.accounts import (
    beside,
    merging,
    queries,
    result_queries,
    rules,
    section_queries,
)
from vaka.areas.accounts.merging import Twice
from vaka.areas.accounts.models import (
    AnsweredFinding,
    Presence,
    Remark,
    ResultRow,
    Section,
    SectionText,
)
from vaka.areas.accounts.rules import (
    LEAD,
    SECTION_LABELS,
    SECTION_TRANSITIONS,
    WRITE,
    EditionState,
    RemarkEnd,
    RemarkKind,
    SectionState,
)
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require


@dataclass(frozen=True)
class Saved:
    """A section as it stands after a save, and what two had changed at once."""

    section: Section
    is_merged: bool
    twice: tuple[Twice, ...]


@action
def write_section(*, by: Viewer, section_id: uuid.UUID, base: str, text: str) -> Saved:
    """Save a section's text, merged with what others have saved since it was read.

    Args:
        base: the text that the writer began from; it decides what is the writer's own change.

    Raises:
        NotVisible, NotAllowed, RuleRefused: not to be read, not to be written, or not now.
    """
    section = _held(by, section_id)
    base, text = _plain(base), _plain(text)
    merged = merging.merge(base, text, section.text)
    is_merged = merged.text != text
    if merged.text != section.text:
        _keep_before(by, section, merged=is_merged or bool(merged.twice))
        _save(by, section, merged.text)
    for one in merged.twice:
        _remark(by, section, RemarkKind.TWICE, old=one.theirs, new=one.mine)
    _note(by, section, "section.write", version=section.version, merged=is_merged)
    return Saved(section, is_merged, tuple(merged.twice))


@action
def say_remark(
    *, by: Viewer, section_id: uuid.UUID, kind: RemarkKind, words: str, old: str = ""
) -> Remark:
    """Put a comment in a section's margin, or suggest a paragraph instead of one that stands."""
    section = _locked(by, section_id)
    frozen = section.edition.case.state == EditionState.FROZEN
    stands = merging.replaced(section.text, old, words) is not None
    require(rules.may_remark(kind=kind, words=words, is_frozen=frozen, stands=stands))
    made = _remark(by, section, kind, old=_plain(old).strip(), new=_plain(words).strip())
    _note(by, section, "section.remark", kind=kind)
    return made


@action
def settle_remark(*, by: Viewer, remark_id: uuid.UUID, end: RemarkEnd, words: str = "") -> Remark:
    """Take a remark into the text, with other words where given, or let the text stand."""
    remark = section_queries.remark(by, remark_id)
    section = _held(by, remark.section_id, only_margin=remark.kind == RemarkKind.COMMENT)
    remark = Remark.objects.select_for_update().get(pk=remark_id)
    fresh = _with(section, remark, end, words)
    require(rules.may_settle(is_open=remark.end == RemarkEnd.OPEN, stands=fresh is not None))
    if fresh is not None and fresh != section.text:
        _keep_before(by, section, merged=True)
        _save(by, section, fresh)
    remark.end, remark.settled_by_name, remark.settled_at = end, by.name, timezone.now()
    remark.save(update_fields=["end", "settled_by_name", "settled_at"])
    _note(by, section, "section.settle", kind=remark.kind, end=end)
    return remark


@action
def answer_finding(*, by: Viewer, section_id: uuid.UUID, key: str, words: str) -> AnsweredFinding:
    """Answer a question of the figure check: the text is right, and why."""
    section = _held(by, section_id)
    asked = any(one.key == key for one in beside.findings(section.text))
    require(rules.may_answer_finding(is_asked=asked, words=words))
    made, _new = AnsweredFinding.objects.update_or_create(
        section=section, key=key,
        defaults={"words": words, "by_name": by.name, "at": timezone.now()},
    )  # fmt: skip
    _note(by, section, "section.answer_finding", words=words)
    return made


@action
def move_section(
    *, by: Viewer, section_id: uuid.UUID, verb: str, words: str = "", version: int | None = None
) -> Section:
    """Move a section on: checked, ready, or opened again with the reason."""
    section = _locked(by, section_id)
    if not by.may(LEAD, section.edition.case.unit_id):
        raise NotAllowed(LEAD)
    if version is not None and version != section.version:
        theirs = {"by": section.saved_by_name, "at": section.saved_at, section.title: section.text}
        raise ChangedByAnother(section.edition.case, theirs, {})
    require(_not_frozen(section) + _fits(verb, section, words))
    if verb in {"section.check", "section.finish"}:
        require(rules.may_check(queries.standing(section)))
    section.state = transitions.find(SECTION_TRANSITIONS, verb).to_state
    section.save(update_fields=["state"])
    _note(by, section, verb, words=words)
    return section


@action
def write_result(
    *, by: Viewer, row_id: uuid.UUID, version: int, goal: str, analysis: str, action: str
) -> ResultRow:
    """Write the words of one row of the result table: goal, analysis, and what is done."""
    found = result_queries.result_row(by, row_id)
    row = ResultRow.objects.select_for_update().get(pk=found.pk)
    case = row.edition.case
    if not by.may(WRITE, case.unit_id):
        raise NotAllowed(WRITE)
    require(rules.may_write(is_frozen=case.state == EditionState.FROZEN,
                            state=SectionState.WRITTEN))  # fmt: skip
    if row.version != version:
        theirs = {"goal": row.goal, "analysis": row.analysis, "action": row.action}
        raise ChangedByAnother(case, theirs, {"goal": goal, "analysis": analysis, "action": action})
    row.goal, row.analysis, row.action = goal, analysis, action
    row.version += 1
    row.save(update_fields=["goal", "analysis", "action", "version"])
    note(by=by, verb="edition.write_result", object_kind="edition", object_id=case.pk,
         unit_id=case.unit_id, data={"area": row.key, "version": row.version})  # fmt: skip
    return row


def be_here(viewer: Viewer, section: Section) -> None:
    """Remember that a writer has a section open; older marks of others are swept away."""
    if viewer.person is None:
        return
    now = timezone.now()
    Presence.objects.update_or_create(
        section=section, person=viewer.person, defaults={"seen_at": now}
    )
    Presence.objects.filter(section=section, seen_at__lt=now - timedelta(hours=1)).delete()


def append(by: Viewer, section: Section, text: str) -> None:
    """Put a text last in a section that the caller holds; call inside an @action."""
    fresh = merging.replaced(section.text, "", _plain(text))
    if fresh is not None and fresh != section.text:
        _keep_before(by, section, merged=True)
        _save(by, section, fresh)


def _with(section: Section, remark: Remark, end: RemarkEnd, words: str) -> str | None:
    """Give the text that a remark's end makes; None when its paragraph stands there no more."""
    new = _plain(words) or remark.new
    if remark.kind == RemarkKind.TWICE:
        gone = {RemarkEnd.ACCEPTED: remark.old, RemarkEnd.REJECTED: remark.new}.get(end, "")
        return merging.replaced(section.text, gone, "") if gone else section.text
    if end is not RemarkEnd.ACCEPTED or remark.kind == RemarkKind.COMMENT:
        return section.text
    return merging.replaced(section.text, remark.old, new)


def _locked(by: Viewer, section_id: uuid.UUID) -> Section:
    section_queries.known(by, section_id)
    found = Section.objects.select_for_update(of=("self",)).select_related("edition__case")
    return found.get(pk=section_id)


def _held(by: Viewer, section_id: uuid.UUID, *, only_margin: bool = False) -> Section:
    section = _locked(by, section_id)
    if not section_queries.writes(by, section):
        raise NotAllowed(WRITE)
    require(_not_frozen(section) if only_margin else section_queries.may_write(section))
    return section


def _not_frozen(section: Section) -> Verdict:
    frozen = section.edition.case.state == EditionState.FROZEN
    return rules.may_write(is_frozen=frozen, state=SectionState.WRITTEN)


def _fits(verb: str, section: Section, words: str) -> Verdict:
    known = {one.verb for one in SECTION_TRANSITIONS} - {"section.ask", "section.write"}
    if verb not in known:
        raise NotVisible(verb)
    return transitions.fits_in(SECTION_TRANSITIONS, verb, section.state, words, SECTION_LABELS)


def _keep_before(by: Viewer, section: Section, *, merged: bool) -> None:
    """Keep the text as it stands before it is changed, when it is another's or from before."""
    if not section.version or section.saved_at is None:
        return
    same = _id(section.saved_by) == _id(by.person)
    if rules.is_new_bout(same_person=same, saved=timezone.now() - section.saved_at, merged=merged):
        SectionText(
            section=section, version=section.version, text=section.text, by=section.saved_by,
            by_name=section.saved_by_name, at=section.saved_at,
        ).save(force_insert=True)  # fmt: skip


def _save(by: Viewer, section: Section, text: str) -> None:
    section.text, section.version = text, section.version + 1
    section.saved_by, section.saved_by_name, section.saved_at = by.person, by.name, timezone.now()
    section.state = transitions.find(SECTION_TRANSITIONS, "section.write").to_state
    section.save(
        update_fields=["text", "version", "saved_by", "saved_by_name", "saved_at", "state"]
    )


def _remark(by: Viewer, section: Section, kind: RemarkKind, *, old: str, new: str) -> Remark:
    return Remark.objects.create(section=section, kind=kind, old=old, new=new, by=by.person,
                                 by_name=by.name, at=timezone.now())  # fmt: skip


def _note(by: Viewer, section: Section, verb: str, **data: object) -> None:
    note(by=by, verb=verb, object_kind="edition", object_id=section.edition_id,
         unit_id=section.unit_id, data={"section": section.key, **data})  # fmt: skip


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _id(person: Person | None) -> uuid.UUID | None:
    return person.pk if person else None
