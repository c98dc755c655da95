"""Addresses of feedback: without sign-in under `synpunkt/`, for staff under `synpunkter/`."""

from django.urls import path

from vaka.areas.feedback import public, views, work

app_name = "feedback"

urlpatterns = [
    path("synpunkt/", public.write, name="write"),
    path("synpunkt/kvitto/", public.receipt, name="receipt"),
    path("synpunkt/folj/", public.follow, name="follow"),
    path("synpunkt/folj/skriv/", public.say, name="say"),
    path("synpunkt/folj/lamna/", public.leave, name="leave"),
    path("synpunkt/blankett/", public.paper, name="paper"),
    path("synpunkter/", views.listing, name="list"),
    path("synpunkter/analys/", views.compiled, name="compiled"),
    path("synpunkter/ny/", work.new, name="new"),
    path("synpunkter/<uuid:case_id>/", views.case, name="case"),
    path("synpunkter/<uuid:case_id>/kontakt/", views.contact, name="contact"),
    path("synpunkter/<uuid:case_id>/borja/", work.take, name="take"),
    path("synpunkter/<uuid:case_id>/sortera/", work.sort, name="sort"),
    path("synpunkter/<uuid:case_id>/bedom/", work.find, name="find"),
    path("synpunkter/<uuid:case_id>/koppla/", work.tie, name="tie"),
    path("synpunkter/<uuid:case_id>/svara/", work.answer, name="answer"),
    path("synpunkter/<uuid:case_id>/lamna-vidare/", work.forward, name="forward"),
    path("synpunkter/<uuid:case_id>/avsluta/", work.close, name="close"),
    path("synpunkter/<uuid:case_id>/oppna/", work.reopen, name="reopen"),
]
