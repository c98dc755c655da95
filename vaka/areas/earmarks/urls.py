"""Addresses of money with a purpose of its own."""

from django.urls import path

from vaka.areas.earmarks import views, work

app_name = "earmarks"
prefix = "medel/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("fil/", views.download, name="file"),
    path("nya/", work.new, name="new"),
    path("<uuid:earmark_id>/", views.show, name="show"),
    path("<uuid:earmark_id>/andra/", work.change, name="change"),
    path("<uuid:earmark_id>/post/", work.enter, name="enter"),
    path("<uuid:earmark_id>/steg/<slug:slug>/", work.step, name="step"),
    path("post/<uuid:entry_id>/ta-bort/", work.remove, name="remove"),
]
