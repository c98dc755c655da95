"""The app of foundation/organisation."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Found by Django under the label `organisation`."""

    name = "vaka.foundation.organisation"
    label = "organisation"
