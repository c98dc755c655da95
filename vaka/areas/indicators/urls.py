"""Addresses of today's page and of measures."""

from django.urls import path

from vaka.areas.indicators import views, work

app_name = "indicators"

urlpatterns = [
    path("", views.today, name="today"),
    path("matt/", views.catalogue, name="catalogue"),
    path("matt/<slug:name>/", views.measure, name="measure"),
    path("matt/<slug:name>/granser/", work.set_limits, name="set_limits"),
    path(
        "matt/granser/<uuid:change_id>/ta-tillbaka/", work.withdraw_limits, name="withdraw_limits"
    ),
    path("matt/<slug:name>/kommentera/", work.comment, name="comment"),
    path("matt/<slug:name>/enheter/", views.units, name="units"),
    path("matt/<slug:name>/varden/", views.values, name="values"),
    path("matt/<slug:name>/varden/skriv/", work.give_value, name="give_value"),
    path("matt/<slug:name>/jamfor/", views.comparison, name="comparison"),
    path("matt/<slug:name>/fil/", views.download, name="download"),
]
