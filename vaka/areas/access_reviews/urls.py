"""Addresses of reviews of who may do what."""

from django.urls import path

from vaka.areas.access_reviews import views

app_name = "access_reviews"
prefix = "behorigheter/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", views.open_review, name="open"),
    path("<uuid:review_id>/", views.review, name="review"),
    path("<uuid:review_id>/behovs/", views.keep, name="keep"),
    path("<uuid:review_id>/avsluta/", views.close, name="close"),
    path("<uuid:review_id>/roll/<uuid:item_id>/", views.judge, name="judge"),
]
