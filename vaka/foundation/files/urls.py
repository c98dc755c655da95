"""Addresses of files."""

from django.urls import path

from vaka.foundation.files import views

app_name = "files"
prefix = "filer/"

urlpatterns = [path("<uuid:file_id>/", views.download, name="download")]
