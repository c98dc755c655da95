"""Addresses of deviations."""

from django.urls import path

from vaka.areas.deviations import views, work

app_name = "deviations"
prefix = "avvikelser/"

urlpatterns = [
    path("", views.start, name="start"),
    path("lista/", views.listing, name="list"),
    path("lista/fil/", views.download, name="download"),
    path("ny/", work.report, name="report"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/bedom/", work.assess, name="assess"),
    path("<uuid:case_id>/utred/", work.investigate, name="investigate"),
    path("<uuid:case_id>/avsluta/", work.close, name="close"),
    path("<uuid:case_id>/oppna/", work.reopen, name="reopen"),
]
