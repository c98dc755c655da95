"""Addresses of reports, of their templates, and of what is published."""

from django.urls import path

from vaka.areas.reports import public, release_work, template_work, views, word_work

app_name = "reports"

urlpatterns = [
    path("rapporter/", views.start, name="start"),
    path("rapporter/ny/", views.new, name="new"),
    path("rapporter/mallar/", template_work.listing, name="templates"),
    path("rapporter/mallar/word/", word_work.word, name="word"),
    path("rapporter/mallar/word/vakas/", word_work.word_own, name="word_own"),
    path("rapporter/mallar/<slug:name>/", template_work.edit, name="template"),
    path("rapporter/mallar/<slug:name>/lasning/", template_work.preview, name="template_preview"),
    path(
        "rapporter/mallar/<slug:name>/version/<int:number>/",
        template_work.version,
        name="template_version",
    ),
    path("rapporter/<uuid:report_id>/", views.report, name="report"),
    path("rapporter/<uuid:report_id>/godkann/", release_work.approve, name="approve"),
    path("rapporter/<uuid:report_id>/publicera/", release_work.publish, name="publish"),
    path("rapporter/<uuid:report_id>/avpublicera/", release_work.withdraw, name="withdraw"),
    path("rapporter/<uuid:report_id>/kontroll/", release_work.check, name="check"),
    path(
        "rapporter/<uuid:report_id>/arkivpaket/",
        release_work.archive_package,
        name="archive_package",
    ),
    path("publicerat/", public.listing, name="public"),
    path("publicerat/<slug:slug>/", public.report, name="public_report"),
    path("publicerat/<slug:slug>/<str:name>", public.file, name="public_file"),
]
