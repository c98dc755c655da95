"""Addresses of administration."""

from django.urls import path

from vaka.areas.administration import steps, types, views, work

app_name = "administration"
prefix = "forvaltning/"

urlpatterns = [
    path("enheter/", views.units, name="units"),
    path("enheter/ny/", work.open_unit, name="open"),
    path("enheter/<str:code>/", views.unit, name="unit"),
    path("enheter/<str:code>/<slug:step>/", steps.unit_step, name="step"),
    path("omorganisation/", steps.reorganisations, name="reorganisations"),
    path("omorganisation/<uuid:row_id>/", steps.reorganisation, name="reorganisation"),
    path("omorganisation/<uuid:row_id>/angra/", steps.withdraw, name="withdraw"),
    path("omorganisation/<uuid:row_id>/aterstall/", steps.reverse_change, name="reverse"),
    path("varden/", views.values, name="values"),
    path("varden/<str:key>/", work.set_value, name="value"),
    path("typer/", types.types, name="types"),
    path("typer/ny/", types.translate, name="translate"),
    path("typer/brott/", types.mark_break, name="break"),
    path("personer/", views.people, name="people"),
    path("personer/bjud-in/", work.invite, name="invite"),
    path("personer/vem-kunde/", views.who_could, name="who"),
    path("personer/<str:username>/", views.person, name="person"),
    path("personer/<str:username>/lank/", work.new_link, name="link"),
    path("personer/<str:username>/ny-roll/", work.give, name="give"),
    path("personer/<str:username>/avsluta/", work.close_person, name="close_person"),
    path("personer/<str:username>/roll/<uuid:grant_id>/", work.end, name="end"),
    path("mandat/", views.mandates, name="mandates"),
    path("mandat/byt/", work.change_term, name="term"),
    path("mandat/<uuid:mandate_id>/konto/", work.bind, name="bind"),
]
