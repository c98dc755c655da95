"""Addresses of the follow-up of money."""

from django.urls import path

from vaka.areas.economy import (
    base_work,
    cost_work,
    hours_work,
    series_work,
    shortfall_work,
    views,
    work,
)

app_name = "economy"
prefix = "ekonomi/"

urlpatterns = [
    path("", views.listing, name="list"),
    path("fil/", views.download, name="file"),
    path("ny/", work.new, name="new"),
    path("modeller/", cost_work.listing, name="costs"),
    path("underlag/", base_work.listing, name="bases"),
    path("underlag/nytt/", base_work.new, name="base_new"),
    path("underlag/<uuid:base_id>/", base_work.show, name="base"),
    path("underlag/<uuid:base_id>/forklara/", base_work.explain, name="base_explain"),
    path("underlag/<uuid:base_id>/besluta/", base_work.decide, name="base_decide"),
    path("underlag/<uuid:base_id>/oppna/", base_work.reopen, name="base_reopen"),
    path("timmar/", hours_work.listing, name="hours"),
    path("timmar/ersattning/", hours_work.set_rate, name="rate_new"),
    path("timmar/ersattning/<uuid:rate_id>/ta-bort/", hours_work.remove_rate, name="rate_remove"),
    path("tolv-manader/", series_work.listing, name="series"),
    path("tolv-manader/<slug:code>/", series_work.show, name="one_series"),
    path("tolv-manader/<slug:code>/<str:month>/ta-bort/", series_work.remove, name="series_remove"),
    path("rad/<uuid:line_id>/", views.line, name="line"),
    path("rad/<uuid:line_id>/prognos/", work.tell, name="tell"),
    path("rad/<uuid:line_id>/underskott/", shortfall_work.begin, name="shortfall_new"),
    path("underskott/", shortfall_work.listing, name="shortfalls"),
    path("underskott/<uuid:shortfall_id>/", shortfall_work.show, name="shortfall"),
    path("underskott/<uuid:shortfall_id>/atgard/", shortfall_work.add, name="saving_new"),
    path("underskott/<uuid:shortfall_id>/<slug:slug>/", shortfall_work.step, name="shortfall_step"),
    path("atgard/<uuid:saving_id>/folj-upp/", shortfall_work.follow, name="saving_follow"),
    path("atgard/<uuid:saving_id>/angra/", shortfall_work.unfollow, name="saving_unfollow"),
    path("atgard/<uuid:saving_id>/ta-bort/", shortfall_work.remove, name="saving_remove"),
    path("<uuid:month_id>/stang/", work.close, name="close"),
    path("<uuid:month_id>/oppna/", work.reopen, name="reopen"),
]
