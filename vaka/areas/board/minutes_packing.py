"""A paper of adjusted minutes, or an extract, as a package for a diary: the PDF, its digest, who
signed."""

import json
import uuid
from collections.abc import Iterable
from datetime import datetime, time
from importlib.metadata import version

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.board import minutes_queries as queries
from vaka.areas.board import minutes_rules as rules
from vaka.areas.board.minutes_document import WHOLE
from vaka.areas.board.minutes_models import BoardMinutes
from vaka.areas.board.models import BoardPack
from vaka.areas.board.pack_queries import packs
from vaka.areas.board.queries import body_names
from vaka.areas.board.rules import LEAD, Openness
from vaka.exchange.archive import Agent, Content, Event, Submission, written
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.files import store
from vaka.foundation.files.models import StoredFile
from vaka.foundation.organisation.queries import principal_name
from vaka.law.verdict import require
from vaka.web.words import day

PACKED = "application/zip"


def package_of(viewer: Viewer, minutes_id: uuid.UUID, pack_id: uuid.UUID) -> tuple[str, bytes]:
    """Give the file name and bytes of the package of one made paper; the read is logged.

    Raises:
        NotAllowed, NotVisible: not a paper of these minutes that the secretary may fetch.
        RuleRefused: not adjusted, changed since it was signed, or the file is another.
    """
    one = queries.minutes(viewer, minutes_id)
    demand(viewer, LEAD)
    made = next((row for row in packable(viewer, one) if row.pk == pack_id), None)
    if made is None:
        raise NotVisible(str(pack_id))
    kept = list(made.files.order_by("name"))
    require(rules.may_pack(
        state=one.state, is_whole=queries.is_whole(one),
        is_intact=is_intact(kept),
    ))  # fmt: skip
    note_read(by=viewer, object_kind="archive_package", object_id=made.pk)
    package = submission(one, made, kept)
    return f"{package.name}.zip", written(package)


def packable(viewer: Viewer, one: BoardMinutes) -> list[BoardPack]:
    """Give the made papers of minutes that may become a package, extracts among them."""
    return [row for row in packs(viewer, one.meeting) if row.minutes_id == one.pk]


def submission(one: BoardMinutes, made: BoardPack, kept: Iterable[StoredFile]) -> Submission:
    """Give what is handed over of one made paper of adjusted minutes."""
    moment = timezone.localtime(made.made_at)
    files = tuple(content_of(file) for file in kept)
    number = extract_number(files[0].name)
    return Submission(
        name=files[0].name.rpartition(".")[0], label=_title(one, number), made_at=moment,
        software=f"Vaka {version('vaka')}", archivist=Agent(principal_name()), files=files,
        described=_described(one, made, number), events=_events(one, made, moment),
        documentation=(listed(files, moment),
                       Content("underskrifter.json", _signatures(one), moment)),
    )  # fmt: skip


def is_intact(kept: Iterable[StoredFile]) -> bool:
    """Say whether files are as they were when they were made."""
    return all(store.digest_of(store.path_of(file.digest)) == file.digest for file in kept)


def extract_number(name: str) -> int | None:
    """Give the paragraph that a made paper is an extract of, by its file; None of whole minutes."""
    if name.startswith(WHOLE):
        return None
    return int(name.rpartition(".")[0].rpartition("-")[2])


def listed(files: Iterable[Content], moment: datetime) -> Content:
    """Give the list of digests that goes with a package's files."""
    lines = "".join(f"{file.digest.lower()}  {file.name}\n" for file in files)
    return Content("sha256.txt", lines.encode(), moment)


def rights(made: BoardPack) -> str:
    """Say whether secret matter may be in a made paper, which a diary reads first."""
    if made.is_public:
        return _("Bara det som är allmänt.")
    return _("Kan innehålla uppgifter under sekretess. Pröva innan det lämnas ut.")


def content_of(file: StoredFile) -> Content:
    """Give a kept file as a package holds it."""
    content = store.path_of(file.digest).read_bytes()
    return Content(file.name, content, timezone.localtime(file.made_at))


def _title(one: BoardMinutes, number: int | None) -> str:
    name = body_names().get(one.meeting.body, one.meeting.body)
    if number is not None:
        return _("Protokollsutdrag %(name)s %(day)s § %(number)d") % {
            "name": name, "day": day(one.meeting.date), "number": number}  # fmt: skip
    return _("Protokoll %(name)s %(day)s") % {"name": name, "day": day(one.meeting.date)}


def _described(one: BoardMinutes, made: BoardPack, number: int | None) -> dict[str, str]:
    """Dublin Core; a diary reads by `rights` whether secret matter may be in it."""
    found = one.paragraphs.exclude(item__diary_number="").order_by("number")
    found = found.filter(number=number) if number is not None else found
    open_to = found.filter(item__openness=Openness.COMMON) if made.is_public else found
    numbers = dict.fromkeys(open_to.values_list("item__diary_number", flat=True))
    return {
        "title": _title(one, number),
        "creator": principal_name(),
        "subject": body_names().get(one.meeting.body, one.meeting.body),
        "description": _("Justerat %s.") % day(one.adjusted_date) if one.adjusted_date else "",
        "date": one.meeting.date.isoformat(),
        "type": "Text",
        "identifier": str(made.pk),
        "language": "sv",
        "relation": "; ".join(numbers),
        "rights": rights(made),
    }  # fmt: skip


def _events(one: BoardMinutes, made: BoardPack, moment: datetime) -> tuple[Event, ...]:
    """What was done, by PREMIS' own names of events; of a signature only the day is known."""
    maker = made.made_by.name if made.made_by else principal_name()
    signed = [
        Event("digital signature generation",
              timezone.make_aware(datetime.combine(row.signed_date, time())),
              f"{rules.SIGNER_ROLES[row.role]}. {row.get_how_display()} {row.reference}".strip(),
              row.name)
        for row in one.signatures.exclude(signed_date=None).order_by("signed_date", "name")
        if row.signed_date
    ]  # fmt: skip
    return (*signed, Event("creation", moment, _("Protokollet sattes som PDF."), maker))


def _signatures(one: BoardMinutes) -> bytes:
    """Who signed, when, how, and the digest of the text that was signed."""
    rows = [
        {"name": row.name, "role": row.role, "signed": str(row.signed_date), "how": row.how,
         "reference": row.reference, "file_sha256": row.file_digest, "text_sha256": row.digest}
        for row in one.signatures.order_by("role", "name")
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()
