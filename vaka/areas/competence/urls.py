"""Addresses of delegations, what employees have shown, needs, posts, guides, and summers."""

from django.urls import path

from vaka.areas.competence import (
    guide_work,
    need_work,
    post_work,
    staff_work,
    summer_work,
    views,
    work,
)

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
    path("kompetens/behov/", need_work.needs, name="needs"),
    path("kompetens/behov/nytt/", need_work.new, name="new_need"),
    path("kompetens/behov/lamna-in/", need_work.hand_in, name="hand_in"),
    path("kompetens/behov/budget/", need_work.budget, name="need_budget"),
    path("kompetens/behov/for-over/", need_work.carry_over, name="carry_over"),
    path("kompetens/behov/<uuid:need_id>/<slug:name>/", need_work.step, name="need_step"),
    path("kompetens/uppdrag/", post_work.posts, name="posts"),
    path("kompetens/uppdrag/ge/<slug:unit>/", post_work.appoint, name="appoint"),
    path("kompetens/uppdrag/<uuid:post_id>/avsluta/", post_work.end, name="end_post"),
    path("kompetens/guider/", guide_work.guides, name="guides"),
    path("kompetens/guider/rakna/", guide_work.count, name="count_guide"),
    path("kompetens/<uuid:person_id>/", staff_work.person, name="person"),
    path("kompetens/<uuid:person_id>/notera/", staff_work.note, name="note"),
    path("kompetens/<uuid:person_id>/introduktion/", staff_work.introduce, name="introduce"),
    path("kompetens/<uuid:person_id>/ta-bort/<uuid:fact_id>/", staff_work.take_back,
         name="take_back"),
    path("sommar/", summer_work.seasons, name="seasons"),
    path("sommar/ny/", summer_work.new, name="new_season"),
    path("sommar/pass/", summer_work.shifts, name="shifts"),
    path("sommar/pass/nytt/", summer_work.plan, name="plan_shifts"),
    path("sommar/pass/<uuid:shift_id>/", summer_work.fill, name="fill"),
    path("sommar/pass/<uuid:shift_id>/<uuid:person_id>/ta-bort/", summer_work.leave,
         name="leave"),
    path("sommar/<uuid:case_id>/", summer_work.season, name="season"),
    path("sommar/<uuid:case_id>/<slug:name>/", summer_work.step, name="season_step"),
]  # fmt: skip
