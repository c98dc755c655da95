"""Addresses of projects."""

from django.urls import path

from vaka.areas.projects import views, work

app_name = "projects"
prefix = "projekt/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("lardomar/", views.lessons, name="lessons"),
    path("nytt/", work.new, name="new"),
    path("<uuid:project_id>/", views.project, name="project"),
    path("<uuid:project_id>/andra/", work.change, name="change"),
    path("<uuid:project_id>/fas/", work.add_phase, name="add_phase"),
    path("<uuid:project_id>/effektmal/", work.add_effect, name="add_effect"),
    path("<uuid:project_id>/<slug:step>/", work.step, name="step"),
    path("fas/<uuid:phase_id>/", work.change_phase, name="change_phase"),
    path("fas/<uuid:phase_id>/<slug:step>/", work.step_phase, name="step_phase"),
    path("effektmal/<uuid:effect_id>/varde/", work.tell_value, name="tell_value"),
    path("effektmal/<uuid:effect_id>/ta-bort/", work.remove_effect, name="remove_effect"),
    path("varde/<uuid:value_id>/ta-bort/", work.remove_value, name="remove_value"),
    path("uppfoljning/<uuid:follow_up_id>/", work.follow_up, name="follow_up"),
]
