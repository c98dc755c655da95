"""Addresses of the frame itself."""

from django.urls import path

from vaka.web import demo, gallery, theme

app_name = "web"

urlpatterns = [
    path("utseende/", theme.choose, name="theme"),
    path("stilguide/", gallery.show, name="gallery"),
    path("prova/", demo.sign_in, name="demo_sign_in"),
]
