"""The app of foundation/cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Found by Django under the label `cases`."""

    name = "vaka.foundation.cases"
    label = "cases"

    def ready(self) -> None:
        """Offer what can be done with cases of every kind at once."""
        from vaka.foundation.cases import assigning, bulk

        bulk.register(assigning.BULK)
