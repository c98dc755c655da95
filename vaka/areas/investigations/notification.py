"""The notification to IVO, as a document (PDF, DOCX) and as a structured file (JSON, CSV).

It names the official who decided, never who reported, who is named or whom it is about.
"""

import json
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.investigations import queries, rules
from vaka.areas.investigations.models import Investigation
from vaka.areas.investigations.queries import SectionView
from vaka.areas.investigations.rules import Form
from vaka.documents.content import Letterhead, ReportSource
from vaka.documents.kinds import ReportContent
from vaka.documents.template import render
from vaka.exchange import writers
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Operator
from vaka.foundation.organisation.queries import principal_name
from vaka.law.values import NotInForce

FORMAT = 1
HERE = Path(__file__).parent / "templates" / "investigations"
TEMPLATE = HERE / "notification.md"
SCHEMA = HERE / "notification.schema.json"


def notification(viewer: Viewer, case_id: uuid.UUID) -> dict[str, Any]:
    """Give the notification as `notification.schema.json` says it. Raises NotVisible."""
    case, row = queries.found(viewer, case_id)
    if not queries.reads_all(viewer, case, row):
        raise NotVisible(str(case_id))
    return {
        "format": FORMAT,
        "form": row.form,
        "reference": case.reference,
        "ivo_reference": row.ivo_reference or None,
        "principal": principal_name(),
        "unit": _unit(case),
        "law": row.law,
        "law_basis": row.law_basis,
        "notify_basis": notify_basis(row),
        "event_date": row.event_date.isoformat(),
        "opened_date": timezone.localdate(case.opened_at).isoformat(),
        "decision": _decision(row),
        "informed": _informed(row),
        "investigation_follows": row.is_sent_later and row.investigation_sent_date is None,
        "sections": [_section(one) for one in queries.section_views(case, row) if one.text.strip()],
    }


def notify_basis(row: Investigation) -> str | None:
    """Give the paragraph on notifying, or None for an analysis and before there was one."""
    if row.form == Form.EVENT_ANALYSIS:
        return None
    try:
        return rules.notify_basis(Form(row.form), row.law, row.event_date).text
    except NotInForce:
        return None


def as_json(told: dict[str, Any]) -> bytes:
    """Give the notification as JSON."""
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(told: dict[str, Any]) -> bytes:
    """Give the notification as CSV: one row a field, its path as in the JSON."""
    return writers.csv_bytes(["field", "value"], _flat("", told))


def document(viewer: Viewer, case_id: uuid.UUID, on: date) -> ReportSource:
    """Give the notification as a document to compile. Raises NotVisible."""
    told = notification(viewer, case_id)
    texts = {one["code"]: one["text"] for one in told["sections"]}
    decision = told["decision"] or {}
    texts["decision"] = decision.get("reasons", "")
    values = {**told, "heading": _heading(told), "decision_label": decision.get("label", ""),
              "informed_line": _informed_line(told["informed"])}  # fmt: skip
    verbs = ReportContent().verbs(lambda code: texts.get(code, ""))
    manuscript = render(TEMPLATE.read_text("utf-8"), verbs, values)
    head = Letterhead(principal=told["principal"], kind=_kind(told["form"]), date=on,
                      reference=told["reference"], facts=_facts(told))  # fmt: skip
    return ReportSource(f"{told['reference']}", head, manuscript, contents=False)


def _heading(told: dict[str, Any]) -> str:
    return f"{_kind(told['form'])}, {told['unit']['name']}"


def _kind(form: str) -> str:
    return {
        Form.LEX_SARAH: _("Anmälan enligt lex Sarah"),
        Form.LEX_MARIA: _("Anmälan enligt lex Maria"),
        Form.EVENT_ANALYSIS: _("Händelseanalys"),
    }[Form(form)]


def _facts(told: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    decision = told["decision"] or {}
    to_ivo = told["form"] != Form.EVENT_ANALYSIS
    who = filter(None, (decision.get("by"), decision.get("delegation_point")))
    pairs = (
        (_("Till"), _("Inspektionen för vård och omsorg") if to_ivo else ""),
        (_("Enhet"), told["unit"]["name"]),
        (_("Utförare"), told["unit"]["operator_label"]),
        (_("Händelsens dag"), told["event_date"]),
        (_("Utreds enligt"), told["law_basis"]),
        (_("Anmäls enligt"), told["notify_basis"] or ""),
        (_("Beslut"), decision.get("label", "")),
        (_("Beslutat av"), ", ".join(who)),
        (_("Beslutsdag"), decision.get("date", "")),
        (_("IVO:s diarienummer"), told["ivo_reference"] or ""),
    )  # fmt: skip
    return tuple((label, value) for label, value in pairs if value)


def _unit(case: Case) -> dict[str, str]:
    operator = Operator(case.unit.operator)
    return {"code": case.unit.code, "name": case.unit.name, "operator": operator.value,
            "operator_label": str(operator.label)}  # fmt: skip


def _decision(row: Investigation) -> dict[str, str] | None:
    if row.decided_at is None:
        return None
    return {
        "code": row.classification,
        "label": queries.class_label(row),
        "date": timezone.localdate(row.decided_at).isoformat(),
        "by": row.decision_maker.name if row.decision_maker else "",
        "delegation_point": row.delegation_point,
        "reasons": row.decision_words,
    }


def _informed(row: Investigation) -> dict[str, Any]:
    return {
        "date": row.informed_date.isoformat() if row.informed_date else None,
        "how": row.informed_how or None,
        "told": list(row.told),
        "in_journal": row.in_journal,
        "reason_not": row.not_informed_reason or None,
    }


def _informed_line(informed: dict[str, Any]) -> str:
    if informed["date"]:
        return _("Personen har informerats %(date)s. %(how)s") % {
            "date": informed["date"], "how": informed["how"] or ""}  # fmt: skip
    if informed["reason_not"]:
        return str(_("Personen har inte informerats. Skäl: %s") % informed["reason_not"])
    return _("Personen har inte informerats än.")


def _section(one: SectionView) -> dict[str, str]:
    return {"code": one.heading.code, "label": one.heading.label, "text": one.text}


def _flat(path: str, value: Any) -> Iterator[list[Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else key, inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _flat(f"{path}.{number}", inner)
    else:
        yield [path, "" if value is None else str(value)]
