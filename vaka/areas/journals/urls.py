"""Addresses of what is handed over to the journal."""

from django.urls import path

from vaka.areas.journals import note_work, views, work

app_name = "journals"
prefix = "journal/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("fil/<uuid:file_id>/", views.file, name="file"),
    path("fil/<uuid:file_id>/hamta/", views.content, name="content"),
    path("fil/<uuid:file_id>/manifest/", views.manifest, name="manifest"),
    path("fil/<uuid:file_id>/lamnad/", work.send, name="send"),
    path("fil/<uuid:file_id>/kvittens/", work.answer, name="answer"),
    path("fil/<uuid:file_id>/dra-tillbaka/", work.withdraw, name="withdraw"),
    path("besok/", note_work.visits, name="visits"),
    path("besok/nytt/", note_work.new, name="new_visit"),
    path("besok/<uuid:note_id>/ratta/", note_work.correct, name="correct_visit"),
    path("besok/<uuid:note_id>/ta-tillbaka/", note_work.take_back, name="take_back_visit"),
    path("<slug:unit>/rum/", views.rooms, name="rooms"),
    path("<slug:unit>/rum/<uuid:room_id>/", work.tie, name="tie"),
    path("<slug:unit>/rum/<uuid:room_id>/avsluta/", work.end_tie, name="end_tie"),
    path("<slug:unit>/rutinen/", work.routine, name="routine"),
    path("<slug:unit>/<str:day>/", views.day, name="day"),
    path("<slug:unit>/<str:day>/skapa/", work.make, name="make"),
]
