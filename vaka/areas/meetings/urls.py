"""Addresses of meetings."""

from django.urls import path

from vaka.areas.meetings import views, work

app_name = "meetings"
prefix = "moten/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("nytt/", work.new, name="new"),
    path("ar/", views.year, name="year"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/protokoll/", views.minutes, name="minutes"),
    path("<uuid:case_id>/protokoll/pdf/", views.minutes_pdf, name="minutes_pdf"),
    path("<uuid:case_id>/punkt/<uuid:point_id>/", work.notes, name="notes"),
    path("<uuid:case_id>/onskemal/<uuid:decision_id>/", work.answer, name="answer"),
    path("<uuid:case_id>/beslut/<uuid:decision_id>/", work.amend, name="amend"),
    path("<uuid:case_id>/<slug:name>/", work.step, name="step"),
]
