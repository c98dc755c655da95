"""Addresses of the follow-up of money."""

from django.urls import path

from vaka.areas.economy import views, work

app_name = "economy"
prefix = "ekonomi/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("fil/", views.download, name="file"),
    path("ny/", work.new, name="new"),
    path("rad/<uuid:line_id>/", views.line, name="line"),
    path("rad/<uuid:line_id>/prognos/", work.tell, name="tell"),
    path("<uuid:month_id>/stang/", work.close, name="close"),
    path("<uuid:month_id>/oppna/", work.reopen, name="reopen"),
]
