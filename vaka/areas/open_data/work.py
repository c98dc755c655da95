"""Pages that change something: issue a key to the feed, and revoke it."""

import uuid
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from vaka.areas.open_data import actions, queries, rules
from vaka.areas.open_data.forms import KeyForm
from vaka.foundation.access.viewer import Viewer, demand
from vaka.law.verdict import RuleRefused
from vaka.web.steps import StepPage, WordsForm, take

HEAD = _("Nycklar till måttflödet")
PROPOSED_DAYS = 180


@never_cache
def issue(request: HttpRequest) -> HttpResponse:
    """Issue a key; it is shown once, on this answer only."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.ISSUE)
    above = reverse("open_data:keys")
    form = KeyForm(
        request.POST or None, units=queries.units_to_issue(viewer),
        initial={"from_date": viewer.on, "to_date": viewer.on + timedelta(days=PROPOSED_DAYS)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            key, secret = actions.issue_feed_key(by=viewer, new=form.new())
        except RuleRefused as refused:
            form.refuse(refused.verdict)
        else:
            return render(request, "open_data/issued.html", {"key": key, "secret": secret})
    page = StepPage(_("Ny nyckel"), _("Gör nyckeln"), "", above, [(HEAD, above)])
    return render(request, page.template, {"form": form, "page": page})


def revoke(request: HttpRequest, key_id: uuid.UUID) -> HttpResponse:
    """Revoke a key at once."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    key = queries.visible_key(viewer, key_id)
    above = reverse("open_data:keys")
    page = StepPage(_("Spärra nyckeln"), _("Spärra"), _("Nyckeln är spärrad."), above,
                    [(HEAD, above)], key.name)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.revoke_feed_key(by=viewer, key_id=key_id, words=data["words"])

    return take(request, WordsForm(request.POST or None), page, done)
