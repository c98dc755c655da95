"""Pages of posts at units: who holds which and where nobody does; somebody gets one, it ends."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence import lists, post_actions, post_queries
from vaka.areas.competence.post_forms import AppointForm, EndPostForm
from vaka.areas.competence.post_rules import HANDLE
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.steps import StepPage, Words, take


def posts(request: HttpRequest) -> HttpResponse:
    """Show who holds which post at the units that the viewer sees."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "competence/posts.html", {"page": post_queries.posts_page(viewer)})


def appoint(request: HttpRequest, unit: str) -> HttpResponse:
    """Give somebody a post at a unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    home = post_queries.home(viewer, unit)
    demand(viewer, HANDLE, home.pk)
    form = AppointForm(
        request.POST or None, kinds=lists.posts_at(home, viewer.on),
        people=post_actions.possible(home, viewer.on),
        initial={"code": request.GET.get("uppdrag", ""), "from_date": viewer.on},
    )  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        post_actions.appoint_post(
            by=viewer, unit=home, person=form.people[data["person"]], code=data["code"],
            from_date=data["from_date"],
        )  # fmt: skip

    return take(request, form, _shown(_("Ge ett uppdrag"), _("Uppdraget är sparat."), home.name),
                done)  # fmt: skip


def end(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """End a post."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    post = post_queries.post_of(viewer, post_id)
    demand(viewer, HANDLE, post.unit_id)
    form = EndPostForm(request.POST or None, initial={"until_date": viewer.on})
    title = next((one.title for one in lists.posts() if one.code == post.code), post.code)
    context = f"{title}, {post.person.name}, {post.unit.name}"

    def done(data: dict[str, Any]) -> None:
        post_actions.end_post(by=viewer, post_id=post_id, until_date=data["until_date"])

    shown = _shown(_("Avsluta uppdraget"), _("Uppdraget är avslutat."), context)
    return take(request, form, shown, done)


def _shown(heading: Words, message: Words, context: str) -> StepPage:
    above = reverse("competence:posts")
    return StepPage(heading, _("Spara"), message, above, [(_("Ombud och uppdrag"), above)], context)
