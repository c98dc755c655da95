"""Addresses of delegated decisions."""

from django.urls import path

from vaka.areas.delegations import views, work

app_name = "delegations"
prefix = "delegationsbeslut/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("beslut/", views.rows, name="rows"),
    path("ordning/", views.order, name="order"),
    path("fil/", views.public, name="public"),
    path("nytt/", work.new, name="new"),
    path("organisation/", work.add_body, name="add_body"),
    path("anmal/", work.notify, name="notify"),
]
