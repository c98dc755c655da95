"""Addresses of the log."""

from django.urls import path

from vaka.areas.oversight import views

app_name = "oversight"
prefix = "logg/"

urlpatterns = [
    path("", views.log, name="log"),
    path("utdrag/", views.extract, name="extract"),
    path("dagar/", views.days, name="days"),
]
