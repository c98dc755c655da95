"""Addresses of contracts, visits and agreements."""

from django.urls import path

from vaka.areas.providers import agreement_work, application_work, views, visit_work, work

app_name = "providers"
prefix = "utforare/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path("ansokan/", application_work.apply, name="apply"),
    path("krav/<slug:code>/", views.matrix, name="matrix"),
    path("besok/", views.visits, name="visits"),
    path("besok/<uuid:case_id>/", views.visit, name="visit"),
    path("besok/<uuid:case_id>/krav/", visit_work.record, name="record"),
    path("besok/<uuid:case_id>/<slug:name>/", visit_work.step, name="visit_step"),
    path("samverkan/", views.agreements, name="agreements"),
    path("samverkan/ny/", agreement_work.new, name="new_agreement"),
    path("samverkan/brott/", agreement_work.breach, name="breach"),
    path("samverkan/<uuid:case_id>/", views.agreement, name="agreement"),
    path("samverkan/<uuid:case_id>/<slug:name>/", agreement_work.step, name="agreement_step"),
    path("<uuid:case_id>/", views.contract, name="contract"),
    path("<uuid:case_id>/besok/", visit_work.plan, name="plan_visit"),
    path("<uuid:case_id>/krav/", application_work.judge, name="judge"),
    path("<uuid:case_id>/pafoljd/", work.impose, name="impose"),
    path("<uuid:case_id>/uppgift/<uuid:figure_id>/<str:start>/", work.give, name="give"),
    path("<uuid:case_id>/rattelse/<uuid:sanction_id>/", work.settle, name="settle"),
    path("<uuid:case_id>/sluta/<uuid:figure_id>/", work.stop, name="stop"),
    path("<uuid:case_id>/<slug:name>/", work.step, name="step"),
]
