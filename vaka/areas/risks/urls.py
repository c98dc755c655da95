"""Addresses of risk analyses, internal control and continuity plans."""

from django.urls import path

from vaka.areas.risks import views, work

app_name = "risks"
prefix = "risker/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/<slug:name>/", work.step, name="step"),
    path("<uuid:case_id>/risk/<uuid:line_id>/<slug:name>/", work.line_step, name="line_step"),
]
