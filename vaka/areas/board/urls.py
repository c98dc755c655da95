"""Addresses of the board."""

from django.urls import path

from vaka.areas.board import assignment_work, figure_work, minutes_work, paragraph_work, views, work

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
    path("sammantrade/<uuid:meeting_id>/infor/", figure_work.before, name="before"),
    path("sammantrade/<uuid:meeting_id>/protokoll/", minutes_work.begin, name="begin_minutes"),
    path("sammantrade/<uuid:meeting_id>/<slug:step>/", work.meeting_step, name="meeting_step"),
    path("expediering/", paragraph_work.despatches, name="despatches"),
    path("protokoll/<uuid:minutes_id>/", minutes_work.minutes, name="minutes"),
    path("protokoll/<uuid:minutes_id>/bort/", minutes_work.drop, name="drop_minutes"),
    path("protokoll/<uuid:minutes_id>/upprop/", minutes_work.roll, name="roll"),
    path("protokoll/<uuid:minutes_id>/ny/", minutes_work.new_line, name="new_line"),
    path("protokoll/<uuid:minutes_id>/tillkommer/", paragraph_work.raised, name="raised"),
    path("protokoll/<uuid:minutes_id>/skriv-under/", minutes_work.sign, name="sign"),
    path("protokoll/<uuid:minutes_id>/anslag/", minutes_work.announce, name="announce"),
    path("protokoll/<uuid:minutes_id>/papper/", minutes_work.make_minutes, name="make_minutes"),
    path("protokoll/<uuid:minutes_id>/paket/<uuid:pack_id>/", minutes_work.package, name="package"),
    path("protokoll/<uuid:minutes_id>/<slug:step>/", minutes_work.step, name="minutes_step"),
    path("narvaro/<uuid:attendance_id>/", minutes_work.line, name="line"),
    path("underskrift/<uuid:signature_id>/", minutes_work.sign_elsewhere, name="sign_elsewhere"),
    path("paragraf/<uuid:paragraph_id>/", paragraph_work.paragraph, name="paragraph"),
    path("paragraf/<uuid:paragraph_id>/rost/", paragraph_work.vote, name="vote"),
    path("paragraf/<uuid:paragraph_id>/del/", paragraph_work.mark, name="mark"),
    path("paragraf/<uuid:paragraph_id>/skicka/", paragraph_work.send, name="send"),
    path("paragraf/<uuid:paragraph_id>/utdrag/", paragraph_work.make_extract, name="make_extract"),
    path("rost/<uuid:vote_id>/bort/", paragraph_work.drop_vote, name="drop_vote"),
    path("del/<uuid:mark_id>/bort/", paragraph_work.drop_mark, name="drop_mark"),
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
    path("arende/<uuid:case_id>/siffra/", figure_work.bind, name="bind"),
    path("siffra/<uuid:figure_id>/bort/", figure_work.drop, name="drop_figure"),
    path("arende/<uuid:case_id>/planera/", work.place, name="place"),
    path("arende/<uuid:case_id>/<slug:step>/", work.item_step, name="item_step"),
]
