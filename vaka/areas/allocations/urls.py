"""Addresses of fees and of money that is shared."""

from django.urls import path

from vaka.areas.allocations import views, work

app_name = "allocations"
prefix = "fordelning/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("skr/", views.fees, name="fees"),
    path("skr/fil/", views.fees_file, name="file"),
    path("ny/", work.new, name="new"),
    path("ersattning/", work.allowance, name="allowance"),
    path("ersattning/fil/", work.allowance_file, name="allowance_file"),
    path("ansokan/<uuid:application_id>/ta-bort/", work.withdraw, name="withdraw"),
    path("<uuid:allocation_id>/", views.allocation, name="allocation"),
    path("<uuid:allocation_id>/ansokan/", work.register, name="register"),
    path("<uuid:allocation_id>/beslut/", work.decide, name="decide"),
    path("<uuid:allocation_id>/oppna/", work.reopen, name="reopen"),
]
