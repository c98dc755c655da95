"""The app of the page frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Found by Django under the label `web`."""

    name = "vaka.web"
    label = "web"

    def ready(self) -> None:
        """Put the search among the tools of those who may see any case."""
        from vaka.web import nav

        nav.register(
            nav.NavItem(
                label=_("Sök"), url_name="web:search", capability="unit.see", order=75,
                icon="magnifying-glass",
            )
        )  # fmt: skip
