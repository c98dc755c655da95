"""Addresses of self-checks."""

from django.urls import path

from vaka.areas.self_checks import phone, plan_work, views, work

app_name = "self_checks"
prefix = "egenkontroll/"

urlpatterns = [
    path("", views.start, name="start"),
    path("svara/", phone.fill, name="fill"),
    path("svara/<uuid:case_id>/", phone.invited, name="invited"),
    path("svara/tack/<uuid:case_id>/", phone.thanks, name="thanks"),
    path("omgang/<uuid:case_id>/", views.round_page, name="round"),
    path("omgang/<uuid:case_id>/sammanstall/", work.close, name="close"),
    path("omgang/<uuid:case_id>/stall-in/", work.cancel, name="cancel"),
    path("omgang/<uuid:case_id>/oppna/", work.reopen, name="reopen"),
    path("omgang/<uuid:case_id>/urval/", work.draw, name="draw"),
    path("omgang/<uuid:case_id>/brist/<slug:key>/", work.find, name="find"),
    path("brist/<uuid:case_id>/", views.finding, name="finding"),
    path("brist/<uuid:case_id>/avsluta/", work.settle, name="settle"),
    path("brist/<uuid:case_id>/oppna/", work.reopen_finding, name="reopen_finding"),
    path("formular/", views.forms, name="forms"),
    path("formular/nytt/", plan_work.new_form, name="new_form"),
    path("formular/fardigt/<slug:code>/", plan_work.adopt, name="adopt"),
    path("formular/<uuid:form_id>/", views.form, name="form"),
    path("formular/<uuid:form_id>/fraga/", plan_work.new_question, name="new_question"),
    path("formular/<uuid:form_id>/fraga/<slug:key>/", plan_work.question, name="question"),
    path("formular/<uuid:form_id>/fraga/<slug:key>/flytta/", plan_work.move_question, name="move"),
    path("formular/<uuid:form_id>/i-bruk/", plan_work.put_in_force, name="put_in_force"),
    path("formular/<uuid:form_id>/version/", plan_work.begin_version, name="begin_version"),
    path("formular/<uuid:form_id>/planera/", plan_work.new_plan, name="new_plan"),
    path("planer/", views.plans, name="plans"),
    path("planer/<uuid:plan_id>/", views.plan, name="plan"),
    path("planer/<uuid:plan_id>/villkor/", plan_work.terms, name="terms"),
    path("planer/<uuid:plan_id>/enheter/", plan_work.places, name="places"),
    path("planer/<uuid:plan_id>/avsluta/", plan_work.end, name="end"),
    path("planer/<uuid:plan_id>/<slug:unit>/omgang/", plan_work.open_round, name="open_round"),
    path("planer/<uuid:plan_id>/<slug:unit>/kod/", plan_work.hang_door, name="hang_door"),
    path("kod/<slug:code>/", views.poster, name="poster"),
]
