"""Addresses of care plans, fixed contacts and coordinated plans."""

from django.urls import path

from vaka.areas.care_plans import contact_work, sip_work, views, work

app_name = "care_plans"
prefix = "genomforandeplaner/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("uppfoljning/", views.followed, name="followed"),
    path("kontinuitet/", views.continuity, name="continuity"),
    path("kontakter/<slug:unit>/", views.contacts, name="contacts"),
    path("sip/<uuid:case_id>/", views.sip, name="sip"),
    path("sip/<uuid:case_id>/<slug:name>/", sip_work.step, name="sip_step"),
    path("<uuid:case_id>/", views.plan, name="plan"),
    path("<uuid:case_id>/skriv-ut/", views.printed, name="printed"),
    path("<uuid:case_id>/delaktighet/", work.taking, name="taking"),
    path("<uuid:case_id>/mal/", work.goal, name="goal"),
    path("<uuid:case_id>/mal/<uuid:goal_id>/", work.goal, name="change_goal"),
    path("<uuid:case_id>/mal/<uuid:goal_id>/ta-bort/", work.drop_goal, name="drop_goal"),
    path("<uuid:case_id>/efter/", work.after, name="after"),
    path("<uuid:case_id>/steg/<slug:name>/", work.step, name="step"),
    path("<uuid:case_id>/kontakt/<slug:name>/", contact_work.step, name="contact_step"),
    path("<uuid:case_id>/sip/", sip_work.offer, name="offer"),
]
