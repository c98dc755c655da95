"""What is done with the roadmap: an edition is read in, a line is gone through."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.roadmaps import queries, rules
from vaka.areas.roadmaps.models import Roadmap, RoadmapLine, RoadmapReview
from vaka.areas.roadmaps.rules import KEEP, LineState, Told
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass
class TakenIn:
    """How many lines were new or changed, and how many stood so already."""

    changed: int = 0
    unchanged: int = 0


@action
def take_in_roadmap(
    *, by: Viewer, unit: Unit, edition: date, lines: Sequence[Told], source: str
) -> TakenIn:
    """Save an edition's lines; the same again changes nothing, and reviews stand."""
    demand(by, KEEP, unit.pk)
    roadmap, _new = Roadmap.objects.update_or_create(
        unit=unit, edition_date=edition, defaults={"source": source}
    )
    stands = {one.number: one for one in roadmap.lines.all()}
    taken = TakenIn()
    for line in lines:
        old = stands.get(line.number)
        if old is not None and queries.as_told(old) == line:
            taken.unchanged += 1
            continue
        told = vars(line) | {"national": "\n".join(line.national),
                             "municipal": "\n".join(line.municipal)}  # fmt: skip
        RoadmapLine.objects.update_or_create(roadmap=roadmap, number=line.number, defaults=told)
        taken.changed += 1
    note(by=by, verb="roadmap.take_in_roadmap", object_kind="roadmap", object_id=roadmap.pk,
         unit_id=unit.pk, data={"source": source, "rows": taken.changed})  # fmt: skip
    return taken


@action
def review_line(
    *, by: Viewer, line_id: uuid.UUID, state: LineState, words: str, reviewed: date
) -> RoadmapReview:
    """Say where a line stands and what has happened; earlier reviews stand."""
    one = queries.line_of(by, line_id)
    edition = one.roadmap
    demand(by, KEEP, edition.unit_id)
    today = timezone.localdate()
    last = one.reviews.first()
    require(
        rules.may_review(words=words, reviewed=reviewed, edition=edition.edition_date,
                         last=last.reviewed_date if last else None, today=today)
    )  # fmt: skip
    made = RoadmapReview.objects.create(line=one, reviewed_date=reviewed, state=state, words=words,
                                        by=by.person)  # fmt: skip
    _told(by, "roadmap.review_line", one, {"state": state, "on": str(reviewed)})
    return made


@action
def withdraw_review(*, by: Viewer, line_id: uuid.UUID) -> RoadmapLine:
    """Take back a line's newest review. Raises NotVisible when it has none."""
    one = queries.line_of(by, line_id)
    demand(by, KEEP, one.roadmap.unit_id)
    last = one.reviews.first()
    if last is None:
        raise NotVisible(str(line_id))
    last.delete()
    _told(by, "roadmap.withdraw_review", one, {"state": last.state, "words": last.words})
    return one


def _told(by: Viewer, verb: str, one: RoadmapLine, data: dict[str, str]) -> None:
    note(by=by, verb=verb, object_kind="roadmap_line", object_id=one.pk,
         unit_id=one.roadmap.unit_id, data={"number": one.number, **data})  # fmt: skip
