"""Addresses of discharges."""

from django.urls import path

from vaka.areas.discharges import views, work

app_name = "discharges"
prefix = "utskrivningar/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("<str:month>/", views.month, name="month"),
    path("<str:month>/fil/", views.month_file, name="file"),
    path("vistelse/<uuid:discharge_id>/skal/", work.tell, name="tell"),
]
