"""Addresses of the annual accounts."""

from django.urls import path

from vaka.areas.accounts import request_work, section_work, views, work

app_name = "accounts"
prefix = "berattelser/"
EDITION, SECTION, REQUEST = (
    "<uuid:case_id>/",
    "avsnitt/<uuid:section_id>/",
    "begaran/<uuid:case_id>/",
)

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.new, name="new"),
    path(EDITION, views.edition, name="edition"),
    path(f"{EDITION}siffror/", work.lay_out, name="lay_out"),
    path(f"{EDITION}rattelse/", work.correct, name="correct"),
    path(f"{EDITION}frysa/", work.freeze, name="freeze"),
    path(f"{EDITION}resultat/", views.results, name="results"),
    path(f"{EDITION}jamforelse/", views.compare, name="compare"),
    path(f"{EDITION}jamforelse/bild.svg", views.slide, name="slide"),
    path(f"{EDITION}jamforelse/bild.png", views.slide_png, name="slide_png"),
    path("resultat/<uuid:row_id>/", work.result, name="result"),
    path(SECTION, section_work.section, name="section"),
    path(f"{SECTION}spara/", section_work.save, name="save"),
    path(f"{SECTION}laget/", section_work.state, name="state"),
    path(f"{SECTION}bredvid/", section_work.margin, name="margin"),
    path(f"{SECTION}historik/", views.history, name="history"),
    path(f"{SECTION}anmarkning/", section_work.remark, name="remark"),
    path(f"{SECTION}fynd/", section_work.finding, name="finding"),
    path(f"{SECTION}steg/<slug:verb>/", section_work.move, name="move"),
    path(f"{SECTION}begar/", request_work.ask, name="ask"),
    path("anmarkning/<uuid:remark_id>/", section_work.settle, name="settle"),
    path(REQUEST, views.request_page, name="request"),
    path(f"{REQUEST}svara/", request_work.answer, name="answer"),
    path(f"{REQUEST}ta-in/", request_work.take_in, name="take_in"),
    path(f"{REQUEST}be-om-mer/", request_work.ask_again, name="ask_again"),
    path(f"{REQUEST}dra-tillbaka/", request_work.withdraw, name="withdraw"),
]
