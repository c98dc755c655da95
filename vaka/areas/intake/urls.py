"""Addresses of reading files in."""

from django.urls import path

from vaka.areas.intake import views

app_name = "intake"
prefix = "lasa-in/"

urlpatterns = [
    path("", views.start, name="start"),
    path("<uuid:run_id>/", views.show, name="show"),
    path("<uuid:run_id>/kolumner/", views.columns, name="columns"),
    path("<uuid:run_id>/mappning.toml", views.mapping, name="mapping"),
    path("<uuid:run_id>/mappningsfil/", views.mapping_file, name="mapping_file"),
    path("<uuid:run_id>/bekrafta/", views.confirm, name="confirm"),
    path("<uuid:run_id>/igen/", views.again, name="again"),
    path("<uuid:run_id>/kasta/", views.discard, name="discard"),
]
