"""Pages of jobs: how far one's own has come; for system administrators, kind and state of all."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs import queries

FRAGMENT = "web/parts/progress.html"


def show(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """Show one's own job; htmx asks again for the fragment until the job has ended."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    job = queries.own_job(viewer, job_id)
    drawn = {**vars(job), "url": reverse("jobs:show", args=[job_id])}
    template = FRAGMENT if request.headers.get("HX-Request") == "true" else "web/progress.html"
    return render(request, template, {"job": drawn})


def listing(request: HttpRequest) -> HttpResponse:
    """List one's own jobs, and with `job.see` kind and state of everybody's."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {
        "jobs": queries.own_jobs(viewer),
        "every_job": queries.every_job(viewer) if viewer.may("job.see") else [],
    }
    return render(request, "jobs/list.html", context)
