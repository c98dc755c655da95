"""Addresses of inspections."""

from django.urls import path

from vaka.areas.inspections import views, work

app_name = "inspections"
prefix = "tillsyn/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/punkt/<uuid:point_id>/", work.answer, name="answer"),
    path("<uuid:case_id>/<slug:name>/", work.step, name="step"),
]
