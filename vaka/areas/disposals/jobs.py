"""What the worker does of a disposal: one case at a time, so that a stop loses nothing."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.disposals import actions, queries
from vaka.areas.disposals.rules import READ_LOG, DisposalOutcome, State
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs.kinds import Progress, job
from vaka.law.verdict import RuleRefused


@job(actions.CARRY_OUT, gettext_lazy("Gallra"), repeatable=True, refusals=(RuleRefused,))
def carry_out(by: Viewer, progress: Progress, disposal_id: str) -> dict[str, Any]:
    """Dispose of everything that waits in a disposal, then close its protocol."""
    key = uuid.UUID(disposal_id)
    one = queries.disposal(by, key)
    end = {"url": reverse("disposals:disposal", args=[key]), "label": _("Visa protokollet")}
    if one.state == State.DONE:  # the worker died after the last of it
        return end
    if one.kind == READ_LOG:
        actions.dispose_log(by=by, disposal_id=key)
        return end
    waiting = list(
        one.items.filter(state=DisposalOutcome.WAITING).values_list("case_id", flat=True)
    )
    for done, case_id in enumerate(waiting):
        progress(100 * done // len(waiting), _("Gallrar ärende %(n)d av %(of)d")
                 % {"n": done + 1, "of": len(waiting)})  # fmt: skip
        actions.dispose_case(by=by, disposal_id=key, case_id=case_id)
    actions.end_disposal(by=by, disposal_id=key)
    return end
