"""Addresses of quality registers."""

from django.urls import path

from vaka.areas.registers import views, work

app_name = "registers"
prefix = "register/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("rad/<uuid:use_id>/avsluta/", work.end, name="end"),
    path("rad/<uuid:use_id>/ta-bort/", work.remove, name="remove"),
    path("<slug:code>/", views.register, name="register"),
    path("<slug:code>/borja/", work.begin, name="begin"),
]
