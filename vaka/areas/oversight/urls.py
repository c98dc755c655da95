"""Addresses of the log."""

from django.urls import path

from vaka.areas.oversight import views, work

app_name = "oversight"
prefix = "logg/"

urlpatterns = [
    path("", views.log, name="log"),
    path("utdrag/", views.extract, name="extract"),
    path("dagar/", views.days, name="days"),
    path("stickprov/", work.samples, name="samples"),
    path("stickprov/nytt/", work.draw, name="draw"),
    path("stickprov/<uuid:sample_id>/", work.sample, name="sample"),
    path("stickprov/<uuid:sample_id>/avsluta/", work.close, name="close"),
    path("stickprov/<uuid:sample_id>/rad/<uuid:reading_id>/", work.judge, name="judge"),
]
