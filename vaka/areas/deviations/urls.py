"""Addresses of deviations."""

from django.urls import path

from vaka.areas.deviations import phone, side_work, track_work, views, work

app_name = "deviations"
prefix = "avvikelser/"

urlpatterns = [
    path("", views.start, name="start"),
    path("lista/", views.listing, name="list"),
    path("lista/fil/", views.download, name="download"),
    path("ny/", phone.report, name="report"),
    path("tack/", phone.thanks, name="thanks"),
    path("mina/", phone.my_reports, name="mine"),
    path("mina/<uuid:case_id>/", phone.my_report, name="mine_one"),
    path("mina/<uuid:case_id>/kvitto/", phone.receipt, name="receipt"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/bedom/", work.assess, name="assess"),
    path("<uuid:case_id>/utred/", work.investigate, name="investigate"),
    path("<uuid:case_id>/avsluta/", work.close, name="close"),
    path("<uuid:case_id>/oppna/", work.reopen, name="reopen"),
    path("<uuid:case_id>/svara/", side_work.answer, name="answer"),
    path("<uuid:case_id>/for-samman/", side_work.join, name="join"),
    path("<uuid:case_id>/skilj/", side_work.separate, name="separate"),
    path("<uuid:case_id>/typ/", side_work.reclassify, name="reclassify"),
    path("<uuid:case_id>/pekas-ut/", side_work.named, name="named"),
    path("<uuid:case_id>/produkt/", side_work.device, name="device"),
    path("<uuid:case_id>/produkt/<int:device_id>/", side_work.device, name="device_change"),
    path("<uuid:case_id>/utanfor/", side_work.contact, name="contact"),
    path("<uuid:case_id>/utanfor/<int:contact_id>/", side_work.contact, name="contact_change"),
    path("<uuid:case_id>/information/", side_work.inform, name="inform"),
    path("<uuid:case_id>/spar/", track_work.add, name="track_add"),
    path("spar/", track_work.listing, name="tracks"),
    path("spar/<uuid:track_id>/", track_work.show, name="track"),
    path("spar/<uuid:track_id>/ta-over/", track_work.take, name="track_take"),
    path("spar/<uuid:track_id>/avboj/", track_work.decline, name="track_decline"),
    path("spar/<uuid:track_id>/avsluta/", track_work.close, name="track_close"),
    path("spar/<uuid:track_id>/oppna/", track_work.reopen, name="track_reopen"),
]
