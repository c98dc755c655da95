"""Addresses of remedies."""

from django.urls import path

from vaka.areas.remedies import views, work

app_name = "remedies"
prefix = "atgarder/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("fil/", views.download, name="download"),
    path("plan/", views.plan, name="plan"),
    path("ny/", work.new, name="new"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/effekt/", views.effect_page, name="effect"),
    path("<uuid:case_id>/besluta/", work.decide, name="decide"),
    path("<uuid:case_id>/andra/", work.replan, name="replan"),
    path("<uuid:case_id>/genomford/", work.finish, name="finish"),
    path("<uuid:case_id>/kontrollera/", work.check, name="check"),
    path("<uuid:case_id>/stryk/", work.drop, name="drop"),
    path("<uuid:case_id>/oppna/", work.reopen, name="reopen"),
    path("<uuid:case_id>/foresla/", work.restore, name="restore"),
    path("<uuid:case_id>/koppla/", work.answer, name="answer"),
]
