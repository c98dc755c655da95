"""Addresses of keys to the feed, of open data, and of the feed itself."""

from django.urls import path

from vaka.areas.open_data import api, views, work

app_name = "open_data"

urlpatterns = [
    path("flode/", views.keys, name="keys"),
    path("flode/ny/", work.issue, name="issue"),
    path("flode/<uuid:key_id>/sparra/", work.revoke, name="revoke"),
    path("api/v1/", api.open_patterns()),
]
