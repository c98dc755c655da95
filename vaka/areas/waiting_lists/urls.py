"""Addresses of waiting lists."""

from django.urls import path

from vaka.areas.waiting_lists import downloads, views, work

app_name = "waiting_lists"
prefix = "vantelistor/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:code>/<int:year>/fil/", downloads.public, name="file"),
    path("<slug:code>/<str:month>/skriv/", work.tell, name="tell"),
]
