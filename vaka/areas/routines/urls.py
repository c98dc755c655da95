"""Addresses of routines."""

from django.urls import path

from vaka.areas.routines import order_work, process_pages, views, work

app_name = "routines"
prefix = ""

urlpatterns = [
    path("rutiner/", views.listing, name="list"),
    path("rutiner/brister/", views.failing, name="failing"),
    path("rutiner/att-se-over/", views.look_over, name="look_over"),
    path("rutiner/ny/", work.new, name="new"),
    path("rutiner/brast/", work.failed, name="failed"),
    path("processer/", process_pages.listing, name="processes"),
    path("processer/ny/", process_pages.new, name="new_process"),
    path("processer/<uuid:process_id>/", process_pages.process, name="process"),
    path("processer/<uuid:process_id>/andra/", process_pages.change, name="change_process"),
    path("processer/bestallningar/", order_work.queue, name="map_orders"),
    path("processer/bestall/", order_work.new, name="order_map"),
    path("processer/bestallningar/<uuid:order_id>/ta/", order_work.take_order, name="take_map"),
    path("processer/bestallningar/<uuid:order_id>/svara/", order_work.answer, name="answer_map"),
    path(
        "processer/bestallningar/<uuid:order_id>/ta-tillbaka/",
        order_work.withdraw,
        name="withdraw_map",
    ),
    path("tackning/", process_pages.coverage_page, name="coverage"),
    path("tackning/<str:key>/", process_pages.duty, name="duty"),
    path("rutiner/<uuid:case_id>/", views.case, name="case"),
    path("rutiner/<uuid:case_id>/andrat/", views.changes, name="changes"),
    path("rutiner/<uuid:case_id>/last/", work.acknowledge, name="acknowledge"),
    path("rutiner/<uuid:case_id>/ny-version/", work.revise, name="revise"),
    path("rutiner/<uuid:case_id>/skriv/", work.write, name="write"),
    path("rutiner/<uuid:case_id>/lamna/", work.submit, name="submit"),
    path("rutiner/<uuid:case_id>/lamna-tillbaka/", work.send_back, name="send_back"),
    path("rutiner/<uuid:case_id>/godkann/", work.approve, name="approve"),
    path("rutiner/<uuid:case_id>/forlang/", work.extend, name="extend"),
    path("rutiner/<uuid:case_id>/upphav/", work.withdraw, name="withdraw"),
    path("rutiner/<uuid:case_id>/kasta/", work.drop, name="drop"),
]
