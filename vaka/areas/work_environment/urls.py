"""Addresses of work-environment investigations."""

from django.urls import path

from vaka.areas.work_environment import views, work

app_name = "work_environment"
prefix = "arbetsmiljo/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("tid/", views.time, name="time"),
    path("tid/ny/", work.log_time, name="log_time"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/plan/", views.plan, name="plan"),
    path("<uuid:case_id>/fraga/<uuid:question_id>/", work.answer, name="answer"),
    path("<uuid:case_id>/risk/<uuid:risk_id>/", work.grade, name="grade"),
    path("<uuid:case_id>/<slug:name>/", work.step, name="step"),
]
