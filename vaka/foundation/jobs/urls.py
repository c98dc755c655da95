"""Addresses of jobs."""

from django.urls import path

from vaka.foundation.jobs import views

app_name = "jobs"
prefix = "jobb/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:job_id>/", views.show, name="show"),
]
