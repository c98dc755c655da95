"""Addresses of the night."""

from django.urls import path

from vaka.areas.night_care import views, work

app_name = "night_care"
prefix = "natt/"

urlpatterns = [
    path("bemanning/", views.listing, name="list"),
    path("bemanning/<slug:unit>/", views.home, name="home"),
    path("bemanning/<slug:unit>/uppgifter/", work.tell, name="tell"),
    path("bemanning/<slug:unit>/rum/", work.rooms, name="rooms"),
    path("bemanning/<slug:unit>/fraga/", work.ask, name="ask"),
    path("svar/<uuid:answer_id>/", views.answer, name="answer"),
    path("svar/<uuid:answer_id>/prova/", work.attempt, name="try"),
    path("svar/<uuid:answer_id>/igen/", work.again, name="again"),
    path("svar/<uuid:answer_id>/signera/", work.sign, name="sign"),
    path("beslut/<uuid:case_id>/", views.decision, name="decision"),
    path("beslut/<uuid:case_id>/aterkalla/", work.withdraw, name="withdraw"),
]
