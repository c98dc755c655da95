"""What is done with templates: a new version is saved, and holds from a day on."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.reports import rules, template_queries
from vaka.areas.reports.models import TemplateVersion
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewTemplate:
    """A changed template: its text, why, from which day, and the version it was written from."""

    name: str
    text: str
    words: str
    valid_from: date
    seen: int


@action
def save_template(*, by: Viewer, new: NewTemplate) -> TemplateVersion:
    """Save the next version of a report's template; earlier ones stay as they are.

    Raises:
        NotAllowed, NotVisible: the viewer changes no templates, or there is no such report.
        RuleRefused: it cannot be made, it lacks a section of the law, its day has passed, or
            somebody else has saved meanwhile.
    """
    demand(by, rules.TEMPLATE)
    text = new.text.replace("\r\n", "\n").rstrip() + "\n"
    found = template_queries.preview(by, new.name, text, new.valid_from)
    newest = template_queries.template_page(by, new.name).newest
    require(
        rules.may_save_template(valid_from=new.valid_from, valid_to=None,
                                today=timezone.localdate())
        + rules.may_follow(seen=new.seen, newest=newest) + rules.may_use(found.faults)
    )  # fmt: skip
    row = TemplateVersion.objects.create(
        name=new.name, number=newest + 1, text=text, valid_from=new.valid_from, words=new.words,
        made_by=by.person,
    )  # fmt: skip
    note(by=by, verb="report.save_template", object_kind="report_template", object_id=row.pk,
         data={"name": new.name, "number": row.number, "from": new.valid_from.isoformat(),
               "words": new.words})  # fmt: skip
    return row
