"""Addresses of the worklist."""

from django.urls import path

from vaka.foundation.cases import bulk_views, views

app_name = "cases"
prefix = "vantar/"

urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("spara/", views.save_filter, name="save_filter"),
    path("urval/<uuid:filter_id>/", views.open_filter, name="open_filter"),
    path("urval/<uuid:filter_id>/ta-bort/", views.forget_filter, name="forget_filter"),
    path("flera/", bulk_views.change, name="bulk"),
    path("angra/<uuid:run_id>/", bulk_views.undo, name="undo"),
    path("mote/", views.meeting, name="meeting"),
]
