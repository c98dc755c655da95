"""Addresses of the frame itself."""

from django.urls import path

from vaka.web import theme

app_name = "web"

urlpatterns = [
    path("utseende/", theme.choose, name="theme"),
]
