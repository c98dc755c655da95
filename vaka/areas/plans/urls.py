"""Addresses of the year wheel."""

from django.urls import path

from vaka.areas.plans import views

app_name = "plans"
prefix = "arshjul/"

urlpatterns = [
    path("", views.wheel, name="wheel"),
    path("<slug:code>/<slug:day>/<slug:unit_code>/", views.mark, name="mark"),
]
