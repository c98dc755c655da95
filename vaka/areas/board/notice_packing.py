"""A notice with its papers as a package for a diary: both volumes, their digests, the agenda."""

import json
import uuid
from collections.abc import Iterable
from datetime import datetime, time
from importlib.metadata import version

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.board import pack_queries, queries, rules
from vaka.areas.board.minutes_packing import content_of, is_intact, listed, rights
from vaka.areas.board.models import BoardMeeting, BoardPack
from vaka.areas.board.rules import LEAD
from vaka.exchange.archive import Agent, Content, Event, Submission, written
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.files.models import StoredFile
from vaka.foundation.organisation.queries import principal_name
from vaka.law.verdict import require
from vaka.web.words import day


def package_of(viewer: Viewer, meeting_id: uuid.UUID, pack_id: uuid.UUID) -> tuple[str, bytes]:
    """Give the file name and bytes of the package of one made notice; the read is logged.

    Raises:
        NotAllowed, NotVisible: not a notice of this meeting that the secretary may fetch.
        RuleRefused: it has not gone out, or the file is another.
    """
    one = queries.meeting(viewer, meeting_id)
    demand(viewer, LEAD)
    found = (row for row in pack_queries.packs(viewer, one) if row.minutes_id is None)
    made = next((row for row in found if row.pk == pack_id), None)
    if made is None:
        raise NotVisible(str(pack_id))
    kept = list(made.files.order_by("name"))
    require(rules.may_pack_notice(state=one.state, is_intact=is_intact(kept)))
    note_read(by=viewer, object_kind="archive_package", object_id=made.pk)
    package = submission(viewer, one, made, kept)
    return f"{package.name}.zip", written(package)


def submission(
    viewer: Viewer, one: BoardMeeting, made: BoardPack, kept: Iterable[StoredFile]
) -> Submission:
    """Give what is handed over of one made notice."""
    moment = timezone.localtime(made.made_at)
    files = tuple(content_of(file) for file in kept)
    name = queries.body_names().get(one.body, one.body)
    title = _("Kallelse %(name)s %(day)s") % {"name": name, "day": day(one.date)}
    rows = _agenda(viewer, one, made)
    maker = made.made_by.name if made.made_by else principal_name()
    return Submission(
        name=files[0].name.rpartition(".")[0], label=title, made_at=moment,
        software=f"Vaka {version('vaka')}", archivist=Agent(principal_name()), files=files,
        described={
            "title": title, "creator": principal_name(), "subject": name,
            "description": _("Skickad %s.") % day(one.called_date) if one.called_date else "",
            "date": one.date.isoformat(), "type": "Text", "identifier": str(made.pk),
            "language": "sv", "rights": rights(made),
            "relation": "; ".join(dict.fromkeys(row["number"] for row in rows if row["number"])),
        },
        events=(*_sent(one, maker),
                Event("creation", moment, _("Kallelsen sattes som PDF."), maker)),
        documentation=(
            listed(files, moment),
            Content("arenden.json", json.dumps(rows, ensure_ascii=False, indent=1).encode(),
                    moment),
        ),
    )  # fmt: skip


def _agenda(viewer: Viewer, one: BoardMeeting, made: BoardPack) -> list[dict[str, str]]:
    """The items that are inside, with their own numbers; of a public notice only the common."""
    return [
        {"place": str(row.number), "title": row.case.title, "number": row.diary_number,
         "openness": row.openness}
        for row in pack_queries.pack_items(viewer, one, public=made.is_public)
    ]  # fmt: skip


def _sent(one: BoardMeeting, maker: str) -> Iterable[Event]:
    """That it went out; only the day is known."""
    if one.called_date:
        moment = timezone.make_aware(datetime.combine(one.called_date, time()))
        yield Event("dissemination", moment, _("Kallelsen skickades."), maker)
