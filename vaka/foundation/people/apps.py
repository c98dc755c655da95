"""The app of foundation/people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Found by Django under the label `people`."""

    name = "vaka.foundation.people"
    label = "people"
