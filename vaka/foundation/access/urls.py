"""Sign-in and what belongs to one's own account; from allauth only what is used."""

from allauth.account import views
from django.urls import include, path

from vaka.foundation.access import absence_views
from vaka.foundation.access.middleware import open_to_all

absence = [
    path("", absence_views.listing, name="absence"),
    path("<uuid:absence_id>/avsluta/", absence_views.end, name="end_absence"),
]
urlpatterns = [
    path("franvaro/", include((absence, "access"))),
    path("logga-in/", open_to_all(views.login), name="account_login"),
    path("konto/losenord/", views.password_change, name="account_change_password"),
    path("konto/nytt-losenord/", views.password_set, name="account_set_password"),
]
