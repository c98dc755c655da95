"""Addresses of children's placements."""

from django.urls import path

from vaka.areas.placements import views, work

app_name = "placements"
prefix = "placeringar/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("antal/", views.counts, name="counts"),
    path("<uuid:case_id>/", views.placement, name="placement"),
    path("<uuid:case_id>/gjort/", work.consider, name="consider"),
    path("<uuid:case_id>/planera/", work.plan, name="plan"),
    path("<uuid:case_id>/avsluta/", work.end, name="end"),
    path("<uuid:case_id>/oppna/", work.resume, name="resume"),
]
