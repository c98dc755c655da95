"""Addresses of decisions on services."""

from django.urls import path

from vaka.areas.entitlements import downloads, views, work

app_name = "entitlements"
prefix = "beslut/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("fil/", downloads.listing, name="list_file"),
    path("kvartal/<str:quarter>/", views.quarter, name="quarter"),
    path("kvartal/<str:quarter>/fil/", downloads.quarter, name="download"),
    path("kvartal/<str:quarter>/statistik/", downloads.statistics, name="statistics"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/verkstallt/", work.execute, name="execute"),
    path("<uuid:case_id>/avbrott/", work.interrupt, name="interrupt"),
    path("<uuid:case_id>/aterupptaget/", work.resume, name="resume"),
    path("<uuid:case_id>/avsluta/", work.end, name="end"),
    path("<uuid:case_id>/ratta/", work.correct, name="correct"),
]
