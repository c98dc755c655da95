"""The app of areas/indicators: today's page, the catalogue and each measure's page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = (
    nav.NavItem(label=_("Idag"), url_name="indicators:today", order=10),
    nav.NavItem(
        label=_("Väntar på mig"), url_name="cases:worklist", capability="unit.see", order=15
    ),
    nav.NavItem(
        label=_("Mått"), url_name="indicators:catalogue", capability="figures.see", order=40
    ),
)


class IndicatorsConfig(AppConfig):
    """Found by Django under the label `indicators`."""

    name = "vaka.areas.indicators"
    label = "indicators"
    verbose_name = _("Mått")

    def ready(self) -> None:
        """Take places in the menu."""
        nav.register(*NAV)
