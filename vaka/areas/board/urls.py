"""Addresses of the board."""

from django.urls import path

from vaka.areas.board import assignment_work, views, work

app_name = "board"
prefix = "namnd/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("sammantrade/nytt/", work.plan, name="plan"),
    path("sammantrade/<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("sammantrade/<uuid:meeting_id>/kallelse/", views.make_pack, name="make_pack"),
    path("sammantrade/<uuid:meeting_id>/halltid/", work.slot, name="slot"),
    path("sammantrade/<uuid:meeting_id>/halltid/<uuid:slot_id>/", work.slot, name="change_slot"),
    path(
        "sammantrade/<uuid:meeting_id>/halltid/<uuid:slot_id>/bort/",
        work.drop_slot,
        name="drop_slot",
    ),
    path("sammantrade/<uuid:meeting_id>/<slug:step>/", work.meeting_step, name="meeting_step"),
    path("uppdrag/", assignment_work.listing, name="assignments"),
    path("uppdrag/nytt/", assignment_work.new, name="new_assignment"),
    path("uppdrag/<uuid:assignment_id>/", assignment_work.assignment, name="assignment"),
    path("uppdrag/<uuid:assignment_id>/flytta/", assignment_work.move, name="move_assignment"),
    path("uppdrag/<uuid:assignment_id>/<slug:step>/", assignment_work.step, name="assignment_step"),
    path("arende/nytt/", work.new_item, name="new_item"),
    path("arende/<uuid:case_id>/", views.item, name="item"),
    path("arende/<uuid:case_id>/uppgifter/", work.change, name="change"),
    path("arende/<uuid:case_id>/skrivelse/", work.letter, name="letter"),
    path("arende/<uuid:case_id>/handling/", work.attach, name="attach"),
    path("arende/<uuid:case_id>/handling/<uuid:paper_id>/bort/", work.detach, name="detach"),
    path("arende/<uuid:case_id>/anteckning/", work.own_note, name="own_note"),
    path("arende/<uuid:case_id>/planera/", work.place, name="place"),
    path("arende/<uuid:case_id>/<slug:step>/", work.item_step, name="item_step"),
]
