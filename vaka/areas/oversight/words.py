"""What the log's codes are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vaka.areas.oversight.verbs import VERBS
from vaka.foundation.cases.kinds import UnknownKind, kind_of

OBJECTS: dict[str, str | Promise] = {
    "absence": _("frånvaro"),
    "access_review": _("genomgång av behörigheter"),
    "bulk_run": _("ändring av flera ärenden"),
    "delegated_decision": _("delegationsbeslut"),
    "enrolled_device": _("telefon"),
    "dataset": _("datamängd"),
    "calendar_key": _("nyckel till kalendern"),
    "feed_key": _("nyckel till måttflödet"),
    "file": _("fil"),
    "goal": _("mål"),
    "grant": _("behörighet"),
    "import_run": _("inläsning"),
    "job": _("arbete"),
    "kept_report": _("väntande rapport"),
    "log": _("logg"),
    "log_sample": _("stickprov i loggen"),
    "meeting": _("möte"),
    "notice": _("avisering"),
    "observation": _("publicerad uppgift"),
    "person": _("person"),
    "duty": _("krav i föreskrift"),
    "disposal": _("gallring"),
    "disposal_hold": _("undantag från gallring"),
    "map_order": _("beställning av processkarta"),
    "process": _("process"),
    "register_use": _("användning av ett kvalitetsregister"),
    "retention_policy": _("gallringsplan"),
    "saved_filter": _("sparat urval"),
    "scorecard": _("styrtavla"),
    "search": _("sökning"),
    "unit": _("enhet"),
    "worklist": _("arbetslista"),
    "work_investigation": _("arbetsmiljöutredning"),
    "work_time": _("avsatt och utförd tid"),
}


def verb_label(code: str) -> str:
    """Give a verb in Swedish, or its code."""
    return str(VERBS.get(code, code))


def object_label(code: str) -> str:
    """Give what sort of thing a row is about, in Swedish, or its code."""
    if code in OBJECTS:
        return str(OBJECTS[code])
    try:
        return str(kind_of(code).label)
    except UnknownKind:
        return code
