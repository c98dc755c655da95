"""The app of areas/economy: its duties and its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Ekonomi"), url_name="economy:list", capability="budget.see_closed", order=33,
    icon="coins", rare=True,
)  # fmt: skip


class EconomyConfig(AppConfig):
    """Found by Django under the label `economy`."""

    name = "vaka.areas.economy"
    label = "economy"
    verbose_name = _("Ekonomi")

    def ready(self) -> None:
        """Take a place in the menu and give the days of deficits to the year wheel."""
        from vaka.areas.economy import shortfall_queries
        from vaka.foundation import duties

        nav.register(NAV)
        duties.register(shortfall_queries.duties)
