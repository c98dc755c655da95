"""Addresses of infections."""

from django.urls import path

from vaka.areas.infections import round_work, views, work

app_name = "infections"
prefix = "smitta/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("nytt/", work.new, name="new"),
    path("fall/<uuid:infection_id>/bekrafta/", work.confirm, name="confirm"),
    path("fall/<uuid:infection_id>/avsluta/", work.end, name="end"),
    path("fall/<uuid:infection_id>/utbrott/", work.open_outbreak, name="open"),
    path("utbrott/<uuid:case_id>/", views.outbreak, name="outbreak"),
    path("utbrott/<uuid:case_id>/kontroll/", work.tie_check, name="tie_check"),
    path("utbrott/<uuid:case_id>/<slug:step>/", work.step, name="step"),
    path("vaccination/", views.rounds, name="rounds"),
    path("vaccination/ny/", round_work.plan, name="plan_round"),
    path("vaccination/<uuid:round_id>/", views.vaccination, name="round"),
    path("vaccination/<uuid:round_id>/rakna/", round_work.count, name="count"),
]
