"""Addresses of welfare technology."""

from django.urls import path

from vaka.areas.technology import views, work

app_name = "technology"
prefix = "teknik/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("kommun/<slug:unit>/", views.published, name="published"),
    path("forsok/<uuid:case_id>/", views.trial, name="trial"),
    path("forsok/<uuid:case_id>/besluta/", work.decide, name="decide"),
    path("forsok/<uuid:case_id>/oppna/", work.reopen, name="reopen"),
    path("<uuid:technology_id>/", views.technology, name="technology"),
    path("<uuid:technology_id>/rakna/", work.count, name="count"),
    path("<uuid:technology_id>/forsok/", work.begin, name="begin"),
]
