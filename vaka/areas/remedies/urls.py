"""Addresses of remedies."""

from django.urls import path

from vaka.areas.remedies import views, work

app_name = "remedies"
prefix = "atgarder/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("<uuid:case_id>/", views.case, name="case"),
]
