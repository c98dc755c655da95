"""Addresses of drafts, doors and the choice of language."""

from django.urls import path

from vaka.foundation.questions import views

app_name = "questions"

urlpatterns = [
    path("utkast/<slug:form>/<uuid:client_id>/", views.draft, name="draft"),
    path("utkast/<uuid:draft_id>/slang/", views.discard, name="discard"),
    path("sprak/", views.language, name="language"),
    path("d/<slug:code>/", views.door, name="door"),
    path("dorrar/", views.doors, name="doors"),
    path("dorrar/<slug:code>/", views.poster, name="poster"),
    path("dorrar/<slug:code>/stang/", views.close, name="close_door"),
]
