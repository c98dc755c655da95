"""Addresses of the phones: the worker at the root, so that it may serve every page."""

from django.urls import path

from vaka.web.offline import api, views

app_name = "offline"

urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("ko/", views.queue, name="queue"),
    path("ko/skal/<slug:name>/", views.shell, name="shell"),
    path("ko/lamna/", views.leave, name="leave"),
    path("pin/", views.pin, name="pin"),
    path("pin/valj/", views.choose_pin, name="choose_pin"),
    path("telefoner/", views.devices, name="devices"),
    path("telefoner/ny/", views.enrol, name="enrol"),
    path("telefoner/<uuid:device_id>/sparra/", views.revoke, name="revoke"),
    path("telefoner/vantar/", views.kept_list, name="kept_list"),
    path("telefoner/vantar/<uuid:object_id>/", views.kept_report, name="kept"),
    path("telefoner/vantar/<uuid:object_id>/lagg-in/", views.take_in, name="take_in"),
    path("api/v1/", api.open_patterns()),
]
