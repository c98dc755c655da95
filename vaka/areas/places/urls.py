"""Addresses of places."""

from django.urls import path

from vaka.areas.places import views, work

app_name = "places"
prefix = "platser/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("behov/", work.need, name="need"),
    path("vistas/", work.situation, name="situation"),
    path("<uuid:place_id>/", views.place, name="place"),
    path("<uuid:place_id>/ledig/", work.vacate, name="vacate"),
    path("<uuid:place_id>/tillsatt/", work.fill, name="fill"),
    path("<uuid:place_id>/slapp/", work.release, name="release"),
    path("<uuid:place_id>/erbjud/<uuid:case_id>/", work.offer, name="offer"),
]
