"""Addresses of plans after surveys."""

from django.urls import path

from vaka.areas.survey_plans import views, work

app_name = "survey_plans"
prefix = "undersokningsplaner/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("begar/", work.ask, name="ask"),
    path("<uuid:case_id>/", views.plan, name="plan"),
    path("<uuid:case_id>/<slug:name>/", work.step, name="step"),
]
