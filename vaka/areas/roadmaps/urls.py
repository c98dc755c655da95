"""Addresses of the roadmap and of preventive work."""

from django.urls import path

from vaka.areas.roadmaps import prevention_work, views, work

app_name = "roadmaps"
prefix = "fardplan/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("fil/", views.download, name="file"),
    path("rad/<uuid:line_id>/", views.line, name="line"),
    path("rad/<uuid:line_id>/genomgang/", work.review, name="review"),
    path("rad/<uuid:line_id>/angra/", work.withdraw, name="withdraw"),
    path("forebygga/", prevention_work.prevention, name="prevention"),
    path("forebygga/ny/", prevention_work.begin, name="begin"),
    path("forebygga/nulage/", prevention_work.present, name="present"),
    path("forebygga/nulage/ny/", prevention_work.map_present, name="map_present"),
    path(
        "forebygga/nulage/<uuid:state_id>/ta-bort/",
        prevention_work.unmap_present,
        name="unmap_present",
    ),
    path("forebygga/<uuid:measure_id>/manad/", prevention_work.count_reach, name="count_reach"),
    path(
        "forebygga/manad/<uuid:reach_id>/ta-bort/",
        prevention_work.remove_reach,
        name="remove_reach",
    ),
    path("forebygga/<uuid:measure_id>/", prevention_work.measure, name="measure"),
    path(
        "forebygga/<uuid:measure_id>/skyldighet/", prevention_work.change_duty, name="change_duty"
    ),
    path("forebygga/<uuid:measure_id>/angra/", prevention_work.take_back, name="take_back"),
    path("forebygga/<uuid:measure_id>/ta-bort/", prevention_work.remove, name="remove"),
    path("forebygga/steg/<uuid:step_id>/", prevention_work.tell, name="tell"),
    path("forebygga/steg/<uuid:step_id>/dag/", prevention_work.move, name="move"),
]
