"""The app of foundation/cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Found by Django under the label `cases`."""

    name = "vaka.foundation.cases"
    label = "cases"
