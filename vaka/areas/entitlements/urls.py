"""Addresses of decisions on services."""

from django.urls import path

from vaka.areas.entitlements import views

app_name = "entitlements"
prefix = "beslut/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("kvartal/<str:quarter>/", views.quarter, name="quarter"),
    path("kvartal/<str:quarter>/fil/", views.download, name="download"),
    path("<uuid:case_id>/", views.case, name="case"),
]
