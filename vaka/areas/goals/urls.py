"""Addresses of goals."""

from django.urls import path

from vaka.areas.goals import plan_work, views, work

app_name = "goals"
prefix = "mal/"

urlpatterns = [
    path("", views.tree, name="tree"),
    path("tabell/", views.table, name="table"),
    path("nytt/", work.new, name="new"),
    path("planer/", plan_work.plans, name="plans"),
    path("planer/ny/", plan_work.adopt, name="adopt"),
    path("planer/<uuid:plan_id>/", plan_work.plan, name="plan"),
    path("planer/<uuid:plan_id>/mot/<uuid:other_id>/", plan_work.compared, name="compared"),
    path("planer/<uuid:plan_id>/ta-tillbaka/", plan_work.withdraw_plan, name="withdraw_plan"),
    path("<uuid:goal_id>/", views.goal, name="goal"),
    path("<uuid:goal_id>/andra/", plan_work.change_goal, name="change_goal"),
    path("<uuid:goal_id>/slut/", work.end, name="end"),
    path("<uuid:goal_id>/indikator/", work.add_indicator, name="add_indicator"),
    path("<uuid:goal_id>/aktivitet/", work.plan_activity, name="plan_activity"),
    path("indikator/<uuid:indicator_id>/malvarde/", work.set_target, name="set_target"),
    path("indikator/<uuid:indicator_id>/utfall/", work.tell_figure, name="tell_figure"),
    path("indikator/<uuid:indicator_id>/bedom/", work.judge, name="judge"),
    path(
        "indikator/<uuid:indicator_id>/ta-bort/",
        plan_work.remove_indicator,
        name="remove_indicator",
    ),
    path("bedomning/<uuid:choice_id>/ta-tillbaka/", work.withdraw, name="withdraw"),
    path("aktivitet/<uuid:activity_id>/andra/", plan_work.change_activity, name="change_activity"),
    path("aktivitet/<uuid:activity_id>/<slug:step>/", work.step, name="step"),
]
