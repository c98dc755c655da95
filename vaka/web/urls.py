"""Addresses of the frame itself."""

from django.urls import path

from vaka.web import demo, gallery, search, theme, welcome

app_name = "web"

urlpatterns = [
    path("sok/", search.show, name="search"),
    path("utseende/", theme.choose, name="theme"),
    path("stilguide/", gallery.show, name="gallery"),
    path("valkommen/<str:secret>/", welcome.first_password, name="first_password"),
    path("prova/", demo.sign_in, name="demo_sign_in"),
]
