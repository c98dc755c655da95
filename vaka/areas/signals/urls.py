"""Addresses of signals."""

from django.urls import path

from vaka.areas.signals import views, work

app_name = "signals"
prefix = "signaler/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:case_id>/", views.signal, name="signal"),
    path("<uuid:case_id>/svara/", work.answer, name="answer"),
    path("<uuid:case_id>/oppna/", work.reopen, name="reopen"),
]
