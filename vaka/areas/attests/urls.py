"""Addresses of the register of who may attest."""

from django.urls import path

from vaka.areas.attests import views, work

app_name = "attests"
prefix = "attest/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("fil/", views.download, name="file"),
    path("ny/", work.new, name="new"),
    path("<uuid:line_id>/andra/", work.change, name="change"),
    path("<uuid:line_id>/avsluta/", work.end, name="end"),
]
