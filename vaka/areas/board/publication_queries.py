"""Reads of copies for everybody: what was found in a paper, and what anybody may fetch."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from vaka.areas.administration import queries as administration
from vaka.areas.board import document, minutes_document
from vaka.areas.board import minutes_pages as pages
from vaka.areas.board import publication_rules as rules
from vaka.areas.board.minutes_models import BoardMinutes
from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.publication_models import BoardPublication
from vaka.areas.board.publication_rules import Choice, Judged, PublicationState
from vaka.areas.board.queries import body_names
from vaka.areas.board.rules import LEAD
from vaka.documents import masking
from vaka.documents.deidentified import COMMON, Found, Trace, traces
from vaka.documents.kinds import ReportContent
from vaka.foundation.access.viewer import NotVisible, Viewer, demand, one_of
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import principal_name
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict
from vaka.web.words import day

AROUND, LANGUAGE = 50, "sv"
SHOWN = (PublicationState.PUBLISHED, PublicationState.REPLACED, PublicationState.WITHDRAWN)


@dataclass
class Finding:
    """Something found in a paper: how often, and the words around the first."""

    trace: str
    quote: str
    around: str
    count: int = 1


def publications(viewer: Viewer) -> QuerySet[BoardPublication]:
    """Give every copy to whoever leads meetings; others meet only what is published."""
    found = BoardPublication.objects.select_related("meeting", "minutes", "published_by", "file")
    return found if viewer.may(LEAD) or viewer.everywhere else found.none()


def publication(viewer: Viewer, publication_id: uuid.UUID) -> BoardPublication:
    """Give one copy. Raises NotVisible."""
    return one_of(publications(viewer), publication_id)


def copies_of(
    viewer: Viewer, one: BoardMeeting, minutes: BoardMinutes | None
) -> list[BoardPublication]:
    """Give the copies of a notice or of minutes, the newest first."""
    return list(publications(viewer).filter(meeting=one, minutes=minutes))


def source(viewer: Viewer, one: BoardMeeting, minutes: BoardMinutes | None) -> ReportContent:
    """Give what is common in the paper, in Swedish; others' files never go along."""
    demand(viewer, LEAD)
    with translation.override(LANGUAGE):
        if minutes is None:
            return document.pack(viewer, one, public=True, has_files=False)[0]
        rows = pages.paragraph_rows(viewer, minutes, public=True)
        return minutes_document.content(minutes, rows)


def being_checked(
    viewer: Viewer, meeting_id: uuid.UUID, minutes_id: uuid.UUID | None
) -> BoardPublication | None:
    """Give the copy of a paper that is being checked, if any."""
    found = publications(viewer).filter(meeting=meeting_id, minutes=minutes_id)
    return found.filter(state=PublicationState.CHECKING).first()


def may_publish(viewer: Viewer, one: BoardPublication) -> Verdict:
    """Say whether a copy may be published as it stands; the made file is read by the action."""
    checked = one.state == PublicationState.CHECKING
    is_same = not checked or digest_of(source(viewer, one.meeting, one.minutes)) == one.digest
    return rules.may_publish(state=one.state, found=judged(one), is_same=is_same)


def digest_of(content: ReportContent) -> str:
    """Give SHA-256 of every text of a paper."""
    return hashlib.sha256("\n".join(masking.texts(content)).encode()).hexdigest()


def search(content: ReportContent, one: BoardMeeting) -> list[Finding]:
    """Give what in a paper could tell who somebody is, each once.

    Who sits in the body, and who was in the roll, is public by their office (KL 2017:725 5:65).
    """
    elected = _elected(one)
    known = [*elected, *body_names().values(), principal_name(), one.place, *COMMON,
             *Unit.objects.values_list("name", flat=True)]  # fmt: skip
    people = [row.name for row in Person.objects.all() if row.name not in elected]
    found: dict[str, Finding] = {}
    for text in masking.texts(content):
        for each in _once(traces(text, known, people)):
            quote = each.quote.removesuffix("s") if each.trace == Trace.PERSON else each.quote
            if quote in found:
                found[quote].count += 1
            else:
                found[quote] = Finding(each.trace, quote, _around(text, each.start, each.quote))
    return list(found.values())


def judged(one: BoardPublication) -> list[Judged]:
    """Give what was found as the rules see it."""
    return [Judged(row.trace, Choice(row.choice), row.reason) for row in one.findings.all()]


def quotes(one: BoardPublication) -> list[str]:
    """Give what is to be masked."""
    return [row.quote for row in one.findings.all() if row.choice == Choice.MASK]


def title(one: BoardPublication) -> str:
    """Give what a copy is called."""
    name = body_names().get(one.meeting.body, one.meeting.body)
    said = _("Kallelse %(name)s %(day)s") if one.minutes_id is None else _(
        "Protokoll %(name)s %(day)s")  # fmt: skip
    return said % {"name": name, "day": day(one.meeting.date)}


def published() -> list[BoardPublication]:
    """Give what is published for anybody, the newest first."""
    found = BoardPublication.objects.filter(state=PublicationState.PUBLISHED)
    return list(found.select_related("meeting", "minutes").order_by("-published_at"))


def shown(publication_id: uuid.UUID) -> BoardPublication:
    """Give a copy that is or was published, to anybody. Raises NotVisible."""
    found = BoardPublication.objects.filter(pk=publication_id, state__in=SHOWN)
    one = found.select_related("meeting", "minutes", "file").first()
    if one is None:
        raise NotVisible(str(publication_id))
    return one


def followed_by(one: BoardPublication) -> BoardPublication | None:
    """Give the copy that is published of the same paper now."""
    return BoardPublication.objects.filter(meeting=one.meeting_id, minutes=one.minutes_id,
                                           state=PublicationState.PUBLISHED).first()  # fmt: skip


def _elected(one: BoardMeeting) -> set[str]:
    bodies = [body for body in administration.every_body() if body.code == one.body]
    seats = {row.name for body in bodies for row in administration.mandates_on(body, one.date)}
    rolls = {row.name for each in one.minutes.all() for row in each.roll.all()}
    signers = {row.name for each in one.minutes.all() for row in each.signatures.all()}
    return seats | rolls | signers


def _around(text: str, start: int, quote: str) -> str:
    end = start + len(quote)
    before = ("…" if start > AROUND else "") + text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND] + ("…" if end + AROUND < len(text) else "")
    return " ".join(f"{before}{quote}{after}".split())


def _once(found: Iterable[Found]) -> list[Found]:
    """A word inside something longer that was found is told with it, not by itself."""
    every = list(found)
    spans = [(one.start, one.start + len(one.quote)) for one in every if one.trace != Trace.WORD]
    return [one for one in every if one.trace != Trace.WORD
            or not any(start <= one.start < end for start, end in spans)]  # fmt: skip
