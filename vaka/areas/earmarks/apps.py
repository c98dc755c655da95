"""The app of areas/earmarks: its duties and its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Särskilda medel"), url_name="earmarks:list", capability="budget.see_closed", order=34,
    icon="coins", rare=True,
)  # fmt: skip


class EarmarksConfig(AppConfig):
    """Found by Django under the label `earmarks`."""

    name = "vaka.areas.earmarks"
    label = "earmarks"
    verbose_name = _("Särskilda medel")

    def ready(self) -> None:
        """Give the days to the year wheel, and take a place in the menu."""
        from vaka.areas.earmarks import queries
        from vaka.foundation import duties

        duties.register(queries.duties)
        nav.register(NAV)
