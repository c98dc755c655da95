"""Addresses of keys to the feed, of open data, and of the feed itself."""

from django.urls import path

from vaka.areas.open_data import api, dataset_work, public, views, work

app_name = "open_data"

urlpatterns = [
    path("flode/", views.keys, name="keys"),
    path("flode/ny/", work.issue, name="issue"),
    path("flode/<uuid:key_id>/sparra/", work.revoke, name="revoke"),
    path("oppna-data/", public.listing, name="public"),
    path("oppna-data/dcat.ttl", public.catalogue, name="catalogue"),
    path("oppna-data/<slug:slug>/", public.dataset, name="public_dataset"),
    path("oppna-data/<slug:slug>/<str:name>", public.file, name="public_file"),
    path("datamangder/", dataset_work.listing, name="datasets"),
    path("datamangder/ny/", dataset_work.new, name="new"),
    path("datamangder/<uuid:dataset_id>/", dataset_work.one, name="dataset"),
    path("datamangder/<uuid:dataset_id>/andra/", dataset_work.change, name="change"),
    path("datamangder/<uuid:dataset_id>/publicera/", dataset_work.publish, name="publish"),
    path("datamangder/<uuid:dataset_id>/ta-bort/", dataset_work.withdraw, name="withdraw"),
    path("api/v1/", api.open_patterns()),
]
