"""Addresses of risk analyses, internal control and continuity plans."""

from django.urls import path

from vaka.areas.risks import continuity_work, control_work, views, work

app_name = "risks"
prefix = "risker/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("kontroll/", control_work.listing, name="controls"),
    path("kontroll/ny/", control_work.new, name="new_control"),
    path("kontroll/<uuid:case_id>/", control_work.case, name="control"),
    path("kontroll/<uuid:case_id>/rapportera/<slug:period>/", control_work.report, name="report"),
    path(
        "kontroll/<uuid:case_id>/rapport/<slug:period>/",
        control_work.report_page,
        name="control_report",
    ),
    path(
        "kontroll/<uuid:case_id>/punkt/<uuid:point_id>/<slug:name>/",
        control_work.point_step,
        name="point_step",
    ),
    path("kontroll/<uuid:case_id>/<slug:name>/", control_work.step, name="control_step"),
    path("kontinuitet/", continuity_work.listing, name="continuities"),
    path("kontinuitet/ny/", continuity_work.new, name="new_continuity"),
    path("kontinuitet/<uuid:case_id>/", continuity_work.case, name="continuity"),
    path(
        "kontinuitet/<uuid:case_id>/atagande/<uuid:commitment_id>/",
        continuity_work.commitment_step,
        name="commitment_step",
    ),
    path(
        "kontinuitet/<uuid:case_id>/ovning/<uuid:drill_id>/",
        continuity_work.drill_step,
        name="drill_step",
    ),
    path("kontinuitet/<uuid:case_id>/<slug:name>/", continuity_work.step, name="continuity_step"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/<slug:name>/", work.step, name="step"),
    path("<uuid:case_id>/risk/<uuid:line_id>/<slug:name>/", work.line_step, name="line_step"),
]
