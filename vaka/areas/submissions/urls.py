"""Addresses of statistics deliveries."""

from django.urls import path

from vaka.areas.submissions import views, work

app_name = "submissions"
prefix = "statistik/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("leverans/<uuid:submission_id>/", views.submission, name="submission"),
    path("leverans/<uuid:submission_id>/fil/", views.file, name="file"),
    path("leverans/<uuid:submission_id>/lamnad/", work.send, name="send"),
    path("leverans/<uuid:submission_id>/kvittens/", work.answer, name="answer"),
    path("<slug:layout>/<str:period>/", views.check, name="check"),
    path("<slug:layout>/<str:period>/skapa/", work.make, name="make"),
]
