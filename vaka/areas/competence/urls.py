"""Addresses of delegations, of what employees have shown, and of summers."""

from django.urls import path

from vaka.areas.competence import staff_work, views, work

app_name = "competence"
prefix = ""

urlpatterns = [
    path("delegeringar/", views.listing, name="list"),
    path("delegeringar/ny/", work.new, name="new"),
    path("delegeringar/<uuid:case_id>/", views.case, name="case"),
    path("delegeringar/<uuid:case_id>/bekrafta/", work.confirm, name="confirm"),
    path("delegeringar/<uuid:case_id>/introduktion/", work.introduction, name="introduction"),
    path("delegeringar/<uuid:case_id>/kurs/<slug:code>/", work.course, name="course"),
    path("delegeringar/<uuid:case_id>/prov/<slug:code>/", work.exam, name="exam"),
    path("delegeringar/<uuid:case_id>/<slug:name>/", work.step, name="step"),
    path("kompetens/", staff_work.staff, name="staff"),
    path("kompetens/mina/", staff_work.mine, name="mine"),
    path("kompetens/<uuid:person_id>/", staff_work.person, name="person"),
    path("kompetens/<uuid:person_id>/notera/", staff_work.note, name="note"),
    path("kompetens/<uuid:person_id>/introduktion/", staff_work.introduce, name="introduce"),
    path("kompetens/<uuid:person_id>/ta-bort/<uuid:fact_id>/", staff_work.take_back,
         name="take_back"),
]  # fmt: skip
