"""Addresses of the figure check."""

from django.urls import path

from vaka.areas.proofs import views

app_name = "proofs"
prefix = "granska/"

urlpatterns = [
    path("", views.start, name="start"),
    path("<uuid:proof_id>/", views.proof, name="proof"),
    path("<uuid:proof_id>/anmarkningar.csv", views.findings, name="findings"),
    path("<uuid:proof_id>/radera/", views.delete, name="delete"),
    path("anmarkning/<uuid:remark_id>/stammer/", views.right, name="right"),
    path("anmarkning/<uuid:remark_id>/angra/", views.take_back, name="take_back"),
]
