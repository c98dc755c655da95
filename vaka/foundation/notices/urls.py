"""Addresses of notices."""

from django.urls import path

from vaka.foundation.notices import views

app_name = "notices"
prefix = "aviseringar/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("lasta/", views.read_all, name="read_all"),
    path("<uuid:notice_id>/last/", views.read, name="read"),
]
