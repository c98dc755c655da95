"""Addresses of goals."""

from django.urls import path

from vaka.areas.goals import views, work

app_name = "goals"
prefix = "mal/"

urlpatterns = [
    path("", views.tree, name="tree"),
    path("tabell/", views.table, name="table"),
    path("nytt/", work.new, name="new"),
    path("<uuid:goal_id>/", views.goal, name="goal"),
    path("<uuid:goal_id>/slut/", work.end, name="end"),
    path("<uuid:goal_id>/indikator/", work.add_indicator, name="add_indicator"),
    path("<uuid:goal_id>/aktivitet/", work.plan_activity, name="plan_activity"),
    path("indikator/<uuid:indicator_id>/malvarde/", work.set_target, name="set_target"),
    path("indikator/<uuid:indicator_id>/utfall/", work.tell_figure, name="tell_figure"),
    path("indikator/<uuid:indicator_id>/bedom/", work.judge, name="judge"),
    path("bedomning/<uuid:choice_id>/ta-tillbaka/", work.withdraw, name="withdraw"),
    path("aktivitet/<uuid:activity_id>/<slug:step>/", work.step, name="step"),
]
