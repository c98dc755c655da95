"""Addresses of readiness: sole tasks, seasons, stops and what they cancelled."""

from django.urls import path

from vaka.areas.readiness import season_work, stop_work, views, work

app_name = "readiness"
prefix = "beredskap/"

urlpatterns = [
    path("", views.start, name="start"),
    path("ensamuppgifter/", views.sole_tasks, name="sole_tasks"),
    path("ensamuppgifter/ny/", work.new, name="new_sole_task"),
    path("ensamuppgifter/<uuid:case_id>/", views.sole_task, name="sole_task"),
    path("ensamuppgifter/<uuid:case_id>/<slug:name>/", work.step, name="sole_step"),
    path("sasong/<slug:season>/<int:year>/", views.season, name="season"),
    path("sasong/<slug:season>/<int:year>/<slug:unit>/", season_work.answer, name="answer"),
    path("svar/<uuid:case_id>/", views.readiness, name="readiness"),
    path("stopp/nytt/", stop_work.new, name="new_stop"),
    path("stopp/<uuid:case_id>/", views.stop, name="stop"),
    path("stopp/<uuid:case_id>/steg/<slug:name>/", stop_work.step, name="stop_step"),
    path("stopp/<uuid:case_id>/anteckna/<slug:unit>/", stop_work.note, name="note"),
    path("installt/<uuid:case_id>/", views.cancellation, name="cancellation"),
    path("installt/<uuid:case_id>/<slug:name>/", stop_work.cancellation_step,
         name="cancellation_step"),
]  # fmt: skip
