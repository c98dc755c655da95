"""Addresses of reports."""

from django.urls import path

from vaka.areas.reports import views

app_name = "reports"
prefix = "rapporter/"

urlpatterns = [
    path("", views.start, name="start"),
    path("ny/", views.new, name="new"),
    path("<uuid:report_id>/", views.report, name="report"),
]
