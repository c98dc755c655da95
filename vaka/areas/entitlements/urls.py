"""Addresses of decisions on services."""

from django.urls import path

from vaka.areas.entitlements import (
    delivery_work,
    downloads,
    event_work,
    note_work,
    offer_work,
    views,
    work,
)

app_name = "entitlements"
prefix = "beslut/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("nytt/", offer_work.decide, name="decide"),
    path("fil/", downloads.listing, name="list_file"),
    path("kvartal/", delivery_work.latest, name="latest"),
    path("kvartal/<str:quarter>/", views.quarter, name="quarter"),
    path("kvartal/<str:quarter>/fil/", downloads.quarter, name="download"),
    path("kvartal/<str:quarter>/statistik/", downloads.statistics, name="statistics"),
    path("kvartal/<str:quarter>/lamna/", delivery_work.workspace, name="workspace"),
    path("kvartal/<str:quarter>/lamna/<str:receiver>/", delivery_work.deliver, name="deliver"),
    path("kvartal/<str:quarter>/ivo/", delivery_work.ivo, name="ivo"),
    path("kvartal/<str:quarter>/revisorerna/", delivery_work.named_file, name="named_file"),
    path("kvartal/<str:quarter>/ivo/fil/", delivery_work.ivo_file, name="ivo_file"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/skal/", offer_work.delay, name="delay"),
    path("<uuid:case_id>/erbjudande/", offer_work.offer, name="offer"),
    path("<uuid:case_id>/svar/", offer_work.answer, name="answer"),
    path("<uuid:case_id>/dom/", event_work.ruling, name="ruling"),
    path("<uuid:case_id>/vantan/", note_work.note_wait, name="note_wait"),
    path("<uuid:case_id>/vantan/ta-tillbaka/", note_work.take_back, name="take_back_note"),
    path("<uuid:case_id>/omrade/", note_work.field, name="field"),
    path("<uuid:case_id>/kommun/", event_work.transfer, name="transfer"),
    path("<uuid:case_id>/beslutsfattare/", event_work.maker, name="maker"),
    path("<uuid:case_id>/reservnummer/", event_work.number, name="number"),
    path("<uuid:case_id>/verkstallt/", work.execute, name="execute"),
    path("<uuid:case_id>/delvis/", work.execute_partly, name="execute_partly"),
    path("<uuid:case_id>/avbrott/", work.interrupt, name="interrupt"),
    path("<uuid:case_id>/aterupptaget/", work.resume, name="resume"),
    path("<uuid:case_id>/avsluta/", work.end, name="end"),
    path("<uuid:case_id>/ratta/", work.correct, name="correct"),
    path("<uuid:case_id>/ta-tillbaka/", work.take_back, name="take_back"),
]
