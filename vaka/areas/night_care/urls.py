"""Addresses of the night."""

from django.urls import path

from vaka.areas.night_care import (
    equipment_work,
    factor_work,
    grid_work,
    plan_work,
    shared_work,
    tonight_work,
    views,
    walk_work,
    work,
)

app_name = "night_care"
prefix = "natt/"

urlpatterns = [
    path("i-natt/", tonight_work.tonight, name="tonight"),
    path("i-natt/<slug:unit>/", tonight_work.open_round, name="open_round"),
    path("rundor/<slug:unit>/", walk_work.walks, name="walks"),
    path("rundor/<slug:unit>/lagg/", walk_work.plan_walks, name="plan_walks"),
    path("rundor/<slug:unit>/larm/", walk_work.alarm, name="walk_alarm"),
    path("rundor/<slug:unit>/gar-hem/", walk_work.absence, name="walk_absence"),
    path("rundor/<slug:unit>/angra/", walk_work.undo, name="undo_walks"),
    path("natter/", tonight_work.nights, name="nights"),
    path("natter/<uuid:case_id>/", tonight_work.round_page, name="round"),
    path("natter/<uuid:case_id>/lamna-over/", tonight_work.hand_over, name="hand_over"),
    path("delad/", shared_work.share, name="share"),
    path("delad/<uuid:answer_id>/", shared_work.shared_answer, name="shared_answer"),
    path("delad/<uuid:answer_id>/signera/", shared_work.sign_shared, name="sign_shared"),
    path("bemanning/", views.listing, name="list"),
    path("bemanning/<slug:unit>/", views.home, name="home"),
    path("bemanning/<slug:unit>/uppgifter/", work.tell, name="tell"),
    path("bemanning/<slug:unit>/rum/", work.rooms, name="rooms"),
    path("bemanning/<slug:unit>/utrustning/", equipment_work.equipment, name="equipment"),
    path("bemanning/<slug:unit>/utrustning/ny/", equipment_work.equip, name="equip"),
    path("bemanning/<slug:unit>/provning/<slug:kind>/", factor_work.review, name="review"),
    path(
        "utrustning/<uuid:equipment_id>/<slug:name>/",
        equipment_work.equipment_step,
        name="equipment_step",
    ),
    path("bemanning/<slug:unit>/fraga/", work.ask, name="ask"),
    path("svar/<uuid:answer_id>/", views.answer, name="answer"),
    path("svar/<uuid:answer_id>/prova/", work.attempt, name="try"),
    path("svar/<uuid:answer_id>/reglage/", grid_work.grid, name="grid"),
    path("svar/<uuid:answer_id>/igen/", work.again, name="again"),
    path("svar/<uuid:answer_id>/signera/", work.sign, name="sign"),
    path("beslut/<uuid:case_id>/", views.decision, name="decision"),
    path("beslut/<uuid:case_id>/aterkalla/", work.withdraw, name="withdraw"),
    path("planer/", plan_work.listing, name="plans"),
    path("planer/ny/", plan_work.begin, name="begin"),
    path("planer/stod/", plan_work.grounds, name="grounds"),
    path("planer/stod/nytt/", plan_work.new_ground, name="new_ground"),
    path("planer/<uuid:case_id>/", plan_work.plan, name="plan"),
    path("planer/<uuid:case_id>/skriv/", plan_work.write, name="write"),
    path("planer/<uuid:case_id>/papper/", plan_work.paper, name="paper"),
    path("planer/<uuid:case_id>/tid/", plan_work.add_check, name="add_check"),
    path(
        "planer/<uuid:case_id>/tid/<uuid:check_id>/bort/", plan_work.drop_check, name="drop_check"
    ),
    path("planer/<uuid:case_id>/skydd/", plan_work.protect, name="protect"),
    path("planer/<uuid:case_id>/<slug:name>/", plan_work.step, name="plan_step"),
]
