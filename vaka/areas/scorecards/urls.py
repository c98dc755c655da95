"""Addresses of boards."""

from django.urls import path

from vaka.areas.scorecards import views, work

app_name = "scorecards"
prefix = "styrtavlor/"

urlpatterns = [
    path("", views.start, name="start"),
    path("alla/", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("mall/<slug:code>/", views.standard, name="standard"),
    path("<uuid:board_id>/", views.board, name="board"),
    path("<uuid:board_id>/andra/", work.edit, name="edit"),
    path("<uuid:board_id>/flytta/", work.move, name="move"),
    path("<uuid:board_id>/namn/", work.rename, name="rename"),
    path("<uuid:board_id>/ta-bort/", work.remove, name="remove"),
    path("<uuid:board_id>/ta-tillbaka/", work.restore, name="restore"),
]
