"""Addresses of today's page and of measures."""

from django.urls import path

from vaka.areas.indicators import views

app_name = "indicators"

urlpatterns = [
    path("", views.today, name="today"),
    path("matt/", views.catalogue, name="catalogue"),
    path("matt/<slug:name>/", views.measure, name="measure"),
    path("matt/<slug:name>/fil/", views.download, name="download"),
]
