"""Addresses of investigations."""

from django.urls import path

from vaka.areas.investigations import downloads, ivo, views, work
from vaka.areas.investigations.rules import Form

app_name = "investigations"
prefix = "utredningar/"
CASE = "<uuid:case_id>/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("ny/", work.start, name="new"),
    path("schema/anmalan.json", downloads.schema, name="download_schema"),
    path("ny/lex-sarah/", work.start_from, {"form": Form.LEX_SARAH},
         name="new_lex_sarah"),
    path("ny/lex-maria/", work.start_from, {"form": Form.LEX_MARIA},
         name="new_lex_maria"),
    path("ny/handelseanalys/", work.start_from, {"form": Form.EVENT_ANALYSIS},
         name="new_event_analysis"),
    path(CASE, views.case, name="case"),
    path(f"{CASE}avsnitt/<slug:code>/", work.section, name="section"),
    path(f"{CASE}avsnitt/<slug:code>/historik/", views.history, name="history"),
    path(f"{CASE}personer/", work.people, name="people"),
    path(f"{CASE}personer/bort/", work.leave, name="remove_part"),
    path(f"{CASE}utse/", work.appoint, name="appoint"),
    path(f"{CASE}information/", work.inform, name="inform"),
    path(f"{CASE}lamna/", work.submit, name="submit"),
    path(f"{CASE}lamna-tillbaka/", work.send_back, name="send_back"),
    path(f"{CASE}beslut/", work.decide, name="decide"),
    path(f"{CASE}avsluta/", work.close, name="close"),
    path(f"{CASE}oppna/", work.reopen, name="reopen"),
    path(f"{CASE}andra/<slug:kind>/", ivo.other, name="other"),
    path(f"{CASE}ivo/", ivo.page, name="ivo"),
    path(f"{CASE}ivo/anmald/", ivo.notify, name="notify"),
    path(f"{CASE}ivo/utredning/", ivo.send_investigation, name="send_investigation"),
    path(f"{CASE}ivo/svar/", ivo.answer, name="file_answer"),
    path(f"{CASE}ivo/dokument/", ivo.make_document, name="download_document"),
    path(f"{CASE}ivo/anmalan.json", downloads.as_json, name="download_json"),
    path(f"{CASE}ivo/anmalan.csv", downloads.as_csv, name="download_csv"),
]  # fmt: skip
