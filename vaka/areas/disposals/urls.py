"""Addresses of disposal."""

from django.urls import path

from vaka.areas.disposals import views, work

app_name = "disposals"
prefix = "gallring/"

urlpatterns = [
    path("", views.start, name="start"),
    path("forfaller/<slug:code>/", views.due, name="due"),
    path("plan/", views.plans, name="plans"),
    path("plan/ny/", work.new_policy, name="new_policy"),
    path("undantag/", views.holds, name="holds"),
    path("undantag/nytt/", work.new_hold, name="new_hold"),
    path("undantag/<uuid:hold_id>/lyft/", work.lift, name="lift"),
    path("foresla/", work.propose, name="propose"),
    path("<uuid:disposal_id>/", views.disposal, name="disposal"),
    path("<uuid:disposal_id>/protokoll/", views.protocol, name="protocol"),
    path("<uuid:disposal_id>/godkann/", work.approve, name="approve"),
    path("<uuid:disposal_id>/avbryt/", work.withdraw, name="withdraw"),
    path("<uuid:disposal_id>/arkiv/", work.hand_over, name="hand_over"),
    path("<uuid:disposal_id>/genomfor/", work.carry_out, name="carry_out"),
]
