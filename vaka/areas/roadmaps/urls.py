"""Addresses of the roadmap."""

from django.urls import path

from vaka.areas.roadmaps import views, work

app_name = "roadmaps"
prefix = "fardplan/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("fil/", views.download, name="file"),
    path("rad/<uuid:line_id>/", views.line, name="line"),
    path("rad/<uuid:line_id>/genomgang/", work.review, name="review"),
    path("rad/<uuid:line_id>/angra/", work.withdraw, name="withdraw"),
]
